"""What people share, settled at the end of each window (clauses 8.1, 8.4 and section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from glasscity.evidence import value_in
from glasscity.mechanisms.responses.chilling import Chilling
from glasscity.mechanisms.responses.conformity import Conformity
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, labels_of, look_alike_group
from reference import patrol
from reference.clock import Window
from reference.fields import Fields, is_reviewed, levels, pools, risks
from reference.laws import DAYS_OF_YEAR
from reference.luck import Key
from reference.reading import Reading, rate_in
from reference.sensing import catching, phi
from reference.sightings import Sightings
from reference.traits import Traits


@dataclass(frozen=True)
class Enrolment:
    """Simulated people by look-alike group, enrolled and all, and by stratum; the weight of
    each (9.1)."""

    by_group: Counter[int]
    everybody: Counter[int]
    by_stratum: list[tuple[int, int]]
    weight: float

    def heads(self, sensor: Sensor, group: int) -> float:
        """Heads of a group on which a sensor's pool falls, some not in the city (clause 9.2)."""
        if not isinstance(sensor, Camera):
            return self.weight * self.everybody[group]
        absentees = sensor.absentees.value
        if not self.by_group[group]:
            return 0.0
        share = self.by_group[group] / self.by_group.total()
        return self.weight * self.by_group[group] + absentees * share


def enrolment(people: Iterable[Traits], weight: float) -> Enrolment:
    """Count who lives here and who is enrolled."""
    everybody = list(people)
    return Enrolment(
        Counter(one.group for one in everybody if one.enrolled),
        Counter(one.group for one in everybody),
        sorted(Counter(one.stratum for one in everybody).items()),
        weight,
    )


def opening_fields(reading: Reading, strata: Iterable[int], key: Key) -> Fields:
    """The fields of window 0."""
    regime = reading.regime
    return Fields(
        0,
        dict.fromkeys(pools(reading), 0.0),
        {place: 1.0 for place, sensor in enumerate(regime.sensors) if is_reviewed(sensor)},
        {risk: _start(reading, risk) for risk in risks(reading)},
        {level: _published(reading, level).starting_level.value for level in levels(reading)},
        {g: value_in(regime.awareness.start, labels_of(g)) for g in strata},
        records=(records := patrol.opening(reading)),
        visited=patrol.visits(records, 0, key),
    )


class Settlement:
    """The end of one window, from the fields it was lived under and what was counted."""

    def __init__(
        self,
        reading: Reading,
        enrolled: Enrolment,
        window: Window,
        old: Fields,
        counts: Sightings,
        key: Key,
    ) -> None:
        self._key = key
        self._reading = reading
        self._enrolled = enrolled
        self._window = window
        self._old = old
        self._counts = counts

    def fields(self) -> Fields:
        """The fields of the next window."""
        records = patrol.grown(
            self._reading, self._old, self._counts.noted, self._enrolled.weight, self._key
        )
        return Fields(
            self._window.number + 1,
            {pool: self._pool_rate(*pool) for pool in self._old.pool_rate},
            {sensor: self._review_share(sensor) for sensor in self._old.review_share},
            {risk: self._risk(risk) for risk in self._old.risk},
            {level: self._level(level) for level in self._old.level},
            {g: self._aware_share(g) for g in self._old.aware_share},
            records=records,
            visited=patrol.visits(records, self._window.number + 1, self._key),
        )

    def _camera(self, sensor: int) -> Camera:
        camera = self._reading.regime.sensors[sensor]
        assert isinstance(camera, Camera)
        return camera

    def _pool_rate(self, sensor: int, kind: int, group: int) -> float:
        """What falls on each head of a group, of its own pool and of the others' (clause 9.2)."""
        words = self._reading.regime.sensors[sensor]
        heads = [self._enrolled.heads(words, h) for h in range(N_LOOK_ALIKE)]
        if not heads[group]:
            return 0.0
        everybody = 0.0
        for some in heads:  # not sum(), which compensates for rounding
            everybody += some
        rate = _staying(words, group) * self._pool(sensor, kind, group) / heads[group]
        for other in range(N_LOOK_ALIKE):
            if other != group:
                leaving = (1 - _staying(words, other)) * self._pool(sensor, kind, other)
                rate += leaving / (everybody - heads[other])
        return rate

    def _pool(self, sensor: int, kind: int, group: int) -> float:
        """What is pinned on the look-alikes of a group's people (clause 9.1)."""
        pinned = float(self._counts.pinned[sensor, kind, group])
        if isinstance(self._reading.regime.sensors[sensor], Camera):
            camera, rho = self._camera(sensor), self._old.review_share.get(sensor, 0.0)
            passing = self._passing(sensor, {kind}, {group})
            pinned += passing * (1 - rho * catching(camera.review))
        return self._enrolled.weight * pinned

    def _passing(self, sensor: int, kinds: set[int], groups: set[int]) -> float:
        """Outsiders who are named as they pass where such deeds of such people are in view."""
        camera, in_view = self._camera(sensor), Counter[float]()
        for (s, kind, stratum), count in self._counts.in_view.items():
            if s == sensor and kind in kinds and look_alike_group(stratum) in groups:
                in_view[phi(camera, stratum)] += count
        named = 0.0
        for chance in sorted(in_view):
            named += camera.passers_by.value * in_view[chance] * chance
        return named

    def _review_share(self, sensor: int) -> float:
        camera = self._camera(sensor)
        assert camera.review is not None
        kinds = range(len(self._reading.conduct.kinds))
        passing = self._passing(sensor, set(kinds), set(range(N_LOOK_ALIKE)))
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
        learning = _believed(self._reading, place).learning
        assert learning is not None
        return risk + learning.value * (seen / deeds * seen_at_most - risk)

    def _level(self, place: tuple[int, int]) -> float:
        """Deeds done over deeds expected without any response (clause 8.12)."""
        level, kind = self._old.level[place], self._reading.conduct.kinds[place[1]]
        usual = 0.0
        for stratum, people in self._enrolled.by_stratum:
            usual += people * rate_in(kind.rate.value, kind.by, stratum)
        if kind.rate.unit == "per person-year":
            usual = usual * self._window.n_days / DAYS_OF_YEAR
        visible = usual * kind.seen_at_most.value
        return level + (self._counts.deeds[place[1]] / visible - level) if visible else level

    def _aware_share(self, stratum: int) -> float:
        share = self._old.aware_share[stratum]
        spread = self._reading.regime.awareness.spread.value
        return share + min(1.0, spread * self._window.n_days / DAYS_OF_YEAR) * (1 - share)


def _staying(sensor: Sensor, group: int) -> float:
    """The share of a group's pool that stays in it."""
    assert isinstance(sensor, Camera | Informant)
    if sensor.homophily is None:
        return 1.0
    first = next(g for g in range(N_STRATA) if look_alike_group(g) == group)
    return value_in(sensor.homophily, labels_of(first))


def _start(reading: Reading, risk: tuple[int, int]) -> float:
    start = _believed(reading, risk).starting_risk
    assert start is not None
    return start.value


def _believed(reading: Reading, risk: tuple[int, int]) -> Deterrence | Chilling | Evasion:
    response = reading.regime.responses[risk[0]]
    assert isinstance(response, Deterrence | Chilling | Evasion)
    return response


def _published(reading: Reading, level: tuple[int, int]) -> Conformity:
    response = reading.regime.responses[level[0]]
    assert isinstance(response, Conformity)
    return response
