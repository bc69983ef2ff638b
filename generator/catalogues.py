"""Checks the languages of the interface and the corpus's own catalogues; asks Babel only where something is unusual."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.fields import SOURCE_LANGUAGE
from generator.model import CorpusSettings
from generator.problems import Problem

_OWN = "generator/locale/"
"""Where the program's own catalogues lie, which its tests check."""
_HEAD = re.compile(r'msgid ""\nmsgstr ""\n(?P<lines>(?:"[^"\n]*"\n)+)\n')
_CHARACTER = r'[^"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]'
_SENTENCE = rf'msgid "({_CHARACTER}+)"\nmsgstr "({_CHARACTER}*)"\n'
_COMMENT = r"\n|#(?:[ .][^\n]*)?\n"
_COMMENTS = re.compile(rf"(?:{_COMMENT})*")
_REST = re.compile(rf"(?:{_COMMENT}|{_SENTENCE})*")
_ENTRY = re.compile(rf"^{_SENTENCE}", re.MULTILINE)


def check_languages(settings: CorpusSettings, catalogues: Mapping[str, str]) -> Iterator[Problem]:
    """Refuse a language that the interface can't speak, and the corpus's own catalogues where they are unsound."""
    own = {SOURCE_LANGUAGE, *(PurePosixPath(path).stem for path in catalogues if path.startswith(_OWN))}
    spoken = own | {PurePosixPath(path).stem for path in catalogues}
    for number, language in enumerate(settings.languages):
        if language not in own and not (language in spoken and _knows_language(language)):
            message = f"a language must be one of {', '.join(sorted(spoken))}, found {language}"
            hint = f"add content/locale/{language}.po, or leave the language out"
            yield Problem(settings.place_of("languages", number), "language-unknown", message, hint)
    heads = frozenset(_read_head(text) for path, text in catalogues.items() if path.startswith(_OWN))
    for path, text in catalogues.items():
        if not path.startswith(_OWN) and not is_plainly_sound(text, heads):
            yield from _check_catalogue(text, path)


def is_plainly_sound(text: str, heads: frozenset[str]) -> bool:
    """Say whether a catalogue can't be wrong: a head that is known, then simple sentences without slots.

    Of any other, Babel has to say what it is.
    """
    before = _COMMENTS.match(text)
    head = _HEAD.match(text, before.end()) if before else None
    if head is None or _join(head) not in heads or not _REST.fullmatch(text, head.end()):
        return False
    entries = _ENTRY.findall(text, head.end())
    is_bare = not any("{" in source or "{" in target for source, target in entries)
    return is_bare and len({source for source, _ in entries}) == len(entries)


def _read_head(text: str) -> str:
    head = _HEAD.search(text)
    return _join(head) if head else ""


def _join(head: re.Match[str]) -> str:
    """Give what a head says, however its lines are broken."""
    return "".join(line[1:-1] for line in head["lines"].splitlines())


def _knows_language(tag: str) -> bool:
    from generator.interface import knows_language  # noqa: PLC0415 - Babel takes a tenth of a check

    return knows_language(tag)


def _check_catalogue(text: str, path: str) -> tuple[Problem, ...]:
    from generator.interface import check_catalogue  # noqa: PLC0415 - the same

    return check_catalogue(text, path)
