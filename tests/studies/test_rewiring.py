"""Webs of ties: the kernel does what the reference does, bit for bit, and the command tells it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasscity.chance import key_of
from glasscity.cli.rewire import rewire as command
from glasscity.documents.resolve import load_study
from glasscity.documents.rewiring import Rewiring
from glasscity.kernels.rewire import rewire as look
from glasscity.kernels.rewire import rewire_start
from glasscity.lowering.rewiring import lower_rewiring
from glasscity.studies.rewiring import rewire, rewire_many
from reference.rewiring import Web
from strategies.games import webs

NAME = "shed-low-scores"


@settings(max_examples=60, deadline=None, print_blob=True)
@given(webs(), st.integers(0, 99), st.sampled_from([0, 65535]))
def test_the_kernel_rewires_as_the_reference_does(web: Rewiring, seed: int, first: int) -> None:
    """Shares after each sweep, and who has a tie with whom at the end."""
    key = key_of(seed, 2)
    law, ties = lower_rewiring(web)
    ends, counts = np.zeros((2, ties), dtype=np.int64), np.zeros((3, 3), dtype=np.int64)
    words = np.array(key, dtype=np.uint64)
    rewire_start(law, ends, words)
    look(law, ends, words, first, counts)
    mine = Web(web, key)
    assert counts.tolist() == [list(mine.sweep(first + k)) for k in range(3)]
    assert ends.T.tolist() == mine.ties


def test_threads_change_no_bit_and_the_last_half_is_averaged() -> None:
    web = load_study("rewiring", NAME, Rewiring)
    one = rewire_many(web, runs=3, sweeps=5, seed=2)
    assert rewire_many(web, runs=3, sweeps=5, seed=2, threads=2) == one
    late = np.array([rewire(web, 5, key_of(2, k))[2:].mean(axis=0) for k in range(3)]) / 5000
    assert one.measures["high high"].mean == pytest.approx(late[:, 2].mean(), rel=1e-12)
    assert sum(share.mean for share in one.measures.values()) == pytest.approx(1.0)


def test_the_command_tells_people_and_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(runs=2, sweeps=4, threads=1) == 0
    out = capsys.readouterr().out
    assert "Ties with low scorers" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert command([Path(NAME)], runs=2, sweeps=4, threads=1, json=True) == 0
    told = json.loads(capsys.readouterr().out)
    (only,) = told["webs"]
    assert (told["schema_version"], only["id"], only["sweeps"]) == (1, NAME, 4)
    assert 0 < only["high_low"]["mean"] < 1


@pytest.mark.parametrize("file", ["public-board", "no-such-web"])
def test_what_is_no_web_is_told(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command([Path(file)]) == 2
    assert "the catalogue has no rewiring" in capsys.readouterr().err


def test_bad_numbers_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(sweeps=1) == 2
    assert "--sweeps 1 is outside 2" in capsys.readouterr().err
