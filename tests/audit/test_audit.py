"""An audit as a whole: its questions in order, its faces, its exit codes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from glasscity.cli.audit import audit as command
from glasscity.documents.problem import DocumentError
from glasscity.studies.audit import Audited, ask, audit, questions_of, rules_of
from glasscity.studies.audit.machine import machine_audit
from glasscity.studies.audit.page import page_of
from glasscity.studies.audit.questions import QUESTIONS
from glasscity.studies.audit.told import WIDTH, print_audit


@pytest.fixture(scope="session")
def audited() -> Audited:
    rules = "wrongful_records_per_1000>0, wrongful_records_per_1000>1000"
    return audit("suqian-2018", people=4000, years=1.0, fail_on=rules)


def test_the_questions_stand_in_order_with_names_of_their_own() -> None:
    assert [it.place for it in QUESTIONS] == sorted({it.place for it in QUESTIONS})
    for names in ([it.id for it in QUESTIONS], [n for it in QUESTIONS for n in it.numbers]):
        assert len(names) == len(set(names))


def test_each_answer_gives_the_numbers_its_question_declares(audited: Audited) -> None:
    for question, answer in audited.answers:
        assert answer.id == question.id
        assert tuple(number.name for number in answer.numbers) == question.numbers


def test_each_sentence_holds_its_number_and_n(audited: Audited) -> None:
    for _, answer in audited.answers:
        assert answer.sentence.endswith(".")
        told = answer.numbers[0].told if answer.headline.estimable else "not estimable"
        assert told in answer.sentence
        assert f"{answer.n:,}" in answer.sentence
        assert answer.sentence.count(". ") == 0, answer.sentence


def test_a_headline_alone_is_the_number_of_the_sentence(audited: Audited) -> None:
    for question, answer in audited.answers:
        alone, told = question.headline(audited.lab), answer.headline
        if question.place == 7 and told.estimable:  # other luck widens what is told
            assert (alone.value, alone.n) == (told.value, told.n)
            assert (told.low or 0.0) <= (alone.low or 0.0)
            assert (alone.high or 0.0) <= (told.high or 0.0)
        else:
            assert alone == told


def test_the_terminal_keeps_to_its_width(audited: Audited) -> None:
    stream = io.StringIO()
    print_audit(audited, Path("a.html"), Console(file=stream, width=WIDTH, highlight=False))
    lines = stream.getvalue().splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    assert "SYNTHETIC CITY" in lines[0]
    assert "No question raised is no clearance" in stream.getvalue()


def test_the_page_is_one_file_that_asks_for_nothing(audited: Audited) -> None:
    page = page_of(audited)
    assert "<script" not in page
    assert re.search(r"(src|href)=\"(?!#)", page) is None
    for question, answer in audited.answers:
        assert page.index(answer.title) < page.index("How to get it again")
        assert f'id="question-{question.place}"' in page
    assert page.index("In short") < page.index('id="question-')


def test_json_has_every_number(audited: Audited) -> None:
    told = json.loads(json.dumps(machine_audit(audited), allow_nan=False))
    assert told["synthetic"] is True
    found = {name for it in told["questions"] for name in it["numbers"]}
    assert found == {name for it in QUESTIONS for name in it.numbers}
    assert [it["question"] for it in told["rules"]] == ["yes", "no"]
    assert set(told["worlds"]) >= {"regime"}


def test_questions_are_chosen_by_place_or_name() -> None:
    first = QUESTIONS[0]
    assert questions_of(str(first.place)) == questions_of(first.id) == (first,)
    assert questions_of("") == QUESTIONS
    with pytest.raises(DocumentError, match="did you mean 'error'"):
        questions_of("eror")


def test_a_rule_about_a_question_that_is_not_asked_is_refused() -> None:
    with pytest.raises(DocumentError, match="no number"):
        rules_of("wrongful_records_per_1000>1", ())


def test_only_what_is_asked_is_answered(audited: Audited) -> None:
    assert ask(audited.lab, ()).answers == ()


def small(rules: str, out: Path, people: int = 2000) -> int:
    return command(
        "suqian-2018", people=people, years=0.25, questions="error", fail_on=rules, out=out
    )


@pytest.mark.parametrize(
    ("rules", "code"),
    [("", 0), ("wrongful_records_per_1000>1000", 0), ("wrongful_records_per_1000>=0", 1)],
)
def test_the_exit_code_says_what_came_of_the_rules(
    rules: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small(rules, tmp_path) == code
    assert "SYNTHETIC CITY" in capsys.readouterr().out


def test_what_cannot_be_told_has_a_code_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small("wrongful_records_per_1000>1", tmp_path, people=90) == 5
    assert "not estimable" in capsys.readouterr().out


def test_a_bad_rule_ends_before_anything_is_lived(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("suqian-2018", fail_on="wrongful_record_per_1000>1") == 2
    assert "did you mean 'wrongful_records_per_1000'?" in capsys.readouterr().err
