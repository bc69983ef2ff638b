"""The view of a source's page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from msgspec import Struct

from generator.interface import mark
from generator.link import Library
from generator.markdown import Markdown, encode_address, escape_markdown, make_link
from generator.model import Section, Source
from generator.sheaf import Gist, LinkedClaim
from generator.views.claim import Fact, join_links, view_claim
from generator.views.desk import Desk
from generator.views.pictures import draw_strip
from generator.views.sheets import Part, SheetView, name_sheet, spread

C = TypeVar("C", LinkedClaim, Gist)
SHEET = 20
"""Claims on one page of a source."""
_RIGHTS = {
    "full": mark("The whole text may be shown."),
    "excerpt": mark("Only the quoted passages may be shown."),
    "metadata": mark("No quotation may be shown."),
}


class SectionRow(Struct, frozen=True):
    """A part of the text, and why it carries no claims, where it doesn't."""

    paragraphs: str
    kind: str
    by: Markdown
    claims: str
    reason: Markdown


class SourceView(Struct, frozen=True):
    """All that a source's page shows."""

    title: Markdown
    facts: tuple[Fact, ...]
    summary: Markdown | None
    withdrawn: Markdown | None
    strip: Markdown
    """Where in the text the claims lie."""
    coverage: tuple[Fact, ...]
    sections: tuple[SectionRow, ...]
    sheet: SheetView
    """The passages that claims rest on, in the order of the text; last, withdrawn claims."""


def view_source(source_id: str, sheet: SheetView, desk: Desk) -> SourceView:
    """Give the view of one source."""
    library = desk.library
    source = library.corpus.sources[source_id]
    claims = list(library.by_source.get(source_id, ()))
    withdrawn = source.withdrawn
    return SourceView(
        desk.mark(source.title, source.language),
        tuple(_list_facts(source, desk)),
        desk.link_names(source.summary) if source.summary else None,
        Markdown(f"{escape_markdown(desk.date(withdrawn.date))}: {desk.own(withdrawn.reason)}") if withdrawn else None,
        _draw_strip(source_id, claims, desk),
        tuple(_list_coverage(source_id, desk)),
        tuple(_list_sections(source, claims, desk)),
        sheet,
    )


def plan_source(source_id: str, library: Library) -> Iterator[Part]:
    """Give a source's claims by the paragraph in which their words begin; last, those that were withdrawn."""
    by_paragraph = _group_by_paragraph(library.by_source.get(source_id, ()))
    unplaced = by_paragraph.pop(None, ())
    previous = 0
    for number, claims in by_paragraph.items():
        if not number:
            continue  # only a lock that somebody edited doesn't tell it
        section = claims[0].section
        heading = partial(_head_paragraph, number=number, kind=section.kind if section else "body")
        gap = number - previous - 1
        lead = partial(_say_gap, gap=gap) if gap else None
        yield Part(f"p{number}", heading, view_claim, tuple(claims), lead)
        previous = number
    if unplaced:
        yield Part("withdrawn", lambda desk: desk.say("Withdrawn claims"), view_claim, tuple(unplaced))


def _group_by_paragraph(claims: Iterable[C]) -> dict[int | None, list[C]]:
    """Give claims, or their gists, by the paragraph in which their words begin; those without words come last."""
    groups: dict[int | None, list[C]] = {}
    for one in sorted(claims, key=lambda one: (one.paragraph is None, one.paragraph or 0)):
        groups.setdefault(one.paragraph, []).append(one)
    return groups


def order_sources(library: Library, names: Iterable[str] | None = None) -> list[str]:
    """Give all sources, or some, by date."""
    sources = library.corpus.sources
    return sorted(sources if names is None else names, key=lambda name: (sources[name].date, name))


def place_claims(library: Library) -> Mapping[str, str]:
    """Give the page on which each claim stands in its text, by the claim's reference."""
    by_source: dict[str, list[Gist]] = {}
    for ref, gist in library.gists.items():
        by_source.setdefault(ref.partition("/")[0], []).append(gist)
    laid = {name: _group_by_paragraph(gists) for name, gists in by_source.items()}
    return {
        gist.ref: name_sheet(f"sources/{name}.md", number)
        for name, groups in laid.items()
        for number, sheet in enumerate(spread([(one, tuple(held)) for one, held in groups.items()], SHEET), start=1)
        for _, members, _ in sheet
        for gist in members
    }


def _head_paragraph(desk: Desk, *, number: int, kind: str) -> Markdown:
    label = desk.say("Paragraph {number}", number=number)
    return label if kind == "body" else Markdown(f"{label}, {escape_markdown(desk.name_section(kind))}")


