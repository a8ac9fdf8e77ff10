"""From a file to a checked shape, with all its problems at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glasscity.documents.conduct import Conduct
from glasscity.documents.keys import keys_at, kinds_at
from glasscity.documents.page import Loc, Page
from glasscity.documents.parse import Unfinished, parse
from glasscity.documents.phrase import phrase
from glasscity.documents.population import Population
from glasscity.documents.problem import Problem, did_you_mean, some_of
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.salvage import salvage
from glasscity.evidence import Frozen

FORMATS: dict[str, type[Frozen]] = {
    "glasscity/regime/1": Regime,
    "glasscity/population/1": Population,
    "glasscity/conduct/1": Conduct,
    "glasscity/references/1": References,
}
"""The shape that each ``format:`` line asks for."""

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
    shape = _shape_of(page)
    if isinstance(shape, Problem):
        return Document(page, None, (*found, shape))
    try:
        return Document(page, shape.model_validate(page.plain), tuple(found))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        found += problems_of(page, shape, errors)
        rest = salvage(page, shape, errors)
    return Document(rest.page, rest.model, tuple(found), rest.holes, rest.replaced)


def _shape_of(page: Page) -> type[Frozen] | Problem:
    known = FORMATS
    given = page.plain.get("format")
    if given is None:
        return page.problem((), "'format' is missing", f"add 'format: {next(iter(known))}'")
    shape = known.get(given) if isinstance(given, str) else None
    if shape is None:
        what = f"unknown format '{given}'"
        mend = f"use one of: {some_of(known)}"
        return page.problem(("format",), what, mend, did_you_mean(given, known))
    return shape


def problems_of(page: Page, shape: type[Frozen], errors: list[ErrorDetails]) -> list[Problem]:
    """Each error of validation as a problem with its line and column."""
    locs = [error["loc"] for error in errors]
    return [_problem(page, shape, error) for error in errors if not _echoes(error, locs)]


def _echoes(error: ErrorDetails, locs: list[Loc]) -> bool:
    """A list that is too short only because its items are broken."""
    depth = len(error["loc"])
    return error["type"] == "too_short" and any(
        len(loc) > depth and loc[:depth] == error["loc"] for loc in locs
    )


def _problem(page: Page, shape: type[Frozen], error: ErrorDetails) -> Problem:
    loc: Loc = error["loc"]
    if error["type"] == "missing":
        return _missing(page, loc)
    if error["type"] != "extra_forbidden":
        return page.problem(loc, *phrase(error, kinds_at(shape, loc)))
    around: Any = page.at(loc[:-1])
    keys = keys_at(shape, loc[:-1], around if isinstance(around, dict) else ())
    told = page.problem(loc, *phrase(error, keys))
    line, column = page.key_place(loc)
    return replace(told, line=line, column=column)


def _missing(page: Page, loc: Loc) -> Problem:
    """A key that is not there, at the place of its parent."""
    if isinstance(loc[-1], int):
        mend = "write the lowest and the highest: [0.1, 0.5]"
        return page.problem(loc[:-1], "holds one number", mend)
    parent = page.problem(loc[:-1], f"'{loc[-1]}' is missing", f"add '{loc[-1]}:'")
    return replace(parent, path=f"{parent.path}.{loc[-1]}".lstrip("."))
