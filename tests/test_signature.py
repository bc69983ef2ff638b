"""A cache that was not written here is not believed: nothing of it runs, and nothing of it is published."""

import hashlib
import marshal
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from generator.ledger import Folder, is_sealed, open_folder, seal
from generator.memo import Memo
from generator.signature import SIGNATURE, find_key, is_signed, sign


class Attack:
    """Something that runs a command when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_each_part_counts_and_so_do_their_borders() -> None:
    assert is_signed(sign(b"a", b"b"), b"a", b"b")
    for parts in ((b"ab",), (b"a", b"c"), (b"b", b"a"), (b"a", b"b", b""), (b"", b"ab")):
        assert not is_signed(sign(b"a", b"b"), *parts)
    assert not is_signed(b"", b"a")


def test_the_secret_is_for_its_owner_only() -> None:
    sign(b"")
    assert find_key().stat().st_size == 32
    assert stat.S_IMODE(find_key().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [(None, None, True), (b"short", None, True), (None, b"k" * 32, False)],
    ids=["the key is kept", "a key that is damaged is made anew", "another key signs otherwise"],
)
def test_signatures_follow_from_the_key(
    tmp_path: Path, before: bytes | None, after: bytes | None, *, same: bool
) -> None:
    key = tmp_path / "asreported" / "cache.key"
    key.parent.mkdir()

    def sign_elsewhere(kept: bytes | None) -> bytes:
        if kept is not None:
            key.write_bytes(kept)
        code = "import sys; from generator.signature import sign; sys.stdout.buffer.write(sign(b'x'))"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
        return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout

    assert (sign_elsewhere(before) == sign_elsewhere(after)) is same


def test_where_no_key_can_be_kept_a_process_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "asreported").write_text("a file where the folder should be", encoding="utf-8")
    code = "from generator.signature import is_signed, sign; print(is_signed(sign(b'x'), b'x'))"
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=environment, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")


def write_memo(path: Path) -> None:
    memo = Memo(path, "1")
    memo.put("key", "value")
    memo.put("other", "else")
    memo.keep()
    memo.close()


def find(path: Path, key: str) -> object:
    with closing(Memo(path, "1")) as memo:
        return memo.find(key)


def put_raw(path: Path, packed: bytes, *, is_seal_ours: bool) -> None:
    """Put bytes into a memo's file, as somebody does who can write there."""
    table = sqlite3.connect(path)
    table.execute("UPDATE value SET packed = ? WHERE key = 'key'", (packed,))
    table.commit()
    table.close()
    if is_seal_ours:
        seal(path)


def test_a_memo_that_is_ours_is_believed(tmp_path: Path) -> None:
    write_memo(tmp_path / "memo")
    assert find(tmp_path / "memo", "key") == "value"


@pytest.mark.parametrize("is_seal_ours", [False, True], ids=["without our seal", "even with our seal"])
def test_a_memo_from_elsewhere_never_runs(tmp_path: Path, *, is_seal_ours: bool) -> None:
    content = pickle.dumps(Attack(tmp_path / "ran"))
    for signature in (
        hashlib.blake2b(content, digest_size=16),
        hashlib.blake2b(content, digest_size=16, key=b"k" * 32),
    ):
        write_memo(tmp_path / "memo")
        put_raw(tmp_path / "memo", signature.digest() + content, is_seal_ours=is_seal_ours)
        assert find(tmp_path / "memo", "key") is None
    assert not (tmp_path / "ran").exists()


def test_a_value_of_ours_counts_for_its_own_key_only(tmp_path: Path) -> None:
    write_memo(tmp_path / "memo")
    table = sqlite3.connect(tmp_path / "memo")
    (packed,) = table.execute("SELECT packed FROM value WHERE key = 'other'").fetchone()
    table.close()
    put_raw(tmp_path / "memo", packed, is_seal_ours=True)
    assert find(tmp_path / "memo", "key") is None
    assert find(tmp_path / "memo", "other") == "else"


def test_a_record_from_elsewhere_makes_nothing_known(tmp_path: Path) -> None:
    site, record = tmp_path / "site", tmp_path / "record"
    site.mkdir()
    (site / "a").write_text("theirs", encoding="utf-8")
    folder = Folder(site, record, "1")
    folder.note("a", "digest")
    folder.save()
    assert open_folder(site, record, "1").digests == {"a": "digest"}
    rows = record.read_bytes()[SIGNATURE:]
    assert marshal.loads(rows)[0] == {"a": "digest"}  # noqa: S302 - it was written here
    for signature in (hashlib.blake2b(rows, digest_size=SIGNATURE).digest(), bytes(SIGNATURE), b"1", b""):
        record.write_bytes(signature + rows)
        assert open_folder(site, record, "1").digests == {}


def test_a_record_counts_under_its_own_name_only(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "site", tmp_path / "record", "1", {"a": "digest"}, {"a": (1, 2)})
    folder.save()
    (tmp_path / "record").rename(tmp_path / "other")
    folder.root.mkdir()
    assert open_folder(folder.root, tmp_path / "other", "1").lost == ()


def test_a_seal_is_a_signature(tmp_path: Path) -> None:
    path = tmp_path / "table"
    path.write_bytes(b"x")
    seal(path)
    assert is_sealed(path)
    state = path.stat()
    (tmp_path / "table.seal").write_text(f"{state.st_size} {state.st_mtime_ns}", encoding="utf-8")
    assert not is_sealed(path)
