"""What is hostile is refused with its place, and takes no more time and memory than what is not."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from generator.authoring.saved_page import read_saved_page
from generator.forms import is_device, read_paragraphs
from generator.interface import check_catalogue
from generator.lock import read_lock, write_lock
from generator.markdown import check_page
from generator.pipeline import build_pages
from generator.problems import InvalidContent, Place, Problem
from generator.serve import Bench, open_bench
from generator.yaml_tree import parse_yaml
from tests.helpers import Project, show
from tests.sites import copy_orlan

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
SHAPES = ("{", "]: ", "](", "[a](b.m", "[", "<a", "{: #", "](<", "`", "*a **b_")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_is_checked_in_linear_time(orlan: Project, shape: str) -> None:
    begun = time.process_time()
    for _ in check_page(shape * (300_000 // len(shape)), "content/pages/method.md"):
        pass
    orlan.write("content/pages/method.md", "# Method\n\n" + shape * (300_000 // len(shape)))
    orlan.check()
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("line", ["a {: .x}", "a {.x} {#y", "} a { b {} c"])
def test_attributes_are_found_wherever_they_close(line: str) -> None:
    assert [problem.code for problem in check_page(line, "a.md")] == ["page-html"]


@pytest.mark.parametrize("line", ["# a {#b}", "# a {: #b}", "a } b { c", "{#a} {#b}", "{"])
def test_ids_of_headings_and_lonely_braces_are_no_attributes(line: str) -> None:
    assert not list(check_page(line, "a.md"))


def test_a_problem_far_down_a_page_tells_its_line() -> None:
    found = list(check_page("[a](b:c)\n\n[a](x.md)\n[a](b:c) [a](b:c)\n", "a.md"))
    assert [problem.place.line for problem in found] == [1, 4, 4]


def test_a_list_of_ranges_can_not_mean_billions_of_paragraphs() -> None:
    assert len(read_paragraphs("1-50000, 50001-100000")) == 100_000
    for text in ("1-999999", "1-50000, 50001-100001", ", ".join(["1-99999"] * 100)):
        with pytest.raises(ValueError, match="at most 100000 paragraphs"):
            read_paragraphs(text)


@pytest.mark.parametrize("number", ["7", "99999999", "9" * 5000])
def test_a_catalogue_has_no_more_plural_forms_than_a_language(number: str) -> None:
    text = f'{HEAD}"Plural-Forms: nplurals={number}; plural=n;\\n"\n\nmsgid "x"\nmsgstr "y"\n'
    assert show(check_catalogue(text, "ru.po")) == (
        "ru.po:1:1: error: a catalogue must be a gettext file, found: more than 6 plural forms [catalogue-unreadable]\n"
        "  hint: compare it with another catalogue"
    )


def test_a_markdown_file_of_more_than_a_million_bytes_is_refused(orlan: Project) -> None:
    orlan.write("content/pages/method.md", "# Method\n" + "a" * 999_991)
    assert orlan.errors() == []
    orlan.write("content/pages/method.md", "# Method\n" + "a" * 999_992)
    assert "file-too-large" in {problem.code for problem in orlan.check()}


@pytest.mark.parametrize("name", ["null", "5", "true", "1.5"])
@pytest.mark.parametrize(
    "rest",
    ['"source": %s, "sha256": "x", "words": [1]', '"actor": %s, "spellings": "x", "found": {}', '"claim": %s'],
    ids=["source", "actor", "claim"],
)
def test_an_entry_of_the_lock_that_no_text_names_is_refused(rest: str, name: str) -> None:
    evidence, problems = read_lock(f"{{{rest % name}}}\n")
    assert [problem.code for problem in problems] == ["lock-unreadable"]
    write_lock(evidence)


SAVED = {
    "tags that never close": b"<meta " * 100_000 + b"charset",
    "attributes without end": b"<p " + b"a " * 400_000 + b">One sentence.</p>",
    "attributes behind an open quotation mark": b"<p ' "
    + b" ".join(b"a%d=1" % n for n in range(300_000))
    + b">One.</p>",
    "half tags": b"<a <a <a " * 40_000 + b"<p>One sentence.</p>",
}


@pytest.mark.parametrize("content", SAVED.values(), ids=SAVED)
def test_a_saved_page_is_read_or_refused_in_a_few_seconds(content: bytes) -> None:
    begun = time.process_time()
    with suppress(InvalidContent):
        read_saved_page("x.html", content)
    assert time.process_time() - begun < 10


def test_a_number_of_many_digits_is_no_date(orlan: Project) -> None:
    orlan.edit("content/claims/ferry-2040.yml", "happened: 2040-05-06", f"happened: {'9' * 5000}")
    assert [problem.code for problem in orlan.check() if problem.severity == "error"] == ["invalid-date"]


UNSEEN = {
    "an override": "\u202e",
    "an isolate": "\u2066",
    "a tag": "\U000e0041",
    "a noncharacter": "\ufdd0",
    "a byte order mark": "\ufeff",
    "a noncharacter of another plane": "\U0010fffe",
}


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("is_escaped", [False, True], ids=["written out", "escaped"])
def test_signs_that_nobody_sees_are_refused_where_they_stand(sign: str, *, is_escaped: bool) -> None:
    written = f"\\U{ord(sign):08x}" if is_escaped else sign
    tree, problems = parse_yaml(f'é: 1\nb: "a{written}b"\n', "a.yml")
    place = "a.yml:2:4" if is_escaped else "a.yml:2:6"
    assert show(problems) == (
        f"{place}: error: text must hold printable characters only, found U+{ord(sign):04X} [yaml-character]\n"
        "  hint: remove the character"
    )
    assert tree is None


@pytest.mark.parametrize("text", ["Қазақ ‌x‍y‎ z", "👩‍👩‍👧", "שלום", "a\u2028b"])
def test_signs_that_texts_need_are_not(text: str) -> None:
    assert parse_yaml(f'a: "{text}"\n', "a.yml")[1] == ()


def test_a_problem_is_printed_so_that_a_terminal_obeys_nothing() -> None:
    problem = Problem(
        Place("a\n::b\x1b[2J.yml"), "x", "found \x9b \u202e \u2028 \ud800", "do\rit", ("one\ntwo\tthree",)
    )
    assert str(problem) == (
        "a\\u{a}::b\\u{1b}[2J.yml:1:1: error: found \\u{9b} \\u{202e} \\u{2028} \\u{d800} [x]\n"
        "  one\\u{a}two\tthree\n"
        "  hint: do\\u{d}it"
    )
    assert len(str(Problem(Place("a"), "x", "y" * 5_000_000))) < 2100


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_a_device_of_windows_is_no_id(orlan: Project, name: str) -> None:
    assert is_device(name)
    orlan.write(f"content/actors/{name}.yml", "type: person\nname: x\n")
    message = "an id must not be the name of a device, with which Windows can't make a file, found"
    hint = "rename it, and what refers to it"
    assert orlan.errors() == [f"content/actors/{name}.yml:1:1: error: {message} {name} [invalid-id]\n  hint: {hint}"]


@pytest.mark.parametrize("name", ["console", "com", "com10", "c1", "null"])
def test_what_is_only_like_one_is(name: str) -> None:
    assert not is_device(name)


def test_a_device_is_no_key_of_a_claim(orlan: Project) -> None:
    orlan.edit("content/claims/ferry-2040.yml", "  c6:\n", "  aux:\n")
    assert "content/claims/ferry-2040.yml:41:3 invalid-id" in [
        f"{problem.place} {problem.code}" for problem in orlan.check()
    ]


@pytest.mark.parametrize("name", ["build", "build/pages", "build/cache", "site", ".site.spare"])
def test_a_build_writes_into_no_link(tmp_path: Path, name: str) -> None:
    corpus, outside = copy_orlan(tmp_path / "project"), tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("keep", encoding="utf-8")
    target = corpus.root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.rmdir()
    target.symlink_to(outside)
    with pytest.raises(InvalidContent) as error:
        build_pages(corpus.root)
    assert str(error.value) == (
        f"{name}:1:1: error: a folder that a build writes must lie in the project itself, found a link [folder-link]\n"
        "  hint: remove the link"
    )
    assert [path.name for path in outside.iterdir()] == ["mine"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    corpus = copy_orlan(tmp_path_factory.mktemp("served"))
    started = open_bench(corpus.root, 0, lambda _: None)
    Thread(target=started.serve_forever, daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def ask(bench: Bench, request: str) -> bytes:
    """Send a request as it is, and give all that is answered."""
    with socket.create_connection(("127.0.0.1", bench.server_port), timeout=30) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((host, 200) for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000")),
        *(
            (host, 421)
            for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a@localhost")
        ),
        ("localhost\nHost: evil.example", 421),
    ],
)
def test_only_this_machine_s_own_names_are_answered(bench: Bench, host: str, status: int) -> None:
    assert ask(bench, f"GET / HTTP/1.1\nHost: {host}\n\n").startswith(f"HTTP/1.1 {status} ".encode())
    assert ask(bench, "GET / HTTP/1.1\n\n").startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/..%2fmkdocs.yml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.%00./etc/passwd",
        "/style.css%00.html",
        "/....//etc/passwd",
        "/..\\mkdocs.yml",
        "/main.html",
        "/content/corpus.yml",
        "/style.css/..",
        "http://evil.example/../../etc/passwd",
        f"/{'a' * 5000}",
        f"/{'../' * 500}etc/passwd",
        "/%ff%fe",
    ],
)
def test_nothing_but_what_is_published_is_served(bench: Bench, path: str) -> None:
    answer = ask(bench, f"GET {path} HTTP/1.1\nHost: localhost\n\n")
    assert answer.startswith(b"HTTP/1.1 404 "), answer[:200]
    assert b"root:" not in answer


def test_an_address_that_is_none_is_refused(bench: Bench) -> None:
    assert ask(bench, "GET http://[x HTTP/1.1\nHost: localhost\n\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_but_reading_is_answered(bench: Bench, method: str) -> None:
    assert ask(bench, f"{method} / HTTP/1.1\nHost: localhost\n\n").startswith(b"HTTP/1.1 501 ")


def test_head_gives_no_body(bench: Bench) -> None:
    head, _, body = ask(bench, "HEAD /style.css HTTP/1.1\nHost: localhost\nConnection: close\n\n").partition(
        b"\r\n\r\n"
    )
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"Content-Length: " in head
    assert body == b""
