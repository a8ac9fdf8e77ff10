"""The numbers of questions, from few counts that are made up and worked out by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.towns import city, lab, listed, on
from glasscity.measures.burdens import Under
from glasscity.measures.funnel import Funnel
from glasscity.measures.groups import Group
from glasscity.measures.interval import Interval
from glasscity.measures.names import band_edges
from glasscity.measures.paired import Floats
from glasscity.measures.spells import Fall
from glasscity.measures.standings import Displaced
from glasscity.studies.audit import behaviour, error, lasting, recourse, sight
from glasscity.studies.audit.lab import NO_REGIME, PERFECT_SIGHT, REGIME, Lab
from glasscity.vocabulary.strata import N_STRATA
from reference_tests import town
from strategies.words import quantity

ALL = Group("everybody", "everybody", 1000, 1000.0)
RUN: Any = SimpleNamespace(city=None, years=2.0, outcome=SimpleNamespace(window_days=(365,) * 2))


def exactly(value: float, n: int = 1000) -> Interval:
    """A number without chance."""
    return Interval(value, value, value, n)


def rules(blind: bool = False, **changes: Any) -> Lab:
    """Two ledgers and a list of those seen to run, who get on no bus."""
    ledgers = [town.ledger(5, 0, 10) | {"id": name} for name in ("few", "many")]
    eye = town.registry("eye", "run", completeness=0.0 if blind else 1.0)
    of = city(
        *ledgers,
        listed("running", "run"),
        doors={"no-bus": ("bus", on("running"))},
        sensors=[eye],
        **changes,
    )
    return lab(of)


def test_error_takes_favours_away_and_lays_burdens_on(monkeypatch: pytest.MonkeyPatch) -> None:
    days = (exactly(1.0), exactly(2.0), exactly(4.0))  # here, there, in both
    found = [Under("b", "bus", "refused", ALL, *days), Under("e", "lane", "eased", ALL, *days)]
    monkeypatch.setattr(error, "under_each", lambda _: found)
    monkeypatch.setattr(error, "many", lambda _: "people")
    pair: Any = SimpleNamespace(here=RUN)
    body = [[cell.split(" (")[0] for cell in row[2:]] for row in error._by_consequence(pair).body]
    assert body == [["1.00", "2.00"], ["2.00", "1.00"]]


def test_lower_by_error_is_that_of_the_ledger_with_most(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = {
        "few": Displaced(exactly(0.125), exactly(0.75)),
        "many": Displaced(exactly(0.25), exactly(0.5)),
    }
    monkeypatch.setattr(error, "displaced", lambda _, ledger: shares[ledger.id])
    found = {it.name: it.found for it in error.answer(rules()).numbers}
    assert found["displaced_lower_by_error"] == exactly(0.25)


def falls(undone: int, others: int) -> list[Fall]:
    """Undone after ten days, or followed for 400."""
    fell = [Fall("running", "", 0, 10, is_undone=True)] * undone
    return fell + [Fall("running", "", 0, 400, is_undone=False)] * others


@pytest.mark.parametrize(("undone", "others", "share"), [(12, 18, 0.6), (12, 17, None)])
def test_falls_not_undone_are_a_share_of_all_falls(
    undone: int, others: int, share: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is told of fewer than thirty."""
    monkeypatch.setattr(lasting, "falls_of", lambda _: falls(undone, others))
    never = {it.name: it.found for it in lasting.answer(rules()).numbers}[
        "falls_not_undone_by_the_end"
    ]
    assert (never.value, never.n) == (share, undone + others)


