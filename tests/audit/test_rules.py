"""The rules of ``--fail-on``: read with the place of each mistake, and three outcomes."""

from __future__ import annotations

import pytest

from glasscity.documents.problem import DocumentError
from glasscity.measures.interval import Interval
from glasscity.studies.audit.answer import Answer, Number, Raised
from glasscity.studies.audit.rules import judge, parse_rules

QUESTIONS = ("error", "groups")
NUMBERS = ("wrongful_records_per_1000", "disparity_ratio")


def an_answer(found: Interval, raised: Raised = "no") -> Answer:
    number = Number("disparity_ratio", "ratio", found, "ratio")
    return Answer("groups", "Groups", "A sentence.", (number,), raised, "raised if", "method")


def outcome(rule: str, found: Interval, raised: Raised = "no") -> str:
    (one,) = parse_rules(rule, QUESTIONS, NUMBERS)
    return judge(one, [an_answer(found, raised)]).raised


@pytest.mark.parametrize(
    ("rule", "found", "expected"),
    [
        ("disparity_ratio>1.25", Interval(1.5, 1.3, 1.7, 900), "yes"),
        ("disparity_ratio > 1.25", Interval(1.3, 1.2, 1.4, 900), "not estimable"),
        ("disparity_ratio>1.25", Interval(1.1, 1.0, 1.25, 900), "no"),
        ("disparity_ratio>=1.25", Interval(1.3, 1.25, 1.4, 900), "yes"),
        ("disparity_ratio<0.8", Interval(0.6, 0.5, 0.7, 900), "yes"),
        ("disparity_ratio<=0.8", Interval(0.9, 0.81, 1.0, 900), "no"),
        ("disparity_ratio>1.25", Interval(None, None, None, 40), "not estimable"),
    ],
)
def test_a_rule_has_three_outcomes(rule: str, found: Interval, expected: str) -> None:
    assert outcome(rule, found) == expected


@pytest.mark.parametrize("raised", ["yes", "no", "not estimable"])
def test_a_question_alone_is_what_raises_it_by_itself(raised: Raised) -> None:
    assert outcome("groups", Interval(1.0, 1.0, 1.0, 900), raised) == raised


@pytest.mark.parametrize(
    ("rules", "column", "words"),
    [
        ("disparty_ratio>1", 1, "did you mean 'disparity_ratio'?"),
        ("error, disparity_ratio>one", 24, "'one' is no number"),
        ("error,,groups", 7, "a rule is missing here"),
        ("disparity_ratio", 1, "say what it is held against"),
        ("error>1", 1, "'error' is a question"),
        ("errors", 1, "did you mean 'error'?"),
        ("disparity_ratio=1", 1, "is no rule"),
        ("disparity_ratio>nan", 17, "nothing can be held against nan"),
    ],
)
def test_a_mistake_is_located_and_mended(rules: str, column: int, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_rules(rules, QUESTIONS, NUMBERS)
    assert words in str(caught.value)
    assert caught.value.problems[0].column == column


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_rules("eror, disparity_ratio>x", QUESTIONS, NUMBERS)
    assert len(caught.value.problems) == 2
