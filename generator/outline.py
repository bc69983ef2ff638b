"""Outlines a file of claims: what checks of the whole corpus ask of it."""

from generator.evidence import digest_selector
from generator.model import ClaimFile, Outline


def outline_claims(file: ClaimFile) -> Outline:
    """Give the outline of a file."""
    claims = file.claims
    return Outline(
        tuple(claims),
        {key: digest_selector(claim) for key, claim in claims.items() if not claim.withdrawn},
        tuple((outcome.claim, key) for key, claim in claims.items() for outcome in claim.outcome),
        any(claim.withdrawn for claim in claims.values()),
    )
