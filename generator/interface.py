"""Speaks the languages of the site's interface: sentences from gettext catalogues, plurals, dates, numbers."""

import datetime as dt
import gettext
import io
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from generator.edtf import EdtfDate, EdtfPoint
from generator.markdown import Markdown, escape_piece
from generator.problems import Place, Problem

_SLOT = re.compile(r"\{(\w+)\}")
_REMEMBERED = 1 << 11
"""Sentences, dates and numbers of each kind that are kept as they were written."""
_PLURALS = re.compile(r"nplurals\s*=\s*([0-9]+)")
_MOST_PLURALS = 6
"""Forms of a noun, as Arabic has; Babel makes room for as many as a catalogue says."""
_REGIONS: Mapping[str, str] = {"en": "en-GB"}
"""Where a language alone would give dates that readers elsewhere may misread."""


class Interface:
    """One language of the interface. Its sentences hold slots such as {name}, which are filled, never run."""

    def __init__(self, language: str, content_language: str, catalogues: Iterable[str] = ()) -> None:
        """Take the texts of catalogues; where several translate a sentence, the last does."""
        self.language = language
        self.content_language = content_language
        self._locale = Locale.parse(_REGIONS.get(language, language), sep="-")
        self._translations = gettext.NullTranslations()
        for text in catalogues:
            translations = _compile(_read_catalogue(text))
            translations.add_fallback(self._translations)
            self._translations = translations
        # A site says the same sentences and writes the same dates and numbers thousands of times.
        remember = lru_cache(_REMEMBERED)
        self._translate = remember(self._translations.gettext)
        self._say_bare = remember(lambda message: _fill(self._translate(message), {}))
        self._write_integer = remember(partial(numbers.format_decimal, locale=self._locale))
        self._write_interval = remember(self._write_ends)

    def word(self, message: str, /, **values: object) -> str:
        """Give a sentence of the interface as plain text."""
        return _fill_plain(self._translate(message), values)

    def say(self, message: str, /, **values: object) -> Markdown:
        """Give a sentence of the interface as Markdown; values that are Markdown stay so, others are escaped."""
        return _fill(self._translate(message), values) if values else self._say_bare(message)

    def tally(self, number: int, singular: str, plural: str, /, **values: object) -> str:
        """Give the form that a number takes, as plain text; its slot is {number}."""
        form = self._translations.ngettext(singular, plural, number)
        return _fill_plain(form, {"number": self.write_number(number), **values})

    def find_term(self, term: str) -> str | None:
        """Give the translation of a word of the corpus's vocabulary; none where there is none."""
        if self.language == self.content_language:
            return term
        found = self._translate(term)
        return found if found != term else None

    def write_number(self, number: int | Decimal) -> str:
        """Write a number with all its digits, as the language separates them."""
        if isinstance(number, int):
            return self._write_integer(number)
        return str(number).replace(".", numbers.get_decimal_symbol(self._locale))

    def write_date(self, date: EdtfDate, *, is_moment: bool = False) -> str:
        """Write a date for readers, such as "9 June 2019", "about 1995", "from 2007 to 2012".

        An interval that holds one moment, such as a publication's, reads "between 11 June 2019 and 30 June 2019".
        """
        return self._write_interval(date, is_moment=is_moment)

    def _write_ends(self, date: EdtfDate, *, is_moment: bool) -> str:
        start, end = (self._write_point(point) if point else "" for point in (date.start, date.end))
        if date.start is date.end:
            return start
        if not start:
            return self.word("by {end}", end=end) if is_moment else self.word("until {end}", end=end)
        if not end:
            return (
                self.word("not before {start}", start=start) if is_moment else self.word("since {start}", start=start)
            )
        if is_moment:
            return self.word("between {start} and {end}", start=start, end=end)
        return self.word("from {start} to {end}", start=start, end=end)

    def name_language(self, tag: str) -> str:
        """Name a language, such as "Russian" or "Kazakh (Latin)"; its tag where the locale knows no name."""
        language, *subtags = tag.split("-")
        name = self._locale.languages.get(language.lower())
        details = [
            self._locale.scripts.get(part.title()) or self._locale.territories.get(part.upper()) for part in subtags
        ]
        if not name or None in details:
            return tag
        return f"{name} ({', '.join(detail for detail in details if detail)})" if details else name

    def name_itself(self) -> str:
        """Name the language in itself, such as "Русский"."""
        name = self._locale.get_language_name(self._locale) or self.language
        return name[:1].upper() + name[1:]

    def _write_point(self, point: EdtfPoint) -> str:
        bare = point.text.rstrip("?~%")
        if "X" in bare[:4]:
            date = self.word("between {start} and {end}", start=point.earliest[0], end=point.latest[0])
        else:
            date = self._write_known([part for part in bare.split("-")[1:] if part != "XX"], point.earliest[0])
        match point.text[-1]:
            case "~":
                return self.word("about {date}", date=date)
            case "?":
                return self.word("probably {date}", date=date)
            case "%":
                return self.word("probably about {date}", date=date)
            case _:
                return date

    def _write_known(self, parts: list[str], year: int) -> str:
        """Write a year, with its month and day where they are known."""
        if not parts:
            return str(year)
        # Python's calendar knows no year 0, EDTF does; 2000 is a leap year like it.
        day = dt.date(year or 2000, int(parts[0]), int(parts[1]) if len(parts) > 1 else 1)
        written = (
            dates.format_skeleton("yMMMM", day, locale=self._locale)
            if len(parts) == 1
            else dates.format_date(day, "long", locale=self._locale)
        )
        return written if year else written.replace("2000", "0")


