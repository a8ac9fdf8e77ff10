"""A4 (iii) and (iv): mistakes that stay among look-alikes with a share, and else leave them.

Per head and window of group g: ``eps d [h_g M_g / N_g + sum over others j of (1 - h_j) M_j /
(N - N_j)]``, M the deeds and N the heads. With ``h_g = N_g / N`` everybody bears the same, whoever
did it (A4 (iii)). With two groups of people alike in their deeds it is the published A4 (iv): there
the doer's own head (see test_blame) makes no difference.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from glasscity.documents.resolve import City
from glasscity.engine import settle
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import DIMENSIONS
from oracles.little import PER_WINDOW, act, by, city, conduct, live, population, stratum
from oracles.near import assert_count, assert_share
from oracles.reading import at_end, total
from reference_tests.town import camera, listing, regime
from strategies.words import Words, quantity

WINDOWS = 20
SEXES = tuple(DIMENSIONS["sex"])
AGES = tuple(DIMENSIONS["age"])[:3]


@dataclass(frozen=True)
class Mix:
    """Groups by sex or age: their people, deeds a window, and shares of mistakes that stay."""

    levels: tuple[str, ...]
    people: tuple[int, ...]
    rates: tuple[float, ...]
    stay: tuple[float, ...]
    detection: float
    eps: float

    @property
    def dimension(self) -> str:
        return "sex" if self.levels == SEXES else "age"

    @property
    def strata(self) -> list[int]:
        return [stratum(**{self.dimension: level}) for level in self.levels]

    def each(self, g: int) -> float:
        """Wrongful records a window of each person of a group."""
        deeds = [m * n for m, n in zip(self.rates, self.people, strict=True)]
        everybody = sum(self.people)
        own = self.stay[g] * deeds[g] / self.people[g]
        others = sum(
            (1.0 - self.stay[j]) * deeds[j] / (everybody - self.people[j])
            for j in range(len(self.people))
            if j != g
        )
        return self.eps * self.detection * (own + others)

    def city(self) -> City:
        levels = dict(zip(self.levels, self.rates, strict=True))
        busiest = max(self.rates)
        dimension = "sex" if self.dimension == "sex" else "age"
        rates = _by(dimension, "multiple", {k: m / busiest for k, m in levels.items()})
        eye = camera(
            "eye",
            "cross",
            detection=quantity(self.detection, "chance"),
            miss=quantity(self.eps, "chance"),
            homophily=_by(dimension, "share", dict(zip(self.levels, self.stay, strict=True))),
        )
        deeds = conduct(
            act("cross", busiest, PER_WINDOW, by=[rates]), bound=busiest, unit=PER_WINDOW
        )
        return city(regime(30, sensors=[eye]), deeds)


def _by(dimension: str, unit: str, given: dict[str, float]) -> Words:
    names = DIMENSIONS[dimension]
    return {
        "by": dimension,
        "levels": {
            name: {"value": given.get(name, 0.0), "unit": unit, "assumed": "one of the drawn sets"}
            for name in names
        },
    }


def mixes() -> list[Mix]:
    """Drawn sets: A4 (iv) with the published rates and h, other ones, three groups, A4 (iii)."""
    luck = random.Random(404)
    published = Mix(SEXES, (100_000, 400_000), (0.5, 0.02), (0.9, 0.9), 0.9, 0.4)
    drawn = [published]
    for levels in (SEXES, AGES):
        people = tuple(luck.randrange(100_000, 300_000) for _ in levels)
        rates = tuple(round(luck.uniform(0.1, 0.9), 3) for _ in levels)
        stay = tuple(round(luck.uniform(0.1, 0.9), 3) for _ in levels)
        mix = Mix(levels, people, rates, stay, luck.uniform(0.5, 1.0), luck.uniform(0.2, 0.5))
        drawn += [mix, replace(mix, stay=tuple(n / sum(people) for n in people))]
    return drawn


MIXES = mixes()


def check(mix: Mix, outcome: Outcome) -> None:
    """Wrongful records by group; all that is pinned falls on somebody."""
    windows = len(outcome.window_days) - 1
    for g, (where, n) in enumerate(zip(mix.strata, mix.people, strict=True)):
        got = total(outcome, "false_records", "eye/cross", [where])
        name = f"A4: wrongful records, {mix.levels[g]}"
        assert_count(name, got, mix.each(g) * n * windows, dispersion=2.0)
    deeds = sum(m * n for m, n in zip(mix.rates, mix.people, strict=True))
    whole = mix.eps * mix.detection * deeds * windows
    wrongful = total(outcome, "false_records", "eye/cross")
    assert_count("A4: all wrongful records", wrongful, whole, dispersion=2.0)


def run(mix: Mix) -> Outcome:
    return live(mix.city(), dict(zip(mix.strata, mix.people, strict=True)), WINDOWS, seed=71)


def test_the_published_vector() -> None:
    """h = .9, 200 people at .5 and 800 at .02."""
    vector = Mix(SEXES, (200, 800), (0.5, 0.02), (0.9, 0.9), 0.3, 0.1)
    assert [vector.each(0), vector.each(1)] == pytest.approx([0.01374, 0.000915], abs=1e-9)
    assert 200 * vector.each(0) + 800 * vector.each(1) == pytest.approx(3.48)


@pytest.mark.parametrize("mix", MIXES, ids=range(len(MIXES)))
def test_mistakes_leave_the_look_alikes_with_a_share(mix: Mix) -> None:
    check(mix, run(mix))


@pytest.mark.parametrize("mix", [MIXES[2], MIXES[4]], ids=["sex", "age"])
def test_as_many_as_heads_means_everybody_alike(mix: Mix) -> None:
    each = (
        mix.eps
        * mix.detection
        * sum(m * n for m, n in zip(mix.rates, mix.people, strict=True))
        / sum(mix.people)
    )
    assert [mix.each(g) for g in range(len(mix.people))] == pytest.approx([each] * len(mix.people))


def lose_leavers(pool: list[float], heads: list[float], homophily: list[float]) -> list[float]:
    """What leaves the look-alikes is charged to nobody."""
    return [h * p / n if n else 0.0 for h, p, n in zip(homophily, pool, heads, strict=True)]


def all_stay(pool: list[float], heads: list[float], _: list[float]) -> list[float]:
    """Everything stays in the own group."""
    return lose_leavers(pool, heads, [1.0] * len(pool))


@pytest.mark.slow
@pytest.mark.parametrize("error", [lose_leavers, all_stay])
def test_a_wrong_mix_is_noticed(
    error: Callable[..., list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "_dealt", error)
    with pytest.raises(AssertionError, match=r"A4: .* is not"):
        check(MIXES[0], run(MIXES[0]))


# ---- the same people again and again, or anybody


SPREAD = 1.5
CROWD, LENGTH = 400_000, 12


def resembling(look_alikes: str) -> City:
    """A camera whose false hits list people; some are taken for others far more often."""
    eye = camera("eye", "cross", miss=quantity(0.08, "chance"), look_alikes=look_alikes)
    watched = listing("cross", count=1, period=16_000, term=None)
    deeds = conduct(
        act("cross", 1.0, PER_WINDOW, by=[by("online", "multiple", online=1.0)]),
        bound=1.0,
        unit=PER_WINDOW,
    )
    rules = regime(30, sensors=[eye], instruments=[watched])
    return city(rules, deeds, population(look_alike_spread=quantity(SPREAD, "spread")))


def ever(look_alikes: str, mean: float) -> float:
    """The chance of at least one wrongful record."""
    if look_alikes == "fresh":
        return -math.expm1(-mean)
    shape = SPREAD**-2
    return 1.0 - float((shape / (shape + mean)) ** shape)


def check_resemblance(look_alikes: str, outcome: Outcome) -> None:
    """Those who did nothing: half of the people, who bear half of the mistakes."""
    innocent = stratum(online="offline")
    got = at_end(outcome, "people_listed", "watched", [innocent])
    exact = ever(look_alikes, 0.08 / 2 * (LENGTH - 1))
    assert_share(f"A4: ever blamed, {look_alikes}", got, CROWD // 2, exact)


def blame(look_alikes: str) -> Outcome:
    half = {stratum(online=level): CROWD // 2 for level in DIMENSIONS["online"]}
    return live(resembling(look_alikes), half, LENGTH, seed=73)


@pytest.mark.parametrize("look_alikes", ["persistent", "fresh"])
def test_errors_gather_on_lasting_look_alikes_only(look_alikes: str) -> None:
    check_resemblance(look_alikes, blame(look_alikes))


@pytest.mark.slow
def test_taking_one_kind_of_look_alikes_for_the_other_is_noticed() -> None:
    with pytest.raises(AssertionError, match=r"A4: ever blamed, .* is not"):
        check_resemblance("persistent", blame("fresh"))
