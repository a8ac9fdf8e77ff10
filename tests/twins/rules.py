"""What a regime says, told by the deeds and services that it joins, whatever its parts are called.

Two writers choose other ids, titles and even kinds of instrument for one rule. The names of deeds
and services are those of the conduct, which both share: so a rule is told as "what follows a record
of this deed", and no list of names that stand for each other is needed. A list of one record that
begins anew and a code of a register that closes at once are one rule, told in the same words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.documents.page import Loc
from glasscity.documents.quantities import evidenced
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity
from glasscity.mechanisms.force import InForce
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.instruments.register import Code, Register
from glasscity.mechanisms.recourse.repair import Repair

WHERE = ("sensors", "instruments", "consequences", "recourse", "outcomes")
"""The parts of a regime that are its rules: who knows them and how people respond is not."""


@dataclass(frozen=True)
class Said:
    """What is said, and whether a source is cited; ``structure`` has no evidence of its own."""

    value: object
    sourced: bool = False
    structure: bool = False


Answer = tuple[tuple[str, ...], Listing | tuple[Code, InForce]]
Answers = dict[tuple[str, str], Answer]


def rules(regime: Regime) -> dict[str, Said]:
    """Every rule that the twin and the catalogue could both state, by what it is about."""
    said: dict[str, Said] = {}
    follows: dict[str, set[str]] = {}
    for name, value in _lines(regime):
        if value.structure and isinstance(value.value, str):
            follows.setdefault(name, set()).add(value.value)
        elif said.setdefault(name, value) != value:
            raise AssertionError(f"{regime.id} says two things of '{name}'")
    for name, values in follows.items():
        said[name] = Said(tuple(sorted(values)), structure=True)
    return said


def sourced(regime: Regime) -> list[Loc]:
    """The places of all numbers of the rules that cite a source."""
    return [
        loc
        for loc, number in evidenced(regime)
        if loc[0] in WHERE and isinstance(number, Quantity) and number.source is not None
    ]


def _lines(regime: Regime) -> Iterator[tuple[str, Said]]:
    answers = dict(_answers(regime))
    for deeds, rule in answers.values():
        for deed in deeds:
            yield from _standing(deed, rule, regime.clock.start)
    yield from _consequences(regime, answers)
    yield from _ways_back(regime, answers)
    for sensor in regime.sensors:
        for loc, number in evidenced(sensor):
            for deed in sensor.sees:
                yield f"{deed}: recorded by {sensor.kind}, {loc[-1]}", _number(number)


def _consequences(regime: Regime, answers: Answers) -> Iterator[tuple[str, Said]]:
    for row in regime.consequences:
        span = _span(row.in_force, regime.clock.start)
        service = "" if row.kind == "publish" else f" {row.service}"
        for deed in _deeds(answers, row.when.instrument, row.when.codes):
            yield f"{deed}: follows", Said(f"{row.kind}{service}, {span}", structure=True)
            for loc, number in evidenced(row):
                yield f"{deed}: {row.kind}{service} {loc[-1]}, {span}", _number(number)


def _ways_back(regime: Regime, answers: Answers) -> Iterator[tuple[str, Said]]:
    for way in regime.recourse:
        if isinstance(way, Repair):
            for deed in _deeds(answers, way.when.instrument, way.when.codes):
                yield f"{deed}: ends by", Said("putting it right", structure=True)
                for loc, number in evidenced(way):
                    yield f"{deed}: put right, {loc[-1]}", _number(number)
            continue
        for loc, number in evidenced(way):
            yield f"{way.kind}: {loc[-1]}", _number(number)


def _answers(regime: Regime) -> Iterator[tuple[tuple[str, str], Answer]]:
    """What each list and each code of a register answers to."""
    for kept in regime.instruments:
        if isinstance(kept, Listing):
            yield (kept.id, ""), (kept.grounds, kept)
        elif isinstance(kept, Register):
            for code in kept.codes:
                yield (kept.id, code.id), (code.opens_on, (code, kept.in_force))
        else:
            raise AssertionError(f"{kept.id}: no twin has been written with a {kept.kind} yet")


def _deeds(answers: Answers, instrument: str, codes: tuple[str, ...] | None) -> Iterator[str]:
    for (kept, code), (deeds, _) in answers.items():
        if kept == instrument and (codes is None or code in codes):
            yield from deeds


def _standing(
    deed: str, rule: Listing | tuple[Code, InForce], start: datetime.date
) -> Iterator[tuple[str, Said]]:
    if isinstance(rule, Listing):
        span, ends = rule.in_force, rule.ends_on.deeds if rule.ends_on else ()
        yield f"{deed}: records", _number(rule.count)
        if rule.count.value > 1:  # of one record no period decides anything
            yield f"{deed}: period", _number(rule.period)
        if rule.term is not None:
            yield f"{deed}: kept", _number(rule.term)
        renewed = rule.extension == "restart"
        lasts = "for ever" if rule.term is None else "from the last record" if renewed else "once"
    else:
        code, span = rule
        ends = code.closes_on
        yield f"{deed}: kept", _number(code.retention)
        lasts = "from the last record"
        if code.closes_after is not None:
            yield f"{deed}: open first", _number(code.closes_after)
    yield f"{deed}: lasts", Said(lasts, structure=True)
    yield f"{deed}: in force", Said(_span(span, start), structure=True)
    for other in ends:
        yield f"{deed}: ends by", Said(other, structure=True)


def _span(in_force: InForce, start: datetime.date) -> str:
    """From the first day on at the earliest: what was in force before is not lived."""
    begin = max(in_force.from_ or start, start)
    return f"from {begin}" + (f" until {in_force.until}" if in_force.until else "")


def _number(number: object) -> Said:
    if isinstance(number, Quantity):
        return Said(number.value, number.source is not None)
    raise AssertionError(f"{number} is no single number")
