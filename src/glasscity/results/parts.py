"""Parts: tables that appear whole or not at all, each with a checksum of every byte.

A part is one Parquet file, ``KEY.parquet`` in a folder, that any reader of Parquet can read. Its
footer names its key, holds what little of it travels (``meta``), and the sha256 of the whole
file, worked out with a fixed word in the place of the sum itself. Parts are small: one is made
and read in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import platform
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

SUFFIX = ".parquet"
DAMAGED = ".damaged"
"""What a part that was found damaged is called from then on, after its whole name."""
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]*")
"""A key is the name of a file."""

_SUM, _NAME, _META = b"glasscity.sha256", b"glasscity.key", b"glasscity.meta"
_BLANK = hashlib.sha256(b"the place of the sum of a part").hexdigest().encode()

Meta = Mapping[str, Any]
"""Plain values that JSON knows."""


class DamagedError(Exception):
    """A part is not what was written; the message says which, and what is wrong."""


@dataclass(frozen=True)
class Part:
    """A part as it was written."""

    key: str
    table: pa.Table
    meta: Meta


def part_path(folder: Path, key: str) -> Path:
    """Where a part stands. Raises ValueError for a key that is no name of a file."""
    if not KEY.fullmatch(key):
        raise ValueError(f"'{key}' is no key of a part: letters, digits and . _ = - only")
    return folder / f"{key}{SUFFIX}"


def write_part(folder: Path, key: str, table: pa.Table, meta: Meta) -> Path:
    """Write a part aside, see it through to the disk, and rename. Returns its path.

    What stood there is replaced. Raises OSError where there is no room or no right to write;
    nothing is left behind then.
    """
    path = part_path(folder, key)
    write_whole(path, _bytes(key, table, meta))
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all. Raises OSError, and leaves nothing then."""
    with aside_of(path) as aside:
        aside.write_bytes(content)


@contextlib.contextmanager
def aside_of(path: Path) -> Iterator[Path]:
    """A file to write that takes the place of ``path`` in the end, seen through to the disk.

    Where anything fails it is removed, and what stood there stays. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_aside(path.stem), dir=path.parent)
    aside = Path(name)
    try:
        try:
            yield aside
            os.fsync(handle)
        finally:
            os.close(handle)
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _settle(path.parent)


def read_part(folder: Path, key: str, columns: Sequence[str] | None = None) -> Part:
    """A part, every byte of it checked. Raises FileNotFoundError, or DamagedError.

    ``columns``: those of its table that are wanted; all if left out.
    """
    path = part_path(folder, key)
    held = path.read_bytes()
    meta = _checked(path, key, held)
    wanted = None if columns is None else [*columns]
    return Part(key, pq.read_table(io.BytesIO(held), columns=wanted), meta)


def find_part(folder: Path, key: str) -> tuple[Meta | None, str]:
    """What travels of a part, or None where it is to be made; what was wrong with the one there.

    Every byte of it is checked, and its table is not read. A damaged part is set aside as
    ``KEY.parquet.damaged``.
    """
    path = part_path(folder, key)
    try:
        with path.open("rb") as file:
            held, inode = file.read(), os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        return None, ""
    try:
        return _checked(path, key, held), ""
    except DamagedError as error:
        if _set_aside(path, inode):
            return None, str(error)
    return find_part(folder, key)


def _set_aside(path: Path, inode: int) -> bool:
    """Set a damaged part aside; False where another process has done so, and perhaps made it."""
    aside = path.with_name(path.name + DAMAGED)
    try:
        if path.stat().st_ino != inode:
            return False
        path.replace(aside)
        if aside.stat().st_ino != inode:  # made anew between the two
            aside.replace(path)
            return False
    except FileNotFoundError:
        return False
    return True


def _checked(path: Path, key: str, held: bytes) -> Meta:
    """What travels of a part whose bytes are those that were written. Raises DamagedError."""
    try:
        told = pq.read_metadata(io.BytesIO(held)).metadata or {}
        if told.get(_NAME) != key.encode():
            raise DamagedError(f"{path} - is not the part '{key}'")
        written = told[_SUM]
        if held.count(written) != 1 or _sum(held.replace(written, _BLANK)) != written:
            raise DamagedError(f"{path} - does not have the checksum it was written with")
        meta: Meta = json.loads(told[_META])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise DamagedError(f"{path} - cannot be read ({_first_line(error)})") from error
    return meta


def clear_aside(folder: Path) -> None:
    """Remove what processes of this machine that are gone left aside."""
    mark = re.compile(rf"\..+\.{re.escape(_host())}\.(\d+)-.+")
    for left in folder.glob(".*") if Path("/proc/self").exists() else ():
        told = mark.fullmatch(left.name)
        if told and not Path(f"/proc/{told[1]}").exists():
            left.unlink(missing_ok=True)


def _bytes(key: str, table: pa.Table, meta: Meta) -> bytes:
    """The whole file, its checksum in place."""
    words = json.dumps(meta, sort_keys=True, allow_nan=False)
    told = {_NAME.decode(): key, _META.decode(): words, _SUM.decode(): _BLANK.decode()}
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, table.schema, compression="zstd") as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(told)
    blank = buffer.getvalue()
    return blank.replace(_BLANK, _sum(blank))


def _sum(held: bytes) -> bytes:
    return hashlib.sha256(held).hexdigest().encode()


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", platform.node())


def _aside(key: str) -> str:
    return f".{key}.{_host()}.{os.getpid()}-"


def _settle(folder: Path) -> None:
    """See a rename through to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
