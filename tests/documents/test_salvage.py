"""One broken part hides nothing else and accuses nobody else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from documents.corpus import CORPUS, problems_of
from glasscity.documents.page import Loc, render
from glasscity.documents.parse import parse

GROUND = CORPUS / "valid"


def _quantities(node: Any, loc: Loc = ()) -> list[Loc]:
    if isinstance(node, dict):
        if {"value", "unit"} <= set(node):
            return [loc]
        return [found for key, item in node.items() for found in _quantities(item, (*loc, key))]
    if isinstance(node, list):
        return [found for i, item in enumerate(node) for found in _quantities(item, (*loc, i))]
    return []


def _plain(name: str) -> dict[str, Any]:
    plain = copy.deepcopy(parse(GROUND / name).plain)
    for key in ("population", "conduct"):
        if key in plain:
            plain[key] = str(GROUND / plain[key])
    return plain


def _written(plain: dict[str, Any], folder: Path) -> Path:
    path = folder / "case.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(plain, file)
    return path


def _at(plain: Any, loc: Loc) -> Any:
    for step in loc:
        plain = plain[step]
    return plain


def _put(plain: Any, loc: Loc, value: Any) -> None:
    for step in loc[:-1]:
        plain = plain[step]
    plain[loc[-1]] = value


@pytest.mark.parametrize(
    ("name", "loc"),
    [
        pytest.param(name, loc, id=f"{name}-{render(loc)}")
        for name in ("everything.yaml", "population.yaml", "conduct.yaml")
        for loc in _quantities(parse(GROUND / name).plain)
    ],
)
def test_a_bare_number_anywhere_is_the_only_problem(name: str, loc: Loc, tmp_path: Path) -> None:
    plain = _plain(name)
    _put(plain, loc, _at(plain, loc)["value"])
    (problem,) = problems_of(_written(plain, tmp_path))
    assert problem.path == render(loc)
    assert "a bare value without evidence" in problem.what


def test_what_stands_behind_a_broken_item_keeps_its_place(tmp_path: Path) -> None:
    plain = _plain("everything.yaml")
    plain["sensors"][0]["coverage"] = 0.5
    plain["sensors"][2]["sees"] = ["blod"]
    plain["instruments"][0]["rules"][0]["points"] = [5]
    plain["instruments"][0]["rules"][1]["on"] = "blod"
    plain["instruments"][1]["grounds"] = ["blod"]
    path = _written(plain, tmp_path)
    found = {p.path: p.line for p in problems_of(path)}
    page = parse(path)
    wanted: list[Loc] = [
        ("sensors", 0, "coverage"),
        ("sensors", 2, "sees", 0),
        ("instruments", 0, "rules", 0, "points", 0),
        ("instruments", 0, "rules", 1, "on"),
        ("instruments", 1, "grounds", 0),
    ]
    assert found == {render(loc): page.walk(loc)[1][0] for loc in wanted}


def test_a_name_given_by_a_broken_item_still_counts(tmp_path: Path) -> None:
    plain = _plain("everything.yaml")
    plain["instruments"][0]["opening"] = 100
    plain["instruments"][0]["bands"][0]["from"] = 0
    assert [p.path for p in problems_of(_written(plain, tmp_path))] == [
        "instruments[0].opening",
        "instruments[0].bands[0].from",
    ]


@pytest.mark.parametrize("key", ["title", "clock", "awareness", "status", "summary", "id"])
def test_a_missing_key_hides_nothing_else(key: str, tmp_path: Path) -> None:
    plain = _plain("everything.yaml")
    del plain[key]
    plain["sensors"][1]["sees"] = ["blod"]
    found = problems_of(_written(plain, tmp_path))
    assert [p.path for p in found] == [key, "sensors[1].sees[0]"]


def test_problems_of_all_three_documents_are_told_at_once(tmp_path: Path) -> None:
    for name, loc in (("population.yaml", ("enrolled",)), ("conduct.yaml", ("correlation",))):
        plain = _plain(name)
        _put(plain, loc, 0.5)
        _written(plain, tmp_path).rename(tmp_path / name)
    plain = _plain("everything.yaml") | {"population": "population.yaml", "conduct": "conduct.yaml"}
    plain["sensors"][1]["sees"] = ["blod"]
    found = problems_of(_written(plain, tmp_path))
    assert [(Path(p.file).name, p.path) for p in found] == [
        ("case.yaml", "sensors[1].sees[0]"),
        ("conduct.yaml", "correlation"),
        ("population.yaml", "enrolled"),
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("everything.yaml", key) for key in ("sensors", "instruments", "consequences", "clock")),
        *(("conduct.yaml", key) for key in ("factors", "kinds", "services", "correlation")),
        *(("population.yaml", key) for key in ("margins", "people", "enrolled", "title")),
    ],
)
@pytest.mark.parametrize("rubbish", ["rubbish", 7])
def test_a_broken_chapter_is_the_only_problem(
    name: str, key: str, rubbish: str | int, tmp_path: Path
) -> None:
    plain = _plain(name)
    plain[key] = rubbish
    (problem,) = problems_of(_written(plain, tmp_path))
    assert problem.path == key


def test_published_margins_are_not_accused_of_what_stands_in_for_them(tmp_path: Path) -> None:
    plain = _plain("population.yaml") | {"margins": 7, "status": "sourced"}
    (problem,) = problems_of(_written(plain, tmp_path))
    assert "needs a list" in problem.what


@pytest.mark.parametrize(
    ("name", "loc"),
    [
        ("conduct.yaml", ("factors", 0, "id")),
        ("conduct.yaml", ("kinds", 0, "id")),
        ("everything.yaml", ("instruments", 0, "id")),
        ("everything.yaml", ("instruments", 0, "bands", 0, "id")),
        ("everything.yaml", ("sensors", 0, "id")),
    ],
)
def test_a_broken_name_accuses_nobody_who_uses_it(name: str, loc: Loc, tmp_path: Path) -> None:
    plain = _plain(name)
    _put(plain, loc, 7)
    (problem,) = problems_of(_written(plain, tmp_path))
    assert problem.path == render(loc)