def _say_gap(desk: Desk, *, gap: int) -> Markdown:
    words = desk.tally(gap, "{number} paragraph without claims.", "{number} paragraphs without claims.")
    return Markdown(f"*{escape_markdown(words)}*")


def _list_facts(source: Source, desk: Desk) -> Iterator[Fact]:
    yield Fact(desk.say("Publisher"), desk.link_actor(source.publisher))
    authors = join_links(desk.link_names(author) for author in source.authors)
    yield Fact(desk.say("By"), authors or desk.say("no author is named"))
    if source.carried_by:
        yield Fact(desk.say("Carried by"), desk.link_actor(source.carried_by))
    yield Fact(desk.say("Date"), escape_markdown(desk.write_publication(source)))
    if source.date_inferred_from:
        is_printed = source.date_basis == "printed"
        label = desk.say("Where the date stands") if is_printed else desk.say("Date inferred from")
        yield Fact(label, desk.link_names(source.date_inferred_from))
    yield Fact(desk.say("Type"), desk.term(source.type.replace("-", " ")))
    yield Fact(desk.say("Language"), escape_markdown(desk.interface.name_language(source.language)))
    for label, url in (
        (desk.say("Original"), source.url),
        (desk.say("Archived copy"), source.archived),
        (desk.say("Translation of"), source.translation_of),
    ):
        if url:
            yield Fact(label, make_link(url.partition("://")[2], encode_address(url)))
    if source.accessed:
        yield Fact(desk.say("Accessed"), escape_markdown(desk.date(source.accessed)))
    yield Fact(desk.say("Rights"), _describe_rights(source, desk))


def _describe_rights(source: Source, desk: Desk) -> Markdown:
    parts = [
        desk.say(_RIGHTS[source.rights.level]),
        desk.say("Basis: {basis}.", basis=desk.own(source.rights.basis)),
        *(
            [desk.say("Holder: {holder}.", holder=desk.own(source.rights.holder.removesuffix(".")))]
            if source.rights.holder
            else []
        ),
        make_link(desk.say("Statement"), encode_address(source.rights.statement)),
    ]
    return Markdown(" ".join(parts))


def _draw_strip(source_id: str, claims: list[LinkedClaim], desk: Desk) -> Markdown:
    library = desk.library
    counts = Counter(number for linked in claims if linked.anchor for number in linked.anchor.paragraphs)
    reading = library.evidence.readings[source_id]
    return draw_strip(reading, library.coverage[source_id], counts, desk.interface)


def _list_coverage(source_id: str, desk: Desk) -> Iterator[Fact]:
    measured = desk.library.coverage[source_id]
    left = ", ".join(map(str, measured.open))
    covered = desk.say(
        "{share} per cent of {total}", share=desk.number(measured.share_covered), total=desk.number(measured.paragraphs)
    )
    yield Fact(desk.say("Paragraphs accounted for"), covered)
    yield Fact(desk.say("Paragraphs with claims"), escape_markdown(desk.number(len(measured.annotated))))
    yield Fact(desk.say("Paragraphs explained"), escape_markdown(desk.number(len(measured.explained))))
    yield Fact(desk.say("Paragraphs left open"), escape_markdown(left) if left else desk.say("none"))
    quoted = desk.say(
        "{share} per cent ({quoted} of {total} words)",
        share=desk.number(measured.share_quoted),
        quoted=desk.number(measured.words_quoted),
        total=desk.number(measured.words),
    )
    yield Fact(desk.say("Share quoted"), quoted)
    digest = desk.library.evidence.readings[source_id].sha256
    yield Fact(desk.say("SHA-256 of the text"), Markdown(f"`{digest}`"))


def _list_sections(source: Source, claims: list[LinkedClaim], desk: Desk) -> Iterator[SectionRow]:
    starts = [linked.anchor.paragraphs[0] for linked in claims if linked.anchor and linked.anchor.paragraphs]
    for section in sorted(source.sections, key=lambda section: section.paragraphs):
        count = sum(start in section.paragraphs for start in starts)
        by = desk.link_actor(section.by) if section.by else Markdown("")
        reason = desk.link_names(section.reason) if section.reason else Markdown("")
        yield SectionRow(_write_range(section), _describe_kind(section, desk), by, desk.number(count), reason)


def _describe_kind(section: Section, desk: Desk) -> str:
    kind = desk.name_section(section.kind)
    is_elsewhere = section.kind == "teaser" and not section.on_topic
    return desk.word("{kind} (off topic)", kind=kind) if is_elsewhere else kind


def _write_range(section: Section) -> str:
    """Write paragraph numbers as readers like them: 3, 5-7."""
    runs: list[list[int]] = []
    for number in section.paragraphs:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
