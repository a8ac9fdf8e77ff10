"""Numbers of a city by their paths: read, and set to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from glasscity.documents.page import Loc
from glasscity.documents.problem import did_you_mean
from glasscity.documents.quantities import evidenced
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import DOCUMENTS, at_numbers
from glasscity.evidence import Quantity
from glasscity.measures.wording import in_words
from glasscity.results.grounds import Ground, grounds_of

Place = tuple[Ground, Loc]


def _places(city: City) -> Iterator[Place]:
    locs = (loc for name in DOCUMENTS for loc, _ in evidenced(getattr(city, name)))
    yield from zip(grounds_of(city), locs, strict=True)


def places(city: City, path: str) -> tuple[Place, ...]:
    """The numbers at ``path``, as in ``regime: sensors[crossing-cameras].false_match``.

    A path that leads to a number that varies by stratum stands for all of its levels. Raises
    ValueError for a path that leads to no number.
    """
    known: list[str] = []
    found: list[Place] = []
    for ground, loc in _places(city):
        if ground.value is None:
            continue
        here = f"{ground.document}: {ground.path}"
        known.append(here)
        if here == path or here.startswith(f"{path}."):
            found.append((ground, loc))
    if not found:
        near = did_you_mean(path, known)
        hint = f" (did you mean '{near}'?)" if near else ""
        raise ValueError(f"'{path}' leads to no number of '{city.regime.id}'{hint}")
    return tuple(found)


def value_of(city: City, path: str) -> float:
    """The number at a path; the first of its levels where it varies. Raises ValueError."""
    return float(places(city, path)[0][0].value or 0.0)


def quantity_of(city: City, path: str) -> Quantity:
    """The number at a path with its evidence. Raises ValueError."""
    ground, loc = places(city, path)[0]
    return next(
        it
        for where, it in evidenced(getattr(city, ground.document))
        if where == loc and isinstance(it, Quantity)
    )


def words_of(city: City, path: str) -> str:
    """What a path leads to, in words."""
    ground = places(city, path)[0][0]
    steps = ground.steps[:-2] if "levels" in ground.steps[-2:-1] else ground.steps
    return in_words(getattr(city, ground.document), steps)


def at(city: City, values: Mapping[str, float]) -> City:
    """The city with other numbers at these paths (all levels alike). Raises DocumentError."""
    return _with(city, {path: [v] * len(places(city, path)) for path, v in values.items()})


def at_end(city: City, path: str, end: int) -> City | None:
    """The city with a number at the low (0) or high (1) end of its range, each level at its own.

    None where it has no range.
    """
    found = places(city, path)
    ends = [ground.value if ground.range is None else ground.range[end] for ground, _ in found]
    if all(ground.range is None for ground, _ in found):
        return None
    return _with(city, {path: [float(it or 0.0) for it in ends]})


def _with(city: City, values: Mapping[str, list[float]]) -> City:
    numbers: dict[str, dict[Loc, float]] = {name: {} for name in DOCUMENTS}
    for path, wanted in values.items():
        for (ground, loc), value in zip(places(city, path), wanted, strict=True):
            numbers[ground.document][loc] = value
    return at_numbers(city, numbers)
