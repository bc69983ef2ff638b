"""The view of a contest: its options, and each report of its result."""

from collections.abc import Iterator

from msgspec import Struct

from generator.interface import capitalize, mark
from generator.markdown import Markdown, escape_markdown
from generator.model import Contest, Count, Option, Result
from generator.views.claim import STATUS_LABELS, Fact, join_links
from generator.views.desk import BALLOT_LABELS, Desk
from generator.views.pictures import Bar, draw_bars, make_bar

_KINDS = {
    "candidate": mark("Candidates"),
    "party-list": mark("Party lists"),
    "ballot-measure": mark("Ballot measure"),
}
_STANDINGS = {
    "registered": mark("registered"),
    "refused": mark("refused"),
    "withdrawn": mark("withdrawn from the contest"),
    "boycotted": mark("boycotted"),
}


class OptionRow(Struct, frozen=True):
    """An option of a contest, and what each result gives it."""

    option: Markdown
    standing: Markdown
    """Who nominated it, its status, the length of its list."""
    cells: tuple[Markdown, ...]
    """One for each result."""
    claim: Markdown | None


class ResultColumn(Struct, frozen=True):
    """One report of a contest's result."""

    head: Markdown
    """Its status and who reported it."""
    label: Markdown
    """The same in short, for cells that stand alone on a narrow screen."""
    claim: Markdown


class TurnoutRow(Struct, frozen=True):
    """One report of a turnout."""

    value: Markdown
    status: Markdown
    reported_by: Markdown
    claim: Markdown


class ContestView(Struct, frozen=True):
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
            tuple(write_count(result.counts.get(option.option), desk) for result in with_counts),
            desk.link_words(option.claim),
        )
        for option in contest.options
    )
    return ContestView(
        contest.id,
        desk.term(contest.office) if contest.office else desk.say(_KINDS[contest.kind]),
        tuple(_list_contest_facts(contest, desk)),
        tuple(_view_column(result, desk) for result in with_counts),
        rows,
        tuple(_list_notes(contest, desk)),
        any(row.standing for row in rows),
        any(result.status == "poll" for result in with_counts),
        draw_bars(tuple(list_bars(contest, desk)), desk.interface),
        tuple(_view_turnout(result, desk) for result in contest.results if result.turnout),
    )


def list_bars(contest: Contest, desk: Desk) -> Iterator[Bar]:
    """Give the shares that are stated, in the order of the options."""
    for option in contest.options:
        for result in contest.results:
            count = result.counts.get(option.option)
            if count:
                label = Markdown(f"{_name_option(option, desk)} ({_label_result(result, desk)})")
                bar = make_bar(label, count, describe_count(count, desk))
                if bar:
                    yield bar


def _list_notes(contest: Contest, desk: Desk) -> Iterator[Fact]:
    for option in contest.options:
        if option.note:
            yield Fact(_name_option(option, desk), desk.link_names(option.note))
    for result in contest.results:
        if result.note:
            yield Fact(_label_result(result, desk), desk.link_names(result.note))


def _list_contest_facts(contest: Contest, desk: Desk) -> Iterator[Fact]:
    if contest.mandates:
        yield Fact(desk.say("Mandates"), escape_markdown(desk.number(contest.mandates)))
    if contest.system:
        yield Fact(desk.say("System"), desk.own(contest.system))
    if contest.threshold:
        yield Fact(desk.say("Threshold"), desk.own(contest.threshold))
    if contest.options_stated:
        stated = contest.options_stated
        note = f" {desk.link_names(stated.note)}" if stated.note else ""
        yield Fact(
            desk.say("Number of candidates or lists, as stated"),
            Markdown(f"{desk.number(stated.count)} ({desk.link_words(stated.claim)}).{note}"),
        )
    if contest.note:
        yield Fact(desk.say("Editor's note"), desk.link_names(contest.note))


