"""The parts of the auditor that need no browser, no Java and no Node.js."""

import gzip
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from audit.cli import main
from audit.kinds import find_kind, order_kinds
from audit.lighthouse import list_misses
from audit.links import find_broken_links
from audit.markup import read_page
from audit.model import AXE, LIGHTHOUSE, LINKS, POLICY, SCRIPTS, SIZE, CannotAuditError, Miss, Scores
from audit.policy import find_lax_policies
from audit.report import choose_exit_code, format_json, format_misses, format_table
from audit.run import choose_pages, group_by_kind, make_row
from audit.server import serve
from audit.site import Site, make_site, read_site
from audit.weights import Weight, find_overweight, weigh_pages

POLICY_META = (
    """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'sha256-q83vEjRW='">"""
)


def site_of(**pages: str) -> Site:
    """Make a site of pages, whose paths are written with __ for a slash, and some files that are always there."""
    files = {"style.css": b'@import "print.css"; p { margin: 0 }', "print.css": b"p { color: black }"}
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><path id="line"/></svg>'
    named = {f"{name.replace('__', '/')}.html": text.encode() for name, text in pages.items()}
    return make_site({"index.html": b"<h1>Home</h1>", "icons.svg": drawing, **files, **named})


def broken(site: Site) -> list[tuple[str, str]]:
    return [(miss.page, miss.rule) for miss in find_broken_links(site, site.pages.values())]


# --- Kinds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("elections/index.html", "elections index"),
        ("elections/compare/index.html", "compare"),
        ("elections/orlan-2040/index.html", "election"),
        ("actors/index.html", "actors index"),
        ("actors/mira-oss/index.html", "actor"),
        ("sources/ferry-2040/index.html", "source"),
        ("claims/ferry-2040/c2/index.html", "claim"),
        ("topics/turnout/index.html", "topic"),
        ("disputes/turnout/index.html", "dispute"),
        ("timeline/index.html", "timeline"),
        ("method/index.html", "hand-written"),
        ("search/index.html", "search"),
        ("actors/mira-oss/2/index.html", "actor, further"),
        ("claims/kinds/opinion/2/index.html", "claims, further"),
        ("elections/orlan-2040/2/index.html", "election, further"),
        ("404.html", "404"),
        ("ru/index.html", "home (ru)"),
        ("ru/actors/mira-oss/index.html", "actor (ru)"),
        ("kk/claims/ferry-2040/c2/index.html", "claim (kk)"),
        ("ru/method/index.html", "hand-written (ru)"),
        ("strange/a/b/c/index.html", "other"),
        ("kk/strange.html", "other (kk)"),
    ],
)
def test_path_says_kind(path: str, kind: str) -> None:
    assert find_kind(path).name == kind


def test_a_language_changes_no_limit() -> None:
    assert find_kind("ru/elections/orlan-2040/index.html").byte_limit == 20 * 1024
    assert find_kind("ru/actors/mira-oss/index.html").byte_limit == 12 * 1024
    assert find_kind("kk/search/index.html").may_need_scripts


def test_kinds_stand_in_the_order_of_their_table_each_with_its_languages() -> None:
    names = {"other", "actor (ru)", "home", "actor", "404", "actor (kk)"}
    assert order_kinds(names) == ["home", "actor", "actor (kk)", "actor (ru)", "404", "other"]


# --- Links --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../">',
        '<a href="../index.html">',
        '<a href="/">',
        '<a href="../actors">',
        '<a href="?q=Oss#c%31">',
        '<a href="#c1">',
        '<a href="#">',
        '<a href="#top">',
        '<a href="#%D0%BE%D1%81%D1%81">',
        '<a href="#c1:~:text=turnout">',
        '<a href="mailto:editors@example.org">',
        '<a href="https://example.org/gone/#c9">',
        '<a href="//example.org/gone/">',
        '<link rel="stylesheet" href="../style.css">',
        '<svg><a href="#c1"></a><use xlink:href="../icons.svg#line"/></svg>',
        '<form action="../"></form>',
    ],
)
def test_link_leads_somewhere(link: str) -> None:
    assert broken(site_of(actors__index=f'<p id="c1">{link}<p id="осс">')) == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ('<a href="../gone/">', "a link must lead to a file, there is no gone/index.html"),
        ('<a href="../../index.html">', "a link must lead to a file, there is no ../index.html"),
        ('<img src="gone.svg">', "a link must lead to a file, there is no actors/gone.svg"),
        ('<script src="/gone.js"></script>', "a link must lead to a file, there is no gone.js"),
        ('<a href="#c2">', "a fragment must lead to an id, actors/index.html has no c2"),
        ('<a href="../#c1">', "a fragment must lead to an id, index.html has no c1"),
        ('<svg><a href="#c2"></a></svg>', "a fragment must lead to an id, actors/index.html has no c2"),
        ('<svg><use href="../icons.svg#dot"/></svg>', "a fragment must lead to an id, icons.svg has no dot"),
        ('<a href="mailto:editors">', "a mail address must have an @"),
        ('<a href="javascript:void(0)">', "a link must be http, https or mailto"),
    ],
)
def test_link_leads_nowhere(link: str, rule: str) -> None:
    assert broken(site_of(actors__index=f'<p id="c1">{link}')) == [("actors/index.html", rule)]


