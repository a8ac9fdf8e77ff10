"""What can still be checked of a document with broken parts.

The broken items of lists are taken out and the broken parts of the top level replaced by
neutral ones, so that the meaning of the sound remainder is checked in the same go. The result
never leaves the checks: a document with problems is always refused.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glasscity.documents.page import Loc, Page
from glasscity.evidence import Frozen

ROUNDS = 12

_TITLE = {"en": "-", "nl": "-", "zh_Hans": "-"}


def _plain(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "assumed": "stands in for a broken part"}


_STAND_INS: dict[str, dict[str, Any]] = {
    "glasscity/regime/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "status": "test",
        "population": "-",
        "conduct": "-",
        "clock": {"start": "2018-01-01"},
        "awareness": {"start": _plain(1, "share"), "spread": _plain(0, "per year")},
    },
    "glasscity/population/1": {
        "id": "stand-in",
        "title": _TITLE,
        "people": _plain(1000, "people"),
        "margins": [
            {
                "over": ["sex"],
                "unit": "share",
                "assumed": "stands in for a broken part",
                "cells": {"female": 0.5, "male": 0.5},
            }
        ],
        "enrolled": _plain(1, "share"),
        "look_alike_spread": _plain(0, "spread"),
    },
    "glasscity/conduct/1": {
        "id": "stand-in",
        "title": _TITLE,
        "correlation": _plain(0, "share"),
        "factors": [
            {
                "id": "stand-in",
                "title": _TITLE,
                "spread": _plain(0, "spread"),
                "bound": _plain(1, "per person-year"),
            }
        ],
        "kinds": [
            {
                "id": "stand-in",
                "title": _TITLE,
                "context": "civic",
                "valence": "neutral",
                "gravity": {"rank": 0, "because": "stands in for a broken part"},
                "factor": "stand-in",
                "rate": _plain(0, "per person-year"),
                "at_most": _plain(1, "multiple"),
                "seen_at_most": _plain(1, "share"),
            }
        ],
    },
    "glasscity/references/1": {"entries": {}},
    "glasscity/helping/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "people": _plain(2, "people"),
        "gift": {
            "benefit": _plain(0, "points"),
            "cost": _plain(0, "points"),
            "fails": _plain(0, "chance"),
        },
        "norm": "scoring",
        "misjudged": _plain(0, "chance"),
        "reputation": {"kind": "private", "empathy": _plain(0, "chance")},
    },
    "glasscity/scenario/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "status": "test",
        "base": "-",
        "digest": "0" * 16,
        "changes": [{"kind": "switch", "to": "without-error"}],
    },
    "glasscity/sweep/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "scenarios": ["-"],
        "people": 1,
        "years": 1.0,
    },
    "glasscity/rewiring/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "people": _plain(2, "people"),
        "friends": _plain(1, "people"),
        "high": _plain(0, "share"),
        "breaks": {
            "high_high": _plain(0, "chance"),
            "high_low": _plain(0, "chance"),
            "low_low": _plain(0, "chance"),
        },
    },
    "glasscity/gravity/1": {
        "id": "stand-in",
        "title": _TITLE,
        "summary": _TITLE,
        "conduct": ["-"],
        "ranks": {"stand-in": {"rank": 0, "because": "stands in for a broken part"}},
    },
    "glasscity/claims/1": {
        "claims": [
            {
                "id": "C00",
                "sources": ["S001"],
                "roots": 1,
                "said": _TITLE,
                "record": {
                    "verdict": "opinion",
                    "roots": 0,
                    "says": "stands in for a broken part",
                },
            }
        ],
    },
}


@dataclass(frozen=True)
class Salvaged:
    """The sound remainder: ``model`` (None if there is none), and what was taken from it.

    ``page`` knows how the items of ``model`` are numbered in the file; ``holes`` are the lists
    that lost items; ``replaced`` the keys of the top level that are not the file's own.
    """

    page: Page
    model: Frozen | None
    holes: frozenset[Loc]
    replaced: frozenset[str]


def salvage(page: Page, shape: type[Frozen], errors: list[ErrorDetails]) -> Salvaged:
    """Take broken parts out of a document until the rest fits its shape."""
    gone: set[Loc] = set()
    stand_ins = _STAND_INS.get(str(page.plain.get("format")), {})
    for _ in range(ROUNDS):
        locs = [error["loc"] for error in errors]
        gone |= {_broken_part(page, error) for error in errors if not echoes(error, locs)}
        rest, shifted = _without(page, gone)
        page = replace(page, shifted=shifted)
        replaced = frozenset(stand_ins) - frozenset(rest)
        try:
            model = shape.model_validate({**{key: stand_ins[key] for key in replaced}, **rest})
        except ValidationError as error:
            errors = error.errors(include_url=False)
            continue
        holes = frozenset(loc[:-1] for loc in gone if loc and isinstance(loc[-1], int))
        lost = frozenset(str(loc[0]) for loc in gone if len(loc) == 1)
        return Salvaged(page, model, holes, replaced | lost)
    return Salvaged(page, None, frozenset(), frozenset())


def echoes(error: ErrorDetails, locs: list[Loc]) -> bool:
    """A list that is too short only because its items are broken."""
    depth = len(error["loc"])
    return error["type"] == "too_short" and any(
        len(loc) > depth and loc[:depth] == error["loc"] for loc in locs
    )


def _broken_part(page: Page, error: ErrorDetails) -> Loc:
    """The smallest part, in the file's numbering, without which the document may be sound."""
    loc = page.walk(error["loc"])[0]
    if error["type"] == "extra_forbidden":
        return loc
    while len(loc) > 1 and not isinstance(loc[-1], int):
        loc = loc[:-1]
    return loc


def _without(page: Page, gone: Iterable[Loc]) -> tuple[dict[str, Any], dict[Loc, tuple[int, ...]]]:
    """The plain document without the parts at ``gone``, and how its lists are renumbered."""
    rest = copy.deepcopy(page.plain)
    lists: dict[Loc, set[int]] = {}
    for loc in gone:
        if not loc:
            continue
        if isinstance(loc[-1], int):
            lists.setdefault(loc[:-1], set()).add(loc[-1])
        else:
            holder = _at(rest, loc[:-1])
            if isinstance(holder, dict):
                holder.pop(str(loc[-1]), None)
    shifted: dict[Loc, tuple[int, ...]] = {}
    for loc in sorted(lists, key=len, reverse=True):
        items = _at(rest, loc)
        if isinstance(items, list):
            kept = [i for i in range(len(items)) if i not in lists[loc]]
            items[:] = [items[i] for i in kept]
            shifted[loc] = tuple(kept)
    return rest, shifted


def _at(node: Any, loc: Loc) -> Any:
    for step in loc:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node
