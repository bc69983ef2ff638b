"""Says which modules are changed, and which tests are asked."""

from collections.abc import Mapping
from pathlib import Path

_ANCHORING = (
    "brackets",
    "context",
    "matching",
    "negation",
    "presentation",
    "source_text",
    "spellings",
    "traced",
    "words",
)
_QUOTING = (
    *("bounds", "folding", "hints", "html_view", "likeness", "lookalikes", "markdown_view", "mismatch", "misplaced"),
    *("near", "placed_markdown", "quotes", "similar", "typography"),
)
REVIEWED_AREAS: Mapping[str, tuple[str, ...]] = {
    "anchoring": ("anchor", "examine", *(f"quoting/{name}" for name in _ANCHORING)),
    "lock": ("lock", "evidence", "vouch", "verify"),
    "escaping": ("markdown",),
    "validation": (
        *("validate", "rules", "walk", "references", "forms", "fields", "edtf"),
        *("yaml_builder", "yaml_tree", "yaml_scalars", "yaml_node"),
    ),
}
"""Modules of generator/, by what they guard, in whose functions every mutant is killed or was looked at."""
SAMPLED_AREAS: Mapping[str, tuple[str, ...]] = {
    "folding, views and hints": tuple(f"quoting/{name}" for name in _QUOTING),
    "hand-written pages": ("hypertext", "prose"),
    "records": ("record_reader",),
}
"""Modules whose branches are all executed too, but whose surviving mutants nobody has looked at: some are tried."""
AREAS: Mapping[str, tuple[str, ...]] = {**REVIEWED_AREAS, **SAMPLED_AREAS}
TESTS: tuple[str, ...] = (
    *(
        "anchor",
        "brackets",
        "matching",
        "bounds",
        "context",
        "negation",
        "folding",
        "laws_of_quotes",
        "mismatch",
        "misses",
        "quote_command",
    ),
    *(
        "quote_problems",
        "quote_vectors",
        "typography",
        "words",
        "markdown_view",
        "coverage",
        "find",
        "spellings",
        "near",
    ),
    *("lock", "vouch", "verify", "corpus", "comparison", "link", "load", "worklists", "mending", "slips", "problems"),
    *("markdown", "hypertext", "prose", "render", "laws_of_content", "examine", "similar"),
    *(
        "validate",
        "rules",
        "walk",
        "references",
        "fields",
        "edtf",
        "record_reader",
        "schemas",
        "moved",
        "merging",
    ),
    *(
        "renaming",
        "yaml_edit",
        "yaml_rewrite",
        "yaml_text",
        "yaml_tree",
        "new_record",
        "add_source",
        "hostile",
        "source_text",
        "withdrawal",
    ),
)
"""Test files that try what these modules do; those that build whole sites are asked elsewhere."""
LEFT_OUT = ("test_pages_are_what_mkdocs_makes_of_them", "test_crawl_finds_no_fault")
"""Tests that take longer than all others together."""


def list_modules(area: str) -> tuple[str, ...]:
    """Give the paths of an area's modules, sorted."""
    return tuple(sorted(f"generator/{name}.py" for name in AREAS[area]))


def list_tests(root: Path) -> tuple[str, ...]:
    """Give the paths of the test files."""
    paths = (f"tests/test_{name}.py" for name in TESTS)
    return tuple(path for path in paths if (root / path).is_file())
