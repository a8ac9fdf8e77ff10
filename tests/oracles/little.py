"""Little cities for exact oracles: one law at a time, run by the engine that ships."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.engine import place
from glasscity.tables.census import Census
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA
from glasscity.vocabulary.terms import Dimension, Unit
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.validation import seed_of
from reference_tests import town
from strategies.words import Words, quantity, title

SOMEBODY = {name: levels[0] for name, levels in DIMENSIONS.items()}
"""The levels of stratum 0, in which people live unless a test says otherwise."""
YEARLY: Unit = "per person-year"
PER_WINDOW: Unit = "per window"


def act(name: str, rate: float, unit: Unit = YEARLY, **changes: object) -> Words:
    """A deed of the one factor ``f`` at this rate; neutral, so that groups may differ in it."""
    return town.deed(name, "neutral", factor="f", rate=quantity(rate, unit), **changes)


def conduct(
    *kinds: Words, bound: float, unit: Unit = YEARLY, spread: float = 0.0, **changes: object
) -> Conduct:
    """A catalogue of one factor with this bound."""
    factor = {
        "id": "f",
        "title": title("f"),
        "spread": quantity(spread, "spread"),
        "bound": quantity(bound, unit),
    }
    return town.conduct(*kinds, factors=[factor], **changes)


def never(name: str) -> Conduct:
    """A catalogue with a deed that nobody ever does, so that each record of it is false."""
    return conduct(act(name, 0.0), bound=1.0)


def by(dimension: Dimension, unit: Unit, **levels: float) -> Words:
    """A quantity for each level of a dimension; ``_`` stands for ``-``, others get 0."""
    given = {name.replace("_", "-"): value for name, value in levels.items()}
    assert set(given) <= set(DIMENSIONS[dimension])
    return {
        "by": dimension,
        "levels": {level: quantity(given.get(level, 0.0), unit) for level in DIMENSIONS[dimension]},
    }


def population(**changes: object) -> Population:
    """A population of even margins, all enrolled and all alike unless changed."""
    words = town.population().model_dump(by_alias=True, mode="json", exclude_none=True)
    return Population.model_validate(words | changes)


def city(rules: Regime, deeds: Conduct, people: Population | None = None) -> City:
    """Documents that fit one another, without references."""
    references = References(format="glasscity/references/1", entries={})
    return City(rules, people if people is not None else town.population(), deeds, references)


def stratum(**levels: str) -> int:
    """The number of the stratum of these levels, those of stratum 0 where nothing is said."""
    number = 0
    for name, choices in DIMENSIONS.items():
        number = number * len(choices) + choices.index(levels.get(name, SOMEBODY[name]))
    return number


def census(counts: Mapping[int, int] | int, weight: float = 1.0) -> Census:
    """So many people by stratum, or in stratum 0; each stands for ``weight`` people."""
    rows = np.zeros(N_STRATA, dtype=np.int64)
    for g, n in {0: counts}.items() if isinstance(counts, int) else counts.items():
        rows[g] = n
    return Census(rows, float(rows.sum()) * weight)


def live(
    of: City,
    counts: Mapping[int, int] | int,
    n_windows: int,
    seed: int,
    trace_every: int = 0,
    weight: float = 1.0,
) -> Outcome:
    """Run a little city with the engine, on both cores."""
    key, people = key_of(seed_of(seed)), census(counts, weight)
    return place.live(of, people, n_windows, key, threads=2, trace_every=trace_every)


def years(outcome: Outcome) -> float:
    """The length of a run in years."""
    return sum(outcome.window_days) / YEAR_DAYS
