"""The maintainers' guide: every field, every problem, once, in English, with links that lead somewhere."""

import gzip
import re
from pathlib import Path

import pytest

from generator import model
from generator.markdown import check_page
from generator.record import Record
from generator.views.guide_fields import KINDS, view_records
from generator.views.guide_text import cut_sections, find_address, make_slug, relink, take_lead, write_section
from tests.helpers import ROOT
from tests.sites import Site, build_orlan, copy_orlan, list_faults

DOCUMENT = """# Whole

Lead.

## One

Text of one.

```
## no heading
[a](b.md)
```

### Deep: `x`

End.

## Two

T.
"""
PLACES = {"a.md": "guide/a.md", "a.md#one": "guide/b/o.md#one", "b.md": "guide/index.md"}


@pytest.fixture(scope="module")
def site() -> Site:
    return build_orlan()


# --- Documents ------------------------------------------------------------------------------------------------------


def test_a_document_is_cut_at_its_headings_but_not_in_code() -> None:
    sections = cut_sections(DOCUMENT)
    assert [(section.title, section.level, section.id) for section in sections] == [
        *(("Whole", 1, "whole"), ("One", 2, "one"), ("Deep: `x`", 3, "deep-x"), ("Two", 2, "two")),
    ]
    assert sections[1].text.endswith("### Deep: `x`\n\nEnd.")
    assert take_lead(sections[0].text) == "Lead."
    assert sections[3].text == "T."


def test_a_section_is_written_at_another_level_with_ids() -> None:
    assert [line for line in write_section(cut_sections(DOCUMENT)[1], 3).splitlines() if line.strip("`")] == [
        *("### One {#one}", "Text of one.", "## no heading", "[a](b.md)", "#### Deep: `x` {#deep-x}", "End."),
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A complete example", "a-complete-example"),
        ("corpus.yml", "corpusyml"),
        ("unknown-id", "unknown-id"),
        ("YAML traps", "yaml-traps"),
    ],
)
def test_a_heading_has_the_place_that_links_name(title: str, slug: str) -> None:
    assert make_slug(title) == slug


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("a.md", "../a.md"),
        ("a.md#one", "o.md#one"),
        ("#one", "o.md#one"),
        ("b.md", "../index.md"),
        ("adr/0001.md", ""),
        ("../README.md", ""),
        ("a.md#none", ""),
    ],
)
def test_a_link_of_a_document_leads_to_its_page(address: str, found: str) -> None:
    assert find_address(address, "a.md", "guide/b/x.md", PLACES) == found


def test_a_link_to_a_place_on_the_same_page_is_that_place() -> None:
    assert find_address("a.md#one", "a.md", "guide/b/o.md", PLACES) == "#one"


def test_links_that_lead_nowhere_are_words_and_code_stays() -> None:
    text = "See [this](a.md), [that](c.md), [web](https://x.example/) and `[code](a.md)`; `a \\| b`."
    assert relink(f"{text}\n\n```\n[x](a.md)\n```", lambda address: "z.md" if address == "a.md" else "") == (
        "See [this](z.md), that, [web](https://x.example/) and `[code](a.md)`; `a | b`.\n\n```\n[x](a.md)\n```"
    )


@pytest.mark.parametrize("name", ["content.md", "languages.md", "problems.md"])
def test_the_documents_hold_no_html_outside_code(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    bare = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    assert [str(problem) for problem in check_page(bare, name)] == []


# --- Fields ---------------------------------------------------------------------------------------------------------


def test_every_record_of_the_model_is_described() -> None:
    shown = {record.title.lower().replace(" ", "") for _, kind in KINDS.values() for record in view_records(kind)}
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Record)]
    assert shown == {kind.__name__.lower() for kind in kinds if kind is not Record}


def test_a_field_has_type_meaning_and_example() -> None:
    claim = next(record for record in view_records(model.ClaimFile) if record.title == "Claim")
    fields = {field.name: field for field in claim.fields}
    assert fields["quote"].must
    assert not fields["speaker"].must
    assert fields["speaker"].type == "an id"
    assert fields["topics"].type == "a list; each member an id"
    assert fields["occurrence"].type == "a whole number"
    assert fields["outcome"].type == "a list; each member an [outcome](#record-outcome)"
    assert fields["stance"].type == "one of `supports`, `opposes`, `neutral`, `mixed`"
    assert fields["speaker"].example == "speaker: cec-veld"


# --- The site -------------------------------------------------------------------------------------------------------


def list_guide(site: Site) -> list[str]:
    return [path for path in site.pages if path.startswith("guide/")]


def test_the_guide_stands_once_and_every_page_leads_to_it(site: Site) -> None:
    assert {"guide/index.html", "guide/editing/index.html", "guide/fields/claims/index.html"} <= set(list_guide(site))
    assert not [path for path in site.pages if path.startswith("ru/guide")]
    for page in ("index.html", "ru/index.html", "ru/actors/mira-oss/index.html", "404.html"):
        links = {
            site.follow(link, page)[0]
            for link in site.pages[page].find("footer").find_all("a")
            if not link.attributes["href"].startswith(("mailto:", "http"))
        }
        assert "guide/index.html" in links, page


def test_a_page_of_the_guide_offers_no_language(site: Site) -> None:
    for page in list_guide(site):
        assert not site.pages[page].find_all("nav", class_="languages")
        assert not [link for link in site.pages[page].find_all("link") if "hreflang" in link.attributes]
        assert site.pages[page].find("html").attributes["lang"] == "en"


def test_every_problem_has_its_place_and_its_cure(site: Site) -> None:
    codes = re.findall(r"^## (\S+)$", (ROOT / "docs" / "problems.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(codes) > 60
    for code in codes:
        page = f"guide/problems/{code[0]}/index.html"
        assert code in site.ids(page)
        assert site.main(page).text.count("Cure: ") >= 1
    links = [link.text for link in site.main("guide/problems/index.html").find_all("a")]
    assert [text for text in links if text in codes] == codes


def test_editorial_rules_and_traps_are_in_the_guide(site: Site) -> None:
    assert {"editorial-rules", "yaml-traps", "quotes", "dates"} <= site.ids("guide/editing/index.html")
    assert "begin a comment: the rest of the line would be gone" in site.main("guide/editing/index.html").text


def test_the_guide_has_no_fault_and_is_light(site: Site) -> None:
    assert not [fault for fault in list_faults(site) if fault.startswith("guide/")]
    for page in list_guide(site):
        assert len(gzip.compress((site.root / page).read_bytes())) < 12 * 1024, page


def test_a_site_in_another_language_marks_the_guide_as_english(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.edit("content/corpus.yml", lambda values: values.update(languages=["ru", "en"]))
    page = corpus.markdown()["guide/index.md"]
    assert '<div lang="en" markdown="1">' in page
    shown = corpus.show("guide/editing.md")
    assert shown.find("div", lang="en").find("h2", id="yaml-traps")
