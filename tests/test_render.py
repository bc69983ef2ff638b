"""Every record gets its page, every page names its file, and no text of a record becomes markup."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.interface import Interface
from generator.load import load_content
from generator.pipeline import check_project
from generator.problems import InvalidContent
from generator.render import Press
from generator.serve import find_answer
from generator.workshop import Workshop
from tests.sites import REPO, Corpus, copy_orlan, drop_front_matter, expect, seen, show_markdown

HOSTILE = "<u>x</u> </div> *y* [z](javascript:alert(1)) ![p](q) {: onclick=a } {{ view }} | `c` &lt; \\# # 1. $m$"
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
    plain = {path: show_markdown(text) for path, text in corpus.markdown().items()}
    spoil_corpus(corpus)
    pages = corpus.markdown()
    assert pages.keys() == plain.keys()
    spoilt = 0
    for path, text in pages.items():
        shown = show_markdown(text)
        spoilt += shown.text.count(HOSTILE)
        # Longer texts take a second line in a picture, or are cut there and stand whole in its title.
        known = {element.tag for top in plain.values() for element in top} | {"strong", "span", "tspan", "title"}
        assert {element.tag for element in shown} <= known, path
        assert not shown.find_all("u", "img", "script"), path
        for element in shown:
            assert not [name for name in element.attributes if name.startswith("on")], path
            assert not element.attributes.get("href", "").startswith("javascript"), path
        assert shown.text.count("onclick=a") == shown.text.count(HOSTILE), path
    assert spoilt > 100
    links = [link.attributes["href"] for link in show_markdown(pages["sources/ferry-2040.md"]).find_all("a")]
    assert links.count(ADDRESS) == 4
    own = [show_markdown(text) for path, text in pages.items() if path.startswith("claims/ferry-2040/")]
    found = [link.attributes["href"] for page in own for link in page.find_all("a")]
    assert len([address for address in found if address.startswith(f"{ADDRESS}#:~:text=")]) == len(own) == 6


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_record_has_its_page_and_every_list_names_it(corpus: Corpus, folder: str) -> None:
    pages = corpus.markdown()
    lists = {f"{folder}/index.md", "elections/compare.md", "actors/a-to-z.md"}
    records = [path for path in pages if path.startswith(f"{folder}/") and path not in lists]
    assert records
    index = show_markdown(pages[f"{folder}/index.md"])
    assert {f"{folder}/{link.attributes['href'].partition('#')[0]}" for link in index.find_all("a")} >= set(records)
    assert len(records) == len(corpus.rows(folder))


def test_every_page_ends_with_the_file_it_came_from(corpus: Corpus) -> None:
    pages = {path: text for path, text in corpus.markdown().items() if not path.startswith(("ru/", "guide/"))}
    # A page that shows nothing before somebody asks comes from no file.
    pages.pop("search.md")
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
    for key, election in (("c1", "2040 early election"), ("c5", "2036 election")):
        page = corpus.show(f"claims/ferry-2040/{key}.md")
        addresses = {link.text: link.attributes["href"] for link in page.find_all("a")}
        assert addresses["The Ferry"] == "../../actors/the-ferry.md"
        assert addresses[election] == f"../../elections/orlan-{election[:4]}.md"


def render_with(corpus: Corpus, **templates: str) -> Mapping[str, str]:
    library, _, _ = check_project(corpus.root)
    assert library is not None
    content, _ = load_content(corpus.root)
    replaced = {**content.templates, **{f"{name}.md.j2": text for name, text in templates.items()}}
    press = Press(library, replaced, [Interface("en", "en")], {})
    leaves = [leaf for bundle in press.list_bundles() for leaf in bundle.plan()]
    return {path: str(make()) for leaf in leaves for path, make in leaf.files.items() if path.endswith(".md")}


def test_template_that_misspells_a_name_fails(corpus: Corpus) -> None:
    with pytest.raises(InvalidContent) as caught:
        render_with(corpus, actor="# {{ view.title }}\n\n{{ view.tittle }}")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("template-unsound", "templates/actor.md.j2:3:1")
    assert problem.message.endswith("'generator.views.actor.ActorView object' has no attribute 'tittle'")


def test_template_that_places_what_is_not_there_fails(corpus: Corpus) -> None:
    with pytest.raises(InvalidContent, match=r"actor\.md\.j2:2:1: .* found: a value that isn't there; ask for it"):
        render_with(corpus, actor="{{ view.title }}\n{{ view.note }}")


def test_a_mistake_in_what_templates_share_is_told_where_it_is(corpus: Corpus) -> None:
    with pytest.raises(InvalidContent, match=r"shared\.md\.j2:2:1: .* found: 'pages' is undefined"):
        render_with(
            corpus,
            actor='{% from "shared.md.j2" import way %}{{ way() }}',
            shared="{% macro way() %}\n{{ pages }}{% endmacro %}",
        )


def test_all_templates_that_cannot_be_read_are_told_at_once(corpus: Corpus) -> None:
    corpus.write("templates/actor.md.j2", "# {{ view.title }}\n\n{% if %}\n")
    corpus.write("templates/topic.md.j2", '{% from "none.j2" import footer %}\n{{ "a\n')
    done = corpus.run("asreported", "build")
    told = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert [line.partition(" error: ")[0] for line in told] == [
        "templates/actor.md.j2:3:1:",
        "templates/topic.md.j2:2:1:",
        "Nothing was published.",
    ]
    corpus.write("templates/topic.md.j2", '\n{% from "none.j2" import footer %}\n')
    (corpus.root / "templates/actor.md.j2").unlink()
    done = corpus.run("asreported", "build")
    assert done.returncode == 1
    assert "templates/topic.md.j2:2:1: error: " in done.stderr
    assert "found: no template none.j2 [template-unsound]" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_shows_what_is_wrong_with_a_template(corpus: Corpus) -> None:
    corpus.write("templates/actor.md.j2", "# {{ view.title }}\n\n{{ view.tittle }}\n")
    workshop = Workshop(corpus.root)
    kind, body = find_answer(workshop, "actors/mira-oss/") or ("", b"")
    assert kind.startswith("text/html")
    assert "templates/actor.md.j2:3:1: error: a template must be sound" in body.decode()


def test_template_places_plain_text_escaped_and_markdown_as_it_is(corpus: Corpus) -> None:
    corpus.edit("content/actors/mira-oss.yml", lambda actor: actor.update(name="A *b*", summary="Tam Reel *c*"))
    corpus.relock()
    pages = render_with(corpus, actor="# {{ view.title }}\n\n{% if view.summary %}{{ view.summary }}{% endif %}{{ 3 }}")
    shown = drop_front_matter(pages["actors/mira-oss.md"])
    assert shown == "\n# A &#42;b&#42;\n\n[Tam Reel](tam-reel.md) &#42;c&#42;3\n"


def test_blank_lines_are_folded_and_the_end_is_one_line_break(corpus: Corpus) -> None:
    pages = render_with(corpus, actor="\n\n# A  \n\n\n\nb\n\n")
    assert drop_front_matter(pages["actors/mira-oss.md"]) == "\n# A\n\nb\n"
    for path, text in corpus.pages().items():
        assert text.endswith("\n"), path
        if path.endswith(".md"):
            assert "\n\n\n" not in text, path


def test_own_templates_of_a_project_are_used(corpus: Corpus) -> None:
    for template in (REPO / "templates").glob("*.j2"):
        corpus.write(f"templates/{template.name}", "# Ours\n")
    assert set(corpus.markdown().values()) == {"\n# Ours\n"}


def test_every_page_begins_with_its_title_description_and_language(corpus: Corpus) -> None:
    heads = corpus.heads()
    assert len(heads) > 50
    for path, head in heads.items():
        assert {"title", "description", "lang"} <= head.keys(), path
        assert head["lang"] == ("ru" if path.startswith("ru/") else "en")
        assert head.get("template") == ("search.html" if path.endswith("search.md") else None)
    assert heads["actors/mira-oss.md"]["title"] == "Mira Oss"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('A "b" \\ c', id="quotation marks and backslashes"),
        pytest.param("A --- b: #c", id="signs of YAML"),
        pytest.param("A\u2028b\u2029c\x85d", id="other line breaks"),
        pytest.param("A \u200eb 😀", id="a mark of direction, and a picture"),
    ],
)
def test_any_title_can_be_read_again(corpus: Corpus, name: str) -> None:
    corpus.edit("content/actors/mira-oss.yml", lambda actor: actor.update(name=name))
    corpus.relock()
    title = corpus.heads()["actors/mira-oss.md"]["title"]
    assert seen(title) == expect(name)
