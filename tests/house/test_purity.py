"""A rule cannot reach a generator: what a document says is numbers, and luck is drawn elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from house.tree import imported, sources

GENERATORS = {"random", "secrets", "uuid", "numpy.random", "scipy.stats", "time", "os.urandom"}
"""Where luck, or something like it, could be had."""
DRAWN = {"draw", "philox", "key_of", "person_address"}
"""What of ``glasscity.chance`` makes luck; the rest of it are numbers."""
RULES = ("mechanisms", "documents", "evidence", "tables", "vocabulary", "catalogue")
"""Floors on which rules are written, read and checked."""
PEERS = "src/glasscity/studies/bench/"
"""Peers of the benchmark are written as their own manuals advise."""


def reaches(tree: ast.Module) -> Iterator[str]:
    """What of chance a module imports or names as an attribute."""
    names = {f"glasscity.chance.{name}" for name in DRAWN}
    for name in imported(tree):
        if name in names or any(name == g or name.startswith(f"{g}.") for g in GENERATORS):
            yield name
        if name.startswith(("glasscity.engine", "glasscity.kernels")):
            yield name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {*DRAWN, "random", "default_rng"}:
            yield node.attr


def _floor(name: str) -> str:
    return name.removeprefix("src/glasscity/").split("/")[0].removesuffix(".py")


RULE_FILES = {name: tree for name, tree in sources() if _floor(name) in RULES}


def test_the_floors_of_rules_are_there() -> None:
    assert {_floor(name) for name in RULE_FILES} == set(RULES)
    assert len(RULE_FILES) > 60


@pytest.mark.parametrize("name", RULE_FILES)
def test_no_rule_reaches_a_generator(name: str) -> None:
    assert [*reaches(RULE_FILES[name])] == []


@pytest.mark.parametrize("name", [n for n in RULE_FILES if _floor(n) == "mechanisms"])
def test_no_kind_knows_of_chance_at_all(name: str) -> None:
    assert [i for i in imported(RULE_FILES[name]) if i.startswith("glasscity.chance")] == []


def test_nothing_but_the_address_is_luck() -> None:
    """No module of the package uses a generator object; the key is made from the seed alone."""
    found = [
        (name, what)
        for name, tree in sources()
        if not name.startswith(PEERS)
        for what in imported(tree)
        if what.split(".")[0] in ("random", "secrets") or what.startswith("numpy.random")
    ]
    assert found == []
    attributes = [
        name
        for name, tree in sources()
        if not name.startswith(PEERS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("default_rng", "RandomState", "random")
    ]
    assert attributes == []


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from numpy.random import default_rng",
        "from glasscity.chance import draw",
        "from glasscity import chance\nchance.philox(1, 2, 3, 4, 5, 6)",
        "import numpy as np\nx = np.random.default_rng(1)",
        "from glasscity.kernels.luck import word",
        "import time",
    ],
)
def test_a_rule_that_reaches_one_is_found(line: str) -> None:
    assert [*reaches(ast.parse(line))] != []
