"""The view of a source's page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.link import LinkedClaim
from generator.markdown import Markdown, encode_address, escape_markdown, make_link, mark_language
from generator.model import Section, Source
from generator.views.claim import ClaimView, Fact, view_claim
from generator.views.desk import Desk, write_date, write_publication
from generator.views.pictures import draw_strip

_RIGHTS = {
    "full": "The whole text may be shown.",
    "excerpt": "Only the quoted passages may be shown.",
    "metadata": "No quotation may be shown.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that carries claims."""

    number: int
    label: str
    """Such as "Paragraph 7, caption"."""
    claims: tuple[ClaimView, ...]
    gap: str
    """What lies between it and the passage before, in words; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A part of the text, and why it carries no claims, where it doesn't."""

    paragraphs: str
    kind: str
    by: Markdown
    claims: int
    reason: Markdown


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that a source's page shows."""

    title: str
    heading: Markdown
    facts: tuple[Fact, ...]
    summary: Markdown | None
    withdrawn: Markdown | None
    strip: Markdown
    """Where in the text the claims lie."""
    coverage: tuple[Fact, ...]
    sections: tuple[SectionRow, ...]
    passages: tuple[Passage, ...]
    unplaced: tuple[ClaimView, ...]
    """Withdrawn claims."""
    file: str
    claims_file: str


def view_source(source_id: str, desk: Desk) -> SourceView:
    """Give the view of one source."""
    library = desk.library
    source = library.corpus.sources[source_id]
    claims = list(library.by_source.get(source_id, ()))
    return SourceView(
        source.title,
        mark_language(source.title, source.language, desk.language),
        tuple(_list_facts(source, desk)),
        desk.link_names(source.summary) if source.summary else None,
        escape_markdown(f"{write_date(source.withdrawn.date)}: {source.withdrawn.reason}")
        if source.withdrawn
        else None,
        _draw_strip(source_id, claims, desk),
        tuple(_list_coverage(source_id, desk)),
        tuple(_list_sections(source, claims, desk)),
        tuple(_list_passages(claims, desk)),
        tuple(view_claim(linked, desk) for linked in claims if not linked.anchor),
        library.corpus.paths[f"sources/{source_id}"],
        library.corpus.paths.get(f"claims/{source_id}", ""),
    )


def _list_facts(source: Source, desk: Desk) -> Iterator[Fact]:
    yield Fact("Publisher", desk.link_actor(source.publisher))
    if source.authors:
        yield Fact("By", Markdown(", ".join(desk.link_names(author) for author in source.authors)))
    else:
        yield Fact("By", Markdown("no author is named"))
    if source.carried_by:
        yield Fact("Carried by", desk.link_actor(source.carried_by))
    yield Fact("Date", escape_markdown(write_publication(source)))
    if source.date_inferred_from:
        label = "Where the date stands" if source.date_basis == "printed" else "Date inferred from"
        yield Fact(label, desk.link_names(source.date_inferred_from))
    yield Fact("Type", escape_markdown(source.type.replace("-", " ")))
    yield Fact("Language", escape_markdown(source.language))
    for label, url in (
        ("Original", source.url),
        ("Archived copy", source.archived),
        ("Translation of", source.translation_of),
    ):
        if url:
            yield Fact(label, make_link(url.partition("://")[2], encode_address(url)))
    if source.accessed:
        yield Fact("Accessed", escape_markdown(write_date(source.accessed)))
    holder = f" Holder: {source.rights.holder}." if source.rights.holder else ""
    text = escape_markdown(f"{_RIGHTS[source.rights.level]} Basis: {source.rights.basis}.{holder}")
    yield Fact("Rights", Markdown(f"{text} {make_link('Statement', encode_address(source.rights.statement))}"))


def _draw_strip(source_id: str, claims: list[LinkedClaim], desk: Desk) -> Markdown:
    library = desk.library
    counts = Counter(number for linked in claims if linked.anchor for number in linked.anchor.paragraphs)
    source, reading = library.corpus.sources[source_id], library.evidence.readings[source_id]
    return draw_strip(source, reading, library.coverage[source_id], counts)


def _list_coverage(source_id: str, desk: Desk) -> Iterator[Fact]:
    measured = desk.library.coverage[source_id]
    left = ", ".join(map(str, measured.open)) or "none"
    yield Fact(
        "Paragraphs accounted for", escape_markdown(f"{measured.share_covered} per cent of {measured.paragraphs}")
    )
    yield Fact("Paragraphs with claims", escape_markdown(str(len(measured.annotated))))
    yield Fact("Paragraphs explained", escape_markdown(str(len(measured.explained))))
    yield Fact("Paragraphs left open", escape_markdown(left))
    quoted = f"{measured.share_quoted} per cent ({measured.words_quoted:,} of {measured.words:,} words)"
    yield Fact("Share quoted", escape_markdown(quoted))
    yield Fact("SHA-256 of the text", Markdown(f"`{desk.library.evidence.readings[source_id].sha256}`"))


def _list_sections(source: Source, claims: list[LinkedClaim], desk: Desk) -> Iterator[SectionRow]:
    starts = [linked.anchor.paragraphs[0] for linked in claims if linked.anchor and linked.anchor.paragraphs]
    for section in sorted(source.sections, key=lambda section: section.paragraphs):
        count = sum(start in section.paragraphs for start in starts)
        by = desk.link_actor(section.by) if section.by else Markdown("")
        reason = desk.link_names(section.reason) if section.reason else Markdown("")
        yield SectionRow(_write_range(section), _describe_kind(section), by, count, reason)


def _describe_kind(section: Section) -> str:
    off_topic = " (off topic)" if section.kind == "teaser" and not section.on_topic else ""
    kind = "page furniture" if section.kind == "furniture" else section.kind
    return kind + off_topic


def _write_range(section: Section) -> str:
    """Write paragraph numbers as readers like them: 3, 5-7."""
    runs: list[list[int]] = []
    for number in section.paragraphs:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _list_passages(claims: list[LinkedClaim], desk: Desk) -> Iterator[Passage]:
    by_paragraph: dict[int, list[LinkedClaim]] = {}
    for linked in claims:
        if linked.anchor and linked.anchor.paragraphs:
            by_paragraph.setdefault(linked.anchor.paragraphs[0], []).append(linked)
    previous = 0
    for number in sorted(by_paragraph):
        section = by_paragraph[number][0].section
        kind = f", {section.kind}" if section and section.kind != "body" else ""
        skipped = number - previous - 1
        gap = (
            ""
            if skipped == 0
            else "One paragraph without claims."
            if skipped == 1
            else f"{skipped} paragraphs without claims."
        )
        previous = number
        yield Passage(
            number, f"Paragraph {number}{kind}", tuple(view_claim(linked, desk) for linked in by_paragraph[number]), gap
        )
