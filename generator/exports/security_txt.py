"""Exports whom to tell of a weakness, at the address where one looks for it. Source: RFC 9116."""

from datetime import UTC, datetime, timedelta

from generator.model import CorpusSettings

SECURITY_FILE = ".well-known/security.txt"
_VALID = timedelta(days=365)
"""From the last commit, not from the day of the build, or two builds would differ; RFC 9116 advises no longer."""


def has_security(settings: CorpusSettings, committed: str) -> bool:
    """Say whether a corpus can have the file: it names a contact that RFC 9116 allows, and the last commit is known."""
    return bool(committed and settings.report and not settings.report.startswith("http:"))


def write_security(settings: CorpusSettings, committed: str) -> str:
    """Write the file for a corpus that can have it, given the time of the last commit in seconds."""
    assert settings.report, "only a corpus with a contact has the file"
    address = (settings.address or "").rstrip("/")
    expires = datetime.fromtimestamp(int(committed), UTC) + _VALID
    fields = (
        ("Contact", settings.report),
        ("Expires", f"{expires:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", ", ".join(settings.languages)),
        *([("Canonical", f"{address}/{SECURITY_FILE}")] if address else []),
    )
    return "".join(f"{name}: {value}\n" for name, value in fields)