@pytest.mark.parametrize(
    ("undone", "others", "half", "longer"),
    [
        (18, 12, "10", "40.0 %"),
        (17, 12, "not seen", "not estimable"),
        (14, 16, "not seen", "53.3 %"),
    ],
)
def test_falls_by_where_they_led(
    undone: int, others: int, half: str, longer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said of the time that fewer than thirty took."""
    monkeypatch.setattr(lasting, "traced", lambda _: 100)
    monkeypatch.setattr(lasting, "many", lambda _: "people")
    run: Any = SimpleNamespace(city=rules().city, outcome=SimpleNamespace(window_days=(400,)))
    *_, row = lasting._falls_table(run, falls(undone, others)).body
    assert row[:4] == ("watched", str(undone + others), str(undone), half)
    assert row[4].split(" (")[0] == longer


@pytest.mark.parametrize("began", [29, 30])
def test_a_curve_is_drawn_of_thirty_falls(began: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "spell_figure", lambda _, parts, __: [it.began for _, it in parts])
    run: Any = SimpleNamespace(city=rules().city, outcome=SimpleNamespace(window_days=(400,)))
    drawn: Any = lasting._figures(run, falls(began, 0))
    assert drawn == (([30],) if began == 30 else ())


@pytest.mark.parametrize("stayed", [29, 30])
def test_a_trap_is_a_band_in_which_thirty_stayed(stayed: int) -> None:
    """Below the opening, and nobody left."""
    few, _ = rules().city.regime.banded
    edges = band_edges(few)
    found = lasting._traps(few, edges, np.array([[stayed, 0], [5, 500]]))
    assert found == (edges[0].label if stayed == 30 else "none seen")
    opening = np.array([[5, 25], [0, 500]])  # where everybody begins nobody has fallen to
    assert lasting._traps(few, edges, opening) == "none seen"


def test_who_moves_is_of_the_ledger_on_which_fewest_do(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = iter([exactly(0.5), exactly(0.25)])
    monkeypatch.setattr(lasting, "histories", lambda *_: ())
    monkeypatch.setattr(lasting, "moving_share", lambda *_: next(shares))
    monkeypatch.setattr(lasting, "year_ends", lambda _: ())
    run: Any = SimpleNamespace(city=rules().city)
    assert lasting._moving(run) == exactly(0.25)


def test_refusals_are_those_of_everybody_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("tried", "everybody", 900, 100),
        ("refused", "sex", 20, 50),
        ("refused", "everybody", 30, 100),
    ]
    frame = pd.DataFrame(rows, columns=["what", "dimension", "count", "n"])
    monkeypatch.setattr(sight, "refusals_by_group", lambda _: frame)
    found = sight._refused(RUN)
    assert (found.value, found.n) == (150.0, 100)


def test_perfect_sight_refuses_whom_a_blind_eye_lets_pass() -> None:
    of = rules(blind=True)
    found = {it.name: it.found.value for it in sight.answer(of).numbers}
    run = of.run(PERFECT_SIGHT)
    refused = run.tallies.sum("refused")
    assert refused > 0
    assert of.run(REGIME).tallies.sum("refused") == of.run(NO_REGIME).tallies.sum("refused") == 0
    a_year = run.outcome.people * run.years / 1000.0
    assert found["refusals_with_perfect_sight_per_1000"] == pytest.approx(refused / a_year)
    assert found["days_burdened_as_it_is_per_1000"] == 0.0


def test_each_stage_of_the_way_back_is_told_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    funnel = Funnel(ALL, 1000, 600.0, 400, 300, 200)
    monkeypatch.setattr(recourse, "funnels_of", lambda _: iter([funnel]))
    monkeypatch.setattr(recourse, "_safeguards", lambda _: ())
    found = recourse.answer(rules())
    assert [(it.found.value, it.found.n) for it in found.numbers[:3]] == [
        (0.2, 1000),
        (0.6, 1000),
        (0.4, 1000),
    ]
    ((_, n, *shares, _),) = found.tables[0].body
    assert n == "1,000"
    assert [it.split(" (")[0] for it in shares] == ["60.0 %", "40.0 %", "30.0 %", "20.0 %"]
    run: Any = SimpleNamespace(
        city=SimpleNamespace(regime=SimpleNamespace(is_contestable=True)),
    )
    monkeypatch.setattr(recourse, "many", lambda _: "people")
    monkeypatch.setattr(recourse, "days_to_right", lambda _: 7.0)
    told = recourse._sentence(run, funnel, exactly(0.2), exactly(1.0))
    assert "60.0 % became known to the person and 40.0 % were contested" in told


def halves() -> Any:
    """A town whose deed is within the reach of a sensor half of the times."""
    return rules(kinds=[town.deed("run", seen_at_most=quantity(0.5, "share"))]).city


def counted(deeds: float, seen: float) -> Any:
    """A run of 1,000 people for two years with these tallies, over twenty strata."""
    outcome = SimpleNamespace(people=1000, window_days=(365,) * 2)
    return SimpleNamespace(city=halves(), years=2.0, outcome=outcome, deeds=deeds, seen=seen)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_stratum(run: Any, measure: str, part: str, name: str) -> Floats:
        assert (part, name) == ("kind", "run")
        return np.where(np.arange(N_STRATA) < 20, float(getattr(run, measure)) / 20.0, 0.0)

    monkeypatch.setattr(behaviour, "by_stratum", by_stratum)
    monkeypatch.setattr(behaviour, "many", lambda _: "people")


@pytest.mark.usefixtures("counts")
def test_unrecorded_deeds_are_those_done_less_those_seen() -> None:
    run = counted(40.0, 30.0)
    kinds = run.city.conduct.kinds
    assert behaviour.done(run, kinds).sum() == 80.0
    assert behaviour.unrecorded(run, kinds).sum() == 50.0
    assert behaviour._simulated(run, kinds) == 40


@pytest.mark.usefixtures("counts")
def test_a_kind_is_told_with_and_without_the_regime() -> None:
    """80 were done of which 30 are recorded; 100 without the regime."""
    worlds = {"regime": counted(40.0, 30.0), "no regime": counted(50.0, 0.0)}
    of: Any = SimpleNamespace(run=lambda made=REGIME: worlds[made.name])
    ((*row, change, recorded),) = behaviour._kind_table(of).body
    assert row == ["run", "harmful", "50.0", "40.0"]
    assert change.split(" (")[0] == "-200.0"
    assert recorded == "37.5 %"


def test_deeds_of_a_year_are_those_of_its_windows_beyond_reach_too() -> None:
    rows = [(0, "run", 3), (1, "run", 5), (1, "other", 100), (2, "run", 50)]
    frame = pd.DataFrame(rows, columns=["window", "kind", "count"])
    run: Any = SimpleNamespace(city=halves(), tallies=SimpleNamespace(total=lambda *_: frame))
    assert behaviour._in_windows(run, "harmful", frozenset({0, 1})) == 16.0


def test_windows_belong_to_the_year_in_which_they_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as much in the first year as without the regime; in the second, half."""
    deeds = {0: (50.0, 100.0), 1: (50.0, 100.0), 2: (80.0, 40.0), 3: (80.0, 40.0)}
    monkeypatch.setattr(
        behaviour,
        "_in_windows",
        lambda run, _, windows: sum(deeds[it][run.world] for it in windows),
    )
    run, base = (counted(0.0, 0.0) for _ in range(2))
    run.world, base.world, run.outcome.window_days = 1, 0, (183, 182, 183, 182)
    (table,) = behaviour._by_year(run, base)
    assert table.body == (("1", "1,000"), ("2", "-500.0"))