def test_the_sites_own_address_is_no_other_host() -> None:
    home = '<link rel="canonical" href="https://example.org/kz/"><a href="https://example.org/kz/gone/">'
    assert broken(site_of(index=home)) == [("index.html", "a link must lead to a file, there is no gone/index.html")]


def test_a_miss_shows_the_element() -> None:
    site = site_of(actors__index='<p>\n<a class="more"\n  href="#c2">more</a>')
    assert [miss.element for miss in find_broken_links(site, site.pages.values())] == ['<a class="more" href="#c2">']


# --- Sizes --------------------------------------------------------------------------------------------------------


def weigh(site: Site, path: str) -> Weight:
    return weigh_pages(site, [site.pages[path]])[path]


def test_page_needs_itself_its_style_sheets_and_what_they_import() -> None:
    site = site_of(actors__index='<link rel="stylesheet" href="../style.css"><link rel="icon" href="../icons.svg">')
    weight = weigh(site, "actors/index.html")
    assert list(weight.parts) == ["actors/index.html", "style.css", "print.css"]
    assert weight.parts["style.css"] == len(gzip.compress(site.files["style.css"], 6, mtime=0))
    assert weight.bytes_needed == sum(weight.parts.values())
    assert weight.script_bytes == 0


@pytest.mark.parametrize(
    ("script", "script_bytes"),
    [
        ('<script src="print.css"></script>', 18),
        ('<script src="print.css" type="text/javascript"></script>', 18),
        ("<script>let é</script>", 6),
        ('<script src="print.css" defer></script>', 0),
        ('<script src="print.css" async></script>', 0),
        ('<script src="print.css" type="module"></script>', 0),
        ('<script type="application/ld+json">{}</script>', 0),
    ],
)
def test_page_waits_for_script(script: str, script_bytes: int) -> None:
    weight = weigh(site_of(index=script), "index.html")
    assert weight.script_bytes == script_bytes
    assert ("print.css" in weight.parts) == (script_bytes == 18)


def test_nobody_waits_for_paper() -> None:
    page = read_page("index.html", '<link rel="stylesheet" media="print" href="print.css">')
    assert page.style_sheets == []


def test_limit_is_that_of_the_kind() -> None:
    weights = [
        Weight("actors/oss/index.html", {"actors/oss/index.html": 12 * 1024, "style.css": 1}, 0),
        Weight("actors/tarn/index.html", {"actors/tarn/index.html": 12 * 1024}, 7),
        Weight("elections/orlan-2040/index.html", {"elections/orlan-2040/index.html": 20 * 1024}, 0),
        Weight("search/index.html", {"search/index.html": 1024}, 7),
    ]
    assert [(miss.measure, miss.page) for miss in find_overweight(weights)] == [
        (SIZE, "actors/oss/index.html"),
        (SCRIPTS, "actors/tarn/index.html"),
    ]


# --- Policies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "elements"),
    [
        (POLICY_META, []),
        ("", ["<head>"]),
        (POLICY_META.replace("'self'", "'unsafe-inline'"), ["style-src 'unsafe-inline'"]),
        (POLICY_META.replace("'self'", "https: data:"), ["style-src https:", "style-src data:"]),
        (POLICY_META.replace("default-src 'none'; ", ""), ["style-src 'self' 'sha256-q83vEjRW='"]),
    ],
    ids=["strict", "none", "lets inline styles in", "lets other hosts in", "forgets the rest"],
)
def test_policy_is_judged(meta: str, elements: list[str]) -> None:
    misses = find_lax_policies([read_page("index.html", meta)])
    assert [miss.element for miss in misses] == elements
    assert {miss.measure for miss in misses} <= {POLICY}


# --- Lighthouse ---------------------------------------------------------------------------------------------------


