"""What a sensor makes of a deed (clauses 5.1 to 5.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from glasscity.evidence import value_in
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.sensors.camera import Camera, Review
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.monitor import Monitor
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import labels_of
from reference.laws import settled_threshold
from reference.reading import Reading


@dataclass(frozen=True)
class Sight:
    """The thresholds of the four outcomes, each including those before it."""

    recorded: int
    pinned: int
    hit: int
    view: int


@dataclass(frozen=True)
class Doer:
    """What a sensor can tell about whoever does a deed.

    ``left`` is what evasion leaves of the chance to be in view (clause 8.11).
    """

    stratum: int
    enrolled: bool
    is_aware: bool
    left: float = 1.0


def phi(camera: Camera, stratum: int = 0) -> float:
    """The chance that somebody else's photo in the gallery matches somebody of a stratum."""
    gallery, false_match = camera.gallery.value, value_in(camera.false_match, labels_of(stratum))
    if gallery == 0:
        return 0.0
    if camera.law == "fixed":
        return false_match
    return 1.0 if false_match == 1 else -math.expm1(gallery * math.log1p(-false_match))


def catching(review: Review | None) -> float:
    """The chance that a reviewer throws away a wrong hit; 0 without review."""
    return 0.0 if review is None else review.catches.value * (1 - review.automation_bias.value)


class Sensing:
    """The sensors of a regime; what they make of a deed is worked out once and kept."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[int, int, Doer, float], Sight] = {}

    def sight(self, sensor: int, kind: int, doer: Doer, rho: float) -> Sight:
        """The sight of a sensor on a deed; ``rho`` is the share of its hits that are reviewed."""
        question = (sensor, kind, doer, rho)
        if question not in self._known:
            words = self._reading.regime.sensors[sensor]
            deed = self._reading.conduct.kinds[kind]
            self._known[question] = sight_of(words, deed.seen_at_most.value, doer, rho, deed.id)
        return self._known[question]


def sight_of(sensor: Sensor, seen_at_most: float, doer: Doer, rho: float, deed: str = "") -> Sight:
    """The sight of a sensor on a deed of which any sensor sees at most this share."""
    labels = labels_of(doer.stratum)
    if isinstance(sensor, Camera):
        return _camera_sight(sensor, seen_at_most, doer, rho)
    if isinstance(sensor, Registry):
        view = value_in(sensor.completeness, labels) / seen_at_most * doer.left
        return _sight(view, 0.0, view, 0.0, view)
    if isinstance(sensor, PaymentPlatform):
        view = value_in(sensor.users, labels) * sensor.true_flag.value / seen_at_most * doer.left
        return _sight(view, 0.0, view, 0.0, view)
    if isinstance(sensor, Monitor):
        chances = {one.deed: one.chance for one in sensor.misreads}
        flagged = value_in(chances.get(deed, sensor.true_positive), labels)
        view = flagged / seen_at_most * doer.left
        return _sight(view, 0.0, view, 0.0, view)
    if isinstance(sensor, Informant):
        view = value_in(sensor.reports, labels) / seen_at_most
        own, other = view * (1 - sensor.mistaken.value), view * sensor.mistaken.value
        view, own, other = view * doer.left, own * doer.left, other * doer.left
        return _sight(own, other, own, other, view)
    view = value_in(sensor.bother, labels) / seen_at_most * doer.left
    own = view if doer.is_aware else 0.0
    return _sight(own, 0.0, own, 0.0, view)


def _camera_sight(camera: Camera, seen_at_most: float, doer: Doer, rho: float) -> Sight:
    labels = labels_of(doer.stratum)
    view = value_in(camera.coverage, labels) * camera.detection.value / seen_at_most
    worn = camera.ageing.value * value_in(camera.photo_age, labels)
    miss = min(1.0, value_in(camera.miss, labels) + worn)
    own = view * (1 - miss) if doer.enrolled else 0.0
    wrong = phi(camera, doer.stratum)
    other = view * miss * wrong if doer.enrolled else view * wrong
    rejects = 0.0 if camera.review is None else camera.review.rejects_right.value
    view, own, other = view * doer.left, own * doer.left, other * doer.left
    kept = own * (1 - rho * rejects)
    pinned = other * (1 - rho * catching(camera.review))
    return _sight(kept, pinned, own, other, view)


def _sight(kept: float, pinned: float, own: float, other: float, view: float) -> Sight:
    cuts = (kept, kept + pinned, own + other, view)
    return Sight(*(settled_threshold(cut) for cut in cuts))
