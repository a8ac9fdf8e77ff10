"""What people share, settled at the end of each window (clauses 8.1, 8.4 and section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from glasscity.evidence import value_in
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.vocabulary.strata import labels_of
from reference.clock import Window
from reference.fields import Fields, is_reviewed, pools, risks
from reference.laws import DAYS_OF_YEAR
from reference.reading import Reading
from reference.sensing import catching, phi
from reference.sightings import Sightings
from reference.traits import Traits


@dataclass(frozen=True)
class Enrolment:
    """Enrolled simulated people by look-alike group, and the weight of each (clause 9.1)."""

    by_group: Counter[int]
    weight: float

    def heads(self, group: int, absentees: float) -> float:
        """Enrolled heads of a group of which some are not in the city (clause 9.2)."""
        if not self.by_group[group]:
            return 0.0
        share = self.by_group[group] / self.by_group.total()
        return self.weight * self.by_group[group] + absentees * share


def enrolment(people: Iterable[Traits], weight: float) -> Enrolment:
    """Count who is enrolled."""
    return Enrolment(Counter(one.group for one in people if one.enrolled), weight)


def opening_fields(reading: Reading, strata: Iterable[int]) -> Fields:
    """The fields of window 0."""
    regime = reading.regime
    return Fields(
        0,
        dict.fromkeys(pools(reading), 0.0),
        {place: 1.0 for place, sensor in enumerate(regime.sensors) if is_reviewed(sensor)},
        {risk: _words_of(reading, risk).starting_risk.value for risk in risks(reading)},
        {g: value_in(regime.awareness.start, labels_of(g)) for g in strata},
    )


class Settlement:
    """The end of one window, from the fields it was lived under and what was counted."""

    def __init__(
        self, reading: Reading, enrolled: Enrolment, window: Window, old: Fields, counts: Sightings
    ) -> None:
        self._reading = reading
        self._enrolled = enrolled
        self._window = window
        self._old = old
        self._counts = counts

    def fields(self) -> Fields:
        """The fields of the next window."""
        return Fields(
            self._window.number + 1,
            {pool: self._pool_rate(*pool) for pool in self._old.pool_rate},
            {sensor: self._review_share(sensor) for sensor in self._old.review_share},
            {risk: self._risk(risk) for risk in self._old.risk},
            {g: self._aware_share(g) for g in self._old.aware_share},
        )

    def _camera(self, sensor: int) -> Camera:
        camera = self._reading.regime.sensors[sensor]
        assert isinstance(camera, Camera)
        return camera

    def _pool_rate(self, sensor: int, kind: int, group: int) -> float:
        camera = self._camera(sensor)
        rho = self._old.review_share.get(sensor, 0.0)
        in_view = self._counts.in_view[sensor, kind, group]
        passing = camera.passers_by.value * in_view * phi(camera)
        outsiders = passing * (1 - rho * catching(camera.review))
        pool = self._enrolled.weight * (self._counts.pinned[sensor, kind, group] + outsiders)
        heads = self._enrolled.heads(group, camera.absentees.value)
        return pool / heads if heads else 0.0

    def _review_share(self, sensor: int) -> float:
        camera = self._camera(sensor)
        assert camera.review is not None
        in_view = sum(n for (s, _, _), n in self._counts.in_view.items() if s == sensor)
        passing = camera.passers_by.value * in_view * phi(camera)
        hits = self._enrolled.weight * (self._counts.hits[sensor] + passing)
        if not hits:
            return 1.0
        months = DAYS_OF_YEAR / 12
        return min(1.0, camera.review.capacity.value * self._window.n_days / months / hits)

    def _risk(self, place: tuple[int, int]) -> float:
        risk, kind = self._old.risk[place], place[1]
        deeds, seen = self._counts.deeds[kind], self._counts.seen[kind]
        if not deeds:
            return risk
        seen_at_most = self._reading.conduct.kinds[kind].seen_at_most.value
        learning = _words_of(self._reading, place).learning
        assert learning is not None
        return risk + learning.value * (seen / deeds * seen_at_most - risk)

    def _aware_share(self, stratum: int) -> float:
        share = self._old.aware_share[stratum]
        spread = self._reading.regime.awareness.spread.value
        return share + min(1.0, spread * self._window.n_days / DAYS_OF_YEAR) * (1 - share)


def _words_of(reading: Reading, risk: tuple[int, int]) -> Deterrence:
    response = reading.regime.responses[risk[0]]
    assert isinstance(response, Deterrence)
    return response
