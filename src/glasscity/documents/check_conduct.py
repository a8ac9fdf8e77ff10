"""What a catalogue of conduct means, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.chance import ONE
from glasscity.documents.check import Check, Sheet, twice
from glasscity.documents.check_dimensions import mixed
from glasscity.documents.conduct import Conduct, Kind, Propensity
from glasscity.documents.levels import combinations, rate_in, told
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem

GUARDED = ("sex", "residence", "income", "ownership", "seat")
"""Dimensions across which harmful deeds are equally frequent unless research says otherwise."""
SLACK = 1e-12


def _names(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    conduct = sheet.model
    for noun, key in (("factor", "factors"), ("deed", "kinds"), ("service", "services")):
        yield from twice(sheet, noun, ((key,), getattr(conduct, key)))
    for i, kind in enumerate(conduct.kinds):
        if sheet.lacks(("factors",), kind.factor):
            known = sheet.ids(("factors",))
            yield sheet.unknown(("kinds", i, "factor"), "factor", kind.factor, known)


def _multipliers(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    for key in ("kinds", "services"):
        for i, item in enumerate(getattr(sheet.model, key)):
            seen: set[str] = set()
            for j, multipliers in enumerate(item.by):
                if multipliers.by in seen:
                    yield sheet.problem(
                        (key, i, "by", j, "by"),
                        f"'{item.id}' varies by {multipliers.by} twice",
                        "multiply the two into one",
                    )
                seen.add(multipliers.by)


def _units(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    factors = {factor.id: factor for factor in sheet.model.factors}
    for i, kind in enumerate(sheet.model.kinds):
        factor = factors.get(kind.factor)
        if factor is not None and kind.rate.unit != factor.bound.unit:
            yield sheet.problem(
                ("kinds", i, "rate", "unit"),
                f"'{kind.rate.unit}' is not the unit of factor '{factor.id}'",
                f"use '{factor.bound.unit}', or move the deed to another factor",
            )


def _per_window(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    for i, factor in enumerate(sheet.model.factors):
        if factor.bound.unit != "per window":
            continue
        if factor.spread.value > 0:
            yield sheet.problem(
                ("factors", i, "spread", "value"),
                f"factor '{factor.id}' is per window and cannot spread between people",
                "write a spread of 0, or a bound per person-year",
            )
        if 0 < factor.bound.value * ONE < 1:
            what = f"{factor.bound.value:g} is below 2^-32 and would never happen"
            yield sheet.problem(("factors", i, "bound", "value"), what, "write a larger bound")
        if factor.bound.value > 1:
            yield sheet.problem(
                ("factors", i, "bound", "value"),
                f"{factor.bound.value:g} candidates per window are more than one",
                "write at most 1, or a bound per person-year",
            )


def _chances_of_services(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    for i, service in enumerate(sheet.model.services):
        if service.each == "child" and service.rate.unit == "per window":
            what = f"'{service.id}' is tried for each child, and a person may have several"
            mend = "write a rate with unit 'per person-year': attempts for a child in a year"
            yield sheet.problem(("services", i, "rate", "unit"), what, mend)
        if service.rate.unit != "per window":
            continue
        for labels in combinations({m.by for m in service.by}):
            chance = rate_in(service, labels)
            if chance > 1 or 0 < chance * ONE < 1:
                what = f"'{service.id}': {chance:g} attempts per window{told(labels)}"
                much = " are more than one" if chance > 1 else " would never happen"
                mend = "write a chance of at most 1, or a rate per person-year"
                yield sheet.problem(("services", i, "rate"), what + much, mend)
                break


def _fill(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    for i, factor in enumerate(sheet.model.factors):
        if factor.bound.value == 0:
            yield sheet.problem(
                ("factors", i, "bound", "value"),
                f"factor '{factor.id}' has no room for any deed",
                "write a positive bound",
            )
            continue
        kinds = [
            (k, kind)
            for k, kind in enumerate(sheet.model.kinds)
            if kind.factor == factor.id and kind.rate.unit == factor.bound.unit
        ]
        yield from _too_full(sheet, ("factors", i, "bound", "value"), factor, kinds)


def _too_full(
    sheet: Sheet[Conduct], loc: Loc, factor: Propensity, kinds: list[tuple[int, Kind]]
) -> Iterator[Problem]:
    """The factor's stratum that is fullest, if over its bound; deeds too rare to ever happen."""
    dimensions = {m.by for _, kind in kinds for m in kind.by}
    fullest, worst = 0.0, ""
    rare: dict[int, str] = {}
    for labels in combinations(dimensions):
        total = 0.0
        for k, kind in kinds:
            part = rate_in(kind, labels) * kind.at_most.value * kind.seen_at_most.value
            share = part / factor.bound.value
            total += share
            if 0 < share * ONE < 1:
                rare.setdefault(k, told({m.by: labels[m.by] for m in kind.by}))
        if total > fullest:
            fullest, worst = total, told(labels)
    if fullest > 1 + SLACK:
        need = fullest * factor.bound.value
        yield sheet.problem(
            loc,
            f"the deeds of factor '{factor.id}' need {need:.6g}{worst}, "
            f"more than its bound {factor.bound.value:g}",
            f"raise the bound to {need:.6g} or more, or lower rate, at_most or seen_at_most",
        )
    for k, where in rare.items():
        yield sheet.problem(
            ("kinds", k, "rate"),
            f"so small a part of its factor's bound{where} that it would never happen",
            "raise the rate, write 0, or lower the bound",
        )


def _equal_rates(sheet: Sheet[Conduct]) -> Iterator[Problem]:
    """The guard: a group is not called more harmful without research that found it so."""
    for i, kind in enumerate(sheet.model.kinds):
        if kind.valence != "harmful":
            continue
        for j, multipliers in enumerate(kind.by):
            if multipliers.by not in GUARDED:
                continue
            for level, multiple in multipliers.levels.items():
                if multiple.value != 1 and multiple.grade != "P":
                    yield sheet.problem(
                        ("kinds", i, "by", j, "levels", level),
                        f"harmful deed '{kind.id}' is made {multiple.value:g} times as frequent "
                        f"for {level} without research",
                        "cite a source of grade P, or write 1",
                    )


CONDUCT_CHECKS: tuple[Check[Conduct], ...] = (
    _names,
    mixed,
    _multipliers,
    _units,
    _per_window,
    _chances_of_services,
    _fill,
    _equal_rates,
)
