"""Gathers what the theme needs to know of the corpus and the interface: names, languages, ways, words."""

import json
from collections.abc import Iterable, Mapping

from generator.interface import Interface, capitalize, mark
from generator.link import Library
from generator.markdown import flatten_text
from generator.policy import PAGE_POLICY, REFERRER

_WORDS: Mapping[str, str] = {
    "skip": mark("Skip to content"),
    "main": mark("Main"),
    "home": mark("Home"),
    "spellings": mark("All spellings"),
    "languages": mark("Languages"),
    "toc": mark("On this page"),
    "search": mark("Search"),
    "find": mark("Find"),
    "method": mark("How it is made"),
    "glossary": mark("Glossary"),
    "maintainers": mark("For maintainers"),
    "changes": mark("What changed"),
    "claim": mark("What sources say, with their exact words."),
    "licence": mark("Paraphrases, notes and tables:"),
    "quoted": mark("Quoted words belong to their holders."),
    "editors": mark("Editors:"),
    "report": mark("Report an error on this page"),
    "removal": mark("ask for a removal"),
    "copy_link": mark("Copy link"),
    "copied": mark("Copied"),
    "query": mark("Words"),
    "side": mark("Speaker's side"),
    "kind": mark("Kind of claim"),
    "source": mark("Source"),
    "any": mark("any"),
    "results": mark("Results"),
    "nothing": mark("Nothing found. Fewer words, another spelling or no filter may help."),
    "found": mark("Pages found: {pages}. Claims found: {claims}."),
    "pages": mark("Pages"),
    "claims": mark("Claims"),
    "first": mark("The first {number} are shown. More words or a filter narrow them."),
    "also": mark("also {spelling}"),
    "absent": mark("not stated in these sources:"),
    "no_such_page": mark("No such page"),
    "lost": mark(
        "The address leads nowhere on this site. Addresses of claims, elections, actors and sources never change; "
        "perhaps a letter was lost."
    ),
}

GUIDE = "guide/index.md"
"""The maintainers' guide, which stands once, at the root."""
CORRECTIONS = "corrections.md"
"""There where the corpus names a contact."""
_WAYS: Mapping[str, str] = {
    "home": "index.md",
    "search": "search.md",
    "glossary": "glossary.md",
    "spellings": "actors/a-to-z.md",
    "changes": "changes.md",
}
"""Files of pages to which the theme links besides the navigation."""


def write_site(library: Library, interfaces: Iterable[Interface]) -> str:
    """Give, as JSON, what the theme shows on every page."""
    settings = library.corpus.settings
    languages = [
        {
            "code": interface.language,
            "name": interface.name_itself(),
            "prefix": "" if number == 0 else f"{interface.language}/",
            "title": flatten_text(interface.find_term(settings.title) or settings.title),
            "noun": flatten_text(capitalize(interface.find_term(settings.event.noun) or settings.event.noun)),
            "nav": [{"path": path, "label": flatten_text(label)} for path, label in _list_ways(library, interface)],
            "ways": dict(_list_places(library)),
            "words": {name: interface.word(message) for name, message in _WORDS.items()},
        }
        for number, interface in enumerate(interfaces)
    ]
    site = {
        "title": flatten_text(settings.title),
        "description": flatten_text(settings.description or ""),
        "address": settings.address or "",
        "editors": flatten_text(settings.editors or ""),
        "report": settings.report or "",
        "licence": {"name": flatten_text(settings.licence.name), "url": settings.licence.url}
        if settings.licence
        else None,
        "policy": PAGE_POLICY,
        "referrer": REFERRER,
        "guide": GUIDE,
        "content_language": settings.languages[0],
        "feeds": ["changes.atom", "feed.json"] if settings.address else [],
        "languages": languages,
    }
    return json.dumps(site, ensure_ascii=False, indent=1) + "\n"


def _list_places(library: Library) -> Iterable[tuple[str, str]]:
    """Give the pages to which the theme links besides the navigation, by what it calls them."""
    yield from _WAYS.items()
    if "method" in library.corpus.pages:
        yield "method", "method.md"
    if library.corpus.settings.report:
        yield "corrections", CORRECTIONS


def _list_ways(library: Library, interface: Interface) -> Iterable[tuple[str, str]]:
    """Give the pages of the main navigation by file."""
    plural = library.corpus.settings.event.plural
    yield f"{library.event_folder}/index.md", capitalize(interface.find_term(plural) or plural)
    yield "actors/index.md", interface.word("Actors")
    yield "sources/index.md", interface.word("Sources")
    yield "topics/index.md", interface.word("Topics")
    yield "disputes/index.md", interface.word("Disputes")
    yield "claims/index.md", interface.word("Claims")
    yield "timeline.md", interface.word("Timeline")
    if "method" in library.corpus.pages:
        yield "method.md", interface.word("Method")
