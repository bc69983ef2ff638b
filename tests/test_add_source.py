"""`asreported add-source`: what it reads, what it writes, and what it refuses without writing anything."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from generator.authoring.declared import Declared, Stated, read_declared
from generator.authoring.html_page import decode_page
from generator.authoring.naming import find_first_word, make_id
from generator.authoring.saved_page import read_saved_page
from generator.cli import main
from generator.forms import is_id
from generator.problems import InvalidContent
from tests.helpers import ORLAN, ROOT, Project

PAGE = (ROOT / "tests" / "newcomer" / "turnout.html").read_text(encoding="utf-8")
BODY = (
    "<p>The Office of Sarn said on Monday that the count of every island was complete and that it had been calm.</p>"
    "<p>Nobody had asked for another, it said, and the boxes were put away until the next election.</p>"
)
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, ["add-source", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def stay_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a command must not touch the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)


def list_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_page(head: str, body: str = BODY) -> str:
    return f"<html><head>{head}</head><body><main><article>{body}</article></main></body></html>"


def make_pdf(lines: list[str]) -> bytes:
    """Give a PDF of one page with these lines."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 40 760 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font 6 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Title (Count of Sarn) /Author (Ada Quell) /CreationDate (D:20330912080000Z) >>",
        b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 7 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + end


LINES = [
    "The Office of Sarn said on Monday that the count of every island",
    "was complete.",
    "Nobody had asked for another one, it said, and the boxes were put",
    "away.",
]


def test_a_page_becomes_a_text_a_record_and_an_actor(run: Run, orlan: Project) -> None:
    before = list_all(orlan.root)
    orlan.write("page.html", PAGE)
    assert run("page.html", "--id", "courier-1").exit_code == 0
    fresh = {path for path in list_all(orlan.root) if path not in before and path != "page.html"}
    assert fresh == {
        *("content/actors/sarn-courier.yml", "content/sources/courier-1.yml", "content/texts/courier-1.txt"),
    }
    text = orlan.read("content/texts/courier-1.txt")
    assert text.startswith("Harbour towns stay at home as Sarn votes\n\nBy Ada Quell\n\nSARN, 12 September 2033. The")
    assert text.endswith("what parties made of it.\n")
    assert "Sport" not in text
    assert "All rights reserved" not in text
    assert [error for error in orlan.errors() if "pair-missing" not in error] == []


def test_the_publisher_is_taken_from_the_actors_with_or_without_its_article(run: Run, orlan: Project) -> None:
    orlan.write("page.html", PAGE.replace("The Sarn Courier", "Ferry"))
    assert run("page.html").exit_code == 0
    assert "publisher: the-ferry\n" in orlan.read("content/sources/the-ferry-2033-harbour.yml")


def test_the_publisher_that_is_named_goes_before_the_one_that_is_declared(run: Run, orlan: Project) -> None:
    orlan.write("page.html", PAGE)
    assert run("page.html", "--publisher", "courier-of-sarn").exit_code == 0
    assert "publisher: courier-of-sarn\n" in orlan.read("content/sources/courier-of-sarn-2033-harbour.yml")
    assert "name: The Sarn Courier  # check" in orlan.read("content/actors/courier-of-sarn.yml")


