"""Signs what caches hold with a secret of the person who builds, so that a cache from elsewhere is not believed."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

import click

_KEY = 32
"""Bytes of the secret."""
SIGNATURE = 16
"""Bytes of a signature."""


def sign(*parts: bytes | memoryview) -> bytes:
    """Give the signature of some bytes, in parts whose borders count; nobody without the secret can make it."""
    signature = hashlib.blake2b(digest_size=SIGNATURE, key=_read_key())
    for part in parts:
        signature.update(b"%d " % len(part))
        signature.update(part)
    return signature.digest()


def is_signed(signature: bytes, *parts: bytes | memoryview) -> bool:
    """Say whether a signature was made here, for these bytes."""
    return hmac.compare_digest(signature, sign(*parts))


def sign_content(content: bytes, *purpose: bytes) -> bytes:
    """Give a content behind its signature, which tells also what it is for."""
    return sign(*purpose, content) + content


def read_signed(signed: bytes, *purpose: bytes) -> bytes | None:
    """Give the content that `sign_content` was given; none where it is damaged, another's or for something else."""
    content = signed[SIGNATURE:]
    return content if is_signed(signed[:SIGNATURE], *purpose, content) else None


def find_key() -> Path:
    """Give the file of the secret. It lies with the user's settings: whatever lies in a project may be another's."""
    return Path(click.get_app_dir("asreported")) / "cache.key"


@cache
def _read_key() -> bytes:
    """Give the secret, which is made where there is none; one for this process where none can be kept."""
    path, made = find_key(), secrets.token_bytes(_KEY)
    with suppress(OSError):
        if not path.is_file() or path.stat().st_size != _KEY:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}.{os.getpid()}")
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
                file.write(made)
            beside.replace(path)
        # Another process may have written one just now: what stands there counts.
        return path.read_bytes()
    return made
