"""Lists every page of the site in one language, each with its template, view, head and the files behind it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.views import (
    actor,
    changes,
    claim,
    corrections,
    election,
    glossary,
    heads,
    indexes,
    lists,
    source,
    topic,
)
from generator.views.desk import Desk
from generator.views.heads import Head
from generator.views.indexes import ClaimIndexPlan
from generator.views.list_pages import ListPlan
from generator.views.long_lists import LongList, plan_long
from generator.views.sheets import (
    Sheet,
    describe_headings,
    describe_sheet,
    name_sheet,
    spread_parts,
    view_further,
    view_sheet,
)

Sit = Callable[[str], Desk]
"""Gives the desk of a page by its file."""


_Maker = tuple[str, str, str, Callable[[Desk], object], Callable[[Desk], Head]]
"""A page of which there is one: its file, template, the content behind it, and what makes its view and head."""


def _describe_nothing() -> object:
    """Tell that nothing was settled but where the page stands."""
    return ""


class Page(Struct, frozen=True):
    """A page that can be written: its view and head are made when they are asked for."""

    path: str
    """Below the folder of its language, such as actors/ana-miro.md."""
    template: str
    files: tuple[str, ...]
    """Files and folders of content/ in which its data lie."""
    view: Callable[[], object]
    head: Callable[[], Head]
    describe: Callable[[], object] = _describe_nothing
    """Tells in plain values what was settled when the page was planned, such as the claims that stand on it."""
    cited_with: str = ""
    """What names the files by which it is cited together with others, such as claims/ferry-2040; empty for its own."""

    @property
    def cited_as(self) -> str:
        """What names the files by which it is cited, such as actors/ana-miro."""
        return self.cited_with or self.path.removesuffix(".md")


class Unit(Struct, frozen=True):
    """Pages that are planned together, such as those of one actor."""

    name: str
    """Such as actors/ana-miro."""
    plan: Callable[[], Iterable[Page]]


def list_units(library: Library, sit: Sit) -> Iterator[Unit]:
    """Give all pages, in the units in which they are planned."""
    corpus = library.corpus
    yield Unit("index", partial(_list_home, sit))
    for kind, records, list_kind in (
        (library.event_folder, corpus.elections, _list_election),
        ("actors", corpus.actors, _list_actor),
        ("sources", corpus.sources, _list_source),
        ("topics", corpus.topics, _list_topic),
        ("disputes", corpus.disputes, _list_dispute),
        ("claims", library.claims, _list_claim),
    ):
        yield from (Unit(f"{kind}/{name}", partial(list_kind, name, library, sit)) for name in records)
    for index in indexes.plan_claim_indexes(library):
        yield Unit(index.page, partial(_list_claim_index, index, sit))
    for plan in indexes.plan_lists(library):
        yield Unit(plan.page, partial(_list_sheets, plan, library, sit))
    for maker in _list_makers(library):
        yield Unit(maker[0], partial(_list_table, maker, sit))
    yield from (Unit(f"pages/{name}", partial(_list_page, name, sit)) for name in corpus.pages if name != "home")


def list_cited_together(library: Library, sit: Sit) -> Iterator[Unit]:
    """Give the pages that are cited by common files, in units by whose names these go: all claims of a source."""
    for name in library.corpus.sources:
        if name in library.by_source:
            yield Unit(f"claims/{name}", partial(_list_claims, name, library, sit))


def _list_home(sit: Sit) -> Iterator[Page]:
    files = ("content/pages/home.md", "content/corpus.yml")
    desk = sit("index.md")
    yield Page("index.md", "home", files, partial(lists.view_home, desk), partial(heads.head_home, desk))


def _list_page(name: str, sit: Sit) -> Iterator[Page]:
    desk = sit(f"{name}.md")
    view, head = partial(lists.view_page, name, desk), partial(lists.head_page, name, desk)
    yield Page(desk.here, "page", (f"content/pages/{desk.here}",), view, head)


def _list_election(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    sheets = spread_parts(election.plan_election(name, library), election.SHEET)
    desk = sit(f"{library.event_folder}/{name}.md")
    files = (library.corpus.paths[f"events/{name}"],)
    title = partial(desk.own, library.corpus.elections[name].name)
    main = Page(
        desk.here,
        "election",
        files,
        lambda: election.view_election(name, view_sheet(sheets, 1, desk.here, desk), desk),
        partial(heads.head_election, name, desk),
    )
    yield from _add_further(main, title, sheets, sit)
    yield from _add_long(election.list_long(name, library), main, partial(heads.head_election, name), library, sit)


def _list_actor(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    sheets = spread_parts(actor.plan_actor(name, library), actor.SHEET)
    desk = sit(f"actors/{name}.md")
    files = (library.corpus.paths[desk.here.removesuffix(".md")],)
    title = partial(desk.own, library.corpus.actors[name].name)
    main = Page(
        desk.here,
        "actor",
        files,
        lambda: actor.view_actor(name, view_sheet(sheets, 1, desk.here, desk), desk),
        partial(heads.head_actor, name, desk),
    )
    yield from _add_further(main, title, sheets, sit)
    yield from _add_long(actor.list_long(name, library), main, partial(heads.head_actor, name), library, sit)


def _list_source(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    sheets = spread_parts(source.plan_source(name, library), source.SHEET)
    desk, record = sit(f"sources/{name}.md"), library.corpus.sources[name]
    paths = (library.corpus.paths.get(f"{kind}/{name}", "") for kind in ("sources", "claims"))
    main = Page(
        desk.here,
        "source",
        tuple(path for path in paths if path),
        lambda: source.view_source(name, view_sheet(sheets, 1, desk.here, desk), desk),
        partial(heads.head_source, name, desk),
    )
    yield from _add_further(main, partial(desk.mark, record.title, record.language), sheets, sit)


def _list_topic(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    sheets = spread_parts(topic.plan_topic(name, library), topic.SHEET)
    desk = sit(f"topics/{name}.md")
    files = (library.corpus.paths[desk.here.removesuffix(".md")],)
    title = partial(desk.term, library.corpus.topics[name].label)
    main = Page(
        desk.here,
        "topic",
        files,
        lambda: topic.view_topic(name, view_sheet(sheets, 1, desk.here, desk), desk),
        partial(heads.head_topic, name, desk),
    )
    yield from _add_further(main, title, sheets, sit)


def _list_dispute(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    desk = sit(f"disputes/{name}.md")
    files = (library.corpus.paths[desk.here.removesuffix(".md")],)
    view, head = partial(topic.view_dispute, name, desk), partial(heads.head_dispute, name, desk)
    yield Page(desk.here, "dispute", files, view, head)


def _list_claims(name: str, library: Library, sit: Sit) -> Iterator[Page]:
    for linked in library.by_source[name]:
        yield from _list_claim(linked.ref, library, sit)


def _list_claim(ref: str, library: Library, sit: Sit) -> Iterator[Page]:
    desk, linked = sit(f"claims/{ref}.md"), library.claims[ref]
    files = (library.corpus.paths[f"claims/{linked.source}"],)
    view, head = partial(claim.view_claim_page, ref, desk), partial(heads.head_claim, linked, desk)
    yield Page(desk.here, "claim", files, view, head, cited_with=f"claims/{linked.source}")


def _add_further(
    main: Page, title: Callable[[], Markdown], sheets: Sequence[Sheet], sit: Sit, more: object = ""
) -> Iterator[Page]:
    """Give a page and those that go on where it ends; more is what else was settled when it was planned."""
    # Told once for all: with each sheet again, it would grow with their square.
    headings = cache(partial(describe_headings, sheets, sit(main.path)))
    yield replace(main, describe=partial(describe_sheet, sheets, 1, sit(main.path), headings, more))
    last = len(sheets)
    for number in range(2, last + 1):
        desk = sit(name_sheet(main.path, number))
        view = partial(_view_further, sheets, number, main.path, title, desk)
        head = partial(_head_further, main, number, last, desk)
        describe = partial(describe_sheet, sheets, number, desk, headings, more)
        yield Page(desk.here, "further", main.files, view, head, describe)


def _add_long(
    lists: Iterable[LongList], main: Page, head: Callable[[Desk], Head], library: Library, sit: Sit
) -> Iterator[Page]:
    """Give the pages of a record's lists that are too long for its own."""
    for long in lists:
        if long.is_long:
            yield from _list_sheets(plan_long(long, main.path, lambda desk: head(desk).description), library, sit)


