"""The rate of wrongful records in closed form, from the documents.

What the run finds by simulation is computed here from the expectation of clauses 5, 6 and 9 of
the semantics, to see which assumption moves it. It is a first-order reading: responses are held
at the level the run found, review at its steady share, the look-alikes at their mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.conduct import Kind
from glasscity.documents.resolve import City
from glasscity.evidence import Quantity, Varied
from glasscity.measures.names import kinds_of
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.results.run import DAYS_PER_YEAR, Run
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA, SHAPE

Floats = npt.NDArray[np.float64]

_LEVELS = dict(zip(DIMENSIONS, np.unravel_index(np.arange(N_STRATA), SHAPE), strict=True))


@dataclass(frozen=True)
class Setting:
    """What of a run the closed form takes as given.

    ``shares``: the part of the people in each stratum, shape (N_STRATA,). ``responses``: deeds
    found over deeds without any response, by kind. ``delivered``: the part of the time whose
    pools were dealt out before the end. ``windows_per_year``: of the windows' mean length.
    """

    shares: Floats
    responses: Mapping[str, float]
    delivered: float
    windows_per_year: float


def by_stratum(varied: Quantity | Varied[Quantity]) -> Floats:
    """The values of a quantity, or of its variation, shape (N_STRATA,)."""
    if isinstance(varied, Quantity):
        return np.full(N_STRATA, varied.value)
    values = np.array([varied.levels[level].value for level in DIMENSIONS[varied.by]])
    return np.asarray(values[_LEVELS[varied.by]], dtype=np.float64)


def _deeds(kind: Kind, setting: Setting) -> Floats:
    """Deeds of a kind per person-year without any response, by stratum."""
    rates = by_stratum(kind.rate)
    for multipliers in kind.by:
        rates = rates * by_stratum(multipliers)
    return rates if kind.rate.unit == "per person-year" else rates * setting.windows_per_year


def _camera(camera: Camera, city: City, setting: Setting) -> dict[str, float]:
    """Wrongful records of a camera per person-year, by kind."""
    kinds = kinds_of(city.conduct)
    enrolled = by_stratum(city.population.enrolled)
    view = by_stratum(camera.coverage) * camera.detection.value
    age = by_stratum(camera.photo_age)
    miss = np.minimum(1.0, camera.miss.value + camera.ageing.value * age)
    false_match, gallery = camera.false_match.value, camera.gallery.value
    if false_match < 1.0:
        phi = -math.expm1(gallery * math.log1p(-false_match))
    else:
        phi = float(gallery > 0.0)
    other = enrolled * miss * phi + (1.0 - enrolled) * phi
    outside = camera.passers_by.value * phi
    in_view = {
        name: setting.responses.get(name, 1.0)
        * setting.shares
        * _deeds(kinds[name], setting)
        * view
        for name in camera.sees
    }
    people = city.population.people.value
    hits = sum(
        float((seen * (enrolled * (1.0 - miss) + other + outside)).sum())
        for seen in in_view.values()
    )
    kept = 1.0
    if camera.review is not None and hits > 0.0:
        review = camera.review
        looked_at = min(1.0, review.capacity.value * 12.0 / (hits * people))
        kept -= looked_at * (review.catches.value * (1.0 - review.automation_bias.value))
    heads = people * float((setting.shares * enrolled).sum())
    here = heads / (heads + camera.absentees.value) if heads > 0.0 else 0.0
    scale = kept * here * setting.delivered
    return {name: scale * float((seen * (other + outside)).sum()) for name, seen in in_view.items()}


def expected_wrongful(city: City, setting: Setting) -> dict[tuple[str, str], float]:
    """Expected wrongful records per 1,000 people and year, by (sensor, kind)."""
    expected: dict[tuple[str, str], float] = {}
    for sensor in city.regime.sensors:
        if isinstance(sensor, Camera):
            rates = _camera(sensor, city, setting)
        elif isinstance(sensor, Registry):
            rates = dict.fromkeys(sensor.sees, sensor.false_records.value)
        else:
            rates = {}
        expected |= {(sensor.id, kind): 1000.0 * value for kind, value in rates.items()}
    return expected


def setting_of(run: Run) -> Setting:
    """The setting of a run: its people, its windows, and the responses it found."""
    people = run.tallies.total("people", "stratum")
    shares = np.zeros(N_STRATA)
    shares[people["stratum"].to_numpy(dtype=np.int64)] = people["count"] / people["count"].sum()
    days = run.outcome.window_days
    bare = Setting(
        shares=shares,
        responses={},
        delivered=sum(days[:-1]) / sum(days),
        windows_per_year=DAYS_PER_YEAR * len(days) / sum(days),
    )
    found = run.tallies.total("deeds", "kind")
    done = dict(zip(found["kind"], found["count"].tolist(), strict=True))
    responses = {}
    for kind in run.city.conduct.kinds:
        visible = float((shares * _deeds(kind, bare)).sum()) * kind.seen_at_most.value
        expected = visible * run.outcome.people * run.years
        if expected > 0.0:
            responses[kind.id] = done.get(kind.id, 0) / expected
    return Setting(shares, responses, bare.delivered, bare.windows_per_year)
