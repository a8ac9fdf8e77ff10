"""A2: records that lapse after an exponential time, and a ban at a number of active ones.

The time from k to k + 1 active records is h_k = (1 + k m h_{k-1}) / lambda, h_0 = 1 / lambda, with
records at rate lambda and lapses at rate m each; a ban at n comes after their sum on average.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.tables.law import LIST_LAPSE, Books
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import act, city, conduct, live
from oracles.near import assert_exact, assert_number, draws
from oracles.sabotage import change_books
from reference_tests.town import listing, regime, registry

PEOPLE, WINDOW = 20_000, 20


@dataclass(frozen=True)
class Ban:
    """Records at ``rate`` a year, each active for ``mean`` days on average, ban at ``count``."""

    rate: float
    mean: int
    count: int

    def city(self) -> City:
        words = listing("spit", count=self.count, period=self.mean, term=None)
        words |= {"lapse": "memoryless"}
        rules = regime(WINDOW, sensors=[registry("book", "spit")], instruments=[words])
        return city(rules, conduct(act("spit", self.rate), bound=self.rate))

    @property
    def gaps(self) -> list[float]:
        """h_0 to h_{n-1}, in years."""
        found = [1.0 / self.rate]
        for k in range(1, self.count):
            found.append((1.0 + k * YEAR_DAYS / self.mean * found[-1]) / self.rate)
        return found


def check(ban: Ban) -> None:
    """Until nobody is left: twenty times the mean; what is entered in a window is in its middle."""
    windows = math.ceil(20 * sum(ban.gaps) * YEAR_DAYS / WINDOW)
    outcome = live(ban.city(), PEOPLE, windows, seed=67)
    column = outcome.columns.index(("list_entries", "watched/true"))
    mine = outcome.column == column
    entries = np.bincount(outcome.window[mine], outcome.count[mine], minlength=windows)
    assert_exact(f"A2: everybody is banned in the end, {ban}", int(entries.sum()), PEOPLE)
    times = (np.arange(windows) + 0.5) * WINDOW / YEAR_DAYS
    mean = float(times @ entries) / PEOPLE
    spread = math.sqrt(float((times - mean) ** 2 @ entries) / PEOPLE)
    error = spread / math.sqrt(PEOPLE)
    assert_number(f"A2: time to a ban, {ban}", mean, sum(ban.gaps), error)


def drawn(number: int) -> Ban:
    luck = draws(number)
    rate = round(float(luck.uniform(4.0, 8.0)), 2)
    return Ban(rate, int(luck.integers(120, 300)), int(luck.integers(2, 4)))


@pytest.mark.parametrize("number", [1, 2])
def test_a_ban_comes_after_the_published_times(number: int) -> None:
    check(drawn(number))


def _fixed(books: Books) -> Books:
    lists = books.lists.copy()
    lists[:, LIST_LAPSE] = -1
    return books._replace(lists=lists)


def _slower(books: Books) -> Books:
    """Each record lapses twice as late."""
    return books._replace(lapses=np.repeat(books.lapses, 2, axis=1))


@pytest.mark.slow
@pytest.mark.parametrize("change", [_fixed, _slower])
def test_other_lapses_are_noticed(
    change: Callable[[Books], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    change_books(monkeypatch, change)
    with pytest.raises(AssertionError, match="A2: time to a ban"):
        check(Ban(6.0, 180, 3))
