"""A city made from another by other numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from glasscity.documents.city import City
from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import resolved
from glasscity.documents.page import Loc, render
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.regime import Regime
from glasscity.evidence import Frozen

Numbers = Mapping[Loc, float]
"""New values of quantities, by their places in a document."""
SHAPES: dict[str, type[Frozen]] = {
    "regime": Regime,
    "population": Population,
    "conduct": Conduct,
}


def with_numbers(city: City, numbers: Mapping[str, Numbers]) -> City:
    """The city with other values, by document (``regime``, ``population``, ``conduct``).

    Its digests are its own. What the numbers rest on stays as it was written (a range that does
    not hold the value is left out): such a city is lived in, never kept. Each document is read
    anew; whether they go together is for ``documents.sound`` to say. Raises DocumentError.
    """
    parts = {name: getattr(city, name) for name in SHAPES}
    for name, values in numbers.items():
        if values:
            parts[name] = _with(name, parts[name], values)
    made = (parts["regime"], parts["population"], parts["conduct"])
    return City(*made, city.references, firms=city.firms)


def _with(name: str, model: Frozen, values: Numbers) -> Frozen:
    plain = resolved(model)
    for loc, value in values.items():
        node: Any = plain
        for step in loc:
            node = node[step]
        node["value"] = value
        low, high = node.get("range") or (value, value)
        if not low <= value <= high:
            del node["range"]
    try:
        return SHAPES[name].model_validate(plain)
    except ValidationError as error:
        raise DocumentError(
            [
                Problem(name, 0, 0, render(fault["loc"]), fault["msg"], "")
                for fault in error.errors()
            ]
        ) from error
