"""Looks at every page as a host serves it: nothing inline, nothing foreign, no way in, a way to complain.

About three minutes: a clean clone is built once and read, then a page of each kind is opened in Chromium.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from audit.browser import find_broken_policies
from audit.kinds import find_kind
from audit.links import resolve
from audit.markup import Link, Page
from audit.model import CannotAuditError
from audit.server import serve
from audit.site import Site, read_site
from torture.model import CannotTryError, Effort, Outcome, Trial

_ONLY_HEADERS = "frame-ancestors"
"""The directive that no meta tag can give."""
_FETCHED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"})
"""Relations of <link> by which a browser fetches something."""
_FOLLOWED = frozenset({"a", "area", "form"})
"""Elements whose addresses are asked for only when a reader wants it."""
CORRECTIONS = "corrections/index.html"


def try_served(effort: Effort) -> Outcome:
    """Build a clean clone, judge every page of it, and open one page of each kind with the headers of `_headers`."""
    site = read_site(_build_clone(effort))
    headers = read_headers(site.files.get("_headers", b"").decode()).get("/*", {})
    failures = [f"{page.path}: {fault}" for page in site.pages.values() for fault in judge_page(page, site, headers)]
    failures += [f"_headers: {fault}" for fault in judge_headers(headers)]
    kinds = {find_kind(path).name: path for path in sorted(site.pages, reverse=True)}
    chosen = list(kinds.values())[: effort.tries(len(kinds))]
    try:
        with serve(site.files, headers) as address:
            broken = find_broken_policies(address, chosen)
    except CannotAuditError as error:
        raise CannotTryError(str(error)) from error
    failures += [f"{miss.page}: in Chromium: {miss.rule} at {miss.element}" for miss in broken]
    links = sum(1 for page in site.pages.values() for link in page.links if is_outgoing(link, site))
    counts = {"pages read": len(site.pages), "links to other sites": links, "pages opened in Chromium": len(chosen)}
    return Outcome(counts, tuple(failures))


def read_headers(text: str) -> Mapping[str, Mapping[str, str]]:
    """Give the headers by the paths that they are for. Source: Netlify's and Cloudflare Pages' `_headers`.

    Raises ValueError where a line is neither a path nor a header of the one above.
    """
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if line.startswith("/"):
            path = line
            rules[path] = {}
        elif path and line.startswith("  ") and colon and value.strip():
            rules[path][name.strip()] = value.strip()
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"a line must be a path or a header, found {line!r}")
    return rules


def judge_headers(headers: Mapping[str, str]) -> Iterator[str]:
    """Say what is missing of the headers that no meta tag can stand for."""
    wanted = ("X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Strict-Transport-Security")
    yield from (f"no {name}" for name in wanted if name not in headers)
    if f"{_ONLY_HEADERS} 'none'" not in _split_policy(headers.get("Content-Security-Policy", "")):
        yield f"no {_ONLY_HEADERS} 'none'"


def judge_page(page: Page, site: Site, headers: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with a page as it is served."""
    wanted = [part for part in _split_policy(headers.get("Content-Security-Policy", "")) if _ONLY_HEADERS not in part]
    if [_split_policy(policy) for policy in page.policies] != [wanted]:
        yield f"its policy is not that of _headers: {page.policies}"
    if page.referrers != [headers.get("Referrer-Policy", "")]:
        yield f"its referrer policy is not that of _headers: {page.referrers}"
    yield from (f"the policy refuses {element}" for element in page.inline)
    for link in page.links:
        if _is_fetched(link) and urlsplit(link.address).netloc:
            yield f"something is fetched by its whole address: {link.element}"
        elif is_outgoing(link, site) and "noopener" not in link.relations:
            yield f"a link to another site without rel=noopener: {link.element}"
    if not page.is_moved and CORRECTIONS not in _list_targets(page):
        yield "no link leads to where corrections are asked for"


def is_outgoing(link: Link, site: Site) -> bool:
    """Say whether a link leads a reader to another site."""
    if link.tag not in _FOLLOWED or not urlsplit(link.address).netloc:
        return False
    return not (site.address and link.address.startswith(site.address))


def _is_fetched(link: Link) -> bool:
    return bool(link.relations & _FETCHED) if link.tag == "link" else link.tag not in _FOLLOWED


def _list_targets(page: Page) -> set[str]:
    """Give the files to which a page links within the site, as in the site's first language."""
    targets = {resolve(link.address, page.path, lambda _: False)[0] for link in page.links if link.tag == "a"}
    return {target.partition("/")[2] if target.endswith(f"/{CORRECTIONS}") else target for target in targets}


def _split_policy(policy: str) -> list[str]:
    return [" ".join(part.split()) for part in policy.split(";") if part.strip()]


def _build_clone(effort: Effort) -> Path:
    clone = effort.scratch / "clone"
    environment = {name: value for name, value in os.environ.items() if name != "ASREPORTED_TEXTS"}
    for command, folder in (
        (["git", "clone", "--quiet", "--no-hardlinks", str(effort.root), str(clone)], effort.scratch),
        ([str(Path(sys.executable).parent / "asreported"), "build"], clone),
    ):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotTryError(f"{' '.join(command)}: {done.stderr}{done.stdout}")
    return clone / "site"


TRIAL = Trial("served", "Every page is served without a way in, and with a way to complain.", try_served)
