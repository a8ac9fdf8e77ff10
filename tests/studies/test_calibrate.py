"""Calibration: objectives are rows of the list of published figures, and nothing else."""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glasscity.cli import app
from glasscity.documents import published as list_of_figures
from glasscity.documents.published import UNFIT, PublishedFigure, published
from glasscity.documents.resolve import load
from glasscity.results.request import Request
from glasscity.studies.calibrate import Held, calibrate, figure_of
from glasscity.studies.run import simulate
from glasscity.vocabulary.published import table
from house.signatures import public_callables
from house.tree import modules

COURT = "court-list-2013"
AIMS = ("objective", "target", "aim", "reward", "fitness", "maximise", "minimise")
"""Words by which a function would be told what to strive for."""


def test_each_row_of_the_list_is_sound_and_states_its_value() -> None:
    assert len(table()) >= 4
    for name in table():
        figure = PublishedFigure(name)
        assert figure.grade not in UNFIT
        assert figure.grade in figure.reference.grades
        assert table()[name]["value"] in figure.reference.statement
        assert load(figure.regime).regime.id == figure.regime


def test_no_row_is_of_how_people_behave() -> None:
    """What is counted is what an instrument or a consequence did, never deeds."""
    counted = {measure for name in table() for measure, _ in PublishedFigure(name).counted}
    assert counted <= {"list_entries", "list_exits", "refused", "people_listed"}


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("grade", "M", "no reference 'SPC-D1' of that grade"),
        ("fact", "SPC-D9", "no reference 'SPC-D9'"),
        ("value", "0.0030", "does not state 0.0030"),
    ],
)
def test_a_row_that_rests_on_too_little_is_refused(
    column: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {**table()["new-court-listings"], column: value}
    monkeypatch.setattr(list_of_figures, "table", lambda: {"new-court-listings": row})
    with pytest.raises(ValueError, match=told):
        PublishedFigure("new-court-listings")


def test_a_weak_grade_is_refused_even_where_the_reference_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = {**table()["new-court-listings"], "fact": "SPC-11", "grade": "R-", "value": "2019"}
    monkeypatch.setattr(list_of_figures, "table", lambda: {"new-court-listings": row})
    with pytest.raises(ValueError, match="graded R-: too little to aim at"):
        PublishedFigure("new-court-listings")


def test_no_figure_can_be_made_up() -> None:
    figure = PublishedFigure("court-list-left")
    untyped: Any = figure
    with pytest.raises(ValueError, match="did you mean 'court-list-left'"):
        PublishedFigure("court-list-lost")
    made_up: dict[str, Any] = {"id": "court-list-left", "value": 0.5}
    with pytest.raises(TypeError):
        PublishedFigure(**made_up)
    with pytest.raises(ValueError, match="no published figure"):
        replace(figure, id="fewer-protests")
    with pytest.raises(AttributeError):
        untyped.value = 1.0
    wish = type("Wish", (PublishedFigure,), {"value": 0.0})
    with pytest.raises(TypeError, match="nothing built on it"):
        wish("court-list-left")


class Wanted:
    id, regime, counted, over, value = "obedience", COURT, (), ("people", ""), 1.0


def test_nothing_else_can_be_an_objective() -> None:
    wanted: Any = [Wanted()]
    with pytest.raises(TypeError, match="only published figures"):
        calibrate(COURT, wanted)
    with pytest.raises(ValueError, match="was published of court-list-2013"):
        calibrate("suqian-2018", [PublishedFigure("court-list-left")])
    with pytest.raises(ValueError, match="nothing was published of 'suqian-2018'"):
        calibrate("suqian-2018")


def test_no_function_is_told_what_to_strive_for_but_by_published_figures() -> None:
    """Over all public callables: an aim is typed as published figures, or there is none."""
    found: dict[str, Any] = {}
    for module in modules():
        for name, callee in public_callables(module):
            try:
                parameters = inspect.signature(callee).parameters
            except (TypeError, ValueError):
                continue
            for key in parameters:
                if any(key.startswith(word) for word in AIMS):
                    hints = typing.get_type_hints(callee)
                    found[f"{name}({key})"] = hints[key]
    ours = {name: hint for name, hint in found.items() if "calibrate" in name}
    assert list(ours.values()) == [Sequence[PublishedFigure]]
    others = {name: hint for name, hint in found.items() if name not in ours}
    assert others == {}


def test_a_figure_is_what_the_run_counts() -> None:
    """By hand from the tallies: listings over people-years, exits over listed years."""
    city = load(COURT)
    run = simulate(city, Request(COURT, 20_000, 2.0, 24, 1))
    years = sum(run.outcome.window_days) / 365.25
    entries = run.tallies.total("list_entries", "list")
    listings = int(entries["count"].sum())
    assert listings > 20
    new, left = PublishedFigure("new-court-listings"), PublishedFigure("court-list-left")
    assert figure_of(run, new) == pytest.approx(listings / 20_000 / years)
    exits = run.tallies.total("list_exits", "list", "why")
    repaired = exits.loc[exits["why"] == "repaired", "count"].sum()
    days = run.tallies.sum("days_listed")
    assert figure_of(run, left) == pytest.approx(repaired / days * 365.25)
    assert repaired > 0


def test_near_is_a_factor_either_way() -> None:
    figure = PublishedFigure("court-list-left")
    held = Held(figure, 0.17, (0.1, 0.12, 0.25, 0.3, float("nan")), is_used=True)
    assert [held.is_near(value) for value in held.tried] == [False, True, True, False, False]


def test_the_command_tells_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = f"calibrate {COURT} --settings 3 --people 2000 --years 2 --out {tmp_path}".split()
    with pytest.raises(SystemExit) as ended:
        app([*words, "--json"])
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert [it["id"] for it in told["figures"]] == [it.id for it in published(COURT)]
    assert told["settings"] == 3
    assert {it["id"]: it["is_used"] for it in told["figures"]}["court-list-left"]
    assert list(tmp_path.glob("calibrate-*/settings-*.json"))
    with pytest.raises(SystemExit):
        app(words)
    out = capsys.readouterr().out
    assert "agreement proves nothing" in out
    assert "Nothing was changed" in out