def test_only_audits_that_cost_points_are_told() -> None:
    refs = [{"id": "contrast", "weight": 7}, {"id": "hint", "weight": 0}, {"id": "title", "weight": 3}]
    perfect = {"score": 1, "auditRefs": refs}
    node = {"node": {"snippet": "<p\n class='x'>"}}
    report = {
        "categories": {
            "performance": perfect,
            "accessibility": {"score": 0.9, "auditRefs": refs},
            "best-practices": perfect,
            "seo": perfect,
        },
        "audits": {
            "contrast": {"id": "contrast", "title": "Too pale", "score": 0, "details": {"items": [node]}},
            "hint": {"id": "hint", "title": "A hint", "score": 0},
            "title": {"id": "title", "title": "Has a title", "score": 1},
        },
    }
    assert list_misses(report, "404.html") == [
        Miss(
            LIGHTHOUSE,
            "404.html",
            "accessibility must be 100: contrast: Too pale",
            "<p class='x'>",
            "accessibility 90",
        )
    ]


# --- Report -------------------------------------------------------------------------------------------------------

WEIGHTS = [Weight(f"actors/{name}/index.html", {"": size}, 0) for name, size in (("a", 1024), ("b", 9216), ("c", 2048))]
WEIGHTS.append(Weight("404.html", {"": 512}, 0))
MISSES = [
    Miss(LINKS, "actors/a/index.html", "no such file", '<a href="x">'),
    Miss(LINKS, "actors/b/index.html", "no such file", '<a href="x">'),
    Miss(AXE, "actors/b/index.html", "color-contrast", "p", "1.9"),
]


def test_heaviest_page_and_the_one_in_the_middle_are_chosen() -> None:
    groups = group_by_kind(WEIGHTS)
    assert list(groups) == ["actor", "404"]
    assert choose_pages(groups["actor"]) == ["actors/b/index.html", "actors/c/index.html"]
    assert choose_pages(groups["404"]) == ["404.html"]


def test_table_marks_what_misses_its_limit() -> None:
    groups = group_by_kind(WEIGHTS)
    rows = [
        make_row("actor", groups["actor"], Scores(100, 97, 100, 100), MISSES),
        make_row("404", groups["404"], None, MISSES),
    ]
    assert format_table(rows).splitlines() == [
        "| page kind | pages | HTML | axe |     Lighthouse |  KB | script B | hosts | links | CSP |",
        "|-----------|------:|-----:|----:|---------------:|----:|---------:|------:|------:|----:|",
        "| actor     |     3 |    0 |  1* | 100 97 100 100 | 9.0 |        0 |     0 |    2* |   0 |",
        "| 404       |     1 |    0 |   0 |              – | 0.5 |        0 |     0 |     0 |   0 |",
    ]


def test_what_a_template_repeats_is_told_once() -> None:
    assert format_misses(MISSES).splitlines() == [
        "axe: actors/b/index.html: color-contrast",
        "    p",
        "    1.9",
        "links: actors/a/index.html and 1 more page: no such file",
        '    <a href="x">',
    ]
    assert len(format_json([], MISSES)["misses"]) == 3


def test_exit_code_says_whether_a_limit_is_missed() -> None:
    assert choose_exit_code([]) == 0
    assert choose_exit_code(MISSES) == 1


def test_without_a_site_there_is_nothing_to_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CannotAuditError, match="make site"):
        read_site(tmp_path)
    assert main(["--site", str(tmp_path)]) == 2
    assert "build it with `make site`" in capsys.readouterr().err


def test_an_unknown_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("<h1>Home</h1>", encoding="utf-8")
    assert main(["--site", str(tmp_path), "--kind", "acter"]) == 2
    assert "no page of kind acter" in capsys.readouterr().err


# --- Server -------------------------------------------------------------------------------------------------------


def ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 (our own server)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 (the same)
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_site_is_served_as_static_hosts_do() -> None:
    site = site_of(actors__index="<h1>Actors</h1>", **{"404": "<h1>No such page</h1>"})
    with serve(site.files) as address:
        status, headers, content = ask(f"{address}/actors", **{"Accept-Encoding": "gzip"})
        assert (status, gzip.decompress(content)) == (200, b"<h1>Actors</h1>")
        assert (headers["Content-Type"], headers["Content-Encoding"]) == ("text/html; charset=utf-8", "gzip")
        assert "max-age" in headers["Cache-Control"]
        assert ask(f"{address}/?q=Oss")[2] == b"<h1>Home</h1>"
        status, headers, content = ask(f"{address}/gone/")
        assert (status, content) == (404, b"<h1>No such page</h1>")
        assert "Content-Encoding" not in headers
