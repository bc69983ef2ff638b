"""What was made stands as long as no fact that was read for it, and no file of it, has changed."""

from array import array
from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.ledger import Folder, open_folder
from generator.reads import Fact, Facts, list_facts
from generator.reads_record import Reads, ReadsRecord
from tests.helpers import Project

NOBODY = Reads(array("I"), {})
ANA, TAM = ("actors", "ana-miro"), ("actors", "tam-reel")


class Site:
    """A folder of pages, each made from one actor, with a record of both."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.table = {"ana-miro": "Ana", "tam-reel": "Tam"}

    def open(self, version: str = "1") -> tuple[ReadsRecord, Folder]:
        pages = open_folder(self.root / "pages", self.root / "pages.ledger", "1")
        facts = Facts()
        facts.add("actors", self.table)
        return ReadsRecord(self.root / "reads.ledger", version, facts, pages), pages

    def build(self, *, is_committed: bool = True) -> list[str]:
        """Make what is not sound; give its names."""
        record, pages = self.open()
        made = [name for name in self.table if not record.is_sound(name)]
        for name in made:
            (self.root / "pages").mkdir(exist_ok=True)
            for path in (f"{name}.md", f"{name}.bib"):
                (self.root / "pages" / path).write_text(self.table[name])
                pages.note(path, self.table[name])
            files = [f"{name}.md", f"{name}.bib"]
            record.note_leaf(f"{name}.md", "settled", read(record, [("actors", name)]), files, (name, "2040"))
            record.note_bundle(name, NOBODY, [f"{name}.md"])
        record.keep(self.table)
        pages.save()
        if is_committed:
            record.commit()
        return made


def read(record: ReadsRecord, facts: Iterable[Fact]) -> Reads:
    return Reads(array("I", record.number_facts(facts)), {})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    assert site.build() == ["ana-miro", "tam-reel"]
    assert site.build() == []
    return site


def test_fact_that_changed_makes_stale_what_was_made_from_it(site: Site) -> None:
    site.table["tam-reel"] = "Tom"
    assert site.build() == ["tam-reel"]
    assert site.build() == []


def test_fact_that_nobody_read_makes_nothing_stale(site: Site) -> None:
    record, _ = site.open()
    record.number_facts([("actors", "nobody")])
    record.commit()
    site.table["nobody"] = "Nobody"
    record, _ = site.open()
    assert record.is_sound("ana-miro")


@pytest.mark.parametrize("path", ["ana-miro.md", "ana-miro.bib"])
def test_file_that_was_touched_makes_its_leaf_stale(site: Site, path: str) -> None:
    (site.root / "pages" / path).write_text("Anna")
    assert site.build() == ["ana-miro"]
    (site.root / "pages" / path).unlink()
    assert site.build() == ["ana-miro"]
    assert site.build() == []


def test_file_of_nobody_makes_nothing_stale(site: Site) -> None:
    (site.root / "pages" / "stranger.md").write_text("mine")
    assert site.build() == []


@pytest.mark.parametrize("name", ["pages.ledger", "reads.ledger"])
def test_records_of_different_builds_are_not_believed(site: Site, name: str) -> None:
    """Either may be the older one."""
    before = (site.root / name).read_bytes()
    site.table["tam-reel"] = "Tom"
    site.build()
    (site.root / name).write_bytes(before)
    assert site.build() == ["ana-miro", "tam-reel"]


def test_build_that_was_killed_before_it_wrote_the_record_leaves_none(site: Site) -> None:
    site.table["tam-reel"] = "Tom"
    assert site.build(is_committed=False) == ["tam-reel"]
    site.table["tam-reel"] = "Tam"
    assert site.build() == ["ana-miro", "tam-reel"]
    assert site.build() == []


def test_record_of_another_version_is_none(site: Site) -> None:
    assert site.open("1")[0].is_sound("ana-miro")
    assert not site.open("2")[0].is_sound("ana-miro")


def test_folder_without_a_record_has_no_record_of_reads(site: Site) -> None:
    (site.root / "pages.ledger").unlink()
    for name in ("ana-miro", "tam-reel"):
        for path in (site.root / "pages").glob(f"{name}.*"):
            path.unlink()
    assert site.build() == ["ana-miro", "tam-reel"]


def test_what_nobody_asks_for_is_forgotten(site: Site) -> None:
    tam = site.table.pop("tam-reel")
    site.build()
    record, _ = site.open()
    assert list(record.list_files()) == ["ana-miro.md", "ana-miro.bib"]
    site.table["tam-reel"] = tam
    assert site.build() == ["tam-reel"]


def test_what_is_stale_is_never_sound_again_by_being_left_alone(site: Site) -> None:
    """Once the facts count as they are now, nothing else would tell it."""
    site.table["tam-reel"] = "Tom"
    record, _ = site.open()
    record.keep(site.table)
    record.commit()
    assert site.build() == ["tam-reel"]


def test_leaf_that_stands_as_it_was_may_be_told_otherwise_in_the_sitemap(site: Site) -> None:
    record, _ = site.open()
    record.note_entry("ana-miro.md", ("ana-miro", "2041"))
    record.commit()
    record, _ = site.open()
    assert list(record.list_entries(["tam-reel", "ana-miro"])) == [("tam-reel", "2040"), ("ana-miro", "2041")]
    assert record.is_sound("ana-miro")


# --- Portions -----------------------------------------------------------------------------------------------------


def note(site: Site, portions: Iterable[Fact], kept: Iterable[Fact] = ()) -> None:
    """Make a page of portions, each from one actor; some are those that were made before."""
    record, pages = site.open()
    (site.root / "pages" / "all.md").touch()
    pages.note("all.md", "all")
    made = {key: (key, array("I", record.number_facts([(table, key)]))) for table, key in portions}
    told = {**made, **{key: (key, None) for _, key in kept}}
    record.note_leaf("all.md", "settled", Reads(array("I"), {"names": told}), ["all.md"], None)
    record.note_bundle("all", NOBODY, ["all.md"])
    pages.save()
    record.commit()


def find(site: Site) -> list[str]:
    """Give the portions that need not be made."""
    record, _ = site.open()
    return [key for key in site.table if record.find_portion("names", key)]


def test_portion_is_stale_with_its_facts_and_so_is_what_was_put_together_from_it(site: Site) -> None:
    note(site, [ANA, TAM])
    assert find(site) == ["ana-miro", "tam-reel"]
    assert site.open()[0].is_sound("all")
    site.table["tam-reel"] = "Tom"
    assert find(site) == ["ana-miro"]
    assert not site.open()[0].is_sound("all")
    note(site, [TAM], [ANA])
    assert find(site) == ["ana-miro", "tam-reel"]
    site.table["ana-miro"] = "Anna"
    assert not site.open()[0].is_sound("all")


def test_portion_that_is_not_used_again_is_forgotten(site: Site) -> None:
    note(site, [ANA, TAM])
    note(site, [], [ANA])
    assert find(site) == ["ana-miro"]


def test_stale_portion_that_nobody_asks_for_is_forgotten(site: Site) -> None:
    note(site, [ANA, TAM])
    site.table["tam-reel"] = "Tom"
    record, _ = site.open()
    record.keep(site.table)
    record.commit()
    assert find(site) == ["ana-miro"]


def test_a_fact_tells_all_that_can_be_read_of_it(orlan: Project) -> None:
    library = orlan.library()
    name = next(iter(library.coverage))
    other = replace(library.coverage[name], words=library.coverage[name].words + 1)
    texts = (library.coverage[name], other, "half a sign: \ud83d", "another half: \ud83e")
    facts = [list_facts(replace(library, coverage={name: known})) for known in texts]
    assert len({fact.digest(("coverage", name)) for fact in facts}) == len(texts)
    assert facts[0].digest(("coverage", name)) == list_facts(orlan.library()).digest(("coverage", name))
