"""Standings passed on along ties: who is listed lists friends, by binomial thinning.

No target of its own: who has k friends, each listed in a window with chance a, hears of one or
more of them with chance 1 - (1 - a)^k.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.chance import ONE
from glasscity.documents.resolve import City
from glasscity.engine import society
from glasscity.engine.society import Sent, Society
from glasscity.engine.ties import I32, draw_ties
from glasscity.lowering.ties import ANY_SIDE, Tie
from glasscity.tables.law import I64, Frame
from oracles.little import PER_WINDOW, act, city, conduct, live, population, stratum
from oracles.near import assert_exact, assert_share
from oracles.reading import at_end, total
from reference_tests.town import listing, regime, registry
from strategies.words import quantity, title

PEOPLE = 60_000
WOMEN, MEN = stratum(sex="female"), stratum(sex="male")


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


@dataclass(frozen=True)
class Couples:
    """Women and men, as many of each, of whom a share ``looks`` for a partner.

    Women alone are listed, with chance ``enters``, and it is passed on to their husbands.
    """

    enters: float
    looks: float

    def city(self) -> City:
        kin = Kin(self.enters, 1).city()
        words = kin.population.ties[0].model_dump(by_alias=True, mode="json", exclude_none=True)
        sides = {"by": "sex", "one": ["female"], "other": ["male"]}
        words |= {"by": "age", "looks": quantity(self.looks, "share"), "between": sides}
        levels = {"female": quantity(1.0, "multiple"), "male": quantity(0.0, "multiple")}
        only = {"by": "sex", "levels": levels}
        spit = act("spit", self.enters, PER_WINDOW, by=[only])
        deeds = conduct(spit, act("kin-of-listed", 0.0, PER_WINDOW), bound=1.0, unit=PER_WINDOW)
        return city(kin.regime, deeds, population(ties=[words]))


def check_couples(couples: Couples) -> None:
    """F women and M men look: the fewer of both are paired, np - sqrt(npq/pi) of n in the mean."""
    outcome = live(couples.city(), {WOMEN: PEOPLE, MEN: PEOPLE}, 2, seed=31)
    spread = math.sqrt(PEOPLE * couples.looks * (1.0 - couples.looks) / math.pi)
    paired = couples.looks - spread / PEOPLE
    heard = at_end(outcome, "people_listed", "heard", [MEN])
    assert_share(
        f"house: husbands of the listed, {couples}", heard, PEOPLE, paired * couples.enters
    )
    wives = at_end(outcome, "people_listed", "heard", [WOMEN])
    assert_exact(f"house: wives of the listed, {couples}", wives, 0)


@pytest.mark.parametrize("couples", [Couples(0.3, 0.7), Couples(0.5, 0.2)], ids=str)
def test_wives_pass_it_on_to_their_husbands(couples: Couples) -> None:
    check_couples(couples)


@pytest.mark.slow
@pytest.mark.parametrize("forgets", ["looks", "side"])
def test_couples_drawn_from_everybody_are_noticed(
    forgets: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = draw_ties

    def of_all(tie: Tie, place: int, starts: I64, key: tuple[int, int]) -> I32:
        all_look = replace(tie, looks_below=np.full_like(tie.looks_below, ONE))
        no_sides = replace(tie, side=np.full_like(tie.side, ANY_SIDE))
        return honest(all_look if forgets == "looks" else no_sides, place, starts, key)

    monkeypatch.setattr(society, "draw_ties", of_all)
    with pytest.raises(AssertionError, match="house: "):
        check_couples(Couples(0.3, 0.7))


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
