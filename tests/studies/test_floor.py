"""The least a window can cost: what it does, and the table that sets a regime beside it."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from glasscity.charts.pace import Paced, pace_figure
from glasscity.documents.resolve import load
from glasscity.studies.bench import regime
from glasscity.studies.bench.floor import Floor
from glasscity.studies.bench.paces import pace_table

PEOPLE = 30_000


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("candidates", [0.25, 1.0])
def test_the_row_of_each_candidates_person_is_written(candidates: float, threads: int) -> None:
    """A fair bit decides whether a row is flipped: half of them, within four standard errors."""
    floor = Floor(load("suqian-2018"), PEOPLE)
    before = [np.copy(column) for column in floor.people]
    floor.seconds(candidates, 1, threads)
    met = candidates * PEOPLE
    for name, old, new in zip(floor.people._fields, before, floor.people, strict=True):
        flipped = (old != new).reshape(-1, PEOPLE) if old.size else np.zeros((0, PEOPLE), bool)
        moves = name in ("standing", "marks", "score", "band", "slots")
        for row in flipped:
            assert abs(row.sum() - met * moves / 2) <= 4 * np.sqrt(met * moves / 4) + 2 * moves


def test_a_window_without_candidates_moves_nobody() -> None:
    floor = Floor(load("suqian-2018"), PEOPLE)
    before = np.copy(floor.people.standing)
    floor.seconds(0.0, 1, 1)
    assert np.array_equal(floor.people.standing, before)


def test_the_table_sets_each_pace_beside_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regime, "ROUNDS", 1)
    monkeypatch.setattr(regime, "WINDOWS", 2)
    monkeypatch.setattr(regime, "TARGETS", (None, 0.3))
    paces = regime.time_regime("suqian-2018", 20_000, 1)
    assert [pace.is_own_rate for pace in paces] == [True, False]
    assert paces[1].candidates_per_person_month == pytest.approx(0.3, rel=0.1)
    told = replace(paces[0], seconds=(4.0, 6.0), floor_seconds=(1.6, 0.8))
    assert told.times_the_floor == 5.0
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(pace_table([told]))
    (row,) = [line for line in console.export_text().splitlines() if "(4.00-6.00)" in line]
    assert row.split()[-2] == "5.0"


def test_the_chart_holds_each_pace_and_its_floor() -> None:
    figure = pace_figure([Paced(0.3, 60.0, 6.0), Paced(0.1, 30.0, 5.0)], "a test")
    assert [row[0] for row in figure.tables[0].body] == ["0.100", "0.300"]
    assert [row[3] for row in figure.tables[0].body] == ["6.00", "10.0"]
    assert figure.svg().count('aria-roledescription="point"') == 4
