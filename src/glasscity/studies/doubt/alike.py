"""Which numbers the records of a regime cannot tell apart: only their product is seen.

How often each kind of record falls on whom is worked out from the documents. Where raising one
number changes that in just the way in which raising another does, a larger one and a smaller
other leave the same records, and no count of records says which of the two is right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from glasscity.documents.levels import rate_in
from glasscity.documents.made import Numbers as Values
from glasscity.documents.made import with_numbers
from glasscity.documents.page import Loc, render
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import Doubt, OfWorld, at_numbers, doubts
from glasscity.studies.doubt.luck import Numbers
from glasscity.vocabulary.strata import N_STRATA, labels_of

NUDGE = 1 - 1e-4
"""By how much a number is lowered to see what follows it."""
CLOSE = 1e-3
"""How close the effects of two numbers must be to count as one, in parts of an effect."""
SAME = 1e-6
"""The largest part by which records may differ once two numbers have been moved together."""


@dataclass(frozen=True)
class Lever:
    """A number of the world that records rest on, at all its levels; moved as a whole."""

    document: str
    places: tuple[Loc, ...]
    doubts: tuple[Doubt, ...]

    @property
    def whole(self) -> Loc:
        """Its place, whatever its level."""
        return _whole(self.places[0])

    @property
    def label(self) -> str:
        """How the number is called, whatever its level."""
        first = self.doubts[0].label.split(" (and")[0]
        if self.whole == self.places[0]:
            return first
        return f"{first.split(':')[0]}: {str(self.whole[-1]).replace('_', ' ')}"

    @property
    def name(self) -> str:
        """Where the number stands."""
        return f"{self.document} {render(self.whole)}"

    def times(self, factor: float) -> dict[Loc, float]:
        """Its stated values times a factor."""
        found = {}
        for doubt in self.doubts:
            for loc in doubt.places:
                if loc in self.places:
                    found[loc] = doubt.written(doubt.quantity.value * factor)
        return found


@dataclass(frozen=True)
class Alike:
    """Numbers of which the records show only the product.

    ``told_by`` names the responses by which people answer to how much is seen: what they do
    then, rather than any record, could tell the numbers apart.
    """

    levers: tuple[Lever, ...]
    told_by: tuple[str, ...]


def alike(city: City) -> tuple[Alike, ...]:
    """Every group of doubtful numbers of which only the product is in the records."""
    base = record_law(city)
    effects = [(lever, _effect(city, lever, base)) for lever in levers(city)]
    groups: list[tuple[Numbers, list[Lever]]] = []
    for lever, effect in effects:
        if not effect.any():
            continue
        for first, members in groups:
            if np.abs(first - effect).max() < CLOSE and stays(city, members[0], lever, base):
                members.append(lever)
                break
        else:
            groups.append((effect, [lever]))
    return tuple(
        Alike(tuple(members), _told_by(city, members)) for _, members in groups if len(members) > 1
    )


def levers(city: City) -> Iterator[Lever]:
    """The rates of deeds and the numbers of sensors that are not sure, each with its levels."""
    places: dict[tuple[str, Loc], list[tuple[Loc, Doubt]]] = {}
    for doubt in doubts(city):
        for loc in doubt.places:
            is_rate = doubt.document == "conduct" and loc[0] == "kinds" and loc[-1] == "rate"
            is_sensor = doubt.document == "regime" and loc[0] == "sensors"
            if isinstance(doubt, OfWorld) and (is_rate or is_sensor):
                places.setdefault((doubt.document, _whole(loc)), []).append((loc, doubt))
    for (document, _), found in places.items():
        yield Lever(document, tuple(loc for loc, _ in found), tuple(doubt for _, doubt in found))


def traded(city: City, one: Lever, other: Lever, factor: float) -> City:
    """The city with ``one`` times a factor and ``other`` divided by it. Raises DocumentError."""
    return at_numbers(city, _both(one, other, factor))


def _both(one: Lever, other: Lever, factor: float) -> dict[str, Values]:
    numbers: dict[str, dict[Loc, float]] = {"regime": {}, "conduct": {}}
    numbers[one.document] |= one.times(factor)
    numbers[other.document] |= other.times(1.0 / factor)
    return dict(numbers)


def record_law(city: City) -> Numbers:
    """How often each sensor records each deed on whom, per person and year, before any response.

    By stratum and by what the doer is (enrolled, aware): on the doer, on somebody else, for who
    merely passes by, and made up.
    """
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    parts: list[Numbers] = []
    for sensor in city.regime.sensors:
        row = sensor.row()
        for deed in sensor.sees:
            kind = kinds[deed]
            shown = kind.seen_at_most.value
            yearly = np.array([rate_in(kind, labels_of(g)) * shown for g in range(N_STRATA)])
            chances = sensor.chances(deed, shown)
            wrong = np.broadcast_to(np.asarray(row.wrong_match), (N_STRATA,))
            passing = row.passers_by * chances.view * wrong[:, None]
            rates = (chances.on_self, chances.on_other, passing)
            parts += [(table * yearly[:, None]).ravel() for table in rates]
        if row.false_rate is not None:
            parts.append(np.asarray(row.false_rate, np.float64).ravel())
    return np.concatenate(parts) if parts else np.zeros(0)


def stays(city: City, one: Lever, other: Lever, base: Numbers) -> bool:
    """Whether the records stay as they are where one number is lowered and the other raised."""
    for factor in (NUDGE, 1.0 / NUDGE):  # a share of 1 cannot be raised
        try:
            moved = record_law(with_numbers(city, _both(one, other, factor)))
        except DocumentError:
            continue
        return bool(np.all(np.abs(moved - base) <= SAME * np.abs(base)))
    return False


def _effect(city: City, lever: Lever, base: Numbers) -> Numbers:
    """By how many parts each rate of the law changes for one part of the number (elasticity)."""
    moved = record_law(with_numbers(city, {lever.document: lever.times(NUDGE)}))
    found = np.zeros(len(base))
    there = (base > 0.0) & (moved > 0.0)
    found[there] = np.log(moved[there] / base[there]) / math.log(NUDGE)
    return found


def _told_by(city: City, members: list[Lever]) -> tuple[str, ...]:
    """The responses to how much is seen of the deeds whose rate is among these numbers."""
    deeds = {
        city.conduct.kinds[place].id
        for lever in members
        for place in lever.places[0][1:2]
        if lever.document == "conduct" and isinstance(place, int)
    }
    return tuple(
        response.id
        for response in city.regime.responses
        if (response.place_belief() is not None or response.own_belief() is not None)
        and deeds & {*response.answered()}
    )


def _whole(loc: Loc) -> Loc:
    """The place of a number, whatever its level."""
    return loc[:-2] if len(loc) > 2 and loc[-2] == "levels" else loc
