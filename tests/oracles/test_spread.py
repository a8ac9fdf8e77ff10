"""Standings passed on along ties: who is listed lists friends, by binomial thinning.

No target of its own: who has k friends, each listed in a window with chance a, hears of one or
more of them with chance 1 - (1 - a)^k.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.engine import society
from glasscity.engine.society import Sent, Society
from glasscity.engine.ties import I32, draw_ties
from glasscity.lowering.ties import Tie
from glasscity.tables.law import I64, Frame
from oracles.little import PER_WINDOW, act, city, conduct, live, population
from oracles.near import assert_share
from oracles.reading import at_end, total
from reference_tests.town import listing, regime, registry
from strategies.words import quantity, title

PEOPLE = 60_000


@dataclass(frozen=True)
class Kin:
    """Everybody has ``ties`` relatives, and is listed in a window with chance ``enters``."""

    enters: float
    ties: int

    def city(self) -> City:
        kin = {
            "id": "kin",
            "title": title("kin"),
            "degree": quantity(self.ties, "people"),
            "homophily": quantity(0.0, "share"),
            "by": "sex",
        }
        listed = listing("spit", count=1, period=9, term=99)
        heard = listing("kin-of-listed", count=1, period=9, term=99) | {"id": "heard"}
        spread = {
            "id": "spread",
            "title": title("spread"),
            "when": {"instrument": listed["id"]},
            "as": "kin-of-listed",
            "along": "kin",
        }
        rules = regime(
            1, sensors=[registry("book", "spit")], instruments=[listed, heard], spreads=[spread]
        )
        spit = act("spit", self.enters, PER_WINDOW)
        deeds = conduct(spit, act("kin-of-listed", 0.0, PER_WINDOW), bound=1.0, unit=PER_WINDOW)
        return city(rules, deeds, population(ties=[kin]))


def check(kin: Kin) -> None:
    """One window to be listed in, one for the news; nobody leaves a list without a term."""
    outcome = live(kin.city(), PEOPLE, 2, seed=29)
    heard = at_end(outcome, "people_listed", "heard")
    exact = 1.0 - (1.0 - kin.enters) ** kin.ties
    assert_share(f"house: kin of the listed, {kin}", heard, PEOPLE, exact)
    told = total(outcome, "spread", "spread", window=0)
    share = told / kin.ties
    assert_share(f"house: records on kin, {kin}", round(share), PEOPLE, kin.enters)


CASES = [Kin(0.05, 1), Kin(0.02, 4), Kin(0.3, 2)]


@pytest.mark.parametrize("kin", CASES, ids=str)
def test_kin_of_the_listed_hear_of_it(kin: Kin) -> None:
    check(kin)


@pytest.mark.slow
def test_kin_who_are_drawn_anew_by_nobody_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record falls on the listed themselves: as many records, on other people."""
    honest = draw_ties

    def alone(tie: Tie, place: int, starts: I64, key: tuple[int, int]) -> I32:
        table = honest(tie, place, starts, key)
        return np.tile(np.arange(table.shape[1], dtype=np.int32), (table.shape[0], 1))

    monkeypatch.setattr(society, "draw_ties", alone)
    with pytest.raises(AssertionError, match="house: kin of the listed"):
        check(CASES[1])


@pytest.mark.slow
def test_standings_passed_on_twice_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Society.pass_on

    def twice(self: Society, frame: Frame, tally: I64) -> list[Sent]:
        stood = self.stood.copy()
        sent = honest(self, frame, tally)
        self.stood = stood
        return sent + honest(self, frame, tally)

    monkeypatch.setattr(Society, "pass_on", twice)
    with pytest.raises(AssertionError, match="house: records on kin"):
        check(CASES[0])
