"""A city made in memory, put through the checks that files go through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from glasscity.documents.check import Sheet, check_never, run_checks
from glasscity.documents.check_conduct import CONDUCT_CHECKS
from glasscity.documents.check_population import POPULATION_CHECKS
from glasscity.documents.check_regime import regime_checks
from glasscity.documents.cited import Citable, check_evidence
from glasscity.documents.city import City
from glasscity.documents.digest import said
from glasscity.documents.page import Loc, Page
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.read import problems_of
from glasscity.documents.setting import Setting
from glasscity.evidence import Frozen

M = TypeVar("M", bound=Frozen)


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


def sound(city: City) -> City:
    """The city with its documents read anew. Raises DocumentError with all that is wrong."""
    problems: list[Problem] = []
    regime = _read(city.regime, city, problems)
    population = _read(city.population, city, problems)
    conduct = _read(city.conduct, city, problems)
    if regime is None or population is None or conduct is None:
        raise DocumentError(problems)
    problems += run_checks(population, [*POPULATION_CHECKS, check_never])
    problems += run_checks(conduct, [*CONDUCT_CHECKS, check_never])
    setting = Setting(population, conduct, None if city.firms is None else city.firms.regime)
    problems += run_checks(regime, [*regime_checks(setting), check_never])
    if problems:
        raise DocumentError(problems)
    return replace(city, regime=regime.model, population=population.model, conduct=conduct.model)


def _read(model: M, city: City, problems: list[Problem]) -> Sheet[M] | None:
    """The sheet of a model as if it were a file; None if it has not even the right shape."""
    shape = type(model)
    page = Unwritten(shape.__name__.lower(), CommentedMap(), said(model))
    problems += check_evidence(page, Citable(city.references, {}, is_whole=True))
    try:
        return Sheet(page, shape.model_validate(page.plain), frozenset(), frozenset())
    except ValidationError as error:
        problems += problems_of(page, shape, error.errors(include_url=False))
        return None