def _view_further(sheets: Sequence[Sheet], number: int, page: str, title: Callable[[], Markdown], desk: Desk) -> object:
    return view_further(sheets, number, (page, title()), desk)


def _head_further(main: Page, number: int, last: int, desk: Desk) -> Head:
    return heads.head_further(main.head(), number, last, desk)


def _list_sheets(plan: ListPlan, library: Library, sit: Sit) -> Iterator[Page]:
    sheets = plan.spread(library)
    headings = cache(partial(describe_headings, sheets, sit(plan.page)))
    for number in range(1, len(sheets) + 1):
        desk = sit(name_sheet(plan.page, number))
        view = partial(plan.view, sheets, number, plan.page, desk)
        head = partial(_head_list, plan, sheets, number, desk)
        describe = partial(describe_sheet, sheets, number, desk, headings)
        yield Page(desk.here, plan.template, plan.files, view, head, describe)


def _list_claim_index(plan: ClaimIndexPlan, sit: Sit) -> Iterator[Page]:
    claims, desk = plan.choose(), sit(plan.page)
    sheets = spread_parts(indexes.plan_claims(claims), indexes.CLAIMS)
    main = Page(
        plan.page,
        "claim_index",
        ("content/claims/",),
        lambda: indexes.view_claim_index(plan, view_sheet(sheets, 1, plan.page, desk), desk),
        lambda: Head(plan.title(desk), desk.count_claims(len(claims))),
    )
    yield from _add_further(main, lambda: escape_markdown(plan.title(desk)), sheets, sit, len(claims))


