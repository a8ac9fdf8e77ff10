"""The reference knows the words of documents and the language of chance, and nothing else."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reference

FILES = sorted(Path(reference.__file__).parent.glob("*.py"))
MODULES = (
    "glasscity.documents.conduct",
    "glasscity.documents.helping",
    "glasscity.documents.population",
    "glasscity.documents.regime",
    "glasscity.documents.rewiring",
    "glasscity.evidence",
    "glasscity.mechanisms",
    "glasscity.tables.census",
    "glasscity.vocabulary",
)
CHANCE = {
    "ONE",
    "Stream",
    "draw",
    "gamma_classes",
    "key_of",
    "person_address",
    "poisson_thresholds",
    "threshold",
}
LAWS_OF_KINDS = {
    *("chances", "days", "row", "wrong_match"),
    *("among_unaware", "answered", "most", "multiplier", "multipliers", "own_belief"),
    *("condition", "displaces", "evades", "place_belief", "reads", "stake"),
}
"""Methods by which mechanisms serve the lowering: the reference works these out itself."""


def foreign(source: str) -> Iterator[str]:
    """What a module imports beyond what it may."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if not is_plain(alias.name))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module == "glasscity.chance":
                yield from (alias.name for alias in node.names if alias.name not in CHANCE)
            elif not is_plain(module) and not is_known(module):
                yield module


def is_plain(module: str) -> bool:
    """Whether a module is Python's own or the reference's."""
    top = module.split(".")[0]
    return top == "reference" or top in sys.stdlib_module_names


def is_known(module: str) -> bool:
    return any(module == known or module.startswith(f"{known}.") for known in MODULES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_imports_only_words_and_chance(path: Path) -> None:
    assert list(foreign(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_calls_no_law_of_a_mechanism(path: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called & LAWS_OF_KINDS == set()


@pytest.mark.parametrize(
    "source",
    [
        "from glasscity.kernels.stand import clamp",
        "import glasscity.lowering",
        "from glasscity.chance import philox",
        "from glasscity.tables.law import Law",
        "from glasscity.documents.levels import rate_in",
        "import numpy as np",
    ],
)
def test_anything_else_is_foreign(source: str) -> None:
    assert list(foreign(source)) != []


def test_every_file_is_looked_at() -> None:
    assert {"city", "helping", "person", "score", "tallies"} <= {path.stem for path in FILES}
