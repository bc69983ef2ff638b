"""The one door to Markdown engines: the same pages whichever engine reads them, and links that lead somewhere."""

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hypertext import Dialect, Heading, name_address, name_file, set_page, set_pages, split_page
from generator.markdown import escape_markdown
from tests.engines import Engine, list_tokens
from tests.sites import SOUP, build_orlan, drop_front_matter, expect, read_html, seen, show_markdown

HEAD = '---\ntitle: "A \\"b\\": c"\nby_hand: true\n---\n\n'
MADE = """# One {#top .sentence}

<div class="claim" markdown="1">

> <span data-nosnippet>“*a*”</span>

</div>

| a | b |
|---|---|
| [x](../actors/x.md) | &#124; |

- **c:** d
- [e](e.md#f)

## Two & *three* {#two}

<details class="cite" markdown="1"><summary>Cite</summary>

- g

</details>
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(build_orlan().root.parent / "build" / "pages")


def test_pages_are_what_mkdocs_makes_of_them(engine: Engine) -> None:
    assert len(engine.pages) > 100
    assert [fault for path in engine.pages for fault in engine.list_differences(path)] == []


def test_both_engines_read_what_templates_write() -> None:
    made = set_page("claims/c.md", MADE, Dialect())
    assert list_tokens(
        read_html(made.html.replace('="../e/#', '="e.md#').replace("../../actors/x/", "../actors/x.md"))
    ) == (list_tokens(show_markdown(MADE)))


@settings(max_examples=300, deadline=None)
@given(texts=SOUP)
def test_any_text_is_shown_as_it_is_by_both_engines(texts: str) -> None:
    shown = escape_markdown(texts)
    page = (
        f"# x {shown} {{#top}}\n\n{shown}\n\n- {shown}\n\n> {shown}\n\n| a |\n|---|\n| x{shown} |\n\n[x{shown}](a.md)\n"
    )
    made, theirs = read_html(set_page("b.md", page, Dialect()).html), show_markdown(drop_front_matter(page))
    for tag in ("h1", "li", "blockquote", "td", "a"):
        assert seen(made.find(tag).text) in {expect(texts), f"x{expect(texts)}", f"x {expect(texts)}".strip()}
        assert seen(made.find(tag).text) == seen(theirs.find(tag).text)


def test_what_people_wrote_is_read_by_python_markdown() -> None:
    text = "# A b\n\n1. c\n\n    d\n"
    by_hand = set_page("method.md", HEAD + text, Dialect(("toc",)))
    assert by_hand.headings == (Heading(1, "a-b", "A b"),)
    assert set_page("method.md", text, Dialect(("toc",))).headings == ()


def test_head_is_read() -> None:
    assert split_page(f"{HEAD}# x\n") == ({"title": 'A "b": c', "by_hand": True}, "# x\n")
    assert split_page("# x\n\n---\n") == ({}, "# x\n\n---\n")


@pytest.mark.parametrize(
    ("link", "address", "noted"),
    [
        ("../actors/ana.md", "../../actors/ana/", "actors/ana.md"),
        ("../actors/ana.md#roles", "../../actors/ana/#roles", "actors/ana.md#roles"),
        ("c2.md", "../c2/", "claims/c2.md"),
        ("c1.md#top", "./#top", "claims/c1.md#top"),
        ("c1/2.md", "2/", "claims/c1/2.md"),
        ("index.md", "../", "claims/index.md"),
        ("../index.md", "../../", "index.md"),
        ("../data/claims.json", "../../data/claims.json", "data/claims.json"),
        ("#top", "#top", "claims/c1.md#top"),
        ("https://example.org/a.md", "https://example.org/a.md", ""),
        ("mailto:a@example.org", "mailto:a@example.org", ""),
    ],
)
def test_links_lead_to_addresses(link: str, address: str, noted: str) -> None:
    page = set_page("claims/c1.md", f"[x]({link})", Dialect())
    more = {"rel": "noopener"} if address.startswith("https:") else {}
    assert read_html(page.html).find("a").attributes == {"href": address, **more}
    assert page.links == ({noted} if noted else set())


@settings(max_examples=500, deadline=None)
@given(
    folder=st.sampled_from(["", "a", "a/b", "a/b/c"]),
    way=st.lists(st.sampled_from(["..", ".", "a", "b", "page", "index", ".c", "d.e"]), min_size=1, max_size=6),
)
def test_relative_links_lead_where_the_standard_library_says(folder: str, way: list[str]) -> None:
    written = f"{'/'.join([*way[:-1], way[-1].strip('.') or 'x'])}.md"
    made = set_page(posixpath.join(folder, "page.md"), f"[x]({written}) [x]({written})", Dialect())
    target = posixpath.normpath(posixpath.join(folder, written))
    assert made.links == {target}
    hrefs = [link.attributes["href"] for link in read_html(made.html).find_all("a")]
    assert len(hrefs) == 2
    # As if the site lay deep enough, since some of these links lead out of it.
    site = "https://orlan.example/1/2/3/4/5/6/7/"
    page = urljoin(site, name_address(f"{folder}/page.md".removeprefix("/")))
    assert {urljoin(page, href) for href in hrefs} == {urljoin(site, name_address(target))}


def test_links_lead_to_files_where_there_are_no_folders() -> None:
    page = set_page("claims/c1.md", "[x](../index.md) [y](c2.md#z)", Dialect(has_folders=False))
    assert [link.attributes["href"] for link in read_html(page.html).find_all("a")] == ["../index.html", "c2.html#z"]


@pytest.mark.parametrize(
    ("path", "address", "file"),
    [
        ("index.md", "", "index.html"),
        ("actors/index.md", "actors/", "actors/index.html"),
        ("actors/ana.md", "actors/ana/", "actors/ana/index.html"),
        ("data/claims.json", "data/claims.json", "data/claims.json"),
    ],
)
def test_addresses_of_pages(path: str, address: str, file: str) -> None:
    assert (name_address(path), name_file(path)) == (address, file)


def test_places_are_those_of_tags_only() -> None:
    page = set_page(
        "a.md", '# A {#top}\n\n<div class="x" id="y">\n\nThe text id="z" is no place.\n\n</div>\n', Dialect()
    )
    assert page.ids == {"top", "y"}


def test_pages_made_together_are_those_made_alone() -> None:
    pages = [("a.md", "# A\n\n[b](b.md)"), ("claims/c.md", MADE)]
    assert set_pages(iter(pages), Dialect()) == [set_page(path, text, Dialect()) for path, text in pages]
