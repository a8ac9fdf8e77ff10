"""What the page on sweeps shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from glasscity.cli.check import check
from glasscity.documents.sweep import Draws, Sweep
from house.tree import ROOT

PAGE = (ROOT / "docs" / "sweep.md").read_text("utf-8")


def test_the_document_of_the_page_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (document,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)
    path = tmp_path / "mine.yaml"
    path.write_text(document, "utf-8")
    assert check([path]) == 0
    assert ": fine" in capsys.readouterr().out


def test_every_word_of_a_sweep_is_on_the_page() -> None:
    for name in {*Sweep.model_fields, *(f"draws.{it}" for it in Draws.model_fields)}:
        assert f"`{name}`" in PAGE or f"{name}:" in PAGE or name == "draws.many", name


def test_the_lines_of_the_page_run(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
    of = ["wrongful/everybody/everybody", "true/everybody/everybody"]
    table = {
        "scenario": ["a", "a"],
        "setting": [0, 0],
        "of": of,
        "number": "per_1000",
        "value": [1.0, 5.0],
    }
    pd.DataFrame(table).to_parquet(tmp_path / "sweep.parquet")
    *lines, last = re.sub(r'"runs/[^"]*"', f'"{tmp_path}/sweep.parquet"', code).splitlines()
    names: dict[str, object] = {}
    exec("\n".join([*lines, f"found = {last}"]), names)
    assert isinstance(names["found"], pd.Series)
    assert names["found"].to_dict() == {("a", 0): 1.0}
