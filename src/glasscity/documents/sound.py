"""A city made in memory, put through the checks that files go through."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from glasscity.documents.check import Check, Sheet, check_never, run_checks
from glasscity.documents.check_conduct import CONDUCT_CHECKS
from glasscity.documents.check_population import POPULATION_CHECKS
from glasscity.documents.check_regime import regime_checks
from glasscity.documents.cited import Citable, check_evidence
from glasscity.documents.city import City
from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import said
from glasscity.documents.page import Loc, Page
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.read import problems_of
from glasscity.documents.references import References
from glasscity.documents.setting import Setting
from glasscity.evidence import Frozen

M = TypeVar("M", bound=Frozen)
KEPT = 8
"""Documents of either kind that are remembered as read."""


@dataclass(frozen=True)
class Unwritten(Page):
    """A document that stands in no file: its parts have paths but no lines."""

    def walk(self, loc: Loc) -> tuple[Loc, tuple[int, int]]:
        """The steps of ``loc`` that are parts of the document, and no place."""
        found: Loc = ()
        node: Any = self.plain
        for step in loc:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                continue
            found = (*found, step)
        return found, (0, 0)

    def key_place(self, loc: Loc) -> tuple[int, int]:
        """No place."""
        del loc
        return 0, 0


class _Same(Generic[M]):
    """A model that is only itself: two that say the same are not one."""

    def __init__(self, it: M) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def sound(city: City) -> City:
    """The city with its documents read anew. Raises DocumentError with all that is wrong.

    A population or conduct that was read a moment ago, and is the very same, is not read again:
    worlds of one city share them.
    """
    references = _Same(city.references)
    population, of_population = _population(_Same(city.population), references)
    conduct, of_conduct = _conduct(_Same(city.conduct), references)
    regime, problems = _read(city.regime, city.references)
    if regime is None or population is None or conduct is None:
        raise DocumentError([*problems, *of_population, *of_conduct])
    problems += [*of_population, *of_conduct]
    setting = Setting(population, conduct, None if city.firms is None else city.firms.regime)
    problems += run_checks(regime, [*regime_checks(setting), check_never])
    if problems:
        raise DocumentError(problems)
    return replace(city, regime=regime.model, population=population.model, conduct=conduct.model)


@functools.lru_cache(maxsize=KEPT)
def _population(
    of: _Same[Population], references: _Same[References]
) -> tuple[Sheet[Population] | None, list[Problem]]:
    return _checked(of.it, references.it, POPULATION_CHECKS)


@functools.lru_cache(maxsize=KEPT)
def _conduct(
    of: _Same[Conduct], references: _Same[References]
) -> tuple[Sheet[Conduct] | None, list[Problem]]:
    return _checked(of.it, references.it, CONDUCT_CHECKS)


def _checked(
    model: M, references: References, checks: Sequence[Check[M]]
) -> tuple[Sheet[M] | None, list[Problem]]:
    """The sheet of a model that is checked by itself, and all that is wrong with it."""
    sheet, problems = _read(model, references)
    if sheet is None:
        return None, problems
    problems += run_checks(sheet, [*checks, check_never])
    return (replace(sheet, model=model) if sheet.model == model else sheet), problems


def _read(model: M, references: References) -> tuple[Sheet[M] | None, list[Problem]]:
    """The sheet of a model as if it were a file; None if it has not even the right shape."""
    shape = type(model)
    page = Unwritten(shape.__name__.lower(), CommentedMap(), said(model))
    problems = list(check_evidence(page, Citable(references, {}, is_whole=True)))
    try:
        sheet = Sheet(page, shape.model_validate(page.plain), frozenset(), frozenset())
    except ValidationError as error:
        return None, problems + problems_of(page, shape, error.errors(include_url=False))
    return sheet, problems
