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
from glasscity.evidence import Quantity, Varied, value_in
from glasscity.measures.names import kinds_of
from glasscity.mechanisms.sensors import Sensor
from glasscity.results.run import Run
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """What of a run the closed form takes as given.

    ``shares``: the part of the people in each stratum; ``aware``: of these, the part that know
    the rules; both of shape (N_STRATA,). ``responses``: deeds found over deeds without any
    response, by kind. ``delivered``: the part of the time whose pools were dealt out before the
    end. ``windows_per_year``: of the windows' mean length.
    """

    shares: Floats
    aware: Floats
    responses: Mapping[str, float]
    delivered: float
    windows_per_year: float


def by_stratum(varied: Quantity | Varied[Quantity]) -> Floats:
    """The values of a quantity, or of its variation, shape (N_STRATA,)."""
    return np.array([value_in(varied, labels_of(g)) for g in range(N_STRATA)])


def _deeds(kind: Kind, setting: Setting) -> Floats:
    """Deeds of a kind per person-year without any response, by stratum."""
    rates = np.array([rate_in(kind, labels_of(g)) for g in range(N_STRATA)])
    return rates if kind.rate.unit == "per person-year" else rates * setting.windows_per_year


def _cells(city: City, setting: Setting) -> Floats:
    """The part of each cell of a sensor's chances in its stratum, shape (N_STRATA, CELLS)."""
    enrolled, aware = by_stratum(city.population.enrolled), setting.aware
    parts = [e * a for a in (1.0 - aware, aware) for e in (1.0 - enrolled, enrolled)]
    return np.stack(parts, axis=1)


def _pooled(sensor: Sensor, city: City, setting: Setting) -> dict[str, float]:
    """Wrongful records per person-year, by kind, of a sensor that pins deeds on others."""
    kinds, cells, law = kinds_of(city.conduct), _cells(city, setting), sensor.row()
    chances = sensor.chances(1.0)  # per deed, whatever share of such deeds can be seen
    outside = law.passers_by * law.wrong_match
    doers = {
        name: setting.responses.get(name, 1.0) * setting.shares * _deeds(kinds[name], setting)
        for name in sensor.sees
    }
    own = (cells * chances.on_self).sum(axis=1)
    wrong = (cells * (chances.on_other + outside * chances.view)).sum(axis=1)
    people = city.population.people.value
    hits = sum(float((deeds * (own + wrong)).sum()) for deeds in doers.values())
    looked_at = min(1.0, law.capacity * 12.0 / (hits * people)) if hits > 0.0 else 1.0
    kept = 1.0 - looked_at * law.catches_wrong
    heads = people * float((setting.shares * by_stratum(city.population.enrolled)).sum())
    here = heads / (heads + law.absentees) if heads > 0.0 else 0.0
    scale = kept * here * setting.delivered
    return {name: scale * float((deeds * wrong).sum()) for name, deeds in doers.items()}


def expected_wrongful(city: City, setting: Setting) -> dict[tuple[str, str], float]:
    """Expected wrongful records per 1,000 people and year, by (sensor, kind)."""
    expected: dict[tuple[str, str], float] = {}
    for sensor in city.regime.sensors:
        law = sensor.row()
        if law.is_pooled:
            rates = _pooled(sensor, city, setting)
        elif law.false_rate is not None:
            rates = dict.fromkeys(sensor.sees, law.false_rate)
        else:
            rates = {}
        expected |= {(sensor.id, kind): 1000.0 * value for kind, value in rates.items()}
    return expected


def aware_over(awareness: Awareness, window_days: Sequence[int]) -> Floats:
    """The mean share of people who know the rules over a run, shape (N_STRATA,)."""
    share, total = by_stratum(awareness.start), np.zeros(N_STRATA)
    for days in window_days:
        total += days * share
        share = share + min(1.0, awareness.spread.value * days / YEAR_DAYS) * (1.0 - share)
    return total / sum(window_days)


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
    )
    found = run.tallies.total("deeds", "kind")
    done = dict(zip(found["kind"], found["count"].tolist(), strict=True))
    responses = {}
    for kind in run.city.conduct.kinds:
        visible = float((shares * _deeds(kind, bare)).sum()) * kind.seen_at_most.value
        expected = visible * run.outcome.people * run.years
        if expected > 0.0:
            responses[kind.id] = done.get(kind.id, 0) / expected
    return dataclasses.replace(bare, responses=responses)
