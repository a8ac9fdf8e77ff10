"""Known laws that a run must follow, with no response and perfect or thinned sight."""

from __future__ import annotations

import math

import numpy as np
import pytest

from glasscity.vocabulary.codes import Column, Event
from reference_tests.town import conduct, deed, ledger, lines, listing, live, regime, registry, rule
from strategies.words import Words, quantity, title

PEOPLE = 300


def poisson_factor(name: str, rate: float) -> Words:
    return {
        "id": name,
        "title": title(name),
        "spread": quantity(0.0, "spread"),
        "bound": quantity(rate, "per person-year"),
    }


def test_records_are_a_thinned_poisson_process_with_false_ones_added() -> None:
    """Deeds at rate 4 a year, 0.3 of them recorded, and 0.5 false records a year."""
    spit = deed("spit", factor="f", rate=quantity(4.0, "per person-year"))
    book = registry("book", "spit", completeness=0.3) | {
        "false_records": quantity(0.5, "per person-year")
    }
    deeds = conduct(spit, factors=[poisson_factor("f", 4.0)])
    result = live(regime(n_days=73, sensors=[book]), deeds, 5, people=PEOPLE)
    years = 365 / 365.25 * PEOPLE
    for code, rate in ((Event.DEED, 4.0), (Event.RECORDED, 1.2), (Event.FALSE, 0.5)):
        mean = rate * years
        assert len(lines(result, code)) == pytest.approx(mean, abs=4 * math.sqrt(mean))


def test_active_records_are_poisson() -> None:
    """Rate 6 a year, each counting 90 days: the count at the end is Poisson(6 * 90 / 365.25)."""
    spit = deed("spit", factor="f", rate=quantity(6.0, "per person-year"))
    deeds = conduct(spit, factors=[poisson_factor("f", 6.0)])
    watched = listing("spit", count=200, period=90, term=None)
    rules = regime(n_days=60, sensors=[registry("book", "spit")], instruments=[watched])
    counts = np.array(list(live(rules, deeds, 3, people=PEOPLE).counts[0].values()))
    mean = 6.0 * 90 / 365.25
    assert counts.mean() == pytest.approx(mean, abs=4 * math.sqrt(mean / PEOPLE))
    variance = math.sqrt((mean + 2 * mean**2) / PEOPLE)
    assert counts.var() == pytest.approx(mean, abs=4 * variance)


def test_a_bounded_score_is_a_birth_death_chain() -> None:
    """One up with 0.3, one down with 0.2, a window; from 2 in [0, 4], after 12 windows."""
    shared = {"id": "f", "title": title("f"), "spread": quantity(0.0, "spread")}
    kinds = [
        deed(name, factor="f", rate=quantity(rate, "per window"))
        for name, rate in (("up", 0.3), ("down", 0.2))
    ]
    deeds = conduct(*kinds, factors=[shared | {"bound": quantity(0.5, "per window")}])
    words = ledger(2, 0, 4, rule("up", "up", 1), rule("down", "down", -1))
    rules = regime(sensors=[registry("book", "up", "down")], instruments=[words])
    scores = live(rules, deeds, 12, people=3 * PEOPLE).scores[Column.RECORDED]
    step = np.diag([0.3] * 4, 1) + np.diag([0.2] * 4, -1)
    chain = step + np.diag(1 - step.sum(axis=1))
    law = np.linalg.matrix_power(chain, 12)[2]
    shares = np.bincount(list(scores.values()), minlength=5) / len(scores)
    assert shares == pytest.approx(law, abs=4 * 0.5 / math.sqrt(len(scores)))
    assert np.abs(shares - 0.2).max() > 0.05
