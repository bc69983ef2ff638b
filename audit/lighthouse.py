"""Asks Lighthouse for its scores of a page on a phone."""

import json
import os
import statistics
import subprocess
from typing import Any

from audit.model import LIGHTHOUSE, CannotAuditError, Miss, Scores
from audit.tools import BROWSER_OPTIONS, find_chromium, find_module, find_node

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_RUNS = 3
"""The speed is measured again, up to so many times, where the machine may have been busy with something else."""


def judge_with_lighthouse(address: str, path: str) -> tuple[Scores, list[Miss]]:
    """Give the scores of a page that is served at an address, and the audits that kept a score below 100.

    Of several runs the one whose speed is in the middle counts.
    """
    reports = [_run(f"{address}/{path}")]
    while _read_score(reports[0], "performance") < 100 and len(reports) < _RUNS:
        reports.append(_run(f"{address}/{path}"))
    middle = statistics.median_low(_read_score(report, "performance") for report in reports)
    report = next(report for report in reports if _read_score(report, "performance") == middle)
    return Scores(*(_read_score(report, name) for name in CATEGORIES)), list_misses(report, path)


def list_misses(report: dict[str, Any], path: str) -> list[Miss]:
    """Give the audits that cost a category points, with the first element that each complains of."""
    misses = []
    for name in CATEGORIES:
        score = _read_score(report, name)
        costly = [each["id"] for each in report["categories"][name]["auditRefs"] if each["weight"]]
        for audit in (report["audits"][each] for each in costly if score < 100):
            if audit["score"] is not None and audit["score"] < 1:
                rule = f"{name} must be 100: {audit['id']}: {audit['title']}"
                found = ", ".join(filter(None, (f"{name} {score}", audit.get("displayValue"))))
                misses.append(Miss(LIGHTHOUSE, path, rule, _find_element(audit), found))
    return misses


def _run(url: str) -> dict[str, Any]:
    # Lighthouse splits the flags at spaces, but for those in quotes.
    flags = " ".join(f'{name}="{value}"' if value else name for name, _, value in _split(BROWSER_OPTIONS))
    command = [find_node(), str(find_module("lighthouse/cli/index.js")), url, "--output=json", "--quiet"]
    done = subprocess.run(
        [*command, "--no-enable-error-reporting", f"--chrome-flags=--headless=new {flags}"],
        env={**os.environ, "CHROME_PATH": find_chromium()},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise CannotAuditError(f"Lighthouse gave no report of {url}: {done.stderr[-400:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    if "runtimeError" in report:
        raise CannotAuditError(f"Lighthouse could not judge {url}: {report['runtimeError']['message']}")
    return report


def _split(options: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [option.partition("=") for option in options]


def _read_score(report: dict[str, Any], name: str) -> int:
    # No score at all means that Lighthouse failed to take it, which is no 100.
    return int(100 * (report["categories"][name]["score"] or 0) + 0.5)


def _find_element(audit: dict[str, Any]) -> str:
    for found in audit.get("details", {}).get("items", ()):
        node = found.get("node", {})
        if "snippet" in node:
            return " ".join(str(node["snippet"]).split())
    return str(audit.get("explanation", ""))
