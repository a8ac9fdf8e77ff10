"""A2: records that lapse. The number still active is a Poisson law of rate times lifetime.

True of any law of the lifetime; ours is a fixed number of days. Where people differ by a
gamma law, the number is negative binomial.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import act, census, city, conduct, live
from oracles.near import Counts, Values, assert_exact, assert_mean, assert_share, size
from oracles.reading import scores
from oracles.sabotage import change_books, late
from reference.agenda import Agenda, Due
from reference.city import run
from reference_tests.town import ledger, regime, registry, rule

MOST = 60
"""Active records beyond which no score is looked at; a floor no one meets."""


@dataclass(frozen=True)
class Demerits:
    """A point off at ``rate`` a year, given back after ``lifetime`` days; ``spread`` of people."""

    rate: float
    lifetime: int
    spread: float = 0.0

    def city(self) -> City:
        points = ledger(0, -MOST, 1, rule("off", "spit", -1, expires=self.lifetime))
        rules = regime(self.lifetime // 4, sensors=[registry("book", "spit")], instruments=[points])
        deeds = conduct(act("spit", self.rate), bound=self.rate, spread=self.spread)
        return city(rules, deeds)

    def law(self) -> Values:
        """Chances of 0, 1, ... active records once the first have lapsed."""
        mean = self.rate * self.lifetime / YEAR_DAYS
        counts = np.arange(MOST + 1)
        if self.spread == 0.0:
            chances: Values = poisson.pmf(counts, mean)
        else:
            shape = self.spread**-2
            chances = nbinom.pmf(counts, shape, shape / (shape + mean))
        return chances


def check(outcome: Outcome, law: Values) -> None:
    """Active records on the last day: the score, from the top down."""
    check_active(scores(outcome, -MOST, 1)[MOST::-1], law)


def check_active(people: Counts, law: Values) -> None:
    """People by active records."""
    everybody = int(people.sum())
    assert_mean("A2: active records", people, np.arange(MOST + 1.0), law)
    for k in range(6):
        assert_share(f"A2: {k} active", int(people[k]), everybody, float(law[k]))
    rest = float(law[6:].sum())
    assert_share("A2: 6 or more active", int(people[6:].sum()), everybody, rest)


PUBLISHED = Demerits(0.3, 1461)
"""1.2 active records, as of 0.4 a year that stand for three; four years are whole days."""
FORTNIGHT = Demerits(30.0, 14)
UNLIKE = replace(PUBLISHED, spread=1.0)
CASES = [PUBLISHED, FORTNIGHT, UNLIKE, replace(FORTNIGHT, spread=0.7)]


def test_the_published_vector() -> None:
    law = PUBLISHED.law()
    for k, chance in enumerate((0.301194, 0.361433, 0.216860, 0.086744, 0.026023)):
        assert_exact(f"A2: published chance of {k} active", float(law[k]), chance, within=1e-6)
    assert_exact("A2: published chance of 4 or more", float(law[4:].sum()), 0.033769, within=1e-6)


@pytest.mark.parametrize("demerits", CASES, ids=str)
def test_active_records_follow_their_law(demerits: Demerits) -> None:
    """Six quarters of a lifetime: the first records have lapsed."""
    check(live(demerits.city(), size(200_000, 2_000_000), 6, seed=5), demerits.law())


@pytest.mark.slow
@pytest.mark.parametrize("demerits", [FORTNIGHT, replace(FORTNIGHT, spread=0.7)], ids=str)
@pytest.mark.parametrize("days", [-1, 1])
def test_a_lapse_one_day_off_is_noticed(
    demerits: Demerits, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_books(monkeypatch, late(days))
    with pytest.raises(AssertionError, match=r"active records: .* is not"):
        check(live(demerits.city(), 200_000, 6, seed=5), demerits.law())


@pytest.mark.slow
def test_people_who_are_alike_are_told_from_people_who_differ() -> None:
    outcome = live(PUBLISHED.city(), 200_000, 6, seed=5)
    with pytest.raises(AssertionError, match=r"0 active: .* is not"):
        check(outcome, UNLIKE.law())


def by_reference(demerits: Demerits, people: int) -> Counts:
    """People by active records, as lived by the reference interpreter."""
    of, windows = demerits.city(), 6
    result = run(of.regime, of.conduct, of.population, census(people), windows, key_of(5))
    active = [-score for score in result.scores[0].values()]
    return np.bincount(active, minlength=MOST + 1).astype(np.int64)


@pytest.mark.slow
def test_a_lapse_counted_from_the_one_before_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clock for all records: each begins to lapse only when the one before has lapsed.

    Lived by the reference interpreter, whose words can be changed while it runs.
    """
    check_active(by_reference(FORTNIGHT, 28_000), FORTNIGHT.law())
    last: dict[int, int] = {}
    honest = Agenda.put_due

    def in_a_row(agenda: Agenda, day: int, kind: Due, row: int, payload: int) -> None:
        if row == 0:
            day = max(day, last.get(id(agenda), 0) + FORTNIGHT.lifetime)
            last[id(agenda)] = day
        honest(agenda, day, kind, row, payload)

    monkeypatch.setattr(Agenda, "put_due", in_a_row)
    with pytest.raises(AssertionError, match=r"active.*: .* is not"):
        check_active(by_reference(FORTNIGHT, 28_000), FORTNIGHT.law())
