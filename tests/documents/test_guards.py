"""The line that documents cannot cross: each test fails when its guard is taken away."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from documents.corpus import CORPUS, references
from glasscity.documents.problem import DocumentError
from glasscity.documents.references import Reference, References
from glasscity.documents.resolve import examine
from glasscity.vocabulary.strata import DIMENSIONS
from glasscity.vocabulary.terms import GRADES, Grade

CONDUCT = (CORPUS / "valid" / "conduct.yaml").read_text(encoding="utf-8")
POPULATION = (CORPUS / "valid" / "population.yaml").read_text(encoding="utf-8")
LIST = References(
    format="glasscity/references/1",
    entries={"X-01": Reference(statement="Anything.", grades=get_args(Grade))},
)


def _problems(text: str, folder: Path) -> list[str]:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        examine(path, LIST)
    except DocumentError as error:
        return [str(problem) for problem in error.problems]
    return []


def _varied(dimension: str, multiple: str) -> str:
    """The conduct with a harmful deed made more frequent for the last level of a dimension."""
    *others, last = DIMENSIONS[dimension]
    lines = [f"      - by: {dimension}", "        levels:"]
    lines += [
        f"          {level}: {{value: 1, unit: multiple, assumed: alike in this}}"
        for level in others
    ]
    lines.append(f"          {last}: {multiple}")
    marker = "    rate: {value: 0.1, unit: per window, assumed: made up for tests}\n"
    assert CONDUCT.count(marker) == 1
    return CONDUCT.replace(marker, marker + "    by:\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize("dimension", ["sex", "income", "residence"])
@pytest.mark.parametrize("grade", [grade for grade in GRADES if grade != "P"])
def test_harm_differs_between_groups_only_by_research(
    dimension: str, grade: str, tmp_path: Path
) -> None:
    cited = f"{{value: 1.2, unit: multiple, source: X-01, grade: {grade}}}"
    (told,) = _problems(_varied(dimension, cited), tmp_path)
    assert "is made 1.2 times as frequent" in told
    research = "{value: 1.2, unit: multiple, source: X-01, grade: P}"
    assert _problems(_varied(dimension, research), tmp_path) == []


def test_harm_differs_between_groups_by_no_assumption(tmp_path: Path) -> None:
    assumed = "{value: 0.9, unit: multiple, assumed: it seems so to us}"
    (told,) = _problems(_varied("residence", assumed), tmp_path)
    assert "without research" in told


def _published() -> str:
    lines = POPULATION.replace("status: test", "status: sourced").splitlines()
    kept = []
    for line in lines:
        is_margin = line.startswith("    assumed:")
        kept += ["    source: X-01", "    grade: R"] if is_margin else [line]
    return "\n".join(kept) + "\n"


def test_published_margins_with_ten_people_in_a_cell_are_accepted(tmp_path: Path) -> None:
    assert "65+: {offline: 90, online: 10}" in _published()
    assert _problems(_published(), tmp_path) == []


@pytest.mark.parametrize(("few", "rest", "is_refused"), [(0, 200, 0), (1, 199, 1), (9, 191, 1)])
def test_no_cell_is_so_small_that_it_is_somebody(
    few: int, rest: int, is_refused: int, tmp_path: Path
) -> None:
    old = "18-29: {offline: 20, online: 180}"
    text = _published().replace(old, f"18-29: {{offline: {few}, online: {rest}}}")
    assert len(_problems(text, tmp_path)) == is_refused


def test_no_margin_is_made_up(tmp_path: Path) -> None:
    made_up = "    assumed: it seems so to us\n"
    text = _published().replace("    source: X-01\n    grade: R\n", made_up, 1)
    (told,) = _problems(text, tmp_path)
    assert "margins[0] - a margin without a source" in told


def test_made_up_margins_serve_no_regime_but_a_test(tmp_path: Path) -> None:
    text = (CORPUS / "valid" / "minimal.yaml").read_text(encoding="utf-8")
    for name in ("population", "conduct"):
        text = text.replace(f": {name}.yaml", f": {CORPUS}/valid/{name}.yaml")
    path = tmp_path / "case.yaml"
    for status in ("documented", "reconstructed", "announced", "fictional"):
        path.write_text(text.replace("status: test", f"status: {status}"), encoding="utf-8")
        with pytest.raises(DocumentError, match="on a population with status 'test'"):
            examine(path, references())


def test_a_row_about_a_person_has_no_place(tmp_path: Path) -> None:
    for key in ("persons", "people_list", "names", "records"):
        assert any(
            f"unknown key '{key}'" in told
            for told in _problems(POPULATION + f"{key}: [{{id: 1}}]\n", tmp_path)
        )
