"""What is usual in a place: how common each stratum is, and how often deeds are recorded there."""

from __future__ import annotations

import numpy as np

from glasscity.documents.city import City
from glasscity.documents.conduct import Kind
from glasscity.documents.levels import rate_in
from glasscity.documents.population import Margin, Population
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, F64
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS

MONTH_DAYS = YEAR_DAYS / 12


def weights(population: Population) -> F64:
    """The share of each stratum if dimensions went together by chance alone, shape (N_STRATA,).

    Which is not how a run is populated: good enough for a yardstick.
    """
    found = np.ones(N_STRATA)
    told: set[str] = set()
    for margin in population.margins:
        for axis, dimension in enumerate(margin.over):
            if dimension not in told:
                told.add(dimension)
                shares = _along(margin, axis)
                found *= [shares[labels_of(g)[dimension]] for g in range(N_STRATA)]
    total: float = found.sum()
    return found * (1.0 / total)


def _along(margin: Margin, axis: int) -> dict[str, float]:
    """The cells of a margin by one of its dimensions."""
    found: dict[str, float] = {}
    for level, cell in margin.cells.items():
        inner = cell.items() if isinstance(cell, dict) else [("", cell)]
        for other, number in inner:
            key = (level, other)[axis]
            found[key] = found.get(key, 0.0) + float(number)
    return found


def recorded_a_year(city: City, deed: Kind) -> float:
    """Records of a kind per person-year, of whomever, as long as conduct is unregulated.

    At the shares of the beginning: of those who know the rules, and of attention.
    """
    people = weights(city.population)
    rates = np.array([rate_in(deed, labels_of(g)) for g in range(N_STRATA)])
    visible = rates * deed.seen_at_most.value * _years(city, deed)
    cells = _cells(city)
    unseen, false = np.ones((N_STRATA, CELLS)), 0.0
    for sensor in city.regime.sensors:
        if deed.id not in sensor.sees or deed.seen_at_most.value == 0.0:
            continue
        chances, law = sensor.chances(deed.id, deed.seen_at_most.value), sensor.row()
        unseen *= 1.0 - np.minimum(1.0, chances.on_self) * _attention(sensor, people)
        if law.false_rate is not None:
            false += float(people @ law.false_rate)
    seen = ((1.0 - unseen) * cells).sum(axis=1)
    return float(people @ (visible * seen)) + false


def _years(city: City, deed: Kind) -> float:
    """Rates of the deed's unit in a year."""
    if deed.rate.unit == "per person-year":
        return 1.0
    window = city.regime.clock.window
    return YEAR_DAYS / (MONTH_DAYS if window == "month" else window.value)


def _cells(city: City) -> F64:
    """The share of each cell of a sensor's chances (enrolled + 2 * aware) by stratum."""
    enrolled = by_stratum(city.population.enrolled)
    aware = by_stratum(city.regime.awareness.start)
    both = [(a, e) for a in (1.0 - aware, aware) for e in (1.0 - enrolled, enrolled)]
    return np.stack([a * e for a, e in both], axis=1)


def _attention(sensor: Sensor, people: F64) -> float:
    """The share of people in the area that a sensor looks at in the first window."""
    law = sensor.row().attention
    if law is None:
        return 1.0
    total = sum(law.opening.values())
    looked_at = [law.opening[labels_of(g)[law.by]] / total for g in range(N_STRATA)]
    return float(people @ np.array(looked_at))
