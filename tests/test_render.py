"""Every record gets its page, every page names its file, and no text of a record becomes markup."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.load import load_content
from generator.pipeline import check_project
from generator.render import render_pages
from tests.sites import REPO, Corpus, copy_orlan, show_markdown

HOSTILE = (
    "<u>x</u> </div> *y* [z](javascript:alert(1)) ![p](q) {: onclick=a } {{ view }} | "
    "`c` &lt; \\# # 1. $m$ \u202eb\u202c"
)
SHOWN = HOSTILE.replace("\u202e", "").replace("\u202c", "")
ADDRESS = "https://ferry.example/)![p](javascript:alert(1)){:onclick=b}`c`_d_*e*&lt;"
FOLDERS = ("elections", "actors", "sources", "topics", "disputes")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


FREE = frozenset(
    {
        *("title", "name", "note", "summary", "label", "definition", "text", "question", "reason", "role", "basis"),
        *("holder", "office", "system", "threshold", "date_note", "heading", "authors", "not_stated", "sides"),
    }
)


def spoil(values: Any, key: str = "") -> Any:
    """Put the hostile text behind every text that is free; leave ids, dates, spellings and quotations alone."""
    if isinstance(values, dict):
        inside = "sides" if key == "sides" else ""
        return {name: member if name == "names" else spoil(member, inside or name) for name, member in values.items()}
    if isinstance(values, list):
        return [spoil(member, key) for member in values]
    return f"{values} {HOSTILE}" if key in FREE else values


def spoil_corpus(corpus: Corpus) -> None:
    for file in sorted((corpus.root / "content").rglob("*.yml")):
        corpus.edit(file.relative_to(corpus.root).as_posix(), lambda values: values.update(spoil(values)))

    def add(actor: Any) -> None:
        actor["note"] = HOSTILE
        actor["names"].append({"name": HOSTILE, "lang": "en", "note": HOSTILE})
        actor["names"].append({"name": f"Я {HOSTILE}", "lang": "ru", "finding_aid": "true", "note": HOSTILE})
        actor["links"] = {HOSTILE: HOSTILE}

    corpus.edit("content/actors/mira-oss.yml", add)
    corpus.edit("content/sources/ferry-2040.yml", lambda source: source.update(language="ru", summary=HOSTILE))
    addresses = {"url": ADDRESS, "archived": ADDRESS, "translation_of": ADDRESS}
    corpus.edit("content/sources/ferry-2040.yml", lambda source: source.update(addresses))
    corpus.edit("content/sources/ferry-2040.yml", lambda source: source["rights"].update(statement=ADDRESS))
    contest = {"system": HOSTILE, "threshold": HOSTILE, "note": HOSTILE}
    corpus.edit("content/elections/orlan-2040.yml", lambda election: election["contests"][0].update(contest))


def test_hostile_texts_show_as_themselves_on_every_page(corpus: Corpus) -> None:
    plain = {path: show_markdown(text) for path, text in corpus.pages().items() if path.endswith(".md")}
    spoil_corpus(corpus)
    pages = {path: text for path, text in corpus.pages().items() if path.endswith(".md")}
    assert pages.keys() == plain.keys()
    spoilt = 0
    for path, text in pages.items():
        shown = show_markdown(text)
        spoilt += shown.text.count(SHOWN)
        known = {element.tag for top in plain.values() for element in top} | {"strong", "span"}
        assert {element.tag for element in shown} <= known, path
        assert not shown.find_all("u", "img", "script"), path
        for element in shown:
            assert not [name for name in element.attributes if name.startswith("on")], path
            assert not element.attributes.get("href", "").startswith("javascript"), path
        assert shown.text.count("onclick=a") == shown.text.count(SHOWN), path
    assert spoilt > 100
    links = [link.attributes["href"] for link in show_markdown(pages["sources/ferry-2040.md"]).find_all("a")]
    assert links.count(ADDRESS) == 4
    assert len([link for link in links if link.startswith(f"{ADDRESS}#:~:text=")]) == 6


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_record_has_its_page_and_every_list_names_it(corpus: Corpus, folder: str) -> None:
    pages = corpus.pages()
    lists = {f"{folder}/index.md", "elections/compare.md"}
    records = [path for path in pages if path.startswith(f"{folder}/") and path not in lists]
    assert records
    index = show_markdown(pages[f"{folder}/index.md"])
    assert {f"{folder}/{link.attributes['href'].partition('#')[0]}" for link in index.find_all("a")} >= set(records)
    assert len(records) == len(corpus.rows(folder))


def test_every_page_ends_with_the_file_it_came_from(corpus: Corpus) -> None:
    pages = {path: text for path, text in corpus.pages().items() if path.endswith(".md")}
    for path, text in pages.items():
        last = show_markdown(text).find_all("p")[-1]
        named = [code.text for code in last.find_all("code")]
        assert last.text.startswith("Data of this page:"), path
        assert named, path
        assert all((corpus.root / file).exists() for file in named), (path, named)
    endings = {path: text.rstrip().rpartition("\n")[2] for path, text in pages.items()}
    assert "content/elections/orlan-2040.yml" in endings["elections/orlan-2040.md"]
    assert "content/actors/mira-oss.yml" in endings["actors/mira-oss.md"]
    assert "content/actors.yml" in endings["actors/board.md"]
    assert "content/claims/ferry-2040.yml" in endings["sources/ferry-2040.md"]
    assert "content/pages/method.md" in endings["method.md"]


def test_names_and_elections_link_to_their_pages(corpus: Corpus) -> None:
    page = corpus.show("sources/ferry-2040.md")
    addresses = {link.text: link.attributes["href"] for link in page.find_all("a")}
    assert addresses["Mira Oss"] == "../actors/mira-oss.md"
    assert addresses["2040 early election"] == "../elections/orlan-2040.md"
    assert addresses["2036 election"] == "../elections/orlan-2036.md"


def render_with(corpus: Corpus, **templates: str) -> Mapping[str, str]:
    library, _, _ = check_project(corpus.root)
    assert library is not None
    content, _ = load_content(corpus.root)
    return render_pages(library, {**content.templates, **{f"{name}.md.j2": text for name, text in templates.items()}})


def test_template_that_misspells_a_name_fails(corpus: Corpus) -> None:
    with pytest.raises(jinja2.UndefinedError, match="tittle"):
        render_with(corpus, actor="# {{ view.tittle }}")


def test_template_that_places_what_is_not_there_fails(corpus: Corpus) -> None:
    with pytest.raises(AssertionError, match="must ask whether a value is there"):
        render_with(corpus, actor="{{ view.note }}")


def test_template_places_plain_text_escaped_and_markdown_as_it_is(corpus: Corpus) -> None:
    corpus.edit("content/actors/mira-oss.yml", lambda actor: actor.update(name="A *b*", summary="Tam Reel *c*"))
    corpus.relock()
    pages = render_with(corpus, actor="# {{ view.title }}\n\n{% if view.summary %}{{ view.summary }}{% endif %}{{ 3 }}")
    assert pages["actors/mira-oss.md"] == "# A &#42;b&#42;\n\n[Tam Reel](tam-reel.md) &#42;c&#42;3\n"


def test_blank_lines_are_folded_and_the_end_is_one_line_break(corpus: Corpus) -> None:
    pages = render_with(corpus, actor="\n\n# A  \n\n\n\nb\n\n")
    assert pages["actors/mira-oss.md"] == "# A\n\nb\n"
    for path, text in corpus.pages().items():
        assert text.endswith("\n"), path
        if path.endswith(".md"):
            assert "\n\n\n" not in text, path


def test_own_templates_of_a_project_are_used(corpus: Corpus) -> None:
    for template in (REPO / "templates").glob("*.j2"):
        corpus.write(f"templates/{template.name}", "# Ours\n")
    pages = corpus.pages()
    assert {text for path, text in pages.items() if path.endswith(".md")} == {"# Ours\n"}
