"""Documents that cite sources of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.corpus import CORPUS, references
from glasscity.documents.digest import digest, resolved
from glasscity.documents.plain_sources import tell_citations
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import Examined, examine

VALID = CORPUS / "valid"
LIST = """format: glasscity/references/1
entries:
  OWN-01:
    statement: Half of them know.
    grades: [R]
    sources: [A newspaper of the place]
"""


def _write(folder: Path, *, own: str = LIST, name: str = "mine.yaml", grade: str = "R") -> Path:
    """A regime whose awareness, and a population whose spread, rest on a list of their own."""
    (folder / name).write_text(own, encoding="utf-8")
    made_up = "value: 1, unit: spread, assumed: made up for tests"
    people = (VALID / "population.yaml").read_text(encoding="utf-8")
    assert made_up in people
    cited = f"value: 1, unit: spread, source: OWN-01, grade: {grade}"
    people = people.replace(made_up, cited) + f"references: {name}\n"
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    text = (VALID / "minimal.yaml").read_text(encoding="utf-8")
    text = text.replace("population: population.yaml", "population: people.yaml")
    text = text.replace("conduct: conduct.yaml", f"conduct: {VALID}/conduct.yaml")
    text = text.replace("assumed: there is nothing to know", f"source: OWN-01, grade: {grade}")
    path = folder / "case.yaml"
    path.write_text(f"{text}references: {name}\n", encoding="utf-8")
    return path


def _examined(path: Path) -> Examined:
    return examine(path, references())


def _told(path: Path) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        _examined(path)
    return [str(problem) for problem in caught.value.problems]


def test_own_sources_are_cited_and_listed(tmp_path: Path) -> None:
    found = _examined(_write(tmp_path))
    assert found.city is not None
    assert found.city.references.entries["OWN-01"].statement == "Half of them know."
    assert "SUQ-01" in found.city.references.entries
    (cited,) = tell_citations(found).blocks
    assert cited.heading.startswith("OWN-01, cited as R")
    assert "A newspaper of the place" in cited.words


def test_a_population_cites_its_own_list_without_a_regime(tmp_path: Path) -> None:
    _write(tmp_path)
    assert "OWN-01" in _examined(tmp_path / "people.yaml").references.entries


def test_an_own_grade_is_checked(tmp_path: Path) -> None:
    told = _told(_write(tmp_path, grade="P"))
    assert len(told) == 2
    assert all("'OWN-01' is not graded P" in line for line in told)


def test_a_packaged_id_is_refused_at_its_place(tmp_path: Path) -> None:
    more = "  SUQ-01:\n    statement: Something else.\n    grades: [S]\n"
    (told,) = _told(_write(tmp_path, own=LIST + more))
    assert told.startswith(f"{tmp_path}/mine.yaml:7:")
    assert "the packaged list of references has a 'SUQ-01' already" in told


def test_a_broken_list_accuses_nobody_who_cites_it(tmp_path: Path) -> None:
    (told,) = _told(_write(tmp_path, own=LIST.replace("grades: [R]", "grades: [Q]")))
    assert "mine.yaml:5:" in told
    assert "'Q' does not fit here" in told


def test_a_regime_is_no_list_of_references(tmp_path: Path) -> None:
    own = (VALID / "minimal.yaml").read_text(encoding="utf-8")
    told = _told(_write(tmp_path, own=own))
    assert len(told) == 2
    assert all("'mine.yaml' has the format 'glasscity/regime/1'" in line for line in told)


def test_one_key_means_one_thing_in_a_city(tmp_path: Path) -> None:
    path = _write(tmp_path)
    (tmp_path / "other.yaml").write_text(LIST.replace("Half", "None"), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("references: mine", "references: other")
    path.write_text(text, encoding="utf-8")
    (told,) = _told(path)
    assert "another document of this regime gives 'OWN-01' another meaning" in told


def test_moving_the_list_changes_no_digest(tmp_path: Path) -> None:
    model = _examined(_write(tmp_path)).model
    moved = _examined(_write(tmp_path, name="moved.yaml")).model
    assert resolved(moved) != resolved(model)
    assert digest(moved) == digest(model)
