"""What becomes of wrongful records, where every step is certain."""

from __future__ import annotations

import math

import pytest

from glasscity.documents.resolve import City
from glasscity.measures.funnel import STAGES, Funnel, days_to_right, funnels_of, reviews_of
from glasscity.results.run import Run
from glasscity.vocabulary.strata import N_STRATA
from measures.test_exposure import lived
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity, title
from studies.lives import lived_run

PEOPLE = {0: 40, N_STRATA // 2: 20}
"""Women and men."""


def wrongs(*ways: Words) -> City:
    """A registry that enters five wrong records a person and year; nobody does anything."""
    eye = town.registry("eye", "a") | {"false_records": quantity(5.0, "per person-year")}
    rules = town.regime(
        n_days=30,
        sensors=[eye],
        instruments=[town.ledger(5, 0, 10, town.rule("r", "a", -1))],
        recourse=list(ways),
    )
    return little.city(rules, little.never("a"))


def correction(files: float, success: float, lag: int = 7) -> Words:
    return {
        "kind": "correction",
        "id": "correction",
        "title": title("correction"),
        "files_if_aware": quantity(files, "share"),
        "files_if_unaware": quantity(files, "share"),
        "success": quantity(success, "chance"),
        "lag": quantity(lag, "days"),
    }


def run_of(*ways: Words) -> Run:
    return lived(wrongs(*ways), PEOPLE, 12, trace_every=0)


def reached(run: Run, dimension: str = "everybody", level: str = "everybody") -> dict[str, float]:
    (found,) = (
        it for it in funnels_of(run) if (it.group.dimension, it.group.level) == (dimension, level)
    )
    return {stage: getattr(found, stage) for stage in STAGES}


@pytest.mark.parametrize(
    ("files", "success", "applied", "put_right"),
    [(0.0, 1.0, 0, 0), (1.0, 0.0, 1, 0), (1.0, 1.0, 1, 1)],
)
def test_what_is_certain_happens_to_all(
    files: float, success: float, applied: int, put_right: int
) -> None:
    found = reached(run_of(correction(files, success)))
    n = found["wronged"]
    assert n > 100
    assert found == {
        "wronged": n,
        "knew": n,
        "applied": n * applied,
        "answered": n * applied,
        "put_right": n * put_right,
    }


def test_who_is_not_told_gets_no_further() -> None:
    told = town.notice(little.by("sex", "share", female=1.0), after=3)
    run = run_of(correction(1.0, 1.0), told)
    women, men = (reached(run, "sex", level) for level in ("female", "male"))
    assert men["wronged"] > 50
    assert set(women.values()) == {women["wronged"]}
    assert [men[stage] for stage in STAGES[1:]] == [0, 0, 0, 0]
    assert days_to_right(run) == 10.0
    everybody = reached(run)
    assert all(everybody[stage] == women[stage] + men[stage] for stage in STAGES)


def test_appeals_are_answered_when_they_are_heard() -> None:
    """Nobody hears those of the last window."""
    run = run_of(town.appeal(1.0, 1.0, 0.0, 0), town.notice(0.5))
    found = reached(run)
    assert found["knew"] == found["wronged"] / 2  # what is expected
    assert abs(found["applied"] - found["knew"]) < 4 * math.sqrt(found["wronged"]) / 2
    table = run.tallies.total("appeals_waiting", "window")
    waiting = int(table[table["window"] == 11]["count"].sum())
    assert 0 < waiting == found["applied"] - found["answered"]
    assert found["put_right"] == found["answered"]
    assert 0.0 < days_to_right(run) <= 30.0


def test_no_way_back_is_the_end_of_it() -> None:
    run = run_of()
    found = reached(run)
    assert (found["applied"], found["answered"], found["put_right"]) == (0, 0, 0)
    assert math.isnan(days_to_right(run))


def test_few_records_have_no_share() -> None:
    city = lived_run()
    (everybody,) = (it for it in funnels_of(city) if it.group.dimension == "everybody")
    assert everybody.reached("applied").value == everybody.applied / everybody.wronged
    few = Funnel(everybody.group, 29, 29.0, 10, 10, 10)
    assert few.reached("applied").value is None
    assert few.reached("applied").n == 29


def test_review_is_what_the_fields_and_the_document_say() -> None:
    run = lived_run()
    (found,) = reviews_of(run)
    shares = [
        value
        for window, name, key, value in run.outcome.fields
        if (name, key) == ("review_share", "crossing-cameras") and window < run.windows
    ]
    assert len(shares) == run.windows
    assert found.sensor == "crossing-cameras"
    days = run.outcome.window_days
    looked = sum(n * value for n, value in zip(days, shares, strict=True)) / sum(days)
    assert found.looked_at == pytest.approx(looked, rel=1e-12)
    assert found.wrong_caught == pytest.approx(found.looked_at * 0.6 * 0.6)
    assert found.right_lost == pytest.approx(found.looked_at * 0.02)
