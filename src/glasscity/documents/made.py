"""A city that no file holds: made from another by other numbers, and checked all the same."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from glasscity.documents.check import Sheet, check_never, run_checks
from glasscity.documents.check_conduct import CONDUCT_CHECKS
from glasscity.documents.check_population import POPULATION_CHECKS
from glasscity.documents.check_regime import regime_checks
from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import resolved
from glasscity.documents.page import Loc, Page, render
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.documents.setting import Setting
from glasscity.evidence import Frozen

M = TypeVar("M", bound=Frozen)
Numbers = Mapping[Loc, float]
"""New values of quantities, by their places in a document."""
SHAPES: dict[str, type[Frozen]] = {
    "regime": Regime,
    "population": Population,
    "conduct": Conduct,
}


@dataclass(frozen=True)
class Unwritten(Page):
    """The page of a document that no file holds: its parts have no lines."""

    def walk(self, loc: Loc) -> tuple[Loc, tuple[int, int]]:
        """The path of the part at ``loc``; steps that are none of its own are skipped."""
        node: Any = self.plain
        found: Loc = ()
        for step in loc:
            is_key = isinstance(node, dict) and step in node
            if is_key or (isinstance(node, list) and isinstance(step, int) and step < len(node)):
                node, found = node[step], (*found, step)
        return found, (0, 0)

    def key_place(self, loc: Loc) -> tuple[int, int]:
        """No line."""
        del loc
        return 0, 0


def with_numbers(city: City, numbers: Mapping[str, Numbers]) -> City:
    """The city with other values, by document (``regime``, ``population``, ``conduct``).

    Its digests are its own. What the numbers rest on stays as it was written (a range that does
    not hold the value is left out): such a city is lived in, never kept. Each document is read
    anew; whether they go together is for :func:`checked` to say. Raises DocumentError.
    """
    parts = {name: getattr(city, name) for name in SHAPES}
    for name, values in numbers.items():
        if values:
            parts[name] = _with(name, parts[name], values)
    return City(parts["regime"], parts["population"], parts["conduct"], city.references)


def _with(name: str, model: Frozen, values: Numbers) -> Frozen:
    plain = copy.deepcopy(resolved(model))
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


def checked(city: City) -> City:
    """The city itself. Raises DocumentError where its documents do not go together."""
    population = _sheet("population", city.population)
    conduct = _sheet("conduct", city.conduct)
    regime = _sheet("regime", city.regime)
    problems = run_checks(population, (*POPULATION_CHECKS, check_never))
    problems += run_checks(conduct, (*CONDUCT_CHECKS, check_never))
    problems += run_checks(regime, (*regime_checks(Setting(population, conduct)), check_never))
    if problems:
        raise DocumentError(problems)
    return city


def _sheet(name: str, model: M) -> Sheet[M]:
    page = Unwritten(name, CommentedMap(), resolved(model))
    return Sheet(page, model, frozenset(), frozenset())
