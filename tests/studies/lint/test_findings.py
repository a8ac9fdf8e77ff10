"""Each kind of finding is made by one change of a clean rule set, and by nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glasscity.cli.lint import lint as command
from glasscity.studies.lint import CHECKS, TIMED, lint, lint_city
from glasscity.studies.lint.page import print_lint
from oracles.little import act
from reference_tests.town import registry
from strategies.words import quantity, title
from studies.lint.town_rules import CHANGES, built, changed, clean, rule


def test_nothing_is_asked_of_a_clean_rule_set() -> None:
    assert lint_city("clean", built(clean())).findings == ()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_makes_its_finding_and_no_other(name: str) -> None:
    change, wanted = CHANGES[name]
    found = lint_city(name, changed(change)).findings
    assert {it.rule for it in found} == wanted
    for it in found:
        assert all(len(words) > 10 for words in (it.what, it.why, it.mend))


def test_what_a_run_alone_can_tell_is_taken_to_happen() -> None:
    """Records that hang on granted attempts or on encounters are no rule without a sensor."""
    words = clean()
    words["kinds"] += [act("default", 0.0), act("rebuff", 0.0), act("passed-on", 0.0)]
    words["sensors"].append(registry("bank", "default"))
    for name in ("default", "rebuff", "passed-on"):
        words["instruments"][0]["rules"].append(rule(name, name, -1, expires=quantity(9, "days")))
    words["outcomes"] = [
        {"id": "repayment", "title": title("r"), "service": "loan", "ledger": "points",
         "deeds": [{"deed": "default"}]}
    ]  # fmt: skip
    words["encounters"] = [
        {"kind": "meeting", "id": "help", "title": title("h"), "fails": quantity(0.1, "chance"),
         "refuses_as": "rebuff", "shuns": {"instrument": "points", "bands": ["poor"]}}
    ]  # fmt: skip
    words["spreads"] = [
        {"id": "kin", "title": title("k"), "as": "passed-on",
         "when": {"instrument": "points", "bands": ["poor"]}}
    ]  # fmt: skip
    found = lint_city("hanging", built(words))
    assert found.findings == ()
    assert found.times[0].why_not == "its records hang on 'repayment', whose pace only a run tells"


def test_every_kind_of_finding_is_made_by_some_change() -> None:
    assert set().union(*(wanted for _, wanted in CHANGES.values())) == {*CHECKS, *TIMED}


def test_suqian_is_asked_one_question() -> None:
    """Looked at and true: a crossing costs points, counts for the list, and both refuse loans."""
    found = lint("suqian-2018")
    told = [(it.severity, it.rule, it.path) for it in found.findings]
    assert told == [
        ("question", "answered-twice", "instruments[1].grounds[0]"),
        ("note", "nothing-sourced", "awareness"),
        ("note", "gains-lag-behind", "instruments[0].rules[0].on"),
        ("note", "hardly-anybody", "consequences[4].when"),
    ]
    question = found.findings[0]
    line = Path(question.file).read_text("utf-8").splitlines()[question.line - 1]
    assert line.strip() == "grounds: [red-light-crossing]"
    assert "'loan-application'" in question.why


def test_a_band_that_is_never_left_is_for_good(capsys: pytest.CaptureFixture[str]) -> None:
    words = clean()
    points = words["instruments"][0]
    points["rules"] = [rule("help", "help", 15)]
    points["bands"][1]["from"] = quantity(150, "points")
    words["sensors"] = [registry("book", "help")]
    found = lint_city("rising", built(words))
    print_lint(found)
    told = capsys.readouterr().out
    (line,) = [line.split() for line in told.splitlines() if line.startswith("  good ")]
    assert line[1:6] == ["100.0", "%", "for", "good", "\u2013"]
    assert found.times[0].by_case["average"][1].first == pytest.approx(4.0)  # at one help a year


def test_the_command_says_by_its_exit_whether_there_is_a_question(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command("suqian-2018", json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["questions"] == 1
    assert told["findings"][0]["rule"] == "answered-twice"
    (times,) = told["times"]
    assert sum(times["share_of_all_people"].values()) == pytest.approx(1.0)
    assert set(times["persons"]) == {"average", "prone", "giving", "blameless"}
    assert {row["part"]: row["sourced"] for row in told["sourced"]}["instruments"] == 5
    assert command("suqian-2018") == 1
    assert "answered-twice" in capsys.readouterr().out
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: glasscity/regime/1\n", "utf-8")
    assert command(str(broken)) == 2
