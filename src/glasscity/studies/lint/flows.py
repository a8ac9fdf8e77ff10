"""How often an average person comes to a record of each kind, from the documents alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.levels import rate_in
from glasscity.documents.resolve import City
from glasscity.lowering.census import build_census
from glasscity.measures.expectation import (
    Setting,
    attended,
    cells_of,
    deeds_a_year,
    expected_wrongful,
)
from glasscity.mechanisms.varied import by_stratum
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS

Floats = npt.NDArray[np.float64]
HEADS = 100_000
"""People over whom strata are weighed."""


@dataclass(frozen=True)
class Flow:
    """Records of one kind per person-year: of deeds that were done, and false ones.

    ``hangs_on``: what else sends such records, at a pace that only a run can tell.
    """

    true: float = 0.0
    false: float = 0.0
    hangs_on: tuple[str, ...] = ()

    @property
    def arises(self) -> bool:
        """Whether there is ever a record of this kind."""
        return self.true > 0.0 or self.false > 0.0 or bool(self.hangs_on)

    @property
    def is_ever_true(self) -> bool:
        """Whether there is ever a record of a deed that was done."""
        return self.true > 0.0 or bool(self.hangs_on)


NONE = Flow()


def windows_a_year(city: City) -> float:
    """Windows in a year: calendar months, or spans of so many days."""
    window = city.regime.clock.window
    return 12.0 if isinstance(window, str) else YEAR_DAYS / window.value


def setting_of_documents(city: City, aware: float | None = None) -> Setting:
    """People by stratum as the margins have them, awareness at its opening, no response.

    ``aware``: the share of people who know the rules in every stratum, in place of the opening.
    """
    known = by_stratum(city.regime.awareness.start)
    heads = build_census(city.population, HEADS)[0].counts
    return Setting(
        shares=np.asarray(heads / heads.sum(), dtype=np.float64),
        aware=known if aware is None else np.full(N_STRATA, aware),
        responses={},
        delivered=1.0,
        windows_per_year=windows_a_year(city),
    )


def aware_share(city: City) -> float:
    """The share of all people who know the rules at the opening."""
    setting = setting_of_documents(city)
    return float(setting.shares @ setting.aware)


def flows_of(city: City, aware: float | None = None) -> Mapping[str, Flow]:
    """The flow of records of every kind of deed, of people of whom so many are ``aware``."""
    setting = setting_of_documents(city, aware)
    true, false, hangs = _seen(city, setting), _false(city, setting), _sent(city)
    hangs = {kind: hangs.get(kind, ()) + _granted(city).get(kind, ()) for kind in _all(city)}
    return {
        kind: Flow(true.get(kind, 0.0), false.get(kind, 0.0), hangs[kind]) for kind in _all(city)
    }


def _all(city: City) -> list[str]:
    return [kind.id for kind in city.conduct.kinds]


def seen_share(city: City, setting: Setting, name: str, most: float) -> Floats:
    """Chance by stratum that a visible deed is recorded on its doer, as what it is.

    ``most`` is the kind's ``seen_at_most``; review looks at every hit, as at the opening.
    """
    missed = np.ones_like(cells_of(city, setting))
    for sensor in city.regime.sensors:
        law = sensor.row()
        if name in sensor.sees and name not in law.taken_for:
            chance = sensor.chances(name, most).on_self * (1.0 - law.rejects_right)
            missed *= 1.0 - np.minimum(1.0, chance) * attended(sensor)[:, None]
    return np.asarray((cells_of(city, setting) * (1.0 - missed)).sum(axis=1))


def _seen(city: City, setting: Setting) -> dict[str, float]:
    """Records of deeds that were done, by kind."""
    found = {}
    for kind in city.conduct.kinds:
        most = kind.seen_at_most.value
        if most > 0.0:
            deeds = setting.shares * deeds_a_year(kind, setting) * most
            found[kind.id] = float((deeds * seen_share(city, setting, kind.id, most)).sum())
    return found


def _false(city: City, setting: Setting) -> dict[str, float]:
    """Records on people who did not do it, by the kind that they tell of."""
    laws = {sensor.id: sensor.row() for sensor in city.regime.sensors}
    found: dict[str, float] = {}
    for (sensor, kind), thousand in expected_wrongful(city, setting).items():
        told = laws[sensor].taken_for.get(kind, kind)
        found[told] = found.get(told, 0.0) + thousand / 1000.0
    return found


def _sent(city: City) -> dict[str, tuple[str, ...]]:
    """What is recorded at a settlement: by encounters, investigations and spreads."""
    regime = city.regime
    found: dict[str, tuple[str, ...]] = {}
    rows = [
        *((it.id, (it.row().failed_as, it.row().refused_as)) for it in regime.encounters),
        *((it.id, (it.row().found_as, it.row().accused_as)) for it in regime.investigations),
        *((it.id, (it.as_,)) for it in regime.spreads),
    ]
    for name, kinds in rows:
        for kind in kinds:
            if kind is not None:
                found[kind] = (*found.get(kind, ()), name)
    return found


def _granted(city: City) -> dict[str, tuple[str, ...]]:
    """What comes of attempts that people make, and some sensor sees."""
    found: dict[str, tuple[str, ...]] = {}
    tried = {
        service.id
        for service in city.conduct.services
        if any(rate_in(service, labels_of(g)) > 0.0 for g in range(N_STRATA))
    }
    for grant in city.regime.outcomes:
        for branch in grant.deeds if grant.service in tried else ():
            for sensor in city.regime.sensors:
                if branch.deed in sensor.sees:
                    told = sensor.row().taken_for.get(branch.deed, branch.deed)
                    found[told] = (*found.get(told, ()), grant.id)
    return found