def test_texts_go_to_the_folder_that_the_variable_names(
    run: Run, orlan: Project, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("texts")
    monkeypatch.setenv("ASREPORTED_TEXTS", str(elsewhere))
    orlan.write("page.html", PAGE)
    result = run("page.html", "--id", "courier-1")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{elsewhere.as_posix()}/courier-1.txt: the text, 6 paragraphs, 156 words\n")
    assert (elsewhere / "courier-1.txt").is_file()


def test_a_folder_of_texts_that_is_not_there_is_not_made(
    run: Run, orlan: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASREPORTED_TEXTS", "txets")
    orlan.write("page.html", PAGE)
    result = run("page.html")
    assert result.exit_code == 1
    assert "ASREPORTED_TEXTS must name a folder, found txets [texts-missing]" in result.stderr
    assert not (orlan.root / "txets").exists()


def test_a_text_keeps_its_words_and_says_nothing_of_itself(run: Run, orlan: Project) -> None:
    orlan.write("a.txt", "\ufeffA calm day\r\n\r\nThe boxes — all of\r\nthem — were shut.\r\n")
    assert run("a.txt", "--publisher", "the-ferry", "--date", "2040-05").exit_code == 0
    assert (
        orlan.read("content/texts/the-ferry-2040-calm.txt") == "A calm day\n\nThe boxes — all of\nthem — were shut.\n"
    )
    record = orlan.read("content/sources/the-ferry-2040-calm.yml")
    assert "title: A calm day  # check: as printed? from the first paragraph\n" in record
    assert "language: en  # check: the corpus's\n" in record


def test_markdown_stays_markdown(run: Run, orlan: Project) -> None:
    orlan.write("a.md", "# A calm day\n\nThe *boxes* were shut.\n")
    assert run("a.md", "--publisher", "The Ferry", "--date", "2040-05-07").exit_code == 0
    assert orlan.read("content/texts/the-ferry-2040-calm.md") == "# A calm day\n\nThe *boxes* were shut.\n"


def test_a_pdf_gives_its_paragraphs_and_its_metadata_as_guesses(run: Run, orlan: Project) -> None:
    (orlan.root / "a.pdf").write_bytes(make_pdf(LINES))
    assert run("a.pdf", "--publisher", "the-ferry").exit_code == 0
    text = orlan.read("content/texts/the-ferry-2033-count.txt")
    assert text == "\n".join(LINES[:2]) + "\n\n" + "\n".join(LINES[2:]) + "\n"
    record = orlan.read("content/sources/the-ferry-2033-count.yml")
    assert "authors: [Ada Quell]  # check: from the PDF's author\n" in record
    assert "date: 2033-09-12  # check: from the PDF's date of creation\n" in record
    assert "date_inferred_from: the PDF's date of creation\n" in record


def read_paragraphs(body: str) -> tuple[str, ...]:
    return read_saved_page("a.html", make_page("<title>x</title>", body).encode()).paragraphs


def test_a_short_page_is_taken_whole_but_for_what_is_never_text() -> None:
    body = "<nav>Home</nav><h1>Office</h1><p>A <b>frag</b>ment,<br>short.</p><ul><li>three</ul><script>x()</script>"
    assert read_paragraphs(body) == ("Office", "A fragment, short.", "three")


def test_the_paragraphs_of_an_article_keep_their_letters() -> None:
    body = f"{BODY}<p>Turn<b>out</b> was 47<sup>th</sup>,\n  <a href='/a'>it said</a> — “so&nbsp;far”.</p>{BODY}"
    assert read_paragraphs(body)[2] == "Turnout was 47th, it said — “so far”."
    assert len(read_paragraphs(body)) == 5


def test_a_heading_outside_the_article_is_the_first_paragraph() -> None:
    html = f"<html><body><header><h1>Calm on every island</h1></header><article>{BODY}</article></body></html>"
    assert read_saved_page("a.html", html.encode()).paragraphs[0] == "Calm on every island"


@given(st.lists(st.sampled_from([*"<>&;/\"' a", "<p>", "</p>", "<h1>", "<table>", "<td>", "<!--", "&#0;", "é"])))
def test_whatever_a_page_holds_it_is_read_or_refused(parts: list[str]) -> None:
    with suppress(InvalidContent):
        assert read_saved_page("a.html", "".join(parts).encode()).paragraphs


def make_locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(LINES))))
    writer.encrypt("word", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param(
            "away.html",
            None,
            "away.html:1:1: error: a file must be readable, found: No such file or directory [file-unreadable]\n"
            "  hint: name a file that you saved\n",
            id="no file",
        ),
        pytest.param(
            "content",
            None,
            "content:1:1: error: a saved page must be a file, found a folder [file-unreadable]\n"
            "  hint: name a file that you saved\n",
            id="a folder",
        ),
        pytest.param(
            "a.docx",
            b"PK",
            "a.docx:1:1: error: a source must be saved as one of .html, .htm, .txt, .md, .pdf, found .docx"
            " [page-unknown-ending]\n  hint: save the page from the browser as HTML\n",
            id="another ending",
        ),
        pytest.param(
            "a.html",
            b"<html><body><script>load()</script></body></html>",
            "a.html:1:1: error: a saved page must hold readable text, found none [page-empty]\n"
            "  hint: save the page after it has loaded, or copy its text into a .txt file\n",
            id="a page without text",
        ),
        pytest.param(
            "a.txt",
            b"caf\xe9 and bar",
            "a.txt:1:1: error: a text must be UTF-8, found the byte 0xE9 [encoding]\n  hint: save the file as UTF-8\n",
            id="a text in Latin-1",
        ),
        pytest.param(
            "a.html",
            b"<p>caf\xe9</p>",
            "a.html:1:1: error: a page must be in the encoding that it declares, or in UTF-8, found utf-8 with byte 7:"
            " 0xE9 [encoding]\n  hint: save the page again as UTF-8\n",
            id="a page in Latin-1 that doesn't say so",
        ),
        pytest.param(
            "a.html",
            b'<meta charset="martian"><p>caf</p>',
            "a.html:1:1: error: a page must declare an encoding that is known, found martian [encoding]\n"
            "  hint: save the page again as UTF-8\n",
            id="an unknown encoding",
        ),
        pytest.param(
            "a.pdf",
            b"%PDF-1.4 and then nothing",
            "a.pdf:1:1: error: a PDF must be whole, found: PdfStreamError [page-unreadable]\n"
            "  hint: save it again, or copy its text into a .txt file\n",
            id="a damaged PDF",
        ),
        pytest.param(
            "a.pdf",
            make_locked_pdf(),
            "a.pdf:1:1: error: a PDF must be open to all, found one with a password [page-unreadable]\n"
            "  hint: save it without\n",
            id="a PDF with a password",
        ),
        pytest.param(
            "a.pdf",
            make_pdf([]),
            "a.pdf:1:1: error: a saved page must hold readable text, found none [page-empty]\n"
            "  hint: save the page after it has loaded, or copy its text into a .txt file\n",
            id="a PDF of pictures",
        ),
        pytest.param(
            "a.txt",
            b"A calm day.",
            "a.txt:1:1: error: a source must have a publisher, found none that the file declares [page-unstated]\n"
            "  hint: say it: --publisher NAME\n",
            id="nobody publishes it",
        ),
        pytest.param(
            "a.html",
            make_page('<meta property="og:site_name" content="The Ferry">').encode(),
            "a.html:1:1: error: a source must have a date, found none that the file declares [page-unstated]\n"
            "  hint: say it: --date 2031-03-03\n",
            id="no date",
        ),
        pytest.param(
            "a.html",
            make_page('<meta property="og:site_name" content="Lake Watcher">').encode(),
            "a.html:1:1: error: a publisher must be told from other actors, found 'Lake Watcher', which is like"
            " lake-watch [publisher-unclear]\n"
            "  hint: choose Lake Watch with --publisher lake-watch, or add the other with asreported new actor\n",
            id="a publisher like another actor",
        ),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, orlan: Project, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (orlan.root / name).write_bytes(content)
    before = list_all(orlan.root)
    result = run(name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == said
    assert list_all(orlan.root) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["--id", "ferry-2040"],
            "an id must stand once, found ferry-2040 in content/sources/ferry-2040.yml [id-taken]",
            id="another source's",
        ),
        pytest.param(
            ["--id", "loose"], "a text must not be overwritten, found loose.md [id-taken]", id="a loose text's"
        ),
        pytest.param(
            ["--id", "../up"],
            "an id must be lowercase ASCII letters, digits and single hyphens, found ../up [invalid-id]",
            id="a path",
        ),
        pytest.param(
            ["--id", "index"],
            "an id must not take the address of a page that lists others, found index [path-collision]",
            id="a reserved one",
        ),
        pytest.param(
            ["--publisher", "the-fery"],
            "found 'the-fery', which is like the-ferry [publisher-unclear]",
            id="a slip in the publisher's id",
        ),
        pytest.param(
            ["--publisher", "新華"],
            "a publisher must have an id in ASCII letters, found none in '新華' [invalid-id]",
            id="a publisher in letters that no id has",
        ),
        pytest.param(
            ["--date", "yesterday"],
            "--date must be a date: a date must be written like 2019-06-09, 2019-06, 2019?, 199X or 2007/2012, "
            "found yesterday [invalid-value]",
            id="no date",
        ),
    ],
)
def test_an_option_that_cannot_be_followed_changes_nothing(
    run: Run, orlan: Project, arguments: list[str], said: str
) -> None:
    orlan.write("page.html", PAGE)
    orlan.write("content/texts/loose.md", "A loose text.\n")
    before = list_all(orlan.root)
    result = run("page.html", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert list_all(orlan.root) == before


def test_adding_a_page_twice_is_refused(run: Run, orlan: Project) -> None:
    orlan.write("page.html", PAGE)
    assert run("page.html").exit_code == 0
    before = list_all(orlan.root)
    assert run("page.html").exit_code == 1
    assert list_all(orlan.root) == before


def test_a_file_over_the_limit_is_refused(run: Run, orlan: Project) -> None:
    with (orlan.root / "a.html").open("wb") as file:
        file.truncate(20_000_001)
    result = run("a.html")
    assert result.exit_code == 1
    assert "a saved page must hold at most 20,000,000 bytes, found 20,000,001 [file-too-large]" in result.stderr


def test_where_one_file_cannot_be_written_none_is(run: Run, orlan: Project) -> None:
    for path in (orlan.root / "content" / "actors").iterdir():
        path.unlink()
    (orlan.root / "content" / "actors").rmdir()
    orlan.write("page.html", PAGE)
    orlan.write("content/actors", "no folder\n")
    before = list_all(orlan.root)
    result = run("page.html")
    assert result.exit_code == 1
    assert result.stderr == (
        "content/actors:1:1: error: a file must be writable, found: File exists [file-unwritable]\n"
        "  hint: check the permissions of its folder; nothing was written\n"
    )
    assert list_all(orlan.root) == before


def test_only_this_command_loads_what_reads_pages() -> None:
    program = (
        "import sys\n"
        "from generator.cli import main\n"
        "main(['find', 'The Board'], standalone_mode=False)\n"
        "print(*sorted({'trafilatura', 'lxml', 'pypdf'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ORLAN, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_nothing_is_fetched_whatever_the_page_names(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    corpus = "title: T\nlanguages: [en]\nclaim_kinds: {event: it happened}\n"
    (tmp_path / "content" / "corpus.yml").write_text(corpus, encoding="utf-8")
    pictures = '<img src="http://courier.example/a.png"><iframe src="http://courier.example/"></iframe>'
    (tmp_path / "a.html").write_text(PAGE.replace("<article>", f"<article>{pictures}"), encoding="utf-8")
    program = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event in {'socket.connect', 'socket.getaddrinfo', 'socket.sendto', 'urllib.Request'}:\n"
        "        print('NETWORK', event, file=sys.stderr)\n"
        "        raise SystemExit(9)\n"
        "sys.addaudithook(watch)\n"
        "from generator.cli import main\n"
        "main(['add-source', 'a.html'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        pytest.param('<meta charset="koi8-r">', "Привет".encode("koi8-r"), id="a meta tag"),
        pytest.param(
            "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
            "Привет".encode("cp1251"),
            id="an old meta tag",
        ),
        pytest.param("<?xml version='1.0' encoding='iso-8859-5'?>", "Привет".encode("iso8859-5"), id="XML"),
        pytest.param("\ufeff", "Привет".encode(), id="a mark"),
        pytest.param("", "Привет".encode(), id="nothing is UTF-8"),
        pytest.param('<meta charset="utf-16">', "Привет".encode(), id="what ASCII says of UTF-16 is wrong"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(head: str, declared: bytes) -> None:
    assert decode_page("a.html", head.encode() + declared).endswith("Привет")


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_a_page_is_read_or_refused(raw: bytes) -> None:
    try:
        html = decode_page("a.html", raw)
    except InvalidContent:
        return
    read_declared(html)


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        pytest.param("", Declared(type="webpage"), id="nothing"),
        pytest.param(
            "<title>A day | Ferry</title>",
            Declared(Stated("A day | Ferry", "<title>", is_guess=True), type="webpage"),
            id="a title is a guess",
        ),
        pytest.param(
            '<meta name="citation_author" content="A. Marsh"><meta name="citation_author" content="B. Reed">'
            '<meta name="citation_publication_date" content="2040/05/07">',
            Declared(None, ("A. Marsh", "B. Reed"), Stated("2040-05-07", "citation_publication_date"), type="webpage"),
            id="citation tags",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, '
            '{"@type": ["Article", "BlogPosting"], "author": "Marsh", "dateCreated": "2040-05"}]}</script>',
            Declared(None, ("Marsh",), Stated("2040-05", "JSON-LD dateCreated"), type="post-weblog"),
            id="JSON-LD in a graph",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[3]]</script>'
            '<meta property="article:published_time" content="soon">',
            Declared(type="webpage"),
            id="what makes no sense",
        ),
        pytest.param(
            '<link rel="canonical" href="https://www.ferry.example/a"><link rel="license" href="https://x.example/by">',
            Declared(
                publisher=Stated("ferry.example", "the address", is_guess=True),
                url=Stated("https://www.ferry.example/a", "rel=canonical"),
                licence=Stated("https://x.example/by", "rel=license"),
                type="webpage",
            ),
            id="links",
        ),
        pytest.param(
            '<meta property="og:locale" content="ru_RU"><h1>A <b>calm</b> day</h1>',
            Declared(language=Stated("ru-RU", "og:locale"), type="webpage", heading="A calm day"),
            id="a locale and a heading",
        ),
    ],
)
def test_what_a_page_declares(head: str, declared: Declared) -> None:
    assert read_declared(head) == declared


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("The Morrow Herald", "the-morrow-herald"),
        ("Радио Азаттык", "radio-azattyk"),
        ("Qazaqstan’s Señor & Søn", "qazaqstans-senor-son"),
        ("新華", ""),
    ],
)
def test_ids_are_made_from_names(name: str, made: str) -> None:
    assert make_id(name) == made


@given(st.text())
def test_a_made_id_is_an_id_or_nothing(name: str) -> None:
    assert all(made == "" or is_id(made) for made in (make_id(name), find_first_word(name)))
