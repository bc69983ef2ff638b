"""Writes references as CSL-JSON, which reference managers and citation processors read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.citation.dates import find_ends
from generator.citation.reference import AuthorName, Reference, WholeName
from generator.edtf import EdtfDate
from generator.fields import SOURCE_LANGUAGE
from generator.interface import Interface


def write_csl(references: Iterable[Reference]) -> str:
    """Write an array, one reference a line. Source: CSL 1.0.2, csl-data.json."""
    lines = ",\n".join(json.dumps(_write_entry(reference), ensure_ascii=False) for reference in references)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _write_entry(reference: Reference) -> Mapping[str, Any]:
    fields = {
        "id": reference.key,
        "type": reference.type,
        "title": reference.title,
        "author": [_write_name(author) for author in reference.authors],
        "container-title": reference.container,
        "publisher": reference.publisher,
        "issued": _write_date(reference.issued),
        "accessed": _write_date(reference.accessed),
        "URL": reference.url,
        "language": reference.language,
    }
    return {name: value for name, value in fields.items() if value}


def _write_name(author: AuthorName) -> Mapping[str, str]:
    if isinstance(author, WholeName):
        return {"literal": author.name}
    return {"family": author.family, "given": author.given}


def _write_date(date: EdtfDate | None) -> Mapping[str, Any]:
    if not date:
        return {}
    first, last = find_ends(date)
    if not first or not last:
        # CSL knows no open interval; what it is given as words it prints.
        return {"literal": Interface(SOURCE_LANGUAGE, SOURCE_LANGUAGE).write_date(date, is_moment=True)}
    ends = [first] if first.parts == last.parts else [first, last]
    circa = {"circa": True} if any(end.is_estimate for end in ends) else {}
    return {"date-parts": [list(end.parts) for end in ends], **circa}
