"""The pace of the kernel: its time over that of the least there is to do, by turns in one process.

A ratio, because seconds belong to a machine and an hour; the least of ten, because whatever else
the machine does can only add to either.
"""

from __future__ import annotations

import csv
import importlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from glasscity.chance import key_of
from glasscity.documents.resolve import City, load
from glasscity.engine import chunk
from glasscity.engine.place import live
from glasscity.kernels.live import live_window
from glasscity.lowering.census import build_census
from glasscity.studies.bench.floor import Floor

RECORDED = Path(__file__).with_name("paces.csv")
pytestmark = pytest.mark.clock

SLACK = 1.25
PEOPLE, WINDOWS, ROUNDS, CANDIDATES = 40_000, 30, 10, 0.175
"""Two years and a half, so that what was recorded in the first months expires as well."""


@dataclass
class Watch:
    """Seconds of each call of the kernel since the last look."""

    kernel: Callable[..., Any]
    seconds: list[float] = field(default_factory=list)

    def __call__(self, *arguments: Any) -> Any:
        started = time.perf_counter()
        done = self.kernel(*arguments)
        self.seconds.append(time.perf_counter() - started)
        return done


def ratios(city: City, patch: pytest.MonkeyPatch, *kernels: Callable[..., Any]) -> list[float]:
    """Each kernel's least time over the floor's, window by window and by turns."""
    census, _ = build_census(city.population, PEOPLE)
    watches = [Watch(kernel) for kernel in kernels]
    floor = Floor(city, PEOPLE)
    least = [[math.inf] * WINDOWS for _ in kernels]
    of_floor = math.inf
    for _ in range(ROUNDS):
        for k, watch in enumerate(watches):
            watch.seconds.clear()
            patch.setattr(chunk, "live_window", watch)
            live(city, census, WINDOWS, key_of(1))
            least[k] = [min(pair) for pair in zip(least[k], watch.seconds, strict=True)]
        for _ in range(WINDOWS):
            of_floor = min(of_floor, floor.seconds(CANDIDATES, 1, 1))
    return [sum(each) / (WINDOWS * of_floor) for each in least]


def recorded() -> float:
    """What was measured on such a processor."""
    processor = str(importlib.import_module("llvmlite.binding").get_host_cpu_name())
    with RECORDED.open(encoding="utf-8") as lines:
        found = {line["processor"]: float(line["ratio"]) for line in csv.DictReader(lines)}
    if processor not in found:
        pytest.skip(f"no pace was recorded on a {processor}: {RECORDED.name} takes a line for it")
    return found[processor]


def test_the_kernel_has_not_become_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = SLACK * recorded()
    (found,) = ratios(load("suqian-2018"), monkeypatch, live_window)
    assert found < allowed


@pytest.mark.slow
def test_a_slower_kernel_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floor done beside the kernel a third as often as would fill its time: with what that
    evicts it takes some two fifths longer. Both are timed by turns."""
    city = load("suqian-2018")
    (about,) = ratios(city, monkeypatch, live_window)
    more = Floor(city, PEOPLE)

    def slower(*arguments: Any) -> Any:
        for _ in range(math.ceil(about / 3)):
            more.seconds(CANDIDATES, 1, 1)
        return live_window(*arguments)

    found, slowed = ratios(city, monkeypatch, live_window, slower)
    assert slowed >= SLACK * found
