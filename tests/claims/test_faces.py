"""What people and machines are shown of claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glasscity.cli.claims import claims as command
from glasscity.studies.claims import claims
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.every import CLAIMS
from glasscity.studies.claims.machine import machine_claims


def test_two_verdicts_stand_apart_and_fit_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert command("c01", people=1_000, out=tmp_path) == 0
    told = capsys.readouterr()
    assert max(len(line) for line in told.out.splitlines()) <= 80
    assert "C01  S000, S004 (1 root)" in told.out
    assert "record    sourced (2 roots):" in told.out
    assert "model     no information:" in told.out
    assert "Again: glasscity claims C01 --people 1000" in " ".join(told.out.split())
    assert "C01 (1 of 1)" in told.err
    assert list((tmp_path / "claims").glob("suqian-2018-*.npz"))


def test_machines_get_both_verdicts_under_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("C01", people=1_000, out=tmp_path, json=True) == 0
    (row,) = json.loads(capsys.readouterr().out)["claims"]
    assert row["record"]["verdict"] == "sourced"
    assert row["record"]["facts"][0] == "SUQ-01"
    assert row["model"]["verdict"] == "no information"
    assert set(row["said"]) == {"en", "nl", "zh_Hans"}
    assert "verdict" not in row
    again = machine_claims(claims(["C01"], people=1_000, out=tmp_path))
    assert again["claims"][0]["model"] == row["model"]


@pytest.mark.parametrize(
    ("ids", "people", "words"),
    [(("C99",), None, "there is no claim 'C99'"), (("C01",), 10, "--people 10 is outside")],
)
def test_bad_words_end_with_two(
    ids: tuple[str, ...],
    people: int | None,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command(*ids, people=people, out=tmp_path) == 2
    assert words in capsys.readouterr().err


def test_an_interruption_keeps_what_was_lived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(bench: Bench) -> None:
        del bench
        raise KeyboardInterrupt

    monkeypatch.setitem(CLAIMS, "C02", interrupted)
    assert command("C01", "C02", people=1_000, out=tmp_path) == 3
    assert "the same command goes on" in capsys.readouterr().err
    assert list((tmp_path / "claims").glob("*.npz"))
