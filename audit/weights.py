"""Weighs what must arrive before a page can be read."""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.kinds import find_kind
from audit.links import resolve
from audit.markup import Page
from audit.model import SCRIPTS, SIZE, Miss
from audit.site import Site

_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""")


@dataclass(frozen=True)
class Weight:
    """What a reader of a page waits for."""

    page: str
    """Path of the page."""
    parts: Mapping[str, int]
    """Compressed bytes by path: the page itself, style sheets, and scripts that are not deferred."""
    script_bytes: int
    """Bytes of those scripts and of the scripts in the page, uncompressed."""

    @property
    def bytes_needed(self) -> int:
        """All compressed bytes."""
        return sum(self.parts.values())


def compress(content: bytes) -> bytes:
    """Compress as static hosts do: gzip at its usual level, the same bytes each time."""
    return gzip.compress(content, 6, mtime=0)


def weigh_pages(site: Site, pages: Iterable[Page]) -> dict[str, Weight]:
    """Give what each page needs; what the site does not have is left to the checker of links."""
    sizes: dict[str, int] = {}
    weights = {}
    for page in pages:
        sheets = _list_style_sheets(site, [resolve(sheet, page.path, _never)[0] for sheet in page.style_sheets])
        scripts = [path for path in (resolve(src, page.path, _never)[0] for src in page.scripts) if path in site.files]
        parts = dict.fromkeys((page.path, *sheets, *scripts), 0)
        for path in parts:
            if path not in sizes:
                sizes[path] = len(compress(site.files[path]))
            parts[path] = sizes[path]
        script_bytes = page.inline_script_bytes + sum(len(site.files[path]) for path in set(scripts))
        weights[page.path] = Weight(page.path, parts, script_bytes)
    return weights


def find_overweight(weights: Iterable[Weight]) -> list[Miss]:
    """Give the pages that need more bytes than their kind may, and those that wait for scripts."""
    misses = []
    for weight in sorted(weights, key=lambda each: (-each.bytes_needed, each.page)):
        kind = find_kind(weight.page)
        if weight.bytes_needed > kind.byte_limit:
            rule = f"a page of kind {kind.name} must need at most {kind.byte_limit / 1024:.1f} KB"
            parts = ", ".join(f"{path} {size / 1024:.1f} KB" for path, size in weight.parts.items())
            misses.append(Miss(SIZE, weight.page, rule, "", f"{weight.bytes_needed / 1024:.1f} KB: {parts}"))
        if weight.script_bytes and not kind.may_need_scripts:
            rule = "a page must be readable without waiting for scripts"
            misses.append(Miss(SCRIPTS, weight.page, rule, "<script>", f"{weight.script_bytes} bytes"))
    return misses


def _list_style_sheets(site: Site, paths: list[str]) -> list[str]:
    """Give style sheets with all that they import, each once, as far as the site has them."""
    found: dict[str, None] = {}
    while paths:
        path = paths.pop(0)
        if path in site.files and path not in found:
            found[path] = None
            imported = _IMPORT.findall(site.files[path].decode())
            paths += [resolve(address, path, _never)[0] for address in imported]
    return list(found)


def _never(_: str) -> bool:
    # Style sheets and scripts are files.
    return False
