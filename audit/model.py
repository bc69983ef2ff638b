"""Defines what the auditor's parts tell one another: misses, scores and the rows of the table."""

from dataclasses import dataclass

HTML, AXE, LIGHTHOUSE, SIZE, SCRIPTS, HOSTS, LINKS, POLICY = MEASURES = (
    "HTML",
    "axe",
    "Lighthouse",
    "size",
    "scripts",
    "hosts",
    "links",
    "CSP",
)
"""What is measured, by the names that head the table and open the lines of its misses."""


class CannotAuditError(Exception):
    """Something that the audit needs is missing; the message says what, and how to get it."""


@dataclass(frozen=True)
class Miss:
    """One place where a limit is missed."""

    measure: str
    """One of MEASURES."""
    page: str
    """Path of the page in the site, such as actors/index.html."""
    rule: str
    """What the page breaks, in the words or by the code of the tool that found it."""
    element: str
    """Where on the page: the element, or what names it."""
    found: str = ""
    """What was found there, where rule and element do not say it."""


@dataclass(frozen=True)
class Scores:
    """Lighthouse's scores of one page, each from 0 to 100."""

    performance: int
    accessibility: int
    best_practices: int
    seo: int

    def __str__(self) -> str:
        return f"{self.performance} {self.accessibility} {self.best_practices} {self.seo}"


@dataclass(frozen=True)
class Row:
    """What was measured of one kind of page."""

    kind: str
    """Name of the kind."""
    pages: int
    """How many pages of the kind there are."""
    heaviest: str
    """Path of the page that needs most bytes; Lighthouse judged this one."""
    median: str
    """Path of the page in the middle; Nu and axe judged it and the heaviest."""
    bytes_needed: int
    """What the heaviest page needs before it can be read, compressed."""
    script_bytes: int
    """The most script, uncompressed, for which a page of the kind waits."""
    scores: Scores | None
    """None where Lighthouse was not asked."""
    misses: dict[str, int]
    """Number of misses by measure."""
