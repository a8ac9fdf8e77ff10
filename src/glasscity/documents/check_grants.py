"""What comes of granted attempts, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.check_conduct import GUARDED, SLACK
from glasscity.documents.check_sensors import MOST_PAIRS
from glasscity.documents.levels import combinations, told
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.evidence import ChanceFrom, Varied, ladder_in
from glasscity.mechanisms.grant import Branch, Grant
from glasscity.mechanisms.instruments.ledger import Ledger


def check_grants(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Names, deeds that are also done otherwise, ladders, chances above 1, unequal groups."""
    outcomes = sheet.model.outcomes
    yield from twice(sheet, "outcome", (("outcomes",), outcomes))
    pairs = sum(len(sensor.sees) for sensor in sheet.model.sensors)
    services = len(setting.conduct.model.services) if setting.conduct and outcomes else 0
    regime = sheet.model
    sent = 2 * len(regime.encounters) + 2 * len(regime.investigations) + len(regime.spreads)
    if (services or sent) and pairs + services + sent > MOST_PAIRS:
        what = (
            f"{pairs} pairs of a sensor and a deed, {services} services and {sent} records sent "
            f"at settlement, {MOST_PAIRS} fit"
        )
        yield sheet.problem(("sensors",), what, "let fewer sensors see the same deeds")
    for i, grant in enumerate(outcomes):
        loc: Loc = ("outcomes", i)
        if problem := setting.unknown_service(sheet, (*loc, "service"), grant.service):
            yield problem
        elif setting.is_for_children(grant.service):
            what = f"'{grant.service}' is tried for children, and a deed is the person's own"
            yield sheet.problem((*loc, "service"), what, "name a service that people try to get")
        if any(other.service == grant.service for other in outcomes[:i]):
            what = f"a second outcome of service '{grant.service}'"
            yield sheet.problem((*loc, "service"), what, "put all its deeds into one")
        yield from _deeds(sheet, loc, grant, setting)
        yield from _guard(sheet, loc, grant, setting)
        yield from _ledger(sheet, loc, grant)
    yield from _responses(sheet)


def _deeds(sheet: Ground, loc: Loc, grant: Grant, setting: Setting) -> Iterator[Problem]:
    for j, branch in enumerate(grant.deeds):
        place = (*loc, "deeds", j)
        if problem := setting.unknown_deed(sheet, (*place, "deed"), branch.deed):
            yield problem
        if branch.chances is None and j < len(grant.deeds) - 1:
            what = f"'{branch.deed}' takes what is left, but others follow"
            yield sheet.problem(place, what, "put it last, or add 'chances:'")
        kind = setting.kinds.get(branch.deed)
        if kind is not None and kind.rate.value > 0:
            what = f"'{branch.deed}' is an outcome, but has a rate of its own in the conduct"
            yield sheet.problem((*place, "deed"), what, "give it the rate 0, or name another deed")
        if kind is not None and kind.seen_at_most.value < 1:
            what = f"'{branch.deed}' is an outcome, but has a seen_at_most below 1"
            mend = "write 1 in the conduct; outcomes are lived one by one, seen or not"
            yield sheet.problem((*place, "deed"), what, mend)


def _ledger(sheet: Ground, loc: Loc, grant: Grant) -> Iterator[Problem]:
    known = tuple(ledger.id for ledger in sheet.model.banded)
    ledger = next((led for led in sheet.model.banded if led.id == grant.ledger), None)
    if ledger is not None:
        sound = True
        for problem in _ladders(sheet, loc, grant, ledger):
            sound = False
            yield problem
        if sound:
            yield from _too_much(sheet, loc, grant, ledger)
    elif sheet.lacks(("instruments",), grant.ledger):
        yield sheet.unknown((*loc, "ledger"), "ledger", grant.ledger, known)
    elif any(listing.id == grant.ledger for listing in sheet.model.lists):
        what = f"'{grant.ledger}' is a list and has no score"
        yield sheet.problem((*loc, "ledger"), what, "name a ledger")


def ladders(branch: Branch) -> Iterator[tuple[Loc, tuple[ChanceFrom, ...]]]:
    """Each ladder of a branch with its place in the branch."""
    if isinstance(branch.chances, Varied):
        for level, steps in branch.chances.levels.items():
            yield ("chances", "levels", level), steps
    elif branch.chances is not None:
        yield ("chances",), branch.chances


def _ladders(sheet: Ground, loc: Loc, grant: Grant, ledger: Ledger) -> Iterator[Problem]:
    floor = ledger.floor.value
    for j, branch in enumerate(grant.deeds):
        for place, steps in ladders(branch):
            at = (*loc, "deeds", j, *place)
            if steps[0].from_.value != floor:
                what = f"the first step starts at {steps[0].from_.value:g}, not at the floor"
                yield sheet.problem((*at, 0, "from", "value"), what, f"start it at {floor:g}")
            for k in range(1, len(steps)):
                if steps[k].from_.value <= steps[k - 1].from_.value:
                    what = f"the step from {steps[k].from_.value:g} is not above the one before it"
                    yield sheet.problem((*at, k, "from", "value"), what, "put steps in order")


def _too_much(sheet: Ground, loc: Loc, grant: Grant, ledger: Ledger) -> Iterator[Problem]:
    """Chances that add up to more than 1 somewhere."""
    varied = {b.chances.by for b in grant.deeds if isinstance(b.chances, Varied)}
    told_ladders = [branch.chances for branch in grant.deeds if branch.chances is not None]
    edges = {s.from_.value for b in grant.deeds for _, steps in ladders(b) for s in steps}
    for labels in combinations(varied):
        for score in sorted(edges | {ledger.floor.value}):
            total = 0.0
            for chances in told_ladders:
                steps = ladder_in(chances, labels)
                total += [s.chance.value for s in steps if s.from_.value <= score][-1]
            if total > 1 + SLACK:
                what = f"the chances add up to {total:.6g} at score {score:g}{told(labels)}"
                yield sheet.problem((*loc, "deeds"), what, "lower them to at most 1 in all")
                return


def _guard(sheet: Ground, loc: Loc, grant: Grant, setting: Setting) -> Iterator[Problem]:
    """No group is called more harmful without research that found it so."""
    kinds = [setting.kinds.get(branch.deed) for branch in grant.deeds]
    harmful = [kind is not None and kind.valence == "harmful" for kind in kinds]
    rest_is_harmful = harmful[-1] and grant.deeds[-1].chances is None
    for j, branch in enumerate(grant.deeds):
        chances = branch.chances
        if not (harmful[j] or rest_is_harmful) or not isinstance(chances, Varied):
            continue
        if chances.by not in GUARDED:
            continue
        shown = {
            tuple((s.from_.value, s.chance.value) for s in steps) for _, steps in ladders(branch)
        }
        grades = {s.chance.grade for _, steps in ladders(branch) for s in steps}
        if len(shown) > 1 and grades != {"P"}:
            what = f"a harmful outcome differs by {chances.by} without research"
            mend = "cite sources of grade P, or write the same chances for all"
            yield sheet.problem((*loc, "deeds", j, "chances"), what, mend)


def _responses(sheet: Ground) -> Iterator[Problem]:
    outcomes = {branch.deed for grant in sheet.model.outcomes for branch in grant.deeds}
    for i, response in enumerate(sheet.model.responses):
        for key, names in (("deeds", response.deeds), ("displaced", response.displaces())):
            for j, name in enumerate(names):
                if name in outcomes and name in response.answered():
                    what = f"'{name}' is an outcome, which no response changes"
                    yield sheet.problem(("responses", i, key, j), what, "leave it out")
