"""Writes a reference as Chicago style wants it in a bibliography."""

from generator.citation.dates import DateEnd, find_ends, word_accessed, word_date, word_day
from generator.citation.reference import AuthorName, Reference, WholeName
from generator.citation.sentences import (
    close_sentence,
    find_stop,
    join_parts,
    link_address,
    nest_quotes,
    set_italic,
)
from generator.edtf import EdtfDate
from generator.markdown import Markdown, escape_markdown


def write_chicago(reference: Reference) -> Markdown:
    """Write a web page, a news article or a blog post. Source: Chicago Manual of Style, notes and bibliography, ch. 14.

    Square brackets mark a date that is guessed at. Up to six authors, beyond which the editions differ.
    """
    title = escape_markdown(f"“{close_sentence(nest_quotes(reference.title))}”")
    place = _write_periodical(reference) if reference.is_in_periodical else _write_site(reference)
    return join_parts(
        _write_authors(reference.authors), title, place, _write_accessed(reference), _write_url(reference)
    )


def _write_authors(authors: tuple[AuthorName, ...]) -> Markdown:
    names = [_word_author(author, is_first=number == 0) for number, author in enumerate(authors)]
    if not names:
        return Markdown()
    *others, last = names
    return escape_markdown(close_sentence(", ".join([*others, f"and {last}" if others else last])))


def _word_author(author: AuthorName, *, is_first: bool) -> str:
    if isinstance(author, WholeName):
        return author.name
    return f"{author.family}, {author.given}" if is_first else f"{author.given} {author.family}"


def _write_periodical(reference: Reference) -> Markdown:
    is_blog = reference.type == "post-weblog" and "blog" not in reference.container.lower()
    blog = " (blog)" if is_blog else ""
    date = _word_issued(reference.issued)
    after = f", {escape_markdown(date)}" if date else ""
    return Markdown(f"{set_italic(reference.container)}{blog}{after}{find_stop(reference.container + blog + date)}")


def _write_site(reference: Reference) -> Markdown:
    *others, last = reference.owners or ("",)
    place = " ".join([*map(close_sentence, others), last])
    words = ", ".join(filter(None, (place, _word_issued(reference.issued))))
    return escape_markdown(close_sentence(words)) if words else Markdown()


def _write_accessed(reference: Reference) -> Markdown:
    # Wanted only of what bears no date of its own.
    if reference.issued or not reference.accessed:
        return Markdown()
    return Markdown(f"Accessed {word_accessed(reference.accessed)}.")


def _write_url(reference: Reference) -> Markdown:
    return Markdown(f"{link_address(reference.url)}.") if reference.url else Markdown()


def _word_issued(date: EdtfDate | None) -> str:
    if not date:
        return ""
    first, last = find_ends(date)
    is_sure = first == last and first is not None and not first.is_estimate
    words = _word_range(first, last)
    return words if is_sure else f"[{words}]"


def _word_range(first: DateEnd | None, last: DateEnd | None) -> str:
    if not first or not last:
        return f"not before {_word_end(first)}" if first else f"not after {_word_end(last)}"
    if first == last:
        return _word_end(first)
    # The year of both stands once, at the end, unless a question mark stands between.
    is_in_year = first.parts[0] == last.parts[0] and len(first.parts) > 1 < len(last.parts) and not first.is_uncertain
    start = f"{'ca. ' if first.is_approximate else ''}{word_day(first)}" if is_in_year else _word_end(first)
    return f"between {start} and {_word_end(last)}"


def _word_end(end: DateEnd | None) -> str:
    assert end, "an interval has a start or an end"
    return f"{'ca. ' if end.is_approximate else ''}{word_date(end)}{'?' if end.is_uncertain else ''}"
