"""What a city is not sure of: its numbers with a range, and the city at other values of them.

Each number is moved by a coordinate from 0 to 1. The stated value lies in the middle (at an end,
where it is itself an end of its range): below it half of the settings, above it the other half.
Within a half the number moves evenly, or evenly in proportion where the half spans a factor of
ten or more and does not reach 0. Points, days, counts are whole; money is in hundredths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.city import City
from glasscity.documents.conduct import Conduct
from glasscity.documents.levels import combinations, rate_in
from glasscity.documents.made import Numbers, with_numbers
from glasscity.documents.page import Loc, render
from glasscity.documents.population import Population
from glasscity.documents.quantities import evidenced
from glasscity.documents.sound import sound
from glasscity.evidence import Frozen, Quantity

Point = npt.NDArray[np.float64]
DOCUMENTS = ("regime", "population", "conduct")
WIDE = 10.0
"""The factor from which on half a range is moved along in proportion."""
MIDDLE = 0.5
WHOLE = ("points", "days", "people", "records", "attempts", "hours")
HUNDREDTHS = ("CNY",)
DEVICES = ("bound", "at_most", "seen_at_most")
"""Numbers of a conduct that say how much room a computation leaves: no facts about people."""
LOWEST = ("bands", 0, "from")
DECREED = ("days", "per month", *HUNDREDTHS, "points", "hours", "records")
"""Units of what a regime decrees for its sensors (delays, capacities) rather than suffers."""


@dataclass(frozen=True)
class Doubt:
    """One number that could also be another.

    A number that is written in the same words, value and range at several ``places`` of a
    document is one: its places move together.
    """

    document: str
    places: tuple[Loc, ...]
    quantity: Quantity
    label: str

    @property
    def name(self) -> str:
        """Where the number first stands: ``conduct kinds[3].rate``."""
        return f"{self.document} {render(self.places[0])}"

    @property
    def range(self) -> tuple[float, float]:
        """The least and the largest it could be."""
        return self.quantity.range or (self.quantity.value, self.quantity.value)

    @property
    def is_sourced(self) -> bool:
        """Whether the stated value cites a source."""
        return self.quantity.source is not None

    @property
    def origin(self) -> float:
        """The coordinate of the stated value."""
        low, high = self.range
        if low < self.quantity.value < high:
            return MIDDLE
        return 0.0 if self.quantity.value <= low else 1.0

    def at(self, coordinate: float) -> float:
        """The value at a coordinate from 0 to 1; ``origin`` gives the stated one."""
        low, high = self.range
        stated, origin = self.quantity.value, self.origin
        if coordinate < origin:
            found = _between(low, stated, coordinate / origin)
        elif coordinate > origin:
            found = _between(stated, high, (coordinate - origin) / (1.0 - origin))
        else:
            found = stated
        return min(max(self.written(found), low), high)

    def written(self, value: float) -> float:
        """A value as a document writes it: whole, in hundredths, or as it is."""
        if self.quantity.unit in WHOLE:
            return float(round(value))
        return round(value, 2) if self.quantity.unit in HUNDREDTHS else value


class OfWorld(Doubt):
    """A doubt about the world: what people do, who they are, how they answer, how sensors err."""


class OfRules(Doubt):
    """A doubt about what the rules were: points, thresholds, terms, consequences, ways back."""


def _between(low: float, high: float, part: float) -> float:
    if low > 0.0 and high >= WIDE * low:
        return float(low * (high / low) ** part)
    return low + (high - low) * part


def doubts(city: City) -> tuple[Doubt, ...]:
    """Every number of a city that has a range, by document, each written thing once."""
    return tuple(_doubts(city))


def held(city: City) -> tuple[str, ...]:
    """Assumed numbers that are not moved: nobody wrote what else they could be.

    The lowest band begins where its scale does and moves with it, so it is none of them.
    """
    return tuple(
        f"{document} {render(loc)}"
        for document in DOCUMENTS
        for loc, number in _numbers(document, getattr(city, document))
        if number.range is None and number.assumed is not None and loc[-3:] != LOWEST
    )


def _numbers(document: str, model: Frozen) -> Iterator[tuple[Loc, Quantity]]:
    for loc, number in evidenced(model):
        is_device = document == "conduct" and loc[-1] in DEVICES
        if isinstance(number, Quantity) and not is_device:
            yield loc, number


def _doubts(city: City) -> Iterator[Doubt]:
    for document in DOCUMENTS:
        model = getattr(city, document)
        places: dict[tuple[bool, Quantity], list[Loc]] = {}
        for loc, number in _numbers(document, model):
            low, high = number.range or (0.0, 0.0)
            if low < high and not _is_counted(model, loc):
                world = _is_of_world(document, loc, number)
                places.setdefault((world, number), []).append(loc)
        for (world, number), locs in places.items():
            kind = OfWorld if world else OfRules
            yield kind(document, tuple(locs), number, _label(model, locs))


def _is_counted(model: Frozen, loc: Loc) -> bool:
    """Whether the number is a sum of counts that stand elsewhere, and cannot move alone."""
    counts = isinstance(model, Population) and any(m.unit == "people" for m in model.margins)
    return counts and loc == ("people",)


def _is_of_world(document: str, loc: Loc, number: Quantity) -> bool:
    if document != "regime":
        return True
    if loc[0] == "sensors":
        return number.unit not in DECREED
    return loc[0] in ("awareness", "responses")


def _label(model: Frozen, places: Sequence[Loc]) -> str:
    """What the first place is called by the ids on the way, and how many more there are."""
    words: list[str] = []
    node: object = model
    for step in places[0]:
        if isinstance(step, int) and isinstance(node, tuple):
            is_only = len(node) == 1
            node = node[step]
            name = getattr(node, "id", None) or getattr(node, "by", None)
            if isinstance(name, str):
                words = [*words[:-1], name] if hasattr(node, "id") else [*words, name]
            elif not is_only:
                words.append(f"{step + 1}")
        elif isinstance(node, dict):
            node = node[step]
            words.append(str(step))
        else:
            node = _child(node, str(step))
            if step not in ("by", "levels", "value"):
                words.append(str(step).replace("_", " "))
    rest = len(places) - 1
    more = f" (and {rest} more)" if rest else ""
    head, tail = (words[0], words[1:]) if len(words) > 1 else ("", words)
    return (f"{head}: " if head else "") + " ".join(tail) + more


def _child(node: object, key: str) -> object:
    if not isinstance(node, Frozen):
        return None
    fields = type(node).model_fields
    name = next((it for it, info in fields.items() if (info.alias or it) == key), key)
    return getattr(node, name)


def origin_of(found: Sequence[Doubt]) -> Point:
    """The coordinates of the city as it is written."""
    return np.array([doubt.origin for doubt in found])


def drawn(city: City, found: Sequence[Doubt], point: Point) -> City:
    """The city with each of ``found`` at its coordinate in ``point``.

    The bound of a factor is raised where its deeds need more room, and the lowest band begins
    where its scale does. Raises DocumentError where the values do not go together (bands out of
    order, more seen than can be).
    """
    numbers: dict[str, dict[Loc, float]] = {name: {} for name in DOCUMENTS}
    for doubt, coordinate in zip(found, point.tolist(), strict=True):
        value = doubt.at(coordinate)
        if value != doubt.quantity.value:
            for place in doubt.places:
                numbers[doubt.document][place] = value
                if place[-1] == "floor":
                    numbers[doubt.document][(*place[:-1], *LOWEST)] = value
    return at_numbers(city, numbers)


def at_numbers(city: City, numbers: Mapping[str, Numbers]) -> City:
    """The city with these values by document and place, and room for its deeds.

    Raises DocumentError where they do not go together.
    """
    moved = with_numbers(city, numbers)
    return sound(with_numbers(moved, {"conduct": dict(_room(moved.conduct))}))


def _room(conduct: Conduct) -> Iterator[tuple[Loc, float]]:
    """The bound of each factor whose deeds need more room than it leaves."""
    for i, factor in enumerate(conduct.factors):
        kinds = [kind for kind in conduct.kinds if kind.factor == factor.id]
        needed = 0.0
        for labels in combinations({m.by for kind in kinds for m in kind.by}):
            parts = [
                rate_in(kind, labels) * kind.at_most.value * kind.seen_at_most.value
                for kind in kinds
            ]
            needed = max(needed, sum(parts))
        if needed > factor.bound.value:
            yield ("factors", i, "bound"), needed
