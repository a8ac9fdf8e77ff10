"""A kind of mechanism is known by what it says of itself: no floor above asks which kind it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.recourse import Recourse
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.sensors import Sensor
from house.tree import modules, sources

FAMILIES = {
    "sensors": Sensor,
    "instruments": Instrument,
    "consequences": Consequence,
    "recourse": Recourse,
    "responses": Response,
}
SEEN_THROUGH = {"Ledger", "Listing"}
"""Kinds that may be named: people's standings are made of their bands and entries."""


FLOOR = "glasscity.mechanisms"


def _kinds(family: str) -> set[type[BaseModel]]:
    """The kinds defined in a family's folder: models that say which ``kind`` they are."""
    inside = f"{FLOOR}.{family}."
    return {
        thing
        for module in modules()
        if module.__name__.startswith(inside)
        for thing in vars(module).values()
        if isinstance(thing, type)
        and thing.__module__ == module.__name__
        and issubclass(thing, BaseModel)
        and "kind" in thing.model_fields
    }


def _concrete() -> Iterator[type[BaseModel]]:
    for family in FAMILIES:
        yield from (kind for kind in _kinds(family) if kind.__name__ not in SEEN_THROUGH)


CLASSES = {kind.__name__ for kind in _concrete()}
WORDS = {word for kind in _concrete() for word in get_args(kind.model_fields["kind"].annotation)}
ABOVE = {name: tree for name, tree in sources() if not name.startswith("src/glasscity/mechanisms/")}


def _classes(tree: ast.Module) -> Iterator[str]:
    """The names of kinds that a module takes from their floor."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FLOOR):
            yield from CLASSES & {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute):
            yield from CLASSES & {node.attr}


def _compared(tree: ast.Module) -> Iterator[str]:
    """The words of kinds that a module compares with or looks things up by."""
    for node in ast.walk(tree):
        sides: list[ast.expr | None] = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            sides = [*node.keys]
        elif isinstance(node, ast.MatchValue):
            sides = [node.value]
        for side in sides:
            for part in ast.walk(side) if side else ():
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield from WORDS & {part.value}


@pytest.mark.parametrize("name", ABOVE)
def test_no_floor_above_names_a_kind(name: str) -> None:
    assert [*_classes(ABOVE[name]), *_compared(ABOVE[name])] == []


@pytest.mark.parametrize(
    "line",
    [
        "from glasscity.mechanisms.sensors.camera import Camera",
        "is_camera = isinstance(sensor, mechanisms.sensors.camera.Camera)",
        "is_camera = sensor.kind == 'camera'",
        "says = {'camera': 'sees', 'registry': 'keeps'}[sensor.kind]",
    ],
)
def test_a_kind_that_is_named_is_found(line: str) -> None:
    tree = ast.parse(line)
    assert [*_classes(tree), *_compared(tree)] != []


@pytest.mark.parametrize("family", FAMILIES)
def test_each_kind_of_a_folder_can_be_written_in_a_regime(family: str) -> None:
    union = (get_args(FAMILIES[family]) or (FAMILIES[family],))[0]
    assert set(get_args(union) or (union,)) == _kinds(family)


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"instruments"}))
def test_each_kind_says_what_it_does(family: str) -> None:
    for kind in _kinds(family):
        says = getattr(kind, "says", "")
        assert len(says) > 10, kind
