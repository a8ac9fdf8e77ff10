"""Coherence of a rule set, read without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glasscity.documents import shelf
from glasscity.documents.page import Page
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.resolve import City, examine
from glasscity.studies.lint.bands import (
    out_of_reach,
    overlapping_ranges,
    thresholds,
    without_exit,
)
from glasscity.studies.lint.double import answered_twice
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.points import beyond_cap, lost_for_good, not_made_up
from glasscity.studies.lint.rare import hardly_met
from glasscity.studies.lint.sourced import Share, shares_of, unsourced
from glasscity.studies.lint.standing import (
    lists_out_of_reach,
    lists_without_exit,
    met_by_nobody,
)
from glasscity.studies.lint.times import Listed, Times, listed_of, times_of
from glasscity.studies.lint.watching import (
    over_before,
    shut_out,
    unread,
    without_rule,
    without_sensor,
)

Check = Callable[[Ground], Iterator[Finding]]
CHECKS: dict[str, Check] = {
    "band-out-of-reach": out_of_reach,
    "band-without-exit": without_exit,
    "no-way-home": without_exit,
    "threshold-outside-bounds": thresholds,
    "ranges-overlap": overlapping_ranges,
    "loss-for-good": lost_for_good,
    "gains-capped-below-loss": not_made_up,
    "gains-lag-behind": not_made_up,
    "step-beyond-cap": beyond_cap,
    "answered-twice": answered_twice,
    "rule-never-acts": shut_out,
    "rule-without-sensor": without_sensor,
    "record-without-rule": without_rule,
    "over-before-it-begins": over_before,
    "list-without-exit": lists_without_exit,
    "list-out-of-reach": lists_out_of_reach,
    "consequence-nobody-meets": met_by_nobody,
    "instrument-unread": unread,
    "nothing-sourced": unsourced,
}
"""Kinds of findings, and the check that makes each."""
TIMED = {"hardly-anybody": hardly_met}
"""Those that need the expected times besides."""


@dataclass(frozen=True)
class Lint:
    """What was found in a rule set, questions first, each in the order of the file."""

    name: str
    title: str
    findings: tuple[Finding, ...]
    shares: tuple[Share, ...]
    times: tuple[Times, ...]
    listed: tuple[Listed, ...]

    @property
    def questions(self) -> int:
        """Findings that want an answer."""
        return sum(it.severity == "question" for it in self.findings)


def lint(name: str) -> Lint:
    """Read a regime of the catalogue, or of a file. Raises DocumentError."""
    examined = examine(shelf.find("regime", name))
    if examined.city is None:
        what = "is no regime"
        raise DocumentError([Problem(name, 0, 0, "", what, "name a file with a regime")])
    return lint_city(name, examined.city, examined.document.page)


def lint_city(name: str, city: City, page: Page | None = None) -> Lint:
    """Read a city; ``page`` is that of its regime, for the places of findings."""
    ground = Ground(city, page)
    times = times_of(ground)
    findings = [it for check in dict.fromkeys(CHECKS.values()) for it in check(ground)]
    findings += [it for timed in TIMED.values() for it in timed(ground, times)]
    findings.sort(key=lambda it: (it.severity != "question", it.line, it.rule))
    title = city.regime.title.en
    return Lint(name, title, tuple(findings), shares_of(ground), times, listed_of(ground))
