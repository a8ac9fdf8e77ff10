"""The bench compares answers first, then times in turn, and reports what it measured."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from glasscity.studies import bench
from glasscity.studies.bench import Bench, run_bench, table_of
from glasscity.studies.bench.clock import Times, interleaved, peak_bytes, pinned
from glasscity.studies.bench.gate import Reference, misses, reference_of
from glasscity.studies.bench.plain import run_plain
from glasscity.studies.bench.task import P1, Final, Task, answer_of

SMALL = bench.Sizes(objects=300, arrays=20_000, reference=2_000)
SHORT = replace(P1, steps=24)
CORES_AT_START = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
"""Noted before any bench runs, so that one that keeps its pins is found out."""


@pytest.fixture(scope="module")
def small() -> Bench:
    return run_bench(task=SHORT, sizes=SMALL, rounds=3)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return reference_of(run_plain(SHORT, 2_000, 3))


def test_every_contender_is_admitted_and_timed(small: Bench) -> None:
    assert [(row.name, row.threads) for row in small.rows] == [
        ("Python", 1),
        ("Mesa", 1),
        ("NumPy", 1),
        ("Glass City", 1),
        ("Glass City", 2),
    ]
    assert [row.note for row in small.rows] == [""] * 5
    for row in small.rows:
        assert row.times is not None
        assert 0 < row.times.least <= row.times.median <= row.times.most
        assert row.times.runs == 3


def test_threads_give_the_same_answer(small: Bench) -> None:
    assert small.row("Glass City", 1).answer == small.row("Glass City", 2).answer


def test_speed_counts_people_times_steps(small: Bench) -> None:
    row = small.row("NumPy")
    assert row.times is not None
    assert small.speed(row) == pytest.approx(20_000 * 24 / row.times.median)
    assert small.ratio(row, row) == 1.0
    ratio = small.ratio(small.row("Glass City"), small.row("Mesa"))
    assert ratio is not None
    assert ratio > 20  # hundreds on a quiet machine; here only the direction


def test_memory_is_that_of_the_state(small: Bench) -> None:
    """Two bytes of score and two of limit, and a megabyte of scratch at the very most."""
    assert 4 <= small.row("Glass City").bytes_per_person < 4 + 50
    assert small.row("Mesa").bytes_per_person > small.row("NumPy").bytes_per_person


def test_json_holds_every_row(small: Bench) -> None:
    told = json.loads(json.dumps(small.as_json()))
    assert len(told["rows"]) == 5
    assert told["task"]["steps"] == 24
    mesa = told["rows"][1]
    assert mesa["person_steps_per_second"] == pytest.approx(small.speed(small.row("Mesa")))
    assert mesa["quickest_is_times_as_fast"] > 1
    assert mesa["answer"]["people"] == 300


def _printed(found: Bench) -> str:
    out = io.StringIO()
    Console(file=out, width=80).print(table_of(found))
    return out.getvalue()


def test_the_table_fits_a_terminal_and_hides_nothing(small: Bench) -> None:
    text = _printed(small)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "…" not in text
    assert " 1x" in text
    for row in small.rows:
        assert row.name in text


def test_slow_machines_fit_too(small: Bench) -> None:
    times = Times(median=12.3456, least=10.1, most=123.4567, runs=10)
    slow = [replace(row, people=3_650_000, times=times) for row in small.rows]
    text = _printed(replace(small, rows=tuple(slow)))
    assert "…" not in text
    assert "12,346 (10,100-123,457)" in text


def test_without_mesa_its_row_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mesa", None)
    found = run_bench(task=SHORT, sizes=SMALL, rounds=1, threads=1)
    assert found.row("Mesa").times is None
    assert "pip install 'glasscity[bench]'" in found.row("Mesa").note
    assert "pip install 'glasscity[bench]'" in _printed(found).replace("\n", " ")
    assert found.row("NumPy").times is not None
    assert found.ratio(found.row("NumPy"), found.row("Mesa")) is None


def test_a_wrong_answer_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(task: Task, people: int, seed: int) -> Final:
        return Final(np.full(people, task.floor + seed * 0), np.ones(people, dtype=np.bool_))

    monkeypatch.setattr(bench, "run_arrays", wrong)
    found = run_bench(task=SHORT, sizes=SMALL, rounds=1, threads=1)
    row = found.row("NumPy")
    assert row.times is None
    assert row.note.startswith("not timed, because its answer is wrong: mean -150 is outside [")
    assert found.row("Python").times is not None


@pytest.mark.parametrize(
    ("output", "by"), [("mean", 12), ("listed", 0.05), ("q05", 30), ("q50", -12), ("q95", 25)]
)
def test_the_gate_sees_each_output(reference: Reference, output: str, by: float) -> None:
    answer = answer_of(run_plain(SHORT, 2_000, 4))
    assert misses(reference, answer) == {}
    moved = replace(answer, **{output: getattr(answer, output) + by})
    assert set(misses(reference, moved)) == {output}


def test_the_gate_widens_for_few_people(reference: Reference) -> None:
    few = replace(reference.answer, people=20, mean=reference.answer.mean + 6)
    assert misses(reference, few) == {}


def test_rounds_are_interleaved() -> None:
    order: list[str] = []
    ticks: list[int] = []
    final = Final([0], [False])

    def runner(name: str) -> Final:
        order.append(name)
        return final

    runs = {name: ((lambda name=name: runner(name)), 1) for name in "AB"}
    times = interleaved(runs, 3, lambda: ticks.append(1))
    assert order == list("ABABAB")
    assert len(ticks) == 6
    assert times["A"].runs == 3


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system cannot pin cores")
def test_cores_are_pinned_and_given_back() -> None:
    with pinned(1):
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == CORES_AT_START


def test_memory_is_the_peak_of_the_run() -> None:
    def run() -> Final:
        return Final(np.zeros(1_000_000, dtype=np.int16), np.zeros(1, dtype=np.bool_))

    assert 2_000_000 <= peak_bytes(run) < 2_100_000


@pytest.mark.parametrize(("threads", "rounds"), [(0, 1), (1, 0)])
def test_nonsense_is_refused(threads: int, rounds: int) -> None:
    with pytest.raises(ValueError, match="must be at least 1"):
        run_bench(threads=threads, rounds=rounds)
