"""From a file to a checked shape, with all its problems at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glasscity.documents.bare import take_bare, units_at
from glasscity.documents.claim import Claims
from glasscity.documents.conduct import Conduct
from glasscity.documents.gravity import GravityOrder
from glasscity.documents.helping import Helping
from glasscity.documents.keys import keys_at, kinds_at
from glasscity.documents.page import Loc, Page
from glasscity.documents.parse import Unfinished, parse
from glasscity.documents.phrase import TITLE_FORM, in_words, phrase, quantity_form
from glasscity.documents.population import Population
from glasscity.documents.problem import Problem, did_you_mean, some_of
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.respell import errors_of, misspelling, renamed, respell
from glasscity.documents.rewiring import Rewiring
from glasscity.documents.salvage import echoes, salvage
from glasscity.documents.scenario import Scenario
from glasscity.documents.sweep import Sweep
from glasscity.evidence import Frozen

FORMATS: dict[str, type[Frozen]] = {
    "glasscity/regime/1": Regime,
    "glasscity/population/1": Population,
    "glasscity/conduct/1": Conduct,
    "glasscity/references/1": References,
    "glasscity/helping/1": Helping,
    "glasscity/rewiring/1": Rewiring,
    "glasscity/scenario/1": Scenario,
    "glasscity/gravity/1": GravityOrder,
    "glasscity/claims/1": Claims,
    "glasscity/sweep/1": Sweep,
}
"""The shape that each ``format:`` line asks for."""

NEAR_FORMAT = 0.9
"""How alike a format must be to be taken for a known one: all of them are much alike."""

M_co = TypeVar("M_co", bound=Frozen, covariant=True)


@dataclass(frozen=True)
class Document(Generic[M_co]):
    """A file read: its ``page``, its ``model``, and the problems of its text and shape.

    Where there are problems, ``model`` is only what could be saved for further checks, None if
    nothing could. ``holes`` are the lists that lost items by it and ``replaced`` the keys of
    the top level that are not the file's own.
    """

    page: Page
    model: M_co | None
    problems: tuple[Problem, ...] = ()
    holes: frozenset[Loc] = frozenset()
    replaced: frozenset[str] = frozenset()


def read(path: Path, shown: str | None = None) -> Document[Frozen]:
    """Read a document of any format. Raises DocumentError if it is no YAML mapping at all."""
    found: list[Problem] = []
    try:
        page = parse(path, shown)
    except Unfinished as unfinished:
        page = unfinished.page
        found += unfinished.problems
    page, doubts = _with_format(page)
    shape = FORMATS.get(str(page.plain.get("format")))
    if shape is None:
        return Document(page, None, (*found, *doubts))
    return shaped(page, shape, [*found, *doubts])


def shaped(page: Page, shape: type[M_co], found: Iterable[Problem] = ()) -> Document[M_co]:
    """The document of a page: of what is wrong with it, what can be checked further."""
    try:
        return Document(page, shape.model_validate(page.plain), tuple(found))
    except ValidationError:
        return cast(Document[M_co], _mended(page, shape, [*found]))


def _mended(page: Page, shape: type[Frozen], found: list[Problem]) -> Document[Frozen]:
    known = {(problem.path, problem.line) for problem in found}
    page, misspellings = respell(page, shape)
    errors = errors_of(page, shape)
    problems = [
        problem
        for problem in problems_of(page, shape, errors)
        if (problem.path, problem.line) not in known
    ]
    page = take_bare(page, shape, errors)
    rest = salvage(page, shape, errors_of(page, shape))
    told = (*found, *misspellings, *problems)
    return Document(rest.page, rest.model, told, rest.holes, rest.replaced)


def _with_format(page: Page) -> tuple[Page, list[Problem]]:
    """The page under the format that was perhaps meant, and what is wrong with it as written."""
    given = page.plain.get("format")
    if given is None:
        misspelt = [key for key, value in page.plain.items() if str(value) in FORMATS]
        if misspelt:
            told = misspelling(page, (), misspelt[0], "format")
            return renamed(page, (), misspelt[0], "format"), [told]
        mend = f"add 'format: {next(iter(FORMATS))}'"
        return page, [page.problem((), "'format' is missing", mend)]
    if isinstance(given, str) and given in FORMATS:
        return page, []
    mend = f"use one of: {some_of(FORMATS)}"
    near = did_you_mean(given, FORMATS)
    told = page.problem(("format",), f"unknown format '{given}'", mend, near)
    meant = near if did_you_mean(given, FORMATS, NEAR_FORMAT) else given
    return replace(page, plain={**page.plain, "format": meant}), [told]


def problems_of(page: Page, shape: type[Frozen], errors: list[ErrorDetails]) -> list[Problem]:
    """Each error of validation as a problem with its line and column."""
    locs = [error["loc"] for error in errors]
    return [_problem(page, shape, error) for error in errors if not echoes(error, locs)]


def _problem(page: Page, shape: type[Frozen], error: ErrorDetails) -> Problem:
    loc: Loc = error["loc"]
    if error["type"] == "missing":
        return _missing(page, shape, loc)
    if error["type"] in ("model_type", "model_attributes_type") and "zh_Hans" in keys_at(
        shape, loc, ()
    ):
        what = f"needs a title in three languages, found {in_words(error['input'])}"
        return page.problem(loc, what, f"write {TITLE_FORM}")
    if error["type"] != "extra_forbidden":
        return page.problem(loc, *phrase(error, kinds_at(shape, loc)))
    around: Any = page.at(loc[:-1])
    keys = keys_at(shape, loc[:-1], around if isinstance(around, dict) else ())
    told = page.problem(loc, *phrase(error, keys))
    line, column = page.key_place(loc)
    return replace(told, line=line, column=column)


def _missing(page: Page, shape: type[Frozen], loc: Loc) -> Problem:
    """A key that is not there, at the place of its parent."""
    if isinstance(loc[-1], int):
        mend = "write the lowest and the highest: [0.1, 0.5]"
        return page.problem(loc[:-1], "holds one number", mend)
    mend = f"add '{loc[-1]}:{_form(page, shape, loc)}'"
    parent = page.problem(loc[:-1], f"'{loc[-1]}' is missing", mend)
    return replace(parent, path=f"{parent.path}.{loc[-1]}".lstrip("."))


def _form(page: Page, shape: type[Frozen], loc: Loc) -> str:
    """The form of what belongs at ``loc``, where it is a title or a quantity."""
    keys = keys_at(shape, loc, ())
    if "zh_Hans" in keys:
        return f" {TITLE_FORM}"
    if not {"value", "unit"} <= set(keys):
        return ""
    units = units_at(page, shape, (*page.walk(loc[:-1])[0], loc[-1]))
    return f" {quantity_form(units)}"
