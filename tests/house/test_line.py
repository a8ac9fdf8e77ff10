"""The line this laboratory does not cross: guards that fail when somebody takes one away."""

from __future__ import annotations

import ast
import csv
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from pydantic import BaseModel

from glasscity.documents.population import Population
from glasscity.engine.population import settle_in
from glasscity.tables.law import People
from house.signatures import DOORS, breaches, public_callables
from house.tree import PACKAGE, imported, modules, sources, texts


def _floor(module: str) -> str:
    return (module + "..").split(".")[1]


def test_no_public_callable_takes_rows_about_persons() -> None:
    """See house.signatures for what is looked at. Kernels take the arrays that were drawn."""
    asked = [
        f"{name}({breach})"
        for module in modules()
        if _floor(module.__name__) != "kernels"
        for name, callee in public_callables(module)
        for breach in breaches(
            callee,
            door=_floor(module.__name__) in DOORS,
            drawn=People if _floor(module.__name__) == "engine" else None,
        )
    ]
    assert asked == []


def test_the_walk_over_callables_reaches_every_door() -> None:
    reached = {_floor(m.__name__) for m in modules() for _ in public_callables(m)}
    assert set(DOORS) - reached == set()


def _frame(table: pd.DataFrame) -> None: ...
def _list(people: list[dict[str, str]]) -> None: ...
def _array(person_traits: npt.NDArray[np.float64]) -> None: ...
def _rows(rows: Sequence[Mapping[str, object]]) -> None: ...
def _file(person_file: str) -> None: ...
def _traits(traits: tuple[float, ...]) -> None: ...


@pytest.mark.parametrize(
    "callee", [_frame, _list, _array, _rows, _file, _traits, lambda individuals: len(individuals)]
)
def test_rows_about_persons_are_recognised(callee: Callable[..., Any]) -> None:
    assert len(breaches(callee, door=True)) == 1


def test_people_are_drawn_and_never_given() -> None:
    """The type that holds people is made in one place, all alike, and handed on in the engine."""
    makers = {
        file
        for file, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == People.__name__
    }
    assert makers == {"src/glasscity/engine/population.py"}
    assert list(inspect.signature(settle_in).parameters) == ["plan", "n"]


def _counted(people: int | None, person: int, bytes_per_person: float, seed: int = 1) -> None: ...


def test_numbers_of_people_are_fine() -> None:
    assert breaches(_counted, door=True) == []


def _models() -> Iterator[type[BaseModel]]:
    for module in modules():
        for thing in vars(module).values():
            if inspect.isclass(thing) and issubclass(thing, BaseModel) and thing is not BaseModel:
                yield thing


def test_documents_refuse_what_they_do_not_know() -> None:
    loose = {m.__name__ for m in _models() if m.model_config.get("extra") != "forbid"}
    assert loose == set()


def _properties(schema: Mapping[str, Any]) -> set[str]:
    blocks = [schema, *schema.get("$defs", {}).values()]
    return {name for block in blocks for name in block.get("properties", {})}


def test_a_population_has_no_place_for_individuals() -> None:
    """The whole vocabulary of a population document. A new word is a decision, made here."""
    evidence = {"value", "unit", "source", "grade", "assumed", "range", "by", "levels"}
    words = {"en", "nl", "zh_Hans", "format", "id", "title", "status", "references"}
    margins = {"margins", "over", "cells"}
    held = {
        "people",
        "enrolled",
        "look_alike_spread",
        "turnover",
        "leaves",
        "moves",
        "ties",
        "degree",
        "homophily",
        "looks",
        "between",
        "one",
        "other",
        "children",
        "two",
        "three",
        "places",
        "number",
        "own",
    }
    assert _properties(Population.model_json_schema()) == evidence | words | margins | held


NAMING = set(
    "first_name last_name surname family_name given_name nickname identity identity_number "
    "id_number passport national_id phone telephone email address street birthday date_of_birth "
    "birth_date photo picture face fingerprint account user_name plate licence_plate".split()
)


def test_no_document_and_no_table_has_a_field_that_names_a_person() -> None:
    fields = {field for model in _models() for field in model.model_fields}
    assert "name" not in fields
    for path in PACKAGE.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        fields |= set(rows[0]) | {row["column"] for row in rows if "column" in row}
    assert fields & NAMING == set()
    assert len(fields) > 50


def test_every_table_about_persons_has_the_mark_synthetic() -> None:
    """That the mark stands on each row is tested with the tables themselves."""
    with (PACKAGE / "vocabulary" / "columns.csv").open(encoding="utf-8", newline="") as file:
        columns = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    about = {table for table, column in columns if column in {"person", "row", "who"}}
    assert about == {"events"}
    assert about == {table for table, column in columns if column == "synthetic"}


IDENTITY = re.compile(r"(?<![0-9A-Za-z.])\d{17}[0-9Xx](?![0-9A-Za-z])")
"""Eighteen digits, the last possibly an X: the shape of a Chinese identity number."""


def test_no_number_is_shaped_like_an_identity_number() -> None:
    assert IDENTITY.search(f"id {10**17} end")
    found = [(name, hit) for name, text in texts() for hit in IDENTITY.findall(text)]
    assert found == []


SEARCHERS = (
    "bayes_opt",
    "cma",
    "cvxpy",
    "deap",
    "hyperopt",
    "nevergrad",
    "optuna",
    "ortools",
    "pulp",
    "pymoo",
    "pyomo",
    "scipy.optimize",
    "skopt",
)


def test_nothing_searches_for_the_regime_that_controls_best() -> None:
    used = {(file, name) for file, tree in sources() for name in imported(tree)}
    searching = {
        (file, name)
        for file, name in used
        if any(name == tool or name.startswith(f"{tool}.") for tool in SEARCHERS)
    }
    assert searching == set()
    assert len(used) > 100


TALKERS = set(
    "aiohttp ftplib http httpx imaplib paramiko requests smtplib socket ssl urllib3".split()
)


def test_nothing_talks_to_another_machine() -> None:
    """There is no interface through which anything could be enforced, fetched or reported."""
    talking = {
        (file, name)
        for file, tree in sources()
        for name in imported(tree)
        if name.split(".")[0] in TALKERS or name.startswith("urllib.request")
    }
    assert talking == set()


READERS = re.compile(
    r"\b(read_(csv|excel|sql|json|html|stata|spss|sas|fwf|feather|orc|pickle|clipboard|xml)\w*"
    r"|DictReader|csv\.reader|genfromtxt|loadtxt|load_workbook|sqlite3)\b"
)


def test_tables_are_read_from_nowhere_but_the_package_itself() -> None:
    """Input is YAML documents. Only the vocabulary of the package, and results, are tables."""
    assert READERS.search("pd.read_csv(path)")
    assert READERS.search("csv.DictReader(file)")
    found = [
        name
        for name, text in texts()
        if name.startswith("src/") and name.endswith(".py") and READERS.search(text)
        if not name.startswith(("src/glasscity/vocabulary/", "src/glasscity/results/"))
    ]
    assert found == []
