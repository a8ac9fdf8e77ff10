"""The rules of ``--fail-on``: which numbers of an audit somebody wants to be told about.

A rule is ``name > bound`` (or ``>=``, ``<``, ``<=``), the name that of a number of an answer; or
the id of a question alone, for what raises that question by itself. Commas part rules.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.measures.interval import Interval
from glasscity.measures.wording import decimal
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Raised

OPTION = "--fail-on"
FOOTER = "No question raised is no clearance: a rule asks about one number, as assumed here."
_RULE = re.compile(r"\s*(?P<name>[A-Za-z][\w.-]*)\s*((?P<sign>[<>]=?)\s*(?P<bound>[^\s<>=]+))?\s*")
_SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


@dataclass(frozen=True)
class Rule:
    """A rule as it was written; ``sign`` is empty where it is the id of a question alone."""

    text: str
    name: str
    sign: str = ""
    bound: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """What came of a rule, in words; never more than a question for a person."""

    rule: Rule
    raised: Raised
    said: str


def parse_rules(text: str, questions: Sequence[str], numbers: Sequence[str]) -> tuple[Rule, ...]:
    """The rules in ``text``. Raises DocumentError with the place of each mistake."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    for column, part in _parts(text):
        rule = _rule(part, column, questions, numbers)
        if isinstance(rule, Problem):
            problems.append(rule)
        else:
            rules.append(rule)
    if problems:
        raise DocumentError(problems)
    return tuple(rules)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each rule as it is written, with the column of its first letter."""
    start = 0
    for part in text.split(","):
        yield start + 1 + len(part) - len(part.lstrip()), part.strip()
        start += len(part) + 1


def _rule(
    part: str, column: int, questions: Sequence[str], numbers: Sequence[str]
) -> Rule | Problem:
    def wrong(what: str, mend: str, meant: str | None = None, shift: int = 0) -> Problem:
        return Problem(OPTION, 1, column + shift, "", what, mend, meant)

    found = _RULE.fullmatch(part)
    if found is None:
        return wrong(
            f"'{part}' is no rule" if part else "a rule is missing here",
            f"write NAME > NUMBER, or a question: {some_of(questions)}",
        )
    name, sign = found["name"], found["sign"] or ""
    known = numbers if sign else questions
    if name not in known:
        if name in numbers or name in questions:
            what = f"'{name}' is a {'question' if sign else 'number'}"
            mend = "write it alone" if sign else f"say what it is held against: {name} > 1"
            return wrong(what, mend)
        what = f"no {'number' if sign else 'question'} is called '{name}'"
        return wrong(what, f"use one of: {some_of(known, 40)}", did_you_mean(name, known))
    if not sign:
        return Rule(part, name)
    try:
        bound = float(found["bound"])
    except ValueError:
        what = f"'{found['bound']}' is no number"
        return wrong(what, "write it like 10 or 1.25", shift=found.start("bound"))
    if bound != bound:
        return wrong(
            "nothing can be held against nan", "write a number", shift=found.start("bound")
        )
    return Rule(part, name, sign, bound)


def judge(rule: Rule, answers: Sequence[Answer]) -> Verdict:
    """What comes of a rule: its question is raised, is not raised here, or cannot be told.

    It is raised where the whole interval is on the side the rule names, and cannot be told
    where the interval holds the bound.
    """
    if not rule.sign:
        answer = next(it for it in answers if it.id == rule.name)
        return Verdict(rule, answer.raised, answer.because)
    number = next(it for a in answers for it in a.numbers if it.name == rule.name)
    return Verdict(rule, *_against(number.found, rule, number.told))


def _against(found: Interval, rule: Rule, told: str) -> tuple[Raised, str]:
    if found.value is None or found.low is None or found.high is None:
        return NOT_ESTIMABLE, f"no number from {found.n:,}; more people may tell"
    beyond = {_SIGNS[rule.sign](end, rule.bound) for end in (found.low, found.value, found.high)}
    if beyond == {True}:
        return "yes", told
    if beyond == {False}:
        return "no", told
    return NOT_ESTIMABLE, f"{told} holds {decimal(rule.bound)}; more people may tell"
