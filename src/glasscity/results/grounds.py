"""Every number of the documents of a run, with where it stands and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from glasscity.documents.page import Loc
from glasscity.documents.quantities import Evidenced, evidenced
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


def _attribute(model: BaseModel, key: str) -> str:
    """The attribute that the file calls ``key``."""
    fields = type(model).model_fields.items()
    return next((name for name, info in fields if info.alias == key), key)


def _way(model: BaseModel, loc: Loc) -> tuple[Place, str]:
    """The steps that lead to a place of the file, and its path by the names of things."""
    node: object = model
    steps: list[Step] = []
    path = ""
    for step in loc:
        if isinstance(node, BaseModel):
            steps.append(_attribute(node, str(step)))
            path, node = f"{path}.{step}", getattr(node, str(steps[-1]))
        elif isinstance(node, tuple) and isinstance(step, int):
            steps.append(step)
            path, node = f"{path}[{_name(node[step], step)}]", node[step]
        elif isinstance(node, dict):
            steps.append(step)
            path, node = f"{path}.{step}", node[step]
    return tuple(steps), path.removeprefix(".")


def _ground(document: str, model: BaseModel, loc: Loc, found: Evidenced) -> Ground:
    steps, path = _way(model, loc)
    value, given = (found.value, found.range) if isinstance(found, Quantity) else (None, None)
    return Ground(
        document=document,
        steps=steps,
        path=path,
        value=value,
        unit=found.unit,
        source=found.source,
        grade=found.grade,
        assumed=found.assumed,
        range=given,
    )


def grounds_of(city: City) -> tuple[Ground, ...]:
    """All quantities and margins of the regime, the population and the conduct, in file order."""
    documents = (
        ("regime", city.regime),
        ("population", city.population),
        ("conduct", city.conduct),
    )
    return tuple(
        _ground(document, model, loc, found)
        for document, model in documents
        for loc, found in evidenced(model)
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
