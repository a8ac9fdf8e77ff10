from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents.corpus import INVALID, VALID, examined, expected, problems_of
from glasscity.documents.digest import digest, said


def _name(path: Path) -> str:
    return path.stem


def test_the_corpus_is_there() -> None:
    assert len(INVALID) >= 60
    assert len(VALID) >= 5


@pytest.mark.parametrize("path", INVALID, ids=_name)
def test_each_mistake_is_told_with_its_path_words_and_line(path: Path) -> None:
    wanted = expected(path)
    found = problems_of(path)
    assert wanted.problems, "the file does not say what to expect"
    assert sorted(p.path for p in found) == sorted(place for place, _ in wanted.problems)
    for place, words in wanted.problems:
        told = [str(p).partition(" - ")[2] for p in found if p.path == place]
        assert any(words in line for line in told), told
    assert {p.line for p in found} == set(wanted.lines)
    assert all(p.column >= 1 and p.mend for p in found)


@pytest.mark.parametrize("path", VALID, ids=_name)
def test_a_sound_document_resolves_as_recorded(path: Path) -> None:
    recorded = json.loads(path.with_suffix(".resolved.json").read_text(encoding="utf-8"))
    assert said(examined(path).model) == recorded


@pytest.mark.parametrize("path", VALID, ids=_name)
def test_a_resolved_document_is_a_document_with_the_same_digest(path: Path) -> None:
    model = examined(path).model
    assert digest(examined(path.with_suffix(".resolved.json")).model) == digest(model)
