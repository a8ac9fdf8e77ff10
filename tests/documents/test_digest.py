from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents.corpus import CORPUS, examined
from glasscity.documents.digest import digest, resolved, said

TEXT = (CORPUS / "valid" / "population.yaml").read_text(encoding="utf-8")


def _digest(text: str, folder: Path) -> str:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return digest(examined(path).model)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 1000, unit: people", "unit: people, value: 1_000.0"),
        ("id: village", "id: 'village'  # a comment"),
        ("cells: {female: 0.5, male: 0.5}", "cells:\n      male: 5e-1\n      female: 0.50"),
        ("status: test\n", "\n\nstatus: test\n"),
    ],
)
def test_how_a_document_is_written_does_not_matter(old: str, new: str, tmp_path: Path) -> None:
    assert old in TEXT
    assert _digest(TEXT.replace(old, new), tmp_path) == _digest(TEXT, tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: Village", "en: Hamlet"),
        ("assumed: a round number", "assumed: another reason"),
        ("female: 0.5, male: 0.5", "female: 0.4, male: 0.6"),
        ("value: 0.9, unit: share,", "value: 0.9, unit: share, range: [0.8, 1],"),
    ],
)
def test_what_a_document_says_does(old: str, new: str, tmp_path: Path) -> None:
    assert old in TEXT
    assert _digest(TEXT.replace(old, new, 1), tmp_path) != _digest(TEXT, tmp_path)


def test_a_default_that_is_written_down_changes_nothing(tmp_path: Path) -> None:
    """So a field that the language gains later leaves the digests of old documents alone."""
    assert _digest(TEXT + "turnover: null\n", tmp_path) == _digest(TEXT, tmp_path)
    assert "turnover" not in said(examined(CORPUS / "valid" / "population.yaml").model)


def test_a_resolved_document_names_every_field() -> None:
    content: dict[str, Any] = resolved(examined(CORPUS / "valid" / "minimal.yaml").model)
    for key in ("sensors", "instruments", "consequences", "recourse", "responses", "notes"):
        assert content[key] == []
    assert content["clock"] == {"start": "2018-01-01", "window": "month"}
    assert content["awareness"]["start"]["source"] is None
