"""An audit that is killed goes on: what was lived is read, and no other world taken for it."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.worlds import suqian
from glasscity.results.pair import Pair
from glasscity.results.run import Run
from glasscity.studies import lived as kept_worlds
from glasscity.studies.audit import ask, questions_of
from glasscity.studies.audit.headlines import Headlines
from glasscity.studies.audit.lab import NO_REGIME, PERFECT_SIGHT, REGIME, UNMOVED, Lab

KILLED = """
import os, signal, sys
from pathlib import Path
from glasscity.documents.resolve import load
from glasscity.studies.audit import ask, questions_of
from glasscity.studies.audit.lab import Lab

lived = []
def tell(words):
    lived.append(words)
    print(words, flush=True)
    if len(lived) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

ask(Lab(load("suqian-2018"), 500, 0.25, tell=tell, keep=Path(sys.argv[1])), questions_of("0,1"))
"""


def of(keep: Path | None, told: list[str], seed: int = 1) -> Lab:
    return Lab(suqian(), 500, 0.25, seed, tell=told.append, keep=keep)


def same(one: Run, other: Run) -> bool:
    return one.digest == other.digest and bool((one.outcome.trace == other.outcome.trace).all())


def test_worlds_are_read_where_they_are_kept(tmp_path: Path) -> None:
    told: list[str] = []
    first, again = of(tmp_path, told), of(tmp_path, told)
    run, pair = first.run(), first.pair(PERFECT_SIGHT, NO_REGIME)
    assert len(told) == 2
    assert same(again.run(), run)
    read: Pair = again.pair(PERFECT_SIGHT, NO_REGIME)
    assert len(told) == 2
    assert (read.joint.count == pair.joint.count).all()
    assert read.joint.columns == pair.joint.columns
    assert same(read.here, pair.here)
    assert same(read.there, pair.there)
    assert same(of(None, told).run(), run)
    assert len(told) == 3


def test_another_world_is_not_taken_for_one_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    of(tmp_path, told).run()
    of(tmp_path, told, seed=2).run()
    of(tmp_path, told).run(UNMOVED)
    of(tmp_path, told).pair(REGIME, NO_REGIME)
    assert len(told) == 4
    with monkeypatch.context() as patch:
        patch.setattr(kept_worlds, "engine_digest", lambda: "other code")
        of(tmp_path, told).run()
    assert len(told) == 5
    for file in tmp_path.rglob("*.npz"):
        file.write_bytes(file.read_bytes()[:-100])
    of(tmp_path, told).run()
    assert len(told) == 6


def test_settings_that_are_tried_leave_no_worlds(tmp_path: Path) -> None:
    quiet = Headlines.of(of(tmp_path, []), (), 100).lab
    assert quiet.keep is None
    assert dataclasses.replace(quiet, keep=tmp_path).keep == tmp_path


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_an_audit_that_was_killed_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    killed = done.stdout.splitlines()
    told: list[str] = []
    resumed = ask(of(tmp_path, told), questions_of("0,1"))
    assert not {*killed[:2]} & {*told}
    assert killed[2] in told
    whole = ask(of(None, []), questions_of("0,1"))
    assert [it.sentence for _, it in resumed.answers] == [it.sentence for _, it in whole.answers]
