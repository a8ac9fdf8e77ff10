"""Parts: whole or not at all, and no byte of one changes unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from glasscity.results import parts
from glasscity.results.parts import (
    DamagedError,
    Meta,
    clear_aside,
    find_part,
    part_path,
    read_part,
    write_part,
)

TABLE = pa.table({"place": pa.array(["a", "b", "b"]).dictionary_encode(), "n": [1, 2, 3]})
META = {"people": 6, "digest": "ab" * 32, "words": 'in "marks" and 日本'}


def test_a_part_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_part(tmp_path / "new", "place-001.x=1", TABLE, META)
    part = read_part(tmp_path / "new", "place-001.x=1")
    assert part.table == TABLE
    assert part.meta == META
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["place-001.x=1.parquet"]


def test_other_readers_read_it(tmp_path: Path) -> None:
    path = write_part(tmp_path, "a", TABLE, META)
    assert pd.read_parquet(path)["n"].tolist() == [1, 2, 3]
    assert pq.ParquetFile(path).metadata.num_rows == 3


def test_the_same_part_has_the_same_bytes(tmp_path: Path) -> None:
    first = write_part(tmp_path, "a", TABLE, META).read_bytes()
    assert write_part(tmp_path, "a", TABLE, dict(reversed(META.items()))).read_bytes() == first


def test_no_byte_changes_unseen(tmp_path: Path) -> None:
    path = write_part(tmp_path, "a", TABLE, META)
    held = path.read_bytes()
    for place in range(0, len(held), 3):
        path.write_bytes(held[:place] + bytes([held[place] ^ 1]) + held[place + 1 :])
        with pytest.raises(DamagedError, match=r"a\.parquet"):
            read_part(tmp_path, "a")
    path.write_bytes(held)
    assert read_part(tmp_path, "a").table == TABLE


@pytest.mark.parametrize("kept", [0, 3, 100, -1])
def test_a_part_cut_short_is_seen(tmp_path: Path, kept: int) -> None:
    path = write_part(tmp_path, "a", TABLE, META)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedError):
        read_part(tmp_path, "a")


def test_a_part_under_another_name_is_none(tmp_path: Path) -> None:
    write_part(tmp_path, "a", TABLE, META).rename(part_path(tmp_path, "b"))
    with pytest.raises(DamagedError, match="is not the part 'b'"):
        read_part(tmp_path, "b")


def test_a_damaged_part_is_set_aside(tmp_path: Path) -> None:
    assert find_part(tmp_path, "a") == (None, "")
    path = write_part(tmp_path, "a", TABLE, META)
    path.write_bytes(path.read_bytes()[:-9])
    found, wrong = find_part(tmp_path, "a")
    assert found is None
    assert "a.parquet - cannot be read" in wrong
    assert [it.name for it in tmp_path.iterdir()] == ["a.parquet.damaged"]
    assert find_part(tmp_path, "a") == (None, "")


def test_a_part_is_looked_for_without_reading_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_part(tmp_path, "a", TABLE, META)
    monkeypatch.setattr(pq, "read_table", None)
    assert find_part(tmp_path, "a") == (META, "")


def test_a_part_that_another_process_has_made_anew_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two see the same damage; the slower one finds what the quicker one has made of it."""
    path = write_part(tmp_path, "a", TABLE, META)
    cut = path.read_bytes()[:-9]
    path.write_bytes(cut)
    check = parts._checked

    def slow(at: Path, key: str, held: bytes) -> Meta:
        if held == cut:
            path.replace(path.with_name("a.parquet.damaged"))
            write_part(tmp_path, "a", TABLE, META)
        return check(at, key, held)

    monkeypatch.setattr(parts, "_checked", slow)
    assert find_part(tmp_path, "a") == (META, "")
    assert (tmp_path / "a.parquet.damaged").read_bytes() == cut


@pytest.mark.parametrize("key", ["", "../a", "a/b", ".a", "a b"])
def test_a_key_is_the_name_of_a_file(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key of a part"):
        part_path(tmp_path, key)


def test_what_the_dead_left_aside_is_cleared(tmp_path: Path) -> None:
    """A process that is killed in the middle of a part leaves a file that nobody reads."""
    code = (
        "import os, signal, sys, pathlib, pyarrow as pa\n"
        "from glasscity.results import parts\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "parts.write_part(pathlib.Path(sys.argv[1]), 'a', pa.table({'n': [1]}), {})\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=60)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".a.")
    mine = tmp_path / left.name.replace(left.name.split(".")[-1], f"{os.getpid()}-x")
    mine.write_bytes(b"")
    assert find_part(tmp_path, "a") == (None, "")
    clear_aside(tmp_path)
    assert [*tmp_path.iterdir()] == [mine]


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path) -> None:
    write_part(tmp_path, "a", TABLE, META)
    part_path(tmp_path, "b").mkdir()
    with pytest.raises(OSError, match=r"b\.parquet"):
        write_part(tmp_path, "b", TABLE, META)
    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "b.parquet"}
