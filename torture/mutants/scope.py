"""Says which modules are changed, and which tests are asked."""

from collections.abc import Iterator, Mapping
from pathlib import Path

AREAS: Mapping[str, tuple[str, ...]] = {
    "anchoring": ("anchor", "examine", "quoting/*"),
    "lock": ("lock", "evidence", "vouch", "verify"),
    "escaping": ("markdown", "hypertext", "prose"),
    "validation": (
        *("validate", "rules", "walk", "references", "fields", "edtf"),
        *("yaml_builder", "yaml_tree", "yaml_scalars", "yaml_node"),
    ),
}
"""Modules of generator/ by what they guard."""
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
    *("validate", "rules", "walk", "references", "fields", "edtf", "explain", "schemas", "moved", "merging"),
    *("renaming", "yaml_edit", "yaml_rewrite", "yaml_text", "yaml_tree", "new_record", "add_source", "hostile"),
)
"""Test files that try what these modules do; those that build whole sites are asked elsewhere."""
LEFT_OUT = ("test_pages_are_what_mkdocs_makes_of_them", "test_crawl_finds_no_fault")
"""Tests that take longer than all others together."""


def list_modules(root: Path, area: str) -> tuple[str, ...]:
    """Give the paths of an area's modules, sorted."""
    return tuple(sorted(_expand(root, AREAS[area])))


def list_tests(root: Path) -> tuple[str, ...]:
    """Give the paths of the test files."""
    paths = (f"tests/test_{name}.py" for name in TESTS)
    return tuple(path for path in paths if (root / path).is_file())


def _expand(root: Path, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from (path.relative_to(root).as_posix() for path in (root / "generator").glob(f"{name}.py"))
