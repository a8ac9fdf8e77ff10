"""Firms whose standing falls on their legal representatives: as many coins as firms.

No target of its own: a firm is listed in a window with chance a. Who represents k firms hears of
one or more with chance 1 - (1 - a)^k, and with r firms a head k is r rounded down or up.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.engine import firms
from glasscity.engine.firms import Firms
from oracles.little import PER_WINDOW, act, city, conduct, live, never, population, stratum
from oracles.near import assert_count, assert_exact, assert_share
from oracles.reading import at_end, total
from reference_tests.town import listing, regime, registry
from strategies.firms import as_firms
from strategies.words import quantity, title

WOMEN, MEN = stratum(sex="female"), stratum(sex="male")
PEOPLE = 60_000


@dataclass(frozen=True)
class Trade:
    """Women lead ``firms`` firms a head, each listed in a window with chance ``enters``."""

    enters: float
    firms: float

    def city(self) -> City:
        heard = listing("led", count=1, period=9, term=99) | {"id": "heard"}
        spread = {
            "id": "spread",
            "title": title("spread"),
            "of": "firms",
            "when": {"instrument": "watched"},
            "as": "led",
        }
        led_by = {"by": "sex", "levels": ["female"]}
        rules = regime(
            1,
            instruments=[heard],
            spreads=[spread],
            firms={"regime": "firms", "led_by": led_by},
        )
        return replace(city(rules, never("led")), firms=self.of_firms())

    def of_firms(self) -> City:
        watched = listing("dumping", count=1, period=9, term=99)
        rules = regime(1, sensors=[registry("book", "dumping")], instruments=[watched])
        deeds = conduct(act("dumping", self.enters, PER_WINDOW), bound=1.0, unit=PER_WINDOW)
        there = population(people=quantity(round(self.firms * PEOPLE), "people"))
        documents = (rules, deeds, there)
        words = (it.model_dump(mode="json", by_alias=True, exclude_none=True) for it in documents)
        of_firms = [as_firms(part) for part in words]
        return city(
            Regime.model_validate(of_firms[0]),
            Conduct.model_validate(of_firms[1]),
            Population.model_validate(of_firms[2]),
        )


def check(trade: Trade) -> None:
    """One window to be listed in, one for the news."""
    outcome = live(trade.city(), {WOMEN: PEOPLE, MEN: PEOPLE}, 2, seed=61)
    few = math.floor(trade.firms)
    of_more = trade.firms - few
    spared = (1 - trade.enters) ** few * (1 - of_more * trade.enters)
    heard = at_end(outcome, "people_listed", "heard", [WOMEN])
    assert_share(f"house: leaders of the listed, {trade}", heard, PEOPLE, 1 - spared)
    assert_exact("house: men lead no firm", at_end(outcome, "people_listed", "heard", [MEN]), 0)
    told = total(outcome, "spread", "spread", window=0)
    there = round(trade.firms * PEOPLE)
    name = f"house: records on leaders, {trade}"
    assert_count(name, told, there * trade.enters, 1 - trade.enters)


CASES = [Trade(0.3, 0.8), Trade(0.25, 2.5)]


@pytest.mark.parametrize("trade", CASES, ids=str)
def test_what_firms_do_falls_on_their_leaders(trade: Trade) -> None:
    check(trade)


def _anybody(of: Firms) -> None:
    of.leader = np.arange(len(of.leader)) % (2 * PEOPLE)


def _one_each(of: Firms) -> None:
    of.turn[:] = 0


@pytest.mark.slow
@pytest.mark.parametrize("error", [_anybody, _one_each])
def test_wrong_leaders_are_noticed(
    error: Callable[[Firms], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wrong(Firms):
        def step(self, window: int) -> None:
            error(self)
            super().step(window)

    monkeypatch.setattr(firms, "Firms", Wrong)
    with pytest.raises(AssertionError, match="house: "):
        check(CASES[1])
