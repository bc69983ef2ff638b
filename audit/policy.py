"""Judges the Content-Security-Policy that every page carries."""

import re
from collections.abc import Iterable, Iterator

from audit.markup import Page
from audit.model import POLICY, Miss

_STRICT = re.compile(r"'none'|'self'|'sha(256|384|512)-[A-Za-z0-9+/=_-]+'")
"""The sources that let nothing in but what the site's own people put there."""
_WITHOUT_SOURCES = frozenset({"upgrade-insecure-requests", "block-all-mixed-content", "sandbox"})


def find_lax_policies(pages: Iterable[Page]) -> list[Miss]:
    """Give the pages without a policy, and every source that a strict policy does not have.

    A static host sends no policy, so the page's own `<meta>` counts. What breaks a policy only the browser tells.
    """
    return [Miss(POLICY, page.path, rule, element) for page in pages for rule, element in _judge(page)]


def _judge(page: Page) -> Iterator[tuple[str, str]]:
    if not page.policies:
        yield "a page must set a Content-Security-Policy", "<head>"
    for policy in page.policies:
        directives = [words.split() for words in policy.split(";") if words.strip()]
        if ["default-src", "'none'"] not in directives:
            yield "a policy must begin with default-src 'none'", policy
        for name, *sources in directives:
            if name not in _WITHOUT_SOURCES:
                lax = [source for source in sources if not _STRICT.fullmatch(source)]
                yield from (("a policy must allow only 'none', 'self' and hashes", f"{name} {each}") for each in lax)
