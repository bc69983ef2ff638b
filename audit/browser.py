"""Opens pages in Chromium: axe, broken policies and requests to other hosts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Request, sync_playwright

from audit.model import AXE, HOSTS, POLICY, Miss
from audit.tools import BROWSER_OPTIONS, find_chromium, find_module


@dataclass(frozen=True)
class View:
    """A way to look at a page."""

    scheme: Literal["light", "dark"]
    width: int
    """In CSS pixels."""

    def __str__(self) -> str:
        return f"{self.scheme} {self.width} px"


VIEWS = tuple(View(scheme, width) for width in (1280, 360) for scheme in ("light", "dark"))

_LISTEN = """
window.brokenPolicies = [];
document.addEventListener("securitypolicyviolation", (event) => {
  const target = event.composedPath()[0];
  const element = target instanceof Element ? target.outerHTML.slice(0, 200) : event.sourceFile;
  window.brokenPolicies.push([event.effectiveDirective, event.blockedURI, element]);
});
"""
# What is folded away must be as accessible as the rest.
_UNFOLD = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"
_RUN_AXE = "() => axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)"


def judge_in_browser(address: str, paths: Sequence[str]) -> list[Miss]:
    """Give what is wrong with pages that are served at an address, each miss once, with the views in which it shows."""
    found: dict[Miss, list[View]] = {}
    axe = find_module("axe-core/axe.min.js").read_text(encoding="utf-8")
    with start_browser() as browser:
        for view in VIEWS:
            context = browser.new_context(
                viewport={"width": view.width, "height": 800}, color_scheme=view.scheme, reduced_motion="reduce"
            )
            context.add_init_script(_LISTEN)
            for path in paths:
                for miss in dict.fromkeys(_judge(context.new_page(), address, path, axe)):
                    found.setdefault(miss, []).append(view)
            context.close()
    return [_name_views(miss, views) for miss, views in found.items()]


def find_broken_policies(address: str, paths: Sequence[str]) -> list[Miss]:
    """Give what the policy of each page forbids it, and what it asks other hosts for.

    A handler in an attribute is told once it would run, by browsers that look at it only then.
    """
    with start_browser() as browser:
        context = browser.new_context()
        context.add_init_script(_LISTEN)
        return [miss for path in paths for miss in _open(context.new_page(), address, path)]


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start Chromium so that it reaches nothing but this machine."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_OPTIONS))
        yield browser
        browser.close()


def _judge(page: Page, address: str, path: str, axe: str) -> list[Miss]:
    # Before axe comes in, so that what axe does is not laid at the page's door.
    found = _open(page, address, path)
    page.evaluate(_UNFOLD)
    page.evaluate(axe)
    violations = page.evaluate(_RUN_AXE)
    page.close()
    return [*found, *(_make_miss(path, rule, node) for rule in violations for node in rule["nodes"])]


def _open(page: Page, address: str, path: str) -> list[Miss]:
    """Open a page, and give what it was forbidden and what it asked other hosts for."""
    asked: list[Request] = []

    # Playwright marks the function that it is given, which a list's own method does not let it do.
    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    page.goto(f"{address}/{path}", wait_until="load")
    page.wait_for_load_state("networkidle")
    broken = page.evaluate("window.brokenPolicies")
    away = [request for request in asked if not request.url.startswith((f"{address}/", "data:", "blob:"))]
    return [
        *(Miss(POLICY, path, f"{directive} forbids {what}", element) for directive, what, element in broken),
        *(Miss(HOSTS, path, f"a {request.resource_type} from another host", request.url) for request in away),
    ]


def _name_views(miss: Miss, views: Sequence[View]) -> Miss:
    if len(views) == len(VIEWS):
        return miss
    return replace(miss, found=f"{miss.found} (in {', '.join(map(str, views))})".lstrip())


def _make_miss(path: str, rule: dict[str, Any], node: dict[str, Any]) -> Miss:
    # A target is a list of selectors, each of which may be a list where a shadow tree lies between.
    target = " ".join(part if isinstance(part, str) else " ".join(part) for part in node["target"])
    checks = [check["message"] for name in ("any", "all", "none") for check in node[name]]
    return Miss(AXE, path, f"{rule['id']}: {rule['help']}", target, checks[0] if checks else "")
