"""The rate of wrongful records in closed form, from the documents.

What the run finds by simulation is computed here from the expectation of clauses 5, 6 and 9 of
the semantics, to see which assumption moves it. It is a first-order reading: responses are held
at the level the run found, review at its steady share, the look-alikes at their mean.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.conduct import Kind
from glasscity.documents.levels import rate_in
from glasscity.documents.regime import Awareness
from glasscity.documents.resolve import City
from glasscity.measures.names import kinds_of
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.varied import by_stratum
from glasscity.results.run import Run
from glasscity.vocabulary.strata import N_STRATA, labels_of, level_of_each
from glasscity.vocabulary.time import YEAR_DAYS

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """What of a run the closed form takes as given.

    ``shares``: the part of the people in each stratum; ``aware``: of these, the part that know
    the rules; both of shape (N_STRATA,). ``responses``: deeds found over deeds without any
    response, by kind. ``delivered``: the part of the time whose pools were dealt out before the
    end. ``windows_per_year``: of the windows' mean length. ``places``: how many share people, where
    sizes such as capacities are those of each.
    """

    shares: Floats
    aware: Floats
    responses: Mapping[str, float]
    delivered: float
    windows_per_year: float
    places: int = 1


def deeds_a_year(kind: Kind, setting: Setting) -> Floats:
    """Deeds of a kind per person-year without any response, by stratum."""
    rates = np.array([rate_in(kind, labels_of(g)) for g in range(N_STRATA)])
    return rates if kind.rate.unit == "per person-year" else rates * setting.windows_per_year


def cells_of(city: City, setting: Setting) -> Floats:
    """The part of each cell of a sensor's chances in its stratum, shape (N_STRATA, CELLS)."""
    enrolled, aware = by_stratum(city.population.enrolled), setting.aware
    parts = [e * a for a in (1.0 - aware, aware) for e in (1.0 - enrolled, enrolled)]
    return np.stack(parts, axis=1)


def _doers(sensor: Sensor, city: City, setting: Setting) -> dict[str, Floats]:
    """Deeds per person-year that a sensor may see, by kind and stratum."""
    kinds = kinds_of(city.conduct)
    looked_at = attended(sensor)
    return {
        name: setting.responses.get(name, 1.0)
        * setting.shares
        * deeds_a_year(kinds[name], setting)
        * looked_at
        for name in sensor.sees
    }


def attended(sensor: Sensor) -> Floats:
    """The share of the time a sensor looks at each stratum, by its records at the start."""
    law = sensor.row().attention
    if law is None:
        return np.ones(N_STRATA)
    records = np.array(list(law.opening.values()))
    return np.asarray(records[list(level_of_each(law.by))] / records.sum())


def _pooled(sensor: Sensor, city: City, setting: Setting) -> dict[str, float]:
    """Wrongful records per person-year, by kind, of a sensor that pins deeds on others."""
    cells, law, doers = cells_of(city, setting), sensor.row(), _doers(sensor, city, setting)
    # per deed, whatever share of such deeds can be seen
    chances = {name: sensor.chances(name, 1.0) for name in sensor.sees}
    outside = (law.passers_by * law.wrong_match)[:, None]
    own = {name: (cells * seen.on_self).sum(axis=1) for name, seen in chances.items()}
    wrong = {
        name: (cells * (seen.on_other + outside * seen.view)).sum(axis=1)
        for name, seen in chances.items()
    }
    people = city.population.people.value / setting.places
    hits = sum(float((doers[name] * (own[name] + wrong[name])).sum()) for name in doers)
    looked_at = min(1.0, law.capacity * 12.0 / (hits * people)) if hits > 0.0 else 1.0
    kept = 1.0 - looked_at * law.catches_wrong
    heads = people * float((setting.shares * by_stratum(city.population.enrolled)).sum())
    here = heads / (heads + law.absentees) if heads > 0.0 else 0.0
    scale = kept * setting.delivered * (here if law.is_of_register else 1.0)
    return {name: scale * float((deeds * wrong[name]).sum()) for name, deeds in doers.items()}


def _misread(sensor: Sensor, city: City, setting: Setting) -> dict[str, float]:
    """Wrongful records per person-year, by kind done, of deeds that are taken for others."""
    cells, doers = cells_of(city, setting), _doers(sensor, city, setting)
    return {
        name: float((doers[name] * (cells * sensor.chances(name, 1.0).on_self).sum(axis=1)).sum())
        for name in sensor.row().taken_for
    }


def expected_wrongful(city: City, setting: Setting) -> dict[tuple[str, str], float]:
    """Expected wrongful records per 1,000 people and year, by (sensor, kind)."""
    expected: dict[tuple[str, str], float] = {}
    for sensor in city.regime.sensors:
        law = sensor.row()
        rates = _pooled(sensor, city, setting) if law.is_pooled else {}
        for kind, rate in _misread(sensor, city, setting).items():
            rates[kind] = rates.get(kind, 0.0) + rate
        if law.false_rate is not None:
            alone = float((setting.shares * law.false_rate).sum())
            rates |= {kind: rates.get(kind, 0.0) + alone for kind in sensor.sees}
        expected |= {(sensor.id, kind): 1000.0 * value for kind, value in rates.items()}
    return expected


def aware_over(awareness: Awareness, window_days: Sequence[int]) -> Floats:
    """The mean share of people who know the rules over a run, shape (N_STRATA,)."""
    share, total = by_stratum(awareness.start), np.zeros(N_STRATA)
    for days in window_days:
        total += days * share
        share = share + min(1.0, awareness.spread.value * days / YEAR_DAYS) * (1.0 - share)
    return total / sum(window_days)


def _sharing(run: Run) -> int:
    """The places over which the people of a run are spread, where each has sizes of its own."""
    if run.by_place is None or run.city.regime.sizes == "nation":
        return 1
    return len(run.by_place.places)


def setting_of(run: Run) -> Setting:
    """The setting of a run: its people, its windows, and the responses it found."""
    people = run.tallies.total("people", "stratum")
    shares = np.zeros(N_STRATA)
    shares[people["stratum"].to_numpy(dtype=np.int64)] = people["count"] / people["count"].sum()
    days = run.outcome.window_days
    bare = Setting(
        shares=shares,
        aware=aware_over(run.city.regime.awareness, days),
        responses={},
        delivered=sum(days[:-1]) / sum(days),
        windows_per_year=YEAR_DAYS * len(days) / sum(days),
        places=_sharing(run),
    )
    found = run.tallies.total("deeds", "kind")
    done = dict(zip(found["kind"], found["count"].tolist(), strict=True))
    responses = {}
    for kind in run.city.conduct.kinds:
        visible = float((shares * deeds_a_year(kind, bare)).sum()) * kind.seen_at_most.value
        expected = visible * run.outcome.people * run.years
        if expected > 0.0:
            responses[kind.id] = done.get(kind.id, 0) / expected
    return dataclasses.replace(bare, responses=responses)
