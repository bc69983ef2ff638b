"""Writes a synthetic corpus: sound YAML and texts, shaped like a corpus that has grown."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.claims import ASPECTS, RATINGS
from bench.ledger import Ledger
from bench.plan import plan_corpus
from bench.records import invent_actors, invent_disputes, invent_elections, invent_topics
from bench.sources import invent_sources
from bench.world import KINDS, make_world
from bench.yaml_text import write_flow, write_yaml

_SETTINGS: Mapping[str, Any] = {
    "title": "Elections in a country that is not there, as reported",
    "description": "A synthetic corpus, which measures how fast it is built.",
    "address": "https://bench.example/",
    "editors": "nobody",
    "report": "mailto:nobody@bench.example",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "languages": ["en"],
    "claim_kinds": {kind: f"claims of the kind {kind}" for kind in KINDS},
    "aspects": list(ASPECTS),
    "ratings": list(RATINGS),
    "sides": {
        "observer": "Observers",
        "official": "Officials",
        "opposition": "Opposition",
        "party": "Parties",
        "civil-society": "Civil society",
        "analyst": "Analysts",
        "press": "Press",
        "public": "Voters and the public",
    },
    "relation_types": {
        "opponent-of": {"symmetric": True, "label": "opponent of"},
        "ally-of": {"symmetric": True, "label": "ally of"},
        "member-of": {"inverse": "has-member", "label": "member of"},
        "has-member": {"inverse": "member-of", "label": "has as a member"},
        "critic-of": {"inverse": "criticized-by", "label": "critic of"},
        "criticized-by": {"inverse": "critic-of", "label": "criticized by"},
    },
    "event_sections": [{"id": "law", "heading": "Changes of law", "kinds": ["legal-change"]}],
}


def write_corpus(root: Path, pages: int, seed: int) -> None:
    """Write `content/` into an empty folder, all but the lock: it will make about so many pages."""
    world, ledger = make_world(plan_corpus(pages, seed)), Ledger()
    content = root / "content"
    for folder in ("actors", "claims", "elections", "pages", "sources", "texts"):
        (content / folder).mkdir(parents=True)
    for source in invent_sources(world, ledger):
        _write(content / f"texts/{source.id}.txt", source.text)
        _write(content / f"sources/{source.id}.yml", write_yaml(source.record))
        _write(content / f"claims/{source.id}.yml", write_yaml(source.claims))
    for name, record in invent_elections(world, ledger):
        _write(content / f"elections/{name}.yml", write_yaml(record))
    _write_actors(content, dict(invent_actors(world, ledger)))
    _write(content / "topics.yml", _list_records(invent_topics(world)))
    _write(content / "disputes.yml", write_yaml(invent_disputes(world, ledger)))
    _write(content / "corpus.yml", write_yaml(_SETTINGS))
    _write(content / "pages/home.md", "Nothing on this site is true: programs wrote it to be measured.\n")


def _write_actors(content: Path, actors: Mapping[str, Mapping[str, Any]]) -> None:
    """Give those of whom there is more a file of their own."""
    short = {name: record for name, record in actors.items() if not {"roles", "relations"} & set(record)}
    for name, record in actors.items():
        if name not in short:
            _write(content / f"actors/{name}.yml", write_yaml(record))
    _write(content / "actors.yml", _list_records(short))


def _list_records(records: Mapping[str, Any]) -> str:
    return "".join(f"{name}: {write_flow(record)}\n" for name, record in records.items())


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
