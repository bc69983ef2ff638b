"""Calls the checks in order, and fits on one screen."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from audit.browser import judge_in_browser
from audit.kinds import find_kind, order_kinds
from audit.lighthouse import judge_with_lighthouse
from audit.links import find_broken_links
from audit.model import CannotAuditError, Miss, Row, Scores
from audit.nu import find_html_errors
from audit.policy import find_lax_policies
from audit.server import serve
from audit.site import read_site
from audit.weights import Weight, find_overweight, weigh_pages


def audit_site(
    root: Path, *, kinds: Collection[str], with_lighthouse: bool, tell: Callable[[str], None]
) -> tuple[list[Row], list[Miss]]:
    """Audit the site in a folder: give a row for each kind of page, and every miss. No names of kinds means all."""
    site = read_site(root)
    pages = [page for page in site.pages.values() if not kinds or find_kind(page.path).name in kinds]
    weights = weigh_pages(site, pages)
    groups = group_by_kind(list(weights.values()))
    if set(kinds) - set(groups):
        raise CannotAuditError(f"no page of kind {', '.join(sorted(set(kinds) - set(groups)))}")
    chosen = [path for group in groups.values() for path in choose_pages(group)]
    tell(f"{len(pages)} pages of {len(groups)} kinds")
    misses = [*find_overweight(weights.values()), *find_broken_links(site, pages), *find_lax_policies(pages)]
    tell(f"Nu and axe on {len(chosen)} pages")
    misses += find_html_errors(root, chosen)
    scores: dict[str, Scores] = {}
    with serve(site.files) as address:
        misses += judge_in_browser(address, chosen)
        for group in groups.values() if with_lighthouse else ():
            tell(f"Lighthouse on {group[0].page}")
            scores[group[0].page], found = judge_with_lighthouse(address, group[0].page)
            misses += found
    return [make_row(kind, group, scores.get(group[0].page), misses) for kind, group in groups.items()], misses


def group_by_kind(weights: Sequence[Weight]) -> dict[str, list[Weight]]:
    """Give the pages of each kind in the order of the table, the heaviest first."""
    groups: dict[str, list[Weight]] = {}
    for weight in sorted(weights, key=lambda each: (-each.bytes_needed, each.page)):
        groups.setdefault(find_kind(weight.page).name, []).append(weight)
    return {name: groups[name] for name in order_kinds(set(groups))}


def choose_pages(group: Sequence[Weight]) -> list[str]:
    """Give the heaviest page of a kind and the one in the middle, once where they are one."""
    return list(dict.fromkeys((group[0].page, group[len(group) // 2].page)))


def make_row(kind: str, group: Sequence[Weight], scores: Scores | None, misses: Sequence[Miss]) -> Row:
    """Give the row of a kind of page from its pages, the heaviest first, and the misses of the whole site."""
    pages = {weight.page for weight in group}
    *_, median = choose_pages(group)
    return Row(
        kind=kind,
        pages=len(group),
        heaviest=group[0].page,
        median=median,
        bytes_needed=group[0].bytes_needed,
        script_bytes=max(weight.script_bytes for weight in group),
        scores=scores,
        misses=dict(Counter(miss.measure for miss in misses if miss.page in pages)),
    )
