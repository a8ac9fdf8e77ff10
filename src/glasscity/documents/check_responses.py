"""What the responses of a regime mean on its conduct, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import repeats, twice
from glasscity.documents.check_standing import check_one_standing, check_standing
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem, did_you_mean, some_of
from glasscity.documents.setting import Ground, Setting
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.responses import Response

SLACK = 1e-12


def check_responses(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown deeds and ledgers, the wrong sort of deed, and more than a deed's ``at_most``."""
    yield from twice(sheet, "response", (("responses",), sheet.model.responses))
    for i, response in enumerate(sheet.model.responses):
        loc: Loc = ("responses", i)
        ledger, when = response.reads(), response.condition()
        if when is not None:
            yield from check_standing(sheet, (*loc, "when"), when)
            yield from check_one_standing(sheet, (*loc, "when"), when.instrument)
        elif ledger is not None:
            yield from _ledger(sheet, loc, ledger)
            yield from _unaware(sheet, loc, ledger, response)
        yield from _ties(sheet, loc, response, setting)
        yield from _services(sheet, loc, response, setting)
        yield from _sensors(sheet, loc, response)
        yield from repeats(sheet, (*loc, "deeds"), "deed", response.deeds)
        yield from _deeds(sheet, loc, response, setting)
        yield from _displaced(sheet, loc, response, setting)
    yield from _products(sheet, setting)


def _ledger(sheet: Ground, loc: Loc, name: str) -> Iterator[Problem]:
    if sheet.lacks(("instruments",), name):
        ledgers = [it.id for it in sheet.model.instruments if isinstance(it, Ledger)]
        what, mend = f"no ledger '{name}'", f"known: {some_of(ledgers)}"
        yield sheet.problem((*loc, "ledger"), what, mend, did_you_mean(name, ledgers))
    for instrument in sheet.model.instruments:
        if instrument.id == name and not isinstance(instrument, Ledger):
            what = f"'{name}' is a {instrument.kind}: a response reads the bands of a ledger"
            yield sheet.problem((*loc, "ledger"), what, "name a ledger")


def _ties(sheet: Ground, loc: Loc, response: Response, setting: Setting) -> Iterator[Problem]:
    cut, people = response.cuts(), setting.population
    if cut is not None and people is not None and people.lacks(("ties",), cut.ties):
        known = people.ids(("ties",))
        yield sheet.unknown((*loc, "ties"), "ties in the population", cut.ties, known)


def _services(sheet: Ground, loc: Loc, response: Response, setting: Setting) -> Iterator[Problem]:
    names, _ = response.discourages()
    yield from repeats(sheet, (*loc, "services"), "service", names)
    for j, name in enumerate(names):
        if problem := setting.unknown_service(sheet, (*loc, "services", j), name):
            yield problem


def _sensors(sheet: Ground, loc: Loc, response: Response) -> Iterator[Problem]:
    yield from repeats(sheet, (*loc, "sensors"), "sensor", response.evades())
    for j, name in enumerate(response.evades()):
        place = (*loc, "sensors", j)
        if sheet.lacks(("sensors",), name):
            yield sheet.unknown(place, "sensor", name, sheet.ids(("sensors",)))
        for sensor in sheet.model.sensors:
            if sensor.id == name and not set(sensor.sees) & set(response.deeds):
                what = f"'{name}' sees none of these deeds"
                yield sheet.problem(place, what, "leave it out, or name a deed that it sees")


def _displaced(sheet: Ground, loc: Loc, response: Response, setting: Setting) -> Iterator[Problem]:
    yield from repeats(sheet, (*loc, "displaced"), "deed", response.displaces())
    for j, name in enumerate(response.displaces()):
        place = (*loc, "displaced", j)
        if problem := setting.unknown_deed(sheet, place, name):
            yield problem
        elif name in response.deeds:
            what = f"'{name}' would both rise and be displaced"
            yield sheet.problem(place, what, "name it once")


def _unaware(sheet: Ground, loc: Loc, name: str, response: Response) -> Iterator[Problem]:
    """The unaware answer the opening band, which must then be one band for all."""
    for ledger in sheet.model.banded:
        if ledger.id != name or one_score(ledger.opening) is not None:
            continue
        if response.among_unaware():
            what = f"people of '{ledger.id}' open apart, so the unaware have no one opening band"
            mend = "write 0: only those who know the rules respond; or let all open at one score"
            yield sheet.problem((*loc, "unaware", "value"), what, mend)


def _deeds(sheet: Ground, loc: Loc, response: Response, setting: Setting) -> Iterator[Problem]:
    for j, name in enumerate(response.deeds):
        place = (*loc, "deeds", j)
        if problem := setting.unknown_deed(sheet, place, name):
            yield problem
        elif name in setting.kinds and setting.kinds[name].valence not in response.suits:
            valence, wanted = setting.kinds[name].valence, " or ".join(response.suits)
            what = f"'{name}' is {valence}; {response.kind} is for {wanted} deeds"
            yield sheet.problem(place, what, "leave it out, or use another response")


def _products(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Deeds that the responses together may raise beyond their bound (semantics 8.5)."""
    for name, kind in setting.kinds.items():
        product = 1.0
        last: Loc = ()
        for i, response in enumerate(sheet.model.responses):
            if name in response.answered():
                product = product * response.most(name)
                last = ("responses", i)
                if name in response.deeds:
                    last = (*last, "deeds", response.deeds.index(name))
        if product > kind.at_most.value * (1 + SLACK):
            what = (
                f"responses may multiply '{name}' by {product:.6g}, "
                f"more than its at_most of {kind.at_most.value:g}"
            )
            mend = "lower the response, or raise at_most in the conduct"
            yield sheet.problem(last, what, mend)
