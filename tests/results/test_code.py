"""A run of other code is another run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glasscity.results import code


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "place.py").write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "words.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("glasscity.results.code.resources.files", lambda _: tmp_path)
    code.code_digest.cache_clear()
    yield tmp_path
    code.code_digest.cache_clear()


def anew() -> str:
    code.code_digest.cache_clear()
    return code.code_digest()


def test_an_edit_or_a_new_name_of_any_source_changes_the_digest(package: Path) -> None:
    seen = {anew()}
    (package / "engine" / "place.py").write_text("a = 2\n", encoding="utf-8")
    seen.add(anew())
    (package / "engine" / "place.py").rename(package / "engine" / "town.py")
    seen.add(anew())
    (package / "words.json").write_text('{"a": 1}', encoding="utf-8")
    seen.add(anew())
    assert len(seen) == 4


def test_documents_and_compiled_files_do_not(package: Path) -> None:
    before = anew()
    (package / "engine" / "place.pyc").write_bytes(b"\0")
    (package / "regime.yaml").write_text("id: a\n", encoding="utf-8")
    assert anew() == before
