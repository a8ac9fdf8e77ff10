"""Findings held against those on another population."""

from __future__ import annotations

import pytest

from glasscity.measures.interval import Interval
from glasscity.studies.audit import audit
from glasscity.studies.audit.answer import Answer, Number, Raised
from glasscity.studies.audit.elsewhere import Fate, elsewhere
from glasscity.studies.audit.machine import machine_audit
from glasscity.studies.audit.page import page_of
from glasscity.studies.audit.questions import EARLIER

QUESTION = EARLIER[1]


def an_answer(low: float, high: float, raised: Raised) -> Answer:
    number = Number("a", "a", Interval((low + high) / 2, low, high, 10))
    return Answer(QUESTION.id, QUESTION.title, "A.", (number,), raised, "so", "how")


@pytest.mark.parametrize(
    ("here", "there", "fate"),
    [
        ((1, 2, "yes"), (1.5, 3, "yes"), "carries over"),
        ((1, 2, "yes"), (2, 3, "yes"), "carries over"),
        ((1, 2, "yes"), (2.1, 3, "yes"), "another size"),
        ((2.1, 3, "no"), (1, 2, "no"), "another size"),
        ((1, 2, "yes"), (1, 2, "no"), "does not carry over"),
        ((1, 2, "no"), (1, 2, "yes"), "does not carry over"),
        ((1, 2, "yes"), (1, 2, "not estimable"), "not estimable"),
    ],
)
def test_a_finding_meets_its_fate(
    here: tuple[float, float, Raised], there: tuple[float, float, Raised], fate: Fate
) -> None:
    asked = [(QUESTION, an_answer(*here))], [(QUESTION, an_answer(*there))]
    found = elsewhere("b", "B", *asked)
    assert [it.fate for it in found.carried] == [fate]
    kept = fate in ("carries over", "another size")
    assert f"{int(kept)} of 1 findings" in found.sentence
    assert (QUESTION.id in found.sentence) is not kept


def test_a_question_asked_only_here_is_left_out() -> None:
    found = elsewhere("b", "B", [(QUESTION, an_answer(1, 2, "yes"))], [])
    assert not found.carried


def test_everything_carries_over_to_the_same_people() -> None:
    done = audit("suqian-2018", 3000, 1.0, questions="0,1", population="suqian-2020")
    assert done.elsewhere is not None
    assert len(done.elsewhere.carried) == 2
    for it in done.elsewhere.carried:
        assert it.here.numbers == it.there.numbers
        assert it.fate == "carries over"
    assert done.lab.command.endswith("--population suqian-2020")
    assert set(machine_audit(done)["elsewhere"]["findings"].values()) == {"carries over"}
    page = page_of(done)
    assert done.elsewhere.sentence.replace("'", "&#x27;") in page
    assert audit("suqian-2018", 3000, 1.0, questions="1").elsewhere is None
