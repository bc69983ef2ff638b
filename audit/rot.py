"""Asks whether the pages of other sites to which the site leads still answer: `python -m audit.rot`, with a network.

It reports and never fails a build: a page that is gone is a reason to look for an archived copy, not to stop.
"""

import argparse
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from audit.model import CannotAuditError
from audit.site import Site, read_site

Sort = Literal["answers", "moved", "gone", "unclear"]
Ask = Callable[[str], "Answer"]
_GONE = frozenset({404, 410})
_TRIES, _PAUSE, _TIMEOUT = 2, 1.0, 20.0
"""How often an address is asked, and seconds between two questions to a host and until one is given up."""
_HEADINGS: Mapping[Sort, str] = {
    "gone": "Gone",
    "unclear": "Not to be told from here: refused, or no answer",
    "moved": "Answers at another address",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address."""

    sort: Sort
    detail: str = ""
    """The status, the error or the other address."""


def list_outgoing(site: Site) -> Mapping[str, str]:
    """Give the addresses on other sites, without places in them, each with the first page that leads there."""
    found: dict[str, str] = {}
    for path in sorted(site.pages):
        for link in site.pages[path].links:
            address = urldefrag(link.address.strip())[0]
            is_own = bool(site.address) and address.startswith(site.address)
            if link.tag == "a" and urlsplit(address).scheme in {"http", "https"} and not is_own:
                found.setdefault(address, path)
    return found


def ask(address: str) -> Answer:
    """Ask for one address, a second time where no clear answer came."""
    answer = Answer("unclear")
    for number in range(_TRIES):
        time.sleep(_PAUSE * number)
        answer = _ask_once(address)
        if answer.sort != "unclear":
            break
    return answer


def ask_all(addresses: Iterable[str], ask_one: Ask = ask) -> Mapping[str, Answer]:
    """Ask for all addresses: several hosts at once, each host one address after the other."""
    hosts = [list(group) for _, group in groupby(sorted(addresses, key=_find_host), key=_find_host)]

    def ask_host(asked: list[str]) -> list[tuple[str, Answer]]:
        return [(address, ask_one(address)) for address in asked]

    with ThreadPoolExecutor(8) as crew:
        return dict(sorted(pair for answered in crew.map(ask_host, hosts) for pair in answered))


def write_report(answers: Mapping[str, Answer], pages: Mapping[str, str]) -> str:
    """Write what was found as Markdown: what needs looking after, then how many answered."""
    parts = ["# Links to other sites\n"]
    for sort, heading in _HEADINGS.items():
        listed = [(address, answer) for address, answer in answers.items() if answer.sort == sort]
        lines = [f"- <{address}> ({answer.detail}), on {pages[address]}" for address, answer in listed]
        parts.extend([f"## {heading} ({len(lines)})\n", "\n".join(lines) + "\n"] if lines else [])
    sound = sum(answer.sort == "answers" for answer in answers.values())
    return "\n".join((*parts, f"{sound} of {len(answers)} addresses answer where they are asked.\n"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Report on the site in a folder; give 0 whatever was found, 2 where there is no site."""
    parser = argparse.ArgumentParser(prog="audit.rot", description="Ask whether outgoing links still answer.")
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="the built site (default: site)")
    options = parser.parse_args(arguments)
    try:
        pages = list_outgoing(read_site(options.site))
    except CannotAuditError as error:
        sys.stderr.write(f"audit.rot: {error}\n")
        return 2
    sys.stdout.write(write_report(ask_all(pages), pages))
    return 0


def _ask_once(address: str) -> Answer:
    # Some hosts refuse HEAD, and what a reader does is GET; the body is left unread.
    request = urllib.request.Request(address, headers={"User-Agent": "as-reported-links", "Accept": "*/*"})  # noqa: S310 - list_outgoing gives http and https only
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310 - the same
            end = urldefrag(response.url)[0]
    except urllib.error.HTTPError as error:
        error.close()
        return Answer("gone" if error.code in _GONE else "unclear", str(error.code))
    except (OSError, HTTPException, ValueError) as error:
        return Answer("unclear", str(getattr(error, "reason", error)) or type(error).__name__)
    return Answer("answers") if end.rstrip("/") == address.rstrip("/") else Answer("moved", end)


def _find_host(address: str) -> str:
    return urlsplit(address).netloc


if __name__ == "__main__":
    sys.exit(main())
