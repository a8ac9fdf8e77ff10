"""Rules of documented regimes, written twice by two readers of one list of references, agree."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glasscity.documents import shelf
from glasscity.documents.page import Loc
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import load
from twins.opened import OPEN
from twins.rules import Said, rules, sourced

HERE = Path(__file__).parent
TWINS = sorted(path.stem for path in HERE.glob("*.yaml"))


@functools.cache
def _twin(name: str) -> Regime:
    return load(str(HERE / f"{name}.yaml")).regime


@functools.cache
def _catalogue(name: str) -> Regime:
    return load(name).regime


def _differences(one: Regime, other: Regime) -> dict[str, tuple[Said | None, Said | None]]:
    """What the two say apart; a number that neither found in a source is nobody's rule."""
    mine, theirs = rules(one), rules(other)
    found = {}
    for name in sorted(mine.keys() | theirs.keys()):
        a, b = mine.get(name), theirs.get(name)
        stated = any(side and (side.structure or side.sourced) for side in (a, b))
        if stated and (a is None or b is None or a.value != b.value):
            found[name] = (a, b)
    return found


def test_each_documented_regime_has_a_twin_and_nothing_else_has() -> None:
    documented = [n for n in shelf.names("regime") if _status(n) == "documented"]
    assert sorted(documented) == TWINS
    assert set(OPEN) <= set(TWINS)


def _status(name: str) -> str:
    text = shelf.find("regime", name).read_text(encoding="utf-8")
    (status,) = re.findall(r"^status: (\w+)$", text, re.MULTILINE)
    return str(status)


@pytest.mark.parametrize("name", TWINS)
def test_twin_and_catalogue_say_the_same_or_the_difference_is_told(name: str) -> None:
    """An entry of ``opened.py`` that no longer differs has to go."""
    found = _differences(_twin(name), _catalogue(name))
    assert set(found) == set(OPEN.get(name, {})), found


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize("side", [_twin, _catalogue], ids=["twin", "catalogue"])
def test_a_sourced_number_that_is_mistaken_is_found(
    name: str, side: Callable[[str], Regime]
) -> None:
    """Each number of the rules that cites a source, moved by one in a hundred, on either side."""
    regime = side(name)
    assert sourced(regime)
    other = (_catalogue if side is _twin else _twin)(name)
    for loc in sourced(regime):
        assert _differences(_bent(regime, loc), other) != _differences(regime, other), loc


def _bent(regime: Regime, loc: Loc) -> Regime:
    plain: Any = regime.model_dump(by_alias=True)
    node = plain
    for step in loc:
        node = node[step]
    node.pop("range")
    moved = node["value"] * 1.01
    node["value"] = node["value"] + 1 if node["unit"] in ("days", "records") else moved
    return Regime.model_validate(plain)


def test_the_differences_that_are_told_say_why() -> None:
    for told in OPEN.values():
        assert all(len(why) > 40 for why in told.values())
