"""Misspelt keys, taken as the keys that were meant, so that what they hold is still checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glasscity.documents.keys import keys_at
from glasscity.documents.page import Loc, Page, render
from glasscity.documents.problem import Problem, did_you_mean
from glasscity.evidence import Frozen

ROUNDS = 6
"""Misspelt keys inside one another that are followed."""
SURE = 0.7
"""How alike two keys must be for one to be taken for the other."""


def errors_of(page: Page, shape: type[Frozen]) -> list[ErrorDetails]:
    """What is wrong with the shape of a page; empty if nothing is."""
    try:
        shape.model_validate(page.plain)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def respell(page: Page, shape: type[Frozen]) -> tuple[Page, list[Problem]]:
    """The page with every misspelt key read as the one meant, and a problem for each.

    Only where the right key is missing: the two are one mistake. A key that may be left out is
    read so only if what is written fits there.
    """
    told: list[Problem] = []
    for _ in range(ROUNDS):
        before = len(told)
        errors = errors_of(page, shape)
        for loc, key, right in _misspelt(page, shape, errors):
            changed = renamed(page, loc, key, right)
            is_missing = any(
                it["type"] in ("missing", "union_tag_not_found")
                and page.walk(it["loc"])[0] == loc
                and (it["type"] != "missing" or it["loc"][-1] == right)
                for it in errors
            )
            if is_missing or _fits(changed, shape, loc, right):
                told.append(misspelling(page, loc, key, right))
                page = changed
        if len(told) == before:
            break
    return page, told


def misspelling(page: Page, loc: Loc, key: str, right: str) -> Problem:
    """The problem of ``key``, written in the mapping at ``loc`` where ``right`` was meant."""
    line, column = page.key_place((*loc, key))
    path = render((*loc, key))
    return Problem(
        page.file, line, column, path, f"unknown key '{key}'", f"write '{right}:'", right
    )


def _misspelt(
    page: Page, shape: type[Frozen], errors: list[ErrorDetails]
) -> Iterator[tuple[Loc, str, str]]:
    """The mapping, the key written and the key meant, of each misspelt key; no key meant twice."""
    meant: set[tuple[Loc, str]] = set()
    for error in errors:
        around: Loc = error["loc"]
        if error["type"] == "extra_forbidden":
            around = error["loc"][:-1]
        elif error["type"] != "union_tag_not_found":
            continue
        loc, held = page.walk(around)[0], page.at(around)
        if not isinstance(held, dict):
            continue
        known = keys_at(shape, around, held)
        if error["type"] == "extra_forbidden":
            key = str(error["loc"][-1])
            right = did_you_mean(key, [name for name in known if name not in held], SURE)
        else:
            right = "kind"
            key = did_you_mean(right, [name for name in held if name not in known], SURE) or ""
        if right and key in held and (loc, right) not in meant:
            meant.add((loc, right))
            yield loc, key, right


def renamed(page: Page, loc: Loc, key: str, right: str) -> Page:
    """The page with a key of the mapping at ``loc`` renamed; the file keeps its own."""
    respelt = {**page.respelt, loc: {**page.respelt.get(loc, {}), right: key}}
    return replace(page, plain=_with(page.plain, loc, key, right), respelt=respelt)


def _with(node: Any, loc: Loc, key: str, right: str) -> Any:
    if not loc:
        return {right if name == key else name: value for name, value in node.items()}
    inside = _with(node[loc[0]], loc[1:], key, right)
    if isinstance(node, list):
        return [inside if i == loc[0] else item for i, item in enumerate(node)]
    return {**node, loc[0]: inside}


def _fits(page: Page, shape: type[Frozen], loc: Loc, right: str) -> bool:
    wrong = {page.walk(error["loc"])[0] for error in errors_of(page, shape)}
    return loc not in wrong and (*loc, right) not in wrong
