"""Rows labelled monotone: raised, they lower nobody's score; the others can (docs/semantics 11)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasscity.documents.regime import Regime
from glasscity.lowering.monotone import cannot_hurt, labels_of
from glasscity.studies.kinder import tell_labels
from glasscity.vocabulary.codes import Event
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity, title

KINDS = ("first", "second", "third")
DEEDS = little.conduct(
    *(little.act(name, 0.25, little.PER_WINDOW) for name in KINDS),
    bound=0.75,
    unit=little.PER_WINDOW,
)
EACH_DAY = town.conduct(town.deed("act", "neutral"))
Ladder = tuple[int, int, int, tuple[tuple[int, ...], ...]]


def regime_of(ladder: Ladder, recourse: Sequence[Words] = ()) -> Regime:
    opening, low, high, points = ladder
    rules = [town.rule(name, name, *steps) for name, steps in zip(KINDS, points, strict=True)]
    book = town.ledger(opening, low, high, *rules)
    eyes = [town.registry("eyes", *KINDS)]
    return town.regime(sensors=eyes, instruments=[book], recourse=recourse)


def scores(rules: Regime, people: int, n_windows: int) -> dict[int, list[int]]:
    """Every score of the recorded column after each entry, by person."""
    deeds = DEEDS if any(k in KINDS for s in rules.sensors for k in s.sees) else EACH_DAY
    outcome = little.live(little.city(rules, deeds), {0: people}, n_windows, 1, trace_every=1)
    lines: dict[int, list[int]] = {}
    moves = (Event.POINTS, Event.GIVEN_BACK)
    for person, _, _, code, row, _, score, _ in outcome.trace.tolist():
        if code in moves and row == 0:
            lines.setdefault(person, []).append(score)
    assert lines
    return lines


def nobody_is_lower(base: Regime, kinder: Regime, people: int = 60, n_windows: int = 20) -> bool:
    before, after = scores(base, people, n_windows), scores(kinder, people, n_windows)
    assert before.keys() == after.keys()
    return all(a >= b for p in before for b, a in zip(before[p], after[p], strict=True))


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Ladder, Ladder]:
    """A narrow ladder and a kinder one: each number is raised, or stays."""
    low = draw(st.integers(-20, 0))
    high = low + draw(st.integers(5, 60))
    opening = draw(st.integers(low, high))
    steps = st.lists(st.integers(-40, 40), min_size=1, max_size=3)
    points = [tuple(draw(steps)) for _ in KINDS]
    lift = st.integers(0, 15)
    raised = tuple(tuple(p + draw(lift) for p in of_kind) for of_kind in points)
    new_low, new_high = low + draw(st.integers(0, 4)), high + draw(lift)
    new_opening = min(max(opening + draw(lift), new_low), new_high)
    return (opening, low, high, tuple(points)), (new_opening, new_low, new_high, raised)


@settings(max_examples=25, deadline=None)
@given(ladders())
def test_raising_monotone_rows_lowers_nobodys_score(pair: tuple[Ladder, Ladder]) -> None:
    base, kinder = regime_of(pair[0]), regime_of(pair[1])
    assert all(label.is_monotone for label in labels_of(base))
    assert cannot_hurt(base, kinder)
    assert nobody_is_lower(base, kinder)


def test_the_other_direction_is_noticed() -> None:
    base = regime_of((0, -50, 50, ((-10,), (10,), (5,))))
    harsher = regime_of((0, -50, 50, ((-11,), (10,), (5,))))
    assert not cannot_hurt(base, harsher)
    assert not nobody_is_lower(base, harsher)


def on_day(day: int, name: str, *points: int, until: int | None = None, **changes: object) -> Words:
    start = town.START + datetime.timedelta(days=day)
    end = town.START + datetime.timedelta(days=until if until is not None else day + 1)
    return town.rule(name, "act", *points, in_force={"from": start, "until": end}, **changes)


def daily(opening: int, low: int, high: int, rules: Sequence[Words]) -> Regime:
    book = town.ledger(opening, low, high, *rules)
    return town.regime(sensors=[town.registry("eyes", "act")], instruments=[book])


def test_a_capped_rule_is_not_monotone_and_raising_it_can_hurt() -> None:
    def regime(gain: int) -> Regime:
        gains = on_day(0, "gain", gain, until=3, cap=30)
        return daily(100, 0, 100, [on_day(1, "loss", -50), gains])

    labels = {label.row: label for label in labels_of(regime(10))}
    assert "cap" in labels["gain"].why_not
    assert labels["loss"].is_monotone
    assert not cannot_hurt(regime(10), regime(20))
    assert not nobody_is_lower(regime(10), regime(20), people=1, n_windows=3)


def test_a_ledger_that_gives_back_is_not_monotone_and_a_higher_floor_can_hurt() -> None:
    def regime(floor: int) -> Regime:
        rules = [
            on_day(0, "lapsing", -20, expires=5),
            on_day(1, "gain", 200),
            on_day(2, "loss", -20),
        ]
        return daily(10, floor, 100, rules)

    assert {label.is_monotone for label in labels_of(regime(0))} == {False}
    assert not cannot_hurt(regime(0), regime(5))
    assert not nobody_is_lower(regime(0), regime(5), people=1, n_windows=8)


def test_corrections_give_back_too() -> None:
    correction = {
        "kind": "correction",
        "id": "desk",
        "title": title("desk"),
        "files_if_aware": quantity(1.0, "share"),
        "files_if_unaware": quantity(1.0, "share"),
        "success": quantity(1.0, "chance"),
        "lag": quantity(3, "days"),
    }
    rules = regime_of((0, -50, 50, ((-10,), (10,), (5,))), recourse=[correction])
    assert {label.why_not for label in labels_of(rules)} == {
        "points that were moved are given back by 'desk'"
    }


def netted(rules: Sequence[Words], opening: int = 10, low: int = 0, good: int = 60) -> Regime:
    """Points of each day are summed, then cut at ``low`` and 100."""
    book = town.ledger(opening, low, 100, *rules, good=good)
    book |= {"update": "each window", "clamp": "each window"}
    return town.regime(sensors=[town.registry("eyes", "act")], instruments=[book])


def straight(day: int, name: str, band: str, **changes: object) -> Words:
    words = on_day(day, name)
    del words["points"]
    return words | {"to": band} | changes


def test_where_points_are_netted_a_higher_floor_cannot_hurt_though_they_expire() -> None:
    """The change that hurts a ledger that cuts at each record (above) hurts nobody here."""

    def regime(floor: int) -> Regime:
        rules = [
            on_day(0, "lapsing", -20, expires=5),
            on_day(1, "gain", 200),
            on_day(2, "loss", -20),
        ]
        return netted(rules, low=floor)

    labels = {label.row: label.is_monotone for label in labels_of(regime(0))}
    assert labels == {
        "opening": True,
        "floor": True,
        "ceiling": True,
        "lapsing": False,
        "gain": True,
        "loss": True,
    }
    assert cannot_hurt(regime(0), regime(5))
    assert nobody_is_lower(regime(0), regime(5), people=1, n_windows=8)


def test_where_points_are_netted_a_milder_rule_that_expires_can_hurt() -> None:
    """It gives back less, of what a bound had swallowed."""
    harsh, mild = (netted([on_day(0, "lapsing", points, expires=2)]) for points in (-20, -10))
    assert not cannot_hurt(harsh, mild)
    assert not nobody_is_lower(harsh, mild, people=1, n_windows=4)


def test_a_move_to_a_higher_band_cannot_hurt() -> None:
    def regime(band: str) -> Regime:
        rules = [straight(0, "fall", band), on_day(1, "loss", -15), straight(2, "rise", "good")]
        return daily(70, 0, 100, rules)

    poor, good = regime("poor"), regime("good")
    assert all(label.is_monotone for label in labels_of(poor))
    assert cannot_hurt(poor, good)
    assert not cannot_hurt(good, poor)
    assert nobody_is_lower(poor, good, people=1, n_windows=4)
    assert not nobody_is_lower(
        netted([straight(0, "fall", "good")], opening=70),
        netted([straight(0, "fall", "poor")], opening=70),
        people=1,
        n_windows=2,
    )


def test_a_move_to_a_higher_band_that_is_given_back_can_hurt() -> None:
    def regime(band: str) -> Regime:
        return netted(
            [straight(0, "fall", band, expires=quantity(5, "days")), on_day(1, "loss", -80)],
            opening=70,
        )

    assert not any(label.is_monotone for label in labels_of(regime("poor")))
    assert not cannot_hurt(regime("poor"), regime("good"))
    last = [scores(regime(band), 1, 8)[0][-1] for band in ("poor", "good")]
    assert last[0] > last[1]


@pytest.mark.parametrize("change", ["sensors", "consequences", "responses", "instruments"])
def test_nothing_else_may_differ(change: str) -> None:
    base = regime_of((0, -50, 50, ((-10,), (10,), (5,))))
    other = base.model_copy(update={change: ()})
    if getattr(base, change) == ():
        assert cannot_hurt(base, other)
    else:
        assert not cannot_hurt(base, other)


def test_show_sorts_the_rows_by_what_raising_them_can_do() -> None:
    gains = on_day(0, "gain", 10, cap=30)
    told = tell_labels(daily(100, 0, 100, [on_day(1, "loss", -50), gains]))
    assert told is not None
    kind, unkind = (block.words[0] for block in told.blocks)
    assert "lowers nobody" in kind
    assert "opening, floor, ceiling, loss." in kind
    assert "cap" in unkind
    assert unkind.endswith(": gain.")
    assert tell_labels(town.regime()) is None
