"""What moves a score: streams of points, for four persons who differ in conduct alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from glasscity.chance import gamma_classes
from glasscity.documents.conduct import Kind
from glasscity.mechanisms.instruments.ledger import Rule
from glasscity.studies.lint.flows import Flow
from glasscity.studies.lint.ground import Book, Ground

Case = Literal["average", "prone", "giving", "blameless"]
CASES: dict[Case, str] = {
    "average": "an average person",
    "prone": "one of the twentieth most given to harmful deeds",
    "giving": "one of the twentieth most given to good deeds",
    "blameless": "somebody who never does a harmful deed",
}
"""Each person, and what to call them."""
TWENTIETH = 243
"""Of 256 classes of a propensity, that which one in twenty people reach."""


@dataclass(frozen=True)
class Stream:
    """Records at ``rate`` a year that move ``points``, or straight to the ``ends`` of a band.

    ``expires``: days after which the points are given back. ``factor``: of records of which there
    is at most one in a window, the factor they come from; empty for a Poisson stream.
    """

    points: int
    rate: float
    expires: float | None = None
    ends: tuple[int, int] | None = None
    factor: str = ""


def propensity(ground: Ground, case: Case, deed: str) -> float:
    """How many times as often as the average this person does a deed."""
    kind = next(it for it in ground.city.conduct.kinds if it.id == deed)
    if case == "blameless" and kind.valence == "harmful":
        return 0.0
    if (case, kind.valence) in (("prone", "harmful"), ("giving", "prosocial")):
        spread = next(it.spread for it in ground.city.conduct.factors if it.id == kind.factor)
        return gamma_classes(spread.value)[TWENTIETH]
    return 1.0


def rates(flow: Flow, kind: Kind, times: float) -> Iterator[tuple[float, str]]:
    """Records of a deed a year, done ``times`` as often as usual: each rate with its factor."""
    if kind.rate.unit == "per window":
        yield flow.true * times, kind.factor
        yield flow.false, ""
    else:
        yield flow.true * times + flow.false, ""


def in_force_at_first(ground: Ground, book: Book) -> list[Rule]:
    """The rules that answer a record on the first day, none behind an exclusive one."""
    shut: set[str] = set()
    found = []
    for rule in book.ledger.rules:
        begins, ends = rule.in_force.days(ground.start)
        if begins == 0 < ends and rule.on not in shut:
            found.append(rule)
            shut |= {rule.on} if rule.exclusive else set()
    return found


def streams_of(ground: Ground, book: Book, case: Case) -> list[Stream]:
    """All streams of a ledger with a positive rate."""
    kinds = {kind.id: kind for kind in ground.city.conduct.kinds}
    found = []
    for rule in in_force_at_first(ground, book):
        times = propensity(ground, case, rule.on)
        for rate, factor in rates(ground.flow(rule.on), kinds[rule.on], times):
            found += list(of_rule(book, rule, rate, factor))
    return [it for it in found if it.rate > 0.0 and (it.points or it.ends)]


def of_rule(book: Book, rule: Rule, rate: float, factor: str) -> Iterator[Stream]:
    """The streams of one rule: one for each record of a year that moves other points."""
    expires = None if rule.expires is None else rule.expires.value
    if rule.to is not None:
        yield Stream(0, rate, expires, book.ledger.ends_of(rule.to), factor)
        return
    steps = _amounts(rule)
    rest = rate
    for n, step in enumerate(steps[:-1], start=1):
        nth = _at_least(n, rate)
        rest -= nth
        yield Stream(step, nth, expires, None, factor)
    yield Stream(steps[-1], rest, expires, None, factor)


def _amounts(rule: Rule) -> list[int]:
    """Points of the first, second, ... record of a year, cut by the cap; the last of all later."""
    if rule.cap is None:
        return [int(step) for step in rule.steps]
    left, found = rule.cap.value, []
    for step in (*rule.steps, *rule.steps[-1:] * int(left)):
        amount = min(abs(step), left)
        left -= amount
        found.append(int(math.copysign(amount, step)))
        if left == 0:
            break
    return [*found, 0]


def _at_least(n: int, mean: float) -> float:
    """The chance of n or more of a Poisson law: how many n-th records there are in a year."""
    if mean == 0.0:
        return 0.0
    below = sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(n))
    return max(0.0, 1.0 - below)