def mark(message: str) -> str:
    """Mark a sentence for the catalogues where it is kept, to be said elsewhere. Source: gettext_noop."""
    return message


def knows_language(tag: str) -> bool:
    """Tell whether dates and numbers can be written in a language."""
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def capitalize(text: str) -> str:
    """Begin a text with a capital, leaving the rest alone."""
    return text[:1].upper() + text[1:]


def check_catalogue(text: str, path: str) -> tuple[Problem, ...]:
    """Give the problems of a catalogue: that it can't be read, or slots that are not those of the sentence."""
    try:
        catalogue = _read_catalogue(text)
        _compile(catalogue)
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 0)  # from 0, as Babel counts
        found = " ".join(str(error).split()).removesuffix(f" on {line}")
        message = f"a catalogue must be a gettext file, found: {found}"
        return (Problem(Place(path, line + 1), "catalogue-unreadable", message, "compare it with another catalogue"),)
    problems = []
    for entry in catalogue:
        sources, targets = (
            tuple(texts) if isinstance(texts, list | tuple) else (texts or "",) for texts in (entry.id, entry.string)
        )
        wanted = {slot for source in sources for slot in _SLOT.findall(source)}
        found_slots = {slot for target in targets for slot in _SLOT.findall(target)}
        if entry.id and any(targets) and found_slots - wanted:
            slots = ", ".join(f"{{{slot}}}" for slot in sorted(found_slots - wanted))
            message = f"a translation must fill no slot but its sentence's, found {slots}"
            problems.append(Problem(Place(path, entry.lineno or 1), "catalogue-slot", message, "copy the slot's name"))
    return tuple(problems)


def _read_catalogue(text: str) -> Catalog:
    """Read a catalogue. Its head may name another encoding, but our files are UTF-8. Raises PoFileError, ValueError."""
    if any(len(number) > 2 or int(number) > _MOST_PLURALS for number in _PLURALS.findall(text)):
        raise ValueError(f"more than {_MOST_PLURALS} plural forms")
    catalogue = read_po(io.StringIO(text), abort_invalid=True)
    catalogue.charset = "utf-8"
    return catalogue


def _compile(catalogue: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def fill_slots(text: str, **values: object) -> str:
    """Fill the slots of a sentence that was looked up before, as plain text."""
    return _fill_plain(text, values)


def _fill_plain(text: str, values: Mapping[str, object]) -> str:
    return _join_parts(_split_slots(text), values, str) if values else text


def _fill(text: str, values: Mapping[str, object]) -> Markdown:
    return Markdown(_join_parts(_split_sentence(text), values, _write_value).strip())


def _join_parts(parts: Iterable[str], values: Mapping[str, object], write: Callable[[object], str]) -> str:
    """Join the parts of a sentence; in the place of every second one, a slot's name, stands its value as written."""
    joined = list(parts)
    for number in range(1, len(joined), 2):
        slot = joined[number]
        joined[number] = write(values.get(slot, f"{{{slot}}}"))
    return "".join(joined)


@lru_cache(_REMEMBERED)
def _split_sentence(text: str) -> tuple[str, ...]:
    """Give the parts of a sentence, escaped, and between each two of them the name of a slot."""
    return tuple(escape_piece(part) if number % 2 == 0 else part for number, part in enumerate(_split_slots(text)))


@lru_cache(_REMEMBERED)
def _split_slots(text: str) -> tuple[str, ...]:
    """Give the parts of a sentence, and between each two of them the name of a slot."""
    return tuple(_SLOT.split(text))


def _write_value(value: object) -> str:
    return str(value) if hasattr(value, "__html__") else escape_piece(str(value))
