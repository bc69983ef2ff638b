"""Brings the live site up to date in one step: a second folder takes what changed, and the two change places."""

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from generator.exchange import exchange
from generator.ledger import Changes, Folder, digest_bytes, list_stamps, remove_files
from generator.signed_file import read_signed_file, write_signed_file
from generator.sums import SUMS, NoSumsError, digest_file, read_sums, replace_sums, write_sums


def update_site(live: Folder, part: Path, pages: Path, wanted: Mapping[str, str], undone: Collection[str] = ()) -> None:
    """Make a live site hold exactly the wanted files, by path with digests; forget those that must be made again.

    What differs from the live site is moved from the part or, where it isn't there, linked from the pages. Only what
    differs costs time: the spare folder beside the live one shares its files, and nothing is ever written into them.
    """
    spare = _open_spare(live)
    if not spare.digests and part.is_dir():
        # Nothing is to be kept: what is moved from the part would be all of it.
        shutil.rmtree(spare.root)
        part.rename(spare.root)
        part.mkdir()
        for path, stamp in list_stamps(spare.root):
            if path in wanted:
                spare.note(path, wanted[path], stamp)
    made = dict(list_stamps(part))
    for path, digest in wanted.items():
        if spare.digests.get(path) != digest:
            _take(path, part if path in made else pages, spare, is_made=path in made)
            spare.note(path, digest)
    remove_files([path for path in spare.stamps if path not in wanted and path != SUMS], spare)
    _note_sums(live, spare)
    _keep_dot_files(live.root, spare.root)
    live.swap(spare)
    for path in undone:
        live.digests.pop(path, None)
    # Before they change places, since nothing may fail afterwards. Where they don't, no file that differs has the stamp
    # that the record tells, and all of those are published again.
    live.save()
    _swap(live.root, spare.root)
    # What isn't known of the spare folder is found out when it is needed.
    with suppress(OSError):
        remove_files(spare.strangers, spare)
        spare.touched.update(undone)
        _save_spare(live, spare)


def name_spare(live: Path) -> Path:
    """Give the folder that waits beside a live site."""
    return live.with_name(f".{live.name}.spare")


def name_part(live: Path) -> Path:
    """Give the folder in which MkDocs writes what will be in a live site."""
    return live.with_name(f".{live.name}.new")


def _open_spare(live: Folder) -> Folder:
    """Give the spare folder, brought to what the live one holds: now, since after a full build there may be no next.

    Whatever is noted of it from then on is touched, and all else is as in the live one.
    """
    spare = _read_spare(live)
    # Where this update breaks off, it leaves the folder half changed.
    _name_record(live).unlink(missing_ok=True)
    if spare is None:
        spare = Folder(name_spare(live.root), _name_record(live), live.version)
        shutil.rmtree(spare.root, ignore_errors=True)
        spare.root.mkdir(parents=True)
        differing = list(live.digests)
    else:
        differing = [*spare.touched, *live.lost]
    for path in differing:
        if path in live.digests:
            _link(live.name(path), spare.name(path))
            # Both are the same file now.
            spare.note(path, live.digests[path], live.stamps[path])
    remove_files([path for path in differing if path not in live.digests], spare)
    spare.touched.clear()
    return spare


def _read_spare(live: Folder) -> Folder | None:
    """Give the spare folder, in which is touched what differs from the live site; none where that isn't known.

    Nobody looks into it, so its record is believed; a look at every file would double the time of a small change. It
    tells only what differs, which is little, and counts for this folder and beside this record of the live site only.
    """
    root = name_spare(live.root)
    signed = read_signed_file(_name_record(live), _name_version(live)) if root.is_dir() else None
    followed = live.follow(Changes(*signed.value)) if signed else None
    return replace(followed, root=root, record=_name_record(live)) if followed else None


def _save_spare(live: Folder, spare: Folder) -> None:
    """Write down in what the spare folder differs from the live site, whose record was written."""
    write_signed_file(_name_record(live), _name_version(live), (live.mark, spare.changes.files))


def _name_record(live: Folder) -> Path:
    """Give the file that tells in what the spare folder differs from a live site."""
    return live.record.with_name(f"{live.record.name}.spare")


