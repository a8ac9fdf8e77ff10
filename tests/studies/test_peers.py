"""Peers of ``make peers``: contenders that are installed here give the answers of plain Python."""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from glasscity.studies.bench.gate import misses, reference_of
from glasscity.studies.bench.task import Final, answer_of
from house.tree import ROOT

PEOPLE = 3_000


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder of the benchmarks, as where their scripts are started."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    yield
    for name in [n for n in sys.modules if n in ("task", "report") or n.startswith("contenders")]:
        del sys.modules[name]


def _lived(name: str, task: Any, people: int, seed: int, threads: int = 1) -> Final:
    friends = importlib.import_module("task").friends_of(people, 11)
    run = importlib.import_module(f"contenders.{name}").run
    return Final(*run(task, people, seed, threads, friends if task.per_friend else None))


@pytest.mark.parametrize("name", ["arrays", "mesa_agents", "glass_city"])
@pytest.mark.parametrize("task", ["P1", "P2", "P6"])
def test_a_contender_gives_the_answers_of_plain_python(name: str, task: str) -> None:
    what = getattr(importlib.import_module("task"), task)
    known = reference_of(_lived("plain", what, PEOPLE, 1))
    assert misses(known, answer_of(_lived(name, what, PEOPLE, 5))) == {}


def test_the_gate_tells_the_tasks_apart() -> None:
    task = importlib.import_module("task")
    known = reference_of(_lived("plain", task.P1, PEOPLE, 1))
    for other in (task.P2, task.P6, task.P6_MILD):
        assert misses(known, answer_of(_lived("arrays", other, PEOPLE, 5)))


@pytest.mark.parametrize("task", ["P1", "P2", "P6"])
def test_threads_change_nothing_and_worlds_share_their_luck(task: str) -> None:
    tasks = importlib.import_module("task")
    what = getattr(tasks, task)
    one, two = (_lived("glass_city", what, 2_003, 5, threads) for threads in (1, 2))
    assert np.array_equal(one.score, two.score)
    assert np.array_equal(one.listed, two.listed)
    if task == "P6":
        apart = np.asarray(_lived("glass_city", tasks.P6_MILD, 2_003, 5).score) - one.score
        loose = np.asarray(_lived("glass_city", tasks.P6_MILD, 2_003, 6).score) - one.score
        assert apart.std() < loose.std() / 5


def test_friendship_goes_both_ways() -> None:
    friends = importlib.import_module("task").friends_of(500, 3)
    told = np.bincount(friends.ravel(), minlength=500)
    assert (told == 10).all()
    pairs = {(i, int(j)) for i, row in enumerate(friends) for j in row}
    assert {(j, i) for i, j in pairs} == pairs


def test_the_page_ranks_one_task_size_and_number_of_threads_at_a_time() -> None:
    page_of = importlib.import_module("report").page_of
    keys = ("task", "contender", "threads", "people", "round", "seconds", "scaled_by")
    values = [
        ("p1", "glass_city", 1, 100, 0, 0.5, 1.0),
        ("p1", "arrays", 1, 100, 0, 1.0, 1.0),
        ("p1", "glass_city", 2, 100, 0, 0.25, 1.0),
        ("p6", "glass_city", 1, 100, 0, 1.0, 1.0),
        ("p6", "arrays", 1, 100, 0, 3.0, 2.0),
    ]
    rows = [dict(zip(keys, value, strict=True)) for value in values]
    said = {"version": "1", "draws": "by address"}
    peers = [
        _Peer(name, threads, said, {}, {"p2": "misses"}, {("p1", 100): 8.0})
        for name, threads in (("glass_city", 1), ("arrays", 1), ("glass_city", 2))
    ]
    needed = {"glass_city": (10.0, 10_000), "arrays": (20.0, 40_000)}
    page = page_of(rows, peers, needed, ["mesa_agents"], "a machine", 0.1)
    assert "| NumPy | 1 | 1,000 (1,000-1,000) | 0.012 | 8 | 2 (2-2) |" in page
    assert "### 100 people, 2 cores" in page
    assert "| NumPy | by address | 20 | 40,000 | 3 (3-3) | 2 | 3 (3-3) |" in page
    assert "not timed at p2: misses" in page
    assert "Mesa: could not be started" in page
    assert "BioDynaMo" in page.split("## Not run here")[1]
    assert math.isclose(float("0.012"), 100 * 120 / 1e6)


class _Peer:
    def __init__(self, *values: Any) -> None:
        names = "name threads about first_call failed memory".split()
        for name, value in zip(names, values, strict=True):
            setattr(self, name, value)