def _view_column(result: Result, desk: Desk) -> ResultColumn:
    status = escape_markdown(capitalize(name_status(result, desk)))
    head = Markdown(f"{status}, {desk.link_actor(result.reported_by)}")
    if result.date:
        head = Markdown(f"{head}, {escape_markdown(desk.date(result.date))}")
    return ResultColumn(head, _label_result(result, desk), desk.link_words(result.claim))


def _label_result(result: Result, desk: Desk) -> Markdown:
    parts = [escape_markdown(capitalize(name_status(result, desk)))]
    parts += [desk.say("turnout")] if result.turnout and not result.counts else []
    return join_links([*parts, desk.own(desk.library.corpus.actors[result.reported_by].name)])


def _name_option(option: Option, desk: Desk) -> Markdown:
    """Name what stands in a contest, without a link."""
    is_choice = option.option in BALLOT_LABELS
    return (
        desk.say(BALLOT_LABELS[option.option])
        if is_choice
        else desk.own(desk.library.corpus.actors[option.option].name)
    )


def name_status(result: Result, desk: Desk) -> str:
    """Name a result's status as the source states it."""
    return desk.word(STATUS_LABELS[result.status]) if result.status else desk.word("status not stated")


def _describe_option(option: Option, desk: Desk) -> Markdown:
    parts: list[Markdown] = []
    if option.nominated_by:
        parts.append(
            desk.say("nominated by itself")
            if option.nominated_by == "self"
            else desk.say("nominated by {actor}", actor=desk.link_actor(option.nominated_by))
        )
    if option.status:
        parts.append(desk.say(_STANDINGS[option.status]))
    if option.list_length is not None:
        length = desk.tally(option.list_length, "{number} candidate on its list", "{number} candidates on its list")
        parts.append(escape_markdown(length))
    return join_links(parts)


def write_count(count: Count | None, desk: Desk) -> Markdown:
    """Write what an option got; "not stated" where a result says nothing of it."""
    return desk.say("not stated") if count is None else escape_markdown(describe_count(count, desk))


def describe_count(count: Count, desk: Desk) -> str:
    """Describe what an option got, as plain text."""
    parts = [_write_votes(count.votes, desk)] if count.votes is not None else []
    if count.percent is not None:
        parts.append(write_percent(desk.number(count.percent), desk))
    bounds = _write_bounds(count, desk)
    parts += [write_percent(bounds, desk)] if bounds else []
    if count.mandates is not None:
        parts.append(desk.tally(count.mandates, "{number} seat", "{number} seats"))
    return ", ".join(parts)


def write_percent(number: str, desk: Desk) -> str:
    """Write a share."""
    return desk.word("{number} per cent", number=number)


def _write_votes(votes: int, desk: Desk) -> str:
    return desk.tally(votes, "{number} vote", "{number} votes")


def _write_bounds(count: Count, desk: Desk) -> str:
    if count.at_least is not None and count.at_most is not None:
        return desk.word(
            "between {least} and {most}", least=desk.number(count.at_least), most=desk.number(count.at_most)
        )
    words = (
        (mark("at least {number}"), count.at_least),
        (mark("at most {number}"), count.at_most),
        (mark("more than {number}"), count.more_than),
        (mark("less than {number}"), count.less_than),
    )
    stated = [desk.word(message, number=desk.number(bound)) for message, bound in words if bound is not None]
    return desk.word("{one} and {other}", one=stated[0], other=stated[1]) if len(stated) > 1 else "".join(stated)


def _view_turnout(result: Result, desk: Desk) -> TurnoutRow:
    turnout = result.turnout
    assert turnout, "only results with a turnout come here"
    parts = [write_percent(desk.number(turnout.percent), desk)] if turnout.percent is not None else []
    parts += [_write_votes(turnout.votes, desk)] if turnout.votes is not None else []
    return TurnoutRow(
        escape_markdown(", ".join(parts)),
        escape_markdown(name_status(result, desk)),
        desk.link_actor(result.reported_by),
        desk.link_words(result.claim),
    )
