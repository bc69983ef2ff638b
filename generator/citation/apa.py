"""Writes a reference as APA style wants it in a list of references."""

import re

from generator.citation.dates import DateEnd, find_ends, word_accessed, word_day
from generator.citation.reference import AuthorName, Reference, WholeName
from generator.citation.sentences import close_italic, close_sentence, join_parts, link_address
from generator.edtf import EdtfDate
from generator.markdown import Markdown, escape_markdown

_FORENAME = re.compile(r"[^\W\d_][\w’']*\.?")


def write_apa(reference: Reference) -> Markdown:
    """Write a web page, a news article or a blog post. Source: Publication Manual of the APA, 7th edition, ch. 9–10.

    Up to twenty authors. An interval of one moment stands as a range, which is how CSL's own APA style shows it.
    """
    title = _write_title(reference)
    date = escape_markdown(f"({_word_issued(reference.issued)}).")
    head = (_write_authors(reference.authors), date, title) if reference.authors else (title, date)
    return join_parts(*head, _write_owner(reference), _write_address(reference))


def _write_authors(authors: tuple[AuthorName, ...]) -> Markdown:
    *others, last = map(_word_author, authors)
    return escape_markdown(close_sentence(", ".join([*others, f"& {last}" if others else last])))


def _word_author(author: AuthorName) -> str:
    if isinstance(author, WholeName):
        return author.name
    initials = _FORENAME.sub(lambda forename: f"{forename[0][0]}.", author.given)
    return f"{author.family}, {initials}"


def _write_title(reference: Reference) -> Markdown:
    title = reference.title
    return escape_markdown(close_sentence(title)) if reference.is_in_periodical else close_italic(title)


def _write_owner(reference: Reference) -> Markdown:
    if reference.is_in_periodical:
        return close_italic(reference.container)
    return escape_markdown("".join(map(close_sentence, reference.owners[:1])))


def _write_address(reference: Reference) -> Markdown:
    if not reference.url:
        return Markdown()
    link = link_address(reference.url)
    # What bears a date doesn't change, so when it was looked up tells nothing.
    if reference.issued or not reference.accessed:
        return link
    return Markdown(f"Retrieved {word_accessed(reference.accessed)}, from {link}")


def _word_issued(date: EdtfDate | None) -> str:
    if not date:
        return "n.d."
    first, last = find_ends(date)
    circa = "ca. " if any(end and end.is_estimate for end in (first, last)) else ""
    return circa + _word_range(first, last)


def _word_range(first: DateEnd | None, last: DateEnd | None) -> str:
    """Write one date or two, such as "2019, June 11–30"."""
    if not first or not last:
        return f"{_word_end(first)} or later" if first else f"{_word_end(last)} or earlier"
    if first.parts == last.parts:
        return _word_end(first)
    if first.parts[0] != last.parts[0] or 1 in {len(first.parts), len(last.parts)}:
        return f"{_word_end(first)}–{_word_end(last)}"
    is_in_month = first.parts[:2] == last.parts[:2] and len(first.parts) == len(last.parts)
    return f"{_word_end(first)}–{last.parts[2] if is_in_month else word_day(last)}"


def _word_end(end: DateEnd | None) -> str:
    assert end, "an interval has a start or an end"
    return ", ".join(filter(None, (str(end.parts[0]), word_day(end))))
