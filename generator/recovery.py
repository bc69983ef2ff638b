"""Gives a command its turn to write into a project, and mends what a killed one left half done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.journal import is_unsettled, settle_change
from generator.site_folder import bring_back, is_aside
from generator.turn import take_turn

_SITES = ("site", "build/offline")


@contextmanager
def take_over(root: Path, *sites: Path) -> Iterator[tuple[str, ...]]:
    """Let only this command write into a project and its sites; give what was mended first, a sentence each.

    Raises NotYourTurn, and OSError.
    """
    if not (root / "content").is_dir():
        # No project, as the command will say; nothing must be left behind in a strange folder.
        yield ()
        return
    with take_turn(root):
        yield tuple(_mend(root, sites or _list_sites(root)))


def mend_project(root: Path) -> tuple[str, ...]:
    """Mend what a killed command left half done, if there is any, before anything is read; give what was mended."""
    if not is_unsettled(root) and not any(map(is_aside, _list_sites(root))):
        return ()
    with take_over(root) as mended:
        return mended


def _list_sites(root: Path) -> tuple[Path, ...]:
    return tuple(root / site for site in _SITES)


def _mend(root: Path, sites: tuple[Path, ...]) -> Iterator[str]:
    changed = settle_change(root)
    if changed:
        yield f"finished a change that was broken off: {', '.join(changed)}"
    for site in sites:
        if bring_back(site):
            yield f"brought {site.name}/ back, which a build that was broken off had moved aside"
