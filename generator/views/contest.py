"""The view of a contest: its options, and each report of its result."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.markdown import Markdown, escape_markdown
from generator.model import Contest, Count, Option, Result
from generator.views.claim import STATUS_LABELS, Fact, join_links
from generator.views.desk import BALLOT_LABELS, Desk, write_date
from generator.views.pictures import Bar, draw_bars, make_bar


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a contest, and what each result gives it."""

    option: Markdown
    standing: Markdown
    """Who nominated it, its status, the length of its list."""
    cells: tuple[Markdown, ...]
    """One for each result."""
    claim: Markdown | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One report of a contest's result."""

    head: Markdown
    """Its status and who reported it."""
    label: str
    """The same in short, for cells that stand alone on a narrow screen."""
    claim: Markdown


@dataclass(frozen=True, slots=True)
class TurnoutRow:
    """One report of a turnout."""

    value: Markdown
    status: Markdown
    reported_by: Markdown
    claim: Markdown


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contest with its options and results side by side."""

    id: str
    title: Markdown
    facts: tuple[Fact, ...]
    columns: tuple[ResultColumn, ...]
    rows: tuple[OptionRow, ...]
    notes: tuple[Fact, ...]
    """The editor's, on options and results."""
    has_standing: bool
    """Whether anything is known of how the options stand."""
    has_poll: bool
    """Whether a column is an opinion poll."""
    picture: Markdown | None
    """The shares as bars; none where no share is stated."""
    turnouts: tuple[TurnoutRow, ...]


def view_contest(contest: Contest, desk: Desk) -> ContestView:
    """Give the view of one contest."""
    with_counts = [result for result in contest.results if result.counts]
    rows = tuple(
        OptionRow(
            desk.link_option(option.option),
            _describe_option(option, desk),
            tuple(write_count(result.counts.get(option.option)) for result in with_counts),
            desk.link_words(option.claim),
        )
        for option in contest.options
    )
    kinds = {"candidate": "Candidates", "party-list": "Party lists", "ballot-measure": "Ballot measure"}
    return ContestView(
        contest.id,
        escape_markdown(contest.office or kinds[contest.kind]),
        tuple(_list_contest_facts(contest, desk)),
        tuple(_view_column(result, desk) for result in with_counts),
        rows,
        tuple(_list_notes(contest, desk)),
        any(row.standing for row in rows),
        any(result.status == "poll" for result in with_counts),
        draw_bars(tuple(_list_bars(contest, desk))),
        tuple(_view_turnout(result, desk) for result in contest.results if result.turnout),
    )


def _list_bars(contest: Contest, desk: Desk) -> Iterator[Bar]:
    for option in contest.options:
        for result in contest.results:
            count = result.counts.get(option.option)
            if count:
                name = BALLOT_LABELS.get(option.option) or desk.library.corpus.actors[option.option].name
                bar = make_bar(f"{name} ({_label_result(result, desk)})", count, _describe_count(count))
                if bar:
                    yield bar


def _list_notes(contest: Contest, desk: Desk) -> Iterator[Fact]:
    for option in contest.options:
        if option.note:
            label = BALLOT_LABELS.get(option.option) or desk.library.corpus.actors[option.option].name
            yield Fact(label, desk.link_names(option.note))
    for result in contest.results:
        if result.note:
            yield Fact(_label_result(result, desk), desk.link_names(result.note))


def _list_contest_facts(contest: Contest, desk: Desk) -> Iterator[Fact]:
    if contest.mandates:
        yield Fact("Mandates", escape_markdown(str(contest.mandates)))
    if contest.system:
        yield Fact("System", escape_markdown(contest.system))
    if contest.threshold:
        yield Fact("Threshold", escape_markdown(contest.threshold))
    if contest.options_stated:
        stated = contest.options_stated
        note = f" {desk.link_names(stated.note)}" if stated.note else ""
        yield Fact(
            "Number of candidates or lists, as stated",
            Markdown(f"{stated.count} ({desk.link_words(stated.claim)}).{note}"),
        )
    if contest.note:
        yield Fact("Editor's note", desk.link_names(contest.note))


def _view_column(result: Result, desk: Desk) -> ResultColumn:
    head = Markdown(f"{escape_markdown(name_status(result).capitalize())}, {desk.link_actor(result.reported_by)}")
    if result.date:
        head = Markdown(f"{head}, {write_date(result.date)}")
    return ResultColumn(head, _label_result(result, desk), desk.link_words(result.claim))


def _label_result(result: Result, desk: Desk) -> str:
    kind = "turnout, " if result.turnout and not result.counts else ""
    return f"{name_status(result).capitalize()}, {kind}{desk.library.corpus.actors[result.reported_by].name}"


def name_status(result: Result) -> str:
    """Name a result's status as the source states it."""
    return STATUS_LABELS[result.status] if result.status else "status not stated"


def _describe_option(option: Option, desk: Desk) -> Markdown:
    parts: list[Markdown] = []
    if option.nominated_by:
        parts.append(
            Markdown("nominated by itself")
            if option.nominated_by == "self"
            else Markdown(f"nominated by {desk.link_actor(option.nominated_by)}")
        )
    if option.status:
        parts.append(escape_markdown(option.status))
    if option.list_length is not None:
        parts.append(escape_markdown(f"{option.list_length} candidates on its list"))
    return join_links(parts)


def write_count(count: Count | None) -> Markdown:
    """Write what an option got; "not stated" where a result says nothing of it."""
    if count is None:
        return Markdown("not stated")
    return escape_markdown(_describe_count(count))


def _describe_count(count: Count) -> str:
    parts = [f"{count.votes:,} votes"] if count.votes is not None else []
    parts += [f"{count.percent} per cent"] if count.percent is not None else []
    bounds = _write_bounds(count)
    parts += [f"{bounds} per cent"] if bounds else []
    parts += [f"{count.mandates} seats"] if count.mandates is not None else []
    return ", ".join(parts)


def _write_bounds(count: Count) -> str:
    if count.at_least is not None and count.at_most is not None:
        return f"between {count.at_least} and {count.at_most}"
    words = {
        "at least": count.at_least,
        "at most": count.at_most,
        "more than": count.more_than,
        "less than": count.less_than,
    }
    return " and ".join(f"{word} {bound}" for word, bound in words.items() if bound is not None)


def _view_turnout(result: Result, desk: Desk) -> TurnoutRow:
    assert result.turnout, "only results with a turnout come here"
    parts = [f"{result.turnout.percent} per cent"] if result.turnout.percent is not None else []
    parts += [f"{result.turnout.votes:,} votes"] if result.turnout.votes is not None else []
    status = name_status(result)
    return TurnoutRow(
        escape_markdown(", ".join(parts)),
        escape_markdown(status),
        desk.link_actor(result.reported_by),
        desk.link_words(result.claim),
    )
