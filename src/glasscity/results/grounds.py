"""Every number of the documents of a run, with where it stands and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from glasscity.documents.population import Margin
from glasscity.documents.resolve import City
from glasscity.evidence import Quantity

Step = str | int
Place = tuple[Step, ...]

_LEVELS = "levels"


@dataclass(frozen=True)
class Ground:
    """A quantity (or a margin) of a document and its evidence.

    ``steps`` lead to it from the document; ``path`` says the same in words a reader of the
    file knows. ``value`` and ``range`` are None for a margin.
    """

    document: str
    steps: Place
    path: str
    value: float | None
    unit: str
    source: str | None
    grade: str | None
    assumed: str | None
    range: tuple[float, float] | None


def _name(item: object, place: int) -> str:
    for field in ("id", "by", "over"):
        name = getattr(item, field, None)
        if isinstance(name, str):
            return name
        if isinstance(name, tuple):
            return "-".join(name)
    return str(place)


def _walk(node: object, steps: Place, path: str) -> Iterator[tuple[Place, str, BaseModel]]:
    if isinstance(node, Quantity | Margin):
        yield steps, path, node
    elif isinstance(node, BaseModel):
        for field, info in type(node).model_fields.items():
            name = info.alias or field
            yield from _walk(getattr(node, field), (*steps, field), f"{path}.{name}")
    elif isinstance(node, tuple):
        for place, item in enumerate(node):
            yield from _walk(item, (*steps, place), f"{path}[{_name(item, place)}]")
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from _walk(item, (*steps, key), f"{path}.{key}")


def _ground(document: str, steps: Place, path: str, node: BaseModel) -> Ground:
    if isinstance(node, Quantity):
        value, unit, given = node.value, str(node.unit), node.range
        source, grade, assumed = node.source, node.grade, node.assumed
    elif isinstance(node, Margin):
        value, unit, given = None, str(node.unit), None
        source, grade, assumed = node.source, node.grade, node.assumed
    else:
        raise TypeError(f"{path}: {type(node).__name__} carries no evidence")
    return Ground(document, steps, path, value, unit, source, grade, assumed, given)


def grounds_of(city: City) -> tuple[Ground, ...]:
    """All quantities and margins of the regime, the population and the conduct, in file order."""
    documents = (
        ("regime", city.regime),
        ("population", city.population),
        ("conduct", city.conduct),
    )
    return tuple(
        _ground(document, steps, path.removeprefix("."), node)
        for document, model in documents
        for steps, path, node in _walk(model, (), "")
    )


def together(grounds: tuple[Ground, ...]) -> dict[tuple[str, Place], tuple[Ground, ...]]:
    """Grounds by document and place, the levels of one variation under one place."""
    groups: dict[tuple[str, Place], tuple[Ground, ...]] = {}
    for ground in grounds:
        steps = ground.steps
        if len(steps) > 1 and steps[-2] == _LEVELS:
            steps = steps[:-2]
        key = (ground.document, steps)
        groups[key] = (*groups.get(key, ()), ground)
    return groups
