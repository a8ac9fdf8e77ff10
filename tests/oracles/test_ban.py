"""A2: a ban at a number of active records that clears them, and records that never lapse.

The published chain has records that lapse after an exponential time (test_lapse.py); these lapse
after a fixed number of days. With two records the ban can be worked out for that law too: exactly
from day to day, and in the long run by renewal, D / (D + time to the next ban).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import poisson

from glasscity.documents.resolve import City
from glasscity.tables.law import LIST_FORGETS, Books
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import act, city, conduct, live
from oracles.near import assert_share
from oracles.reading import at_end
from oracles.sabotage import change_books, late, other_terms
from reference_tests.town import listing, regime, registry
from strategies.words import Words, quantity, title

PEOPLE = 60_000


@dataclass(frozen=True)
class Ban:
    """Two records that each stand for ``period`` days ban for ``term`` days and are cleared."""

    rate: float
    period: int
    term: int
    days: int

    def city(self) -> City:
        words = listing("spit", count=2, period=self.period, term=self.term) | {"forgets": True}
        rules = regime(self.days // 10, sensors=[registry("book", "spit")], instruments=[words])
        return city(rules, conduct(act("spit", self.rate), bound=self.rate))

    def shares(self, days: int) -> list[float]:
        """Who is banned at the end of each day.

        At dawn people are clear, or have a record with so many days to go, or so many days of ban.
        """
        mean = self.rate / YEAR_DAYS
        none = math.exp(-mean)
        one = mean * none
        clear, record, ban = 1.0, np.zeros(self.period), np.zeros(self.term)
        banned: list[float] = []
        for _ in range(days):
            entering = clear * (1.0 - none - one) + float(record.sum()) * (1.0 - none)
            banned.append(entering + float(ban.sum()))
            new, record = clear * one, record * none
            clear = clear * none + float(record[:2].sum()) + float(ban[:2].sum())
            record, ban = np.append(record[1:], new), np.append(ban[1:], entering)
            record[0] = ban[0] = 0.0
        return banned

    def renewal(self) -> float:
        """The long run, of instants in place of days."""
        to_two = (1.0 + 1.0 / -math.expm1(-self.rate * self.period / YEAR_DAYS)) / self.rate
        term = self.term / YEAR_DAYS
        return term / (term + to_two)


def drawn(seed: int) -> Ban:
    chance = np.random.default_rng(seed)
    rate = float(chance.uniform(3.0, 12.0))
    period, term = (int(n) for n in chance.integers(20, 90, 2))
    return Ban(rate, period, term, 10 * int(chance.integers(20, 60)))


def check(ban: Ban, outcome: Outcome) -> None:
    on_list = at_end(outcome, "people_listed", "watched")
    assert_share("A2: banned", on_list, PEOPLE, ban.shares(ban.days)[-1])


@pytest.mark.parametrize("seed", range(80, 84))
def test_the_ban_agrees_with_renewal_in_the_long_run(seed: int) -> None:
    ban = drawn(seed)
    settled = ban.shares(4000)[-1]
    assert settled == pytest.approx(ban.renewal(), rel=0.03)
    assert ban.shares(ban.days)[0] < 0.01


@pytest.mark.parametrize("seed", range(80, 84))
def test_a_ban_at_two_records_that_clears_them(seed: int) -> None:
    ban = drawn(seed)
    check(ban, live(ban.city(), PEOPLE, 10, seed))


def without_clearing(books: Books) -> Books:
    lists = books.lists.copy()
    lists[:, LIST_FORGETS] = 0
    return books._replace(lists=lists)


SABOTAGES = {"one day long": other_terms(3), "late lapse": late(9), "no clearing": without_clearing}


@pytest.mark.slow
@pytest.mark.parametrize("name", SABOTAGES)
def test_a_ban_of_another_length_or_memory_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ban = Ban(9.0, 45, 25, 400)
    check(ban, live(ban.city(), PEOPLE, 10, 85))
    change_books(monkeypatch, SABOTAGES[name])
    with pytest.raises(AssertionError, match=r"A2: banned: .* is not"):
        check(ban, live(ban.city(), PEOPLE, 10, 85))


def dossier(most: int, *starts: int) -> Words:
    return {
        "kind": "dossier",
        "id": "file",
        "title": title("file"),
        "strikes": ["spit"],
        "most": quantity(most, "records"),
        "bands": [
            {"id": f"from-{n}", "title": title(f"{n}"), "from": quantity(n, "records")}
            for n in (0, *starts)
        ],
    }


def check_strikes(outcome: Outcome, rate: float, starts: tuple[int, ...]) -> None:
    """Strikes never lapse: a Poisson number by the whole time that has passed."""
    mean = rate * sum(outcome.window_days) / YEAR_DAYS
    for low, high in zip((0, *starts), (*starts, None), strict=True):
        above = 0.0 if high is None else float(poisson.sf(high - 1, mean))
        exact = float(poisson.sf(low - 1, mean)) - above
        people = at_end(outcome, "people_in_band", f"file/recorded/from-{low}")
        assert_share(f"A2: {low} strikes or more", people, PEOPLE, exact)


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "most", "starts"), [(0.8, 3, (1, 3)), (2.0, 200, (2, 4, 5))])
def test_strikes_never_lapse(rate: float, most: int, starts: tuple[int, ...]) -> None:
    rules = regime(90, sensors=[registry("book", "spit")], instruments=[dossier(most, *starts)])
    outcome = live(city(rules, conduct(act("spit", rate), bound=rate)), PEOPLE, 8, 9)
    check_strikes(outcome, rate, starts)
    with pytest.raises(AssertionError, match=r"strikes or more: .* is not"):
        check_strikes(outcome, rate * 1.1, starts)
