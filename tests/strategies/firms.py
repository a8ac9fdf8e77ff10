"""Documents about people as documents about firms: each dimension and level by its place."""

from __future__ import annotations

from typing import Any

from glasscity.vocabulary.strata import DIMENSIONS, FIRM_DIMENSIONS

DIMENSION = dict(zip(DIMENSIONS, FIRM_DIMENSIONS, strict=True))
LEVEL = {
    name: dict(zip(DIMENSIONS[name], FIRM_DIMENSIONS[firms], strict=True))
    for name, firms in DIMENSION.items()
}


def as_firms(words: Any) -> Any:
    """The same document with the dimensions of firms in the places of those of people."""
    if isinstance(words, list):
        return [as_firms(part) for part in words]
    if not isinstance(words, dict):
        return words
    told = {key: as_firms(part) for key, part in words.items()}
    if isinstance(told.get("by"), str) and told["by"] in DIMENSION:
        if "levels" in told:
            told["levels"] = _renamed(told["levels"], LEVEL[told["by"]])
        for side in ("one", "other"):
            if side in told:
                told[side] = _renamed(told[side], LEVEL[told["by"]])
        told["by"] = DIMENSION[told["by"]]
    if "over" in told:
        (name,) = told["over"]
        told |= {"over": [DIMENSION[name]], "cells": _renamed(told["cells"], LEVEL[name])}
    if told.get("format") == "glasscity/population/1":
        told |= {"unit": "firm", "children": None}
    if told.get("each") == "child":
        del told["each"]
    return told


def _renamed(levels: Any, names: dict[str, str]) -> Any:
    if isinstance(levels, dict):
        return {names[level]: part for level, part in levels.items()}
    return [names[level] for level in levels]
