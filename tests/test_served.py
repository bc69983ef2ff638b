"""What a host is told to send equals what each page says of itself, and every page leads to whom one can complain."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from audit.browser import find_broken_policies
from audit.server import serve
from audit.site import Site as ReadSite
from audit.site import make_site, read_site
from generator.exports.security_txt import SECURITY_FILE, has_security, write_security
from generator.policy import HEADERS, PAGE_POLICY, REFERRER, write_headers
from tests.helpers import read_settings
from tests.sites import EPOCH, Corpus, build_orlan, copy_orlan
from tests.test_history import EARLY, Checkout
from torture.served import judge_headers, judge_page, read_headers

CONTACT = "mailto:errors@orlan.example"
ADDRESS = "https://orlan.example/"
SOUND = f"""<!doctype html><html lang="en"><head><title>x</title>
<link rel="canonical" href="{ADDRESS}"><link rel="stylesheet" href="style.css">
<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}"><meta name="referrer" content="{REFERRER}"></head>
<body><a href="corrections/">x</a> <a rel="noopener" href="https://elsewhere.example/">y</a>%s</body></html>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture(scope="module")
def site() -> ReadSite:
    return read_site(build_orlan().root)


def faults(more: str, page: str = SOUND) -> list[str]:
    made = make_site({"index.html": (page % more).encode()})
    return list(judge_page(made.pages["index.html"], made, HEADERS))


# --- Headers ------------------------------------------------------------------------------------------------------


def test_headers_are_the_policy_of_the_pages_and_what_no_page_can_say() -> None:
    rules = read_headers(write_headers())
    assert rules == {"/*": HEADERS}
    assert rules["/*"]["Content-Security-Policy"] == f"{PAGE_POLICY}; frame-ancestors 'none'"
    assert list(judge_headers(rules["/*"])) == []


def test_no_header_is_longer_than_hosts_allow() -> None:
    assert max(map(len, write_headers().splitlines())) <= 2000  # Cloudflare Pages


@pytest.mark.parametrize("text", ["  X-Y: z\n", "/*\nX-Y: z\n", "/*\n  X-Y\n", "/*\n  X-Y: \n"])
def test_what_is_no_header_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a line must be a path or a header"):
        read_headers(text)


def test_missing_header_is_told() -> None:
    assert list(judge_headers({"Content-Security-Policy": PAGE_POLICY})) == [
        "no X-Content-Type-Options",
        "no Permissions-Policy",
        "no Cross-Origin-Opener-Policy",
        "no Strict-Transport-Security",
        "no frame-ancestors 'none'",
    ]


# --- Pages --------------------------------------------------------------------------------------------------------


def test_every_page_holds(site: ReadSite) -> None:
    headers = read_headers(site.files["_headers"].decode())["/*"]
    assert len(site.pages) > 100
    assert [(page.path, fault) for page in site.pages.values() for fault in judge_page(page, site, headers)] == []


def test_sound_page_has_no_fault() -> None:
    assert faults("") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("<script>x()</script>", "the policy refuses <script>", id="script"),
        pytest.param("<style>p{}</style>", "the policy refuses <style>", id="style"),
        pytest.param('<p style="x">', 'the policy refuses <p style="x">', id="style of an element"),
        pytest.param('<p onclick="x">', 'the policy refuses <p onclick="x">', id="handler"),
        pytest.param('<a href="javascript:x">', 'the policy refuses <a href="javascript:x">', id="address"),
        pytest.param(
            '<img src="http://orlan.example/x.png">',
            'something is fetched by its whole address: <img src="http://orlan.example/x.png">',
            id="mixed content",
        ),
        pytest.param(
            '<script src="//cdn.example/x.js"></script>',
            'something is fetched by its whole address: <script src="//cdn.example/x.js">',
            id="another host",
        ),
        pytest.param(
            '<a href="https://elsewhere.example/">',
            'a link to another site without rel=noopener: <a href="https://elsewhere.example/">',
            id="outgoing link",
        ),
    ],
)
def test_fault_is_told(more: str, expected: str) -> None:
    assert faults(more) == [expected]


def test_another_policy_is_told() -> None:
    lax = SOUND.replace("img-src 'self'", "img-src *").replace(f'content="{REFERRER}"', 'content="origin"')
    assert [fault.partition(":")[0] for fault in faults("", lax)] == [
        "its policy is not that of _headers",
        "its referrer policy is not that of _headers",
    ]


def test_page_without_a_way_to_complain_is_told() -> None:
    assert faults("", SOUND.replace("corrections/", "changes/")) == ["no link leads to where corrections are asked for"]


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is missing")
def test_browser_counts_what_the_headers_forbid() -> None:
    pages = {
        "index.html": b"<!doctype html><title>x</title><p>x",
        # A browser may look at a handler only when it would run it, so this one is of what happens on every page.
        "bad.html": b"<!doctype html><title>x</title><body onload='x()'><p style='color: red'>x<script>x()</script>",
    }
    with serve(pages, HEADERS) as address:
        found = find_broken_policies(address, list(pages))
    assert {miss.page for miss in found} == {"bad.html"}
    assert {miss.rule for miss in found} == {
        "style-src-attr forbids inline",
        "script-src-attr forbids inline",
        "script-src-elem forbids inline",
    }


# --- The page of corrections --------------------------------------------------------------------------------------


def test_corrections_name_the_contact_in_every_language(corpus: Corpus) -> None:
    for path in ("corrections.md", "ru/corrections.md"):
        links = [link.attributes["href"] for link in corpus.show(path).find_all("a")]
        assert links[:2] == [CONTACT, "changes.md"]


def test_without_a_contact_there_is_nothing_to_lead_to(corpus: Corpus) -> None:
    corpus.edit("content/corpus.yml", lambda settings: settings.pop("report"))
    made = corpus.pages()
    assert not {"corrections.md", SECURITY_FILE} & made.keys()
    assert "_headers" in made


# --- security.txt -------------------------------------------------------------------------------------------------


def test_security_txt_holds_for_a_year_from_the_last_commit() -> None:
    assert write_security(read_settings(), EPOCH) == (
        f"Contact: {CONTACT}\n"
        "Expires: 2024-11-13T22:13:20Z\n"
        "Preferred-Languages: en, ru\n"
        f"Canonical: {ADDRESS}.well-known/security.txt\n"
    )


def test_security_txt_without_an_address_has_no_canonical_one() -> None:
    settings = replace(read_settings(), address=None)
    text = write_security(settings, EPOCH)
    assert [line.partition(":")[0] for line in text.splitlines()] == ["Contact", "Expires", "Preferred-Languages"]


@pytest.mark.parametrize(
    ("report", "committed", "expected"),
    [(CONTACT, EPOCH, True), (CONTACT, "", False), ("", EPOCH, False), ("http://orlan.example/", EPOCH, False)],
    ids=["all known", "no commit", "no contact", "a contact in the clear"],
)
def test_security_txt_needs_a_contact_and_a_commit(report: str, committed: str, *, expected: bool) -> None:
    settings = replace(read_settings(), report=report or None)
    assert has_security(settings, committed) is expected


def test_security_txt_follows_the_last_commit_where_all_else_is_kept(tmp_path: Path) -> None:
    made = Checkout(tmp_path / "project")
    corpus = copy_orlan(made.root)
    for day, year in ((EARLY, "2027-01-05"), ("2027-03-09T04:30:00+00:00", "2028-03-08")):
        made.commit({"README.md": day}, day)
        site = corpus.build()
        assert f"Expires: {year}T" in (site.root / SECURITY_FILE).read_text(encoding="utf-8")
