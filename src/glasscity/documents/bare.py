"""Bare numbers, taken as quantities of the unit that fits, and which units fit where."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic_core import ErrorDetails

from glasscity.documents.page import Loc, Page
from glasscity.documents.respell import errors_of
from glasscity.evidence import Frozen
from glasscity.vocabulary.terms import UNITS

_PROBE = "records"
_QUOTED = re.compile(r"'([^']*)'")


def take_bare(page: Page, shape: type[Frozen], errors: Iterable[ErrorDetails]) -> Page:
    """The page with each bare number written out, where one unit alone fits and the value does.

    So that what stands beside it is still checked; the bare number stays a problem. Those of the
    top level have stand-ins of their own.
    """
    numbers = {
        page.walk(error["loc"])[0]: error["input"]
        for error in errors
        if error["type"] == "bare_number"
        and type(error["input"]) in (int, float)
        and len(error["loc"]) > 1
    }
    units = {loc: units_at(page, shape, loc, value) for loc, value in numbers.items()}
    for loc, fitting in units.items():
        if len(fitting) != 1:
            continue
        written = _put(page, loc, _quantity(numbers[loc], fitting[0]))
        if not _wrong(written, shape, loc):
            page = written
    return page


def units_at(page: Page, shape: type[Frozen], loc: Loc, value: float = 1) -> tuple[str, ...]:
    """The units of the quantity that belongs at ``loc`` of the file; none where none does."""
    wrong = _wrong(_put(page, loc, _quantity(value, _PROBE)), shape, loc)
    if any(error["type"] not in ("unit", "bounds", "whole", "cents") for error in wrong):
        return ()
    for error in wrong:
        if error["type"] == "unit":
            found = _QUOTED.findall(str(error.get("ctx", {}).get("wanted", "")))
            return tuple(unit for unit in UNITS if unit in found)
    return (_PROBE,)


def _quantity(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "assumed": "stands in for a bare number"}


def _wrong(page: Page, shape: type[Frozen], loc: Loc) -> list[ErrorDetails]:
    """The errors at ``loc`` and below."""
    return [e for e in errors_of(page, shape) if _walk(page.plain, e["loc"])[: len(loc)] == loc]


def _walk(node: Any, loc: Loc) -> Loc:
    """The steps of ``loc`` that are no tags of unions, also through keys that no file has."""
    found: Loc = ()
    for step in loc:
        is_key = isinstance(node, dict) and step in node
        if is_key or (isinstance(node, list) and isinstance(step, int) and step < len(node)):
            node, found = node[step], (*found, step)
    return found


def _put(page: Page, loc: Loc, value: Any) -> Page:
    plain = copy.deepcopy(page.plain)
    node: Any = plain
    for step in loc[:-1]:
        node = node[step]
    node[loc[-1]] = value
    return replace(page, plain=plain)