def _head_list(plan: ListPlan, sheets: Sequence[Sheet], number: int, desk: Desk) -> Head:
    head = Head(plan.title(desk), plan.description(desk))
    return head if number == 1 else heads.head_further(head, number, len(sheets), desk)


def _list_makers(library: Library) -> tuple[_Maker, ...]:
    """Give the pages that need no plan: those of which there is one."""
    makers: tuple[_Maker, ...] = (
        ("claims/index.md", "claims", "content/claims/", indexes.view_claims_index, _head_claims),
        ("glossary.md", "glossary", "content/corpus.yml", glossary.view_glossary, _head_glossary),
        (changes.PAGE, "changes", "content/", changes.view_changes, _head_changes),
        ("search.md", "search", "content/", _view_nothing, _head_search),
    )
    return (*makers, _CORRECTIONS) if library.corpus.settings.report else makers


def _list_table(maker: _Maker, sit: Sit) -> Iterator[Page]:
    page, template, file, make, head = maker
    desk = sit(page)
    yield Page(page, template, (file,), partial(make, desk), partial(head, desk))


def _view_nothing(_: Desk) -> None:
    """Give nothing: the search page shows nothing of the corpus before somebody asks."""


def _head_claims(desk: Desk) -> Head:
    return Head(desk.word("Claims"), desk.word("All claims by kind, by year and by source."))


def _head_glossary(desk: Desk) -> Head:
    return Head(desk.word("Glossary"), desk.word("What the words on these pages mean."))


def _head_changes(desk: Desk) -> Head:
    return Head(desk.word("What changed"), desk.word("What each publication of this site changed for its readers."))


def _head_corrections(desk: Desk) -> Head:
    words = desk.word("How to report an error, or to ask that words be withdrawn, and what comes of it.")
    return Head(desk.word("Corrections and removals"), words)


_CORRECTIONS: _Maker = (
    corrections.PAGE,
    "corrections",
    "content/corpus.yml",
    corrections.view_corrections,
    _head_corrections,
)


def _head_search(desk: Desk) -> Head:
    return Head(desk.word("Search"), desk.word("Names in any spelling or script, topics, and all claims."))
