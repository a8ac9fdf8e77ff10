"""What holds of every finding, whatever it is about: each is settled once, among few people."""

from __future__ import annotations

import ast
import functools
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.small import SmallBench
from glasscity.documents.check_claims import WEAK
from glasscity.documents.resolve import packaged_references
from glasscity.studies.claims import every, listed
from glasscity.studies.claims.every import CLAIMS
from glasscity.studies.claims.finding import (
    ARITHMETIC,
    FAILS_IF,
    FOLLOWS_IF,
    UNSETTLED,
    Aside,
    Finding,
    Judge,
    Verdict,
    none,
    settled,
)

BENCH = SmallBench()
DECIDES = re.compile(r"\b(lean|leans|decid\w*|assum\w*|if|whether|only)\b")
FACT = re.compile(r"[A-Z]{2,3}-D?\d+")


@functools.cache
def _finding(name: str) -> Finding:
    return CLAIMS[name](BENCH)


def _is_contingent(finding: Finding) -> None:
    """A verdict that rests on a mechanism is another one without it."""
    without = finding.without
    if without.value is None:
        return
    assert finding.number is not None
    assert not math.isclose(without.value, finding.number, rel_tol=1e-6, abs_tol=1e-12)
    assert without.verdict != finding.verdict


def _is_computed(finding: Finding) -> None:
    """Of other numbers the same judge says something else: nothing was typed in."""
    assert finding.number is not None
    assert finding.judge is not None
    assert finding.judge(finding.number) == finding.verdict
    size = max(abs(finding.number), 1e-3)
    others = [0.0, 1e-12, 1.0, 1e12, *(size * f for f in (1e-3, 0.1, 0.5, 0.9, 1.1, 2, 10, 1e3))]
    assert len({finding.judge(sign * it) for it in others for sign in (1, -1)}) > 1


def _is_no_reading(finding: Finding) -> None:
    """Arithmetic takes several facts, none of them weak, and is more than one of them read out."""
    facts = packaged_references().entries
    cited = [facts[key] for key in finding.inputs if FACT.fullmatch(key)]
    assert all(set(fact.grades) - WEAK for fact in cited)
    assert finding.number is not None
    told = {f"{finding.number * scale:{form}}" for scale in (1, 100) for form in (",.0f", "g")}
    for fact in cited:
        words = set(re.findall(r"\d[\d,.]*\d|\d", fact.statement))
        assert not told & words, (finding.number, fact.statement)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_finding_says_what_it_rests_on(name: str) -> None:
    finding = _finding(name)
    assert DECIDES.search(finding.sentence), finding.sentence
    assert len(finding.leans_on) > 5
    if finding.judge is not None:
        _is_computed(finding)
    if finding.verdict in UNSETTLED:
        assert finding.why is not None
        return
    assert finding.judge is not None
    if finding.verdict == ARITHMETIC:
        _is_no_reading(finding)
    else:
        _is_contingent(finding)


def _asides() -> Iterator[tuple[str, ast.expr]]:
    """The number of each aside that a claim gives, as it is written, by where."""
    folder = Path(every.__file__).parent
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("envelope", "placebo", "without"):
                call = node.value
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Aside":
                    yield f"{file.name}:{node.lineno}", call.args[0]


def test_no_number_beside_a_finding_is_typed_in() -> None:
    """Nor is it a difference of one thing with itself, which is nothing whatever is run."""
    for where, number in _asides():
        typed = isinstance(number, ast.Constant)
        itself = isinstance(number, ast.BinOp) and ast.dump(number.left) == ast.dump(number.right)
        assert not typed, where
        assert not itself, where


def test_no_verdict_of_the_record_rests_on_memory_or_rumour() -> None:
    facts = packaged_references().entries
    for claim in listed().values():
        if claim.evidence.verdict in ("sourced", "contradicted"):
            grades = {grade for key in claim.evidence.facts for grade in facts[key].grades}
            assert grades - WEAK, claim.id


def _made(judge: Judge, number: float, without: float, inputs: tuple[str, ...] = ()) -> Finding:
    return settled(
        judge,
        sentence="It is so, and leans on nothing.",
        number=number,
        unit="share",
        interval=(number, number),
        leans_on="nothing at all",
        envelope=none("made up for a test"),
        placebo=none("made up for a test"),
        without=Aside(without, "made up for a test"),
        inputs=inputs,
    )


def test_a_typed_verdict_is_found() -> None:
    with pytest.raises(AssertionError):
        _is_computed(_made(lambda _: FOLLOWS_IF, 0.5, 0.1))
    _is_computed(_made(lambda it: FOLLOWS_IF if it > 0.2 else FAILS_IF, 0.5, 0.1))


@pytest.mark.parametrize("without", [0.5, 0.3])
def test_a_mechanism_that_changes_nothing_is_found(without: float) -> None:
    with pytest.raises(AssertionError):
        _is_contingent(_made(lambda it: FOLLOWS_IF if it > 0.2 else FAILS_IF, 0.5, without))
    _is_contingent(_made(lambda it: FOLLOWS_IF if it > 0.2 else FAILS_IF, 0.5, 0.1))


def test_a_number_that_is_only_read_out_is_found() -> None:
    """COR-03 states 4.89 %; SUQ-08 ten points."""

    def judge(found: float) -> Verdict:
        return ARITHMETIC if found > 0.0 else FAILS_IF

    with pytest.raises(AssertionError):
        _is_no_reading(_made(judge, 0.0489, 0.1, ("COR-03", "SUQ-08")))
    with pytest.raises(AssertionError):
        _is_no_reading(_made(judge, 0.0489 / 10, 0.1, ("COR-03", "HZ-02")))
    _is_no_reading(_made(judge, 0.0489 / 10, 0.1, ("COR-03", "SUQ-08")))
    with pytest.raises(ValueError, match="two numbers"):
        _made(judge, 0.5, 0.1, ("COR-03", "COR-03"))