def _name_version(live: Folder) -> str:
    return f"{live.version} {digest_bytes(os.fsencode(name_spare(live.root)))}"


def _take(path: str, folder: Path, spare: Folder, *, is_made: bool) -> None:
    """Move a file that was made into the spare folder, or link one that is kept elsewhere."""
    old, new = f"{folder}/{path}", spare.name(path)
    if not is_made:
        _link(old, new)
        return
    try:
        os.replace(old, new)  # noqa: PTH105 - texts, as in Folder
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True)
        os.replace(old, new)  # noqa: PTH105


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True)
        os.link(old, new)
    except FileExistsError:
        Path(new).unlink()
        os.link(old, new)
    except OSError:
        # Some file systems know no links.
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old, new)


def _note_sums(live: Folder, spare: Folder) -> None:
    """Write down the digests of all files of the spare folder, of which only those are read that differ."""
    paths = sorted(path for path in spare.touched if path in spare.digests and path != SUMS)
    differing = {path: digest_file(spare.name(path)) for path in paths}
    content = (_replace_sums(live, spare, differing) or _write_sums(live, spare, differing)).encode()
    if spare.digests.get(SUMS) != digest_bytes(content):
        path = Path(spare.name(SUMS))
        # Not into the file: the live site may share it.
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        spare.note(SUMS, digest_bytes(content))


def _replace_sums(live: Folder, spare: Folder, differing: Mapping[str, str]) -> str | None:
    """Give what a live site tells, with the digests of some files replaced, where it has the same files."""
    if SUMS not in live.digests or any((path in live.digests) != (path in spare.digests) for path in spare.touched):
        return None
    text = Path(live.name(SUMS)).read_text(encoding="utf-8")
    # It may tell of more: of files that were touched since, or must be made again. Of itself it tells nothing.
    return replace_sums(text, differing) if text.count("\n") == len(spare.digests) - 1 else None


def _write_sums(live: Folder, spare: Folder, differing: Mapping[str, str]) -> str:
    known = {**_read_known_sums(live), **differing}
    paths = (path for path in spare.digests if path != SUMS)
    return write_sums({path: known[path] if path in known else digest_file(spare.name(path)) for path in paths})


def _read_known_sums(live: Folder) -> Mapping[str, str]:
    """Give the digests of a live site's files; none where nobody knows who wrote them down."""
    if SUMS not in live.digests:
        return {}
    try:
        return read_sums(Path(live.name(SUMS)).read_text(encoding="utf-8"))
    except NoSumsError:
        return {}


def _keep_dot_files(live: Path, spare: Path) -> None:
    """Take over what others keep at the top of the live site, such as .gitkeep or .nojekyll."""
    for path in live.glob(".*") if live.is_dir() else ():
        if path.is_file():
            shutil.copy2(path, spare / path.name)


def is_aside(live: Path) -> bool:
    """Say whether a run has moved a live site aside, and hasn't ended."""
    return _name_aside(live).is_dir()


def bring_back(live: Path) -> bool:
    """Put a live site back that a run had moved aside when it was killed; give whether there was one.

    This happens only where two folders can't change places in one step. What such a run wrote beside it goes. No other
    run may be at work.
    """
    shutil.rmtree(name_part(live), ignore_errors=True)
    if not is_aside(live):
        return False
    aside = _name_aside(live)
    # Dot files alone, such as those that git keeps, are no site.
    is_gone = not live.is_dir() or not any(list_stamps(live))
    if is_gone:
        shutil.rmtree(live, ignore_errors=True)
        aside.rename(live)
    else:
        shutil.rmtree(aside)
    return is_gone


def _name_aside(live: Path) -> Path:
    return live.with_name(f".{live.name}.old")


def _swap(live: Path, spare: Path) -> None:
    """Let two folders change places."""
    live.mkdir(parents=True, exist_ok=True)
    if not exchange(spare, live):
        aside = _name_aside(live)
        shutil.rmtree(aside, ignore_errors=True)
        # Between these two a reader finds no site, and the next run brings it back.
        live.rename(aside)
        spare.rename(live)
        aside.rename(spare)
