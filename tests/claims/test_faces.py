"""What people and machines are shown of claims."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from glasscity.cli.claims import claims as command
from glasscity.studies.claims import Answers, claims
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.every import CLAIMS
from glasscity.studies.claims.machine import machine_claims
from glasscity.studies.claims.markdown import CLOSE, INTRODUCTION, OPEN, write_markdown
from house.tree import ROOT


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
    assert list((tmp_path / "claims").glob("world-*.npz"))


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
    assert command("C01", "C02", people=1_000, threads=1, out=tmp_path) == 3
    assert "the same command goes on" in capsys.readouterr().err
    assert list((tmp_path / "claims").glob("*.npz"))


def test_so_few_people_that_nobody_is_counted_settle_nothing_and_break_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    page = tmp_path / "page.md"
    ids = ("C30", "C41")
    done = command(*ids, people=100, quick=True, threads=1, out=tmp_path, markdown=[page])
    assert done == 0
    out = capsys.readouterr().out
    assert "no information: Among so few people nobody was there to be counted" in out
    assert "beside it none: nobody was counted of whom the number is a share" in out
    assert "people    2,000 in a world of this claim, where 100 were asked for" in out
    assert out.count("in a world of this claim") == 1
    assert page.read_text("utf-8").count("where 100 were asked for |") == 1


def _answers(tmp_path: Path) -> Answers:
    return claims(["C01", "C09"], people=1_000, threads=1, quick=True, out=tmp_path)


def test_a_page_has_a_section_with_both_verdicts_for_each_claim(tmp_path: Path) -> None:
    write_markdown(tmp_path / "page.md", _answers(tmp_path))
    page = (tmp_path / "page.md").read_text("utf-8")
    assert re.findall(r"^## (C\w+)$", page, re.M) == ["C01", "C09"]
    assert len(re.findall(r"^- \*\*Record: .+\.\*\* .+\.$", page, re.M)) == 2
    assert len(re.findall(r"^- \*\*Model: .+\.\*\* .+\.$", page, re.M)) == 2
    assert "`glasscity claims C01 C09 --quick --people 1000`" in page
    assert "| sourced |  |  |  | [C01](#c01) |  |" in page
    assert "- SUQ-01 (S, R): Every resident of Suqian opens with 1,000 points." in page


def test_of_another_page_only_what_stands_between_the_marks_is_renewed(tmp_path: Path) -> None:
    other = tmp_path / "README.md"
    other.write_text(f"Before.\n{OPEN}\nold\n{CLOSE}\nAfter.\n", "utf-8")
    write_markdown(other, _answers(tmp_path))
    lines = other.read_text("utf-8").splitlines()
    assert lines[:2] == ["Before.", OPEN]
    assert lines[-2:] == [CLOSE, "After."]
    assert "old" not in lines
    assert "[C09](docs/claims.md#c09)" in "".join(lines)


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    one = _answers(tmp_path / "one")
    two = claims(["C01", "C09"], people=1_000, threads=2, quick=True, out=tmp_path / "two")
    assert machine_claims(two) == machine_claims(one)
    assert all(it.finding.judge is None for it in two.settled)


def test_the_page_of_the_manual_is_what_the_command_writes() -> None:
    """Its numbers are those of the last run; its form is that of this program."""
    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    assert page.startswith(INTRODUCTION)
    sections = re.findall(r"^## (C\w+)$", page, re.M)
    assert sections == [name for name in CLAIMS if name in sections]
    assert len(re.findall(r"^- \*\*Record: ", page, re.M)) == len(sections) > 8
    assert len(re.findall(r"^- \*\*Model: ", page, re.M)) == len(sections)
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme.split(OPEN)[1].split(CLOSE)[0]
    assert re.findall(r"\[(C\w+)\]", table) != []
    assert set(re.findall(r"\[(C\w+)\]", table)) == set(sections)
