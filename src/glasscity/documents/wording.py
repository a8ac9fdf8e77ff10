"""Numbers, spans and evidence in plain words."""

from __future__ import annotations

from glasscity.documents.quantities import Evidenced
from glasscity.evidence import Quantity
from glasscity.mechanisms.force import InForce
from glasscity.vocabulary.terms import GRADE_MEANING

WEAK = ("R-", "M")
"""Grades that a reader is warned of."""

_UNITS: dict[str, tuple[str, str]] = {
    "share": ("", " %"),
    "chance": ("", " %"),
    "per year": ("", " % a year"),
    "CNY": ("CNY ", ""),
    "multiple": ("", " times"),
    "per person-year": ("", " a year"),
    "per window": ("", " a window"),
    "per month": ("", " a month"),
    "spread": ("", ""),
}
_PERCENT = ("share", "chance", "per year")
RARE = 1e-4


def _figure(value: float, unit: str) -> str:
    shown = 100 * value if unit in _PERCENT else value
    if shown == round(shown):
        return f"{shown:,.0f}"
    digits = f"{shown:,.10f}".rstrip("0")
    return f"{shown:,.6g}" if abs(shown) >= 1e-3 else digits


def amount(value: float, unit: str) -> str:
    """A value with its unit: ``4 %``, ``-20 points``, ``CNY 40``, ``1 in 100,000,000``."""
    if unit in ("share", "chance") and 0 < value < RARE:
        return f"1 in {1 / value:,.0f}"
    before, after = _UNITS.get(unit, ("", f" {unit}"))
    return f"{before}{_figure(value, unit)}{after}"


def change(value: float) -> str:
    """Points with their sign: ``+10``, ``-20``."""
    return f"{value:+,.0f}"


def between(low: float, high: float, unit: str) -> str:
    """A range in words, its unit written once: ``5 to 60 %``."""
    if unit in ("share", "chance") and 0 < low < RARE:
        return f"{amount(low, unit)} to {amount(high, unit)}"
    before, _ = _UNITS.get(unit, ("", ""))
    return f"{before}{_figure(low, unit)} to {amount(high, unit).removeprefix(before)}"


def basis(number: Evidenced) -> str:
    """What a number rests on: ``SUQ-08, grade S`` or ``assumed``."""
    if number.assumed is not None:
        return "assumed"
    weak = f" ({GRADE_MEANING[number.grade]})" if number.grade in WEAK else ""
    return f"{number.source}, grade {number.grade}{weak}"


def others(number: Evidenced) -> str:
    """What else a number could be, empty where nothing is said."""
    if not isinstance(number, Quantity) or number.range is None:
        return ""
    return between(*number.range, number.unit)


def span(force: InForce) -> str:
    """When a row is in force, in words; empty where it always is."""
    parts = []
    if force.from_ is not None:
        parts.append(f"from {force.from_}")
    if force.until is not None:
        parts.append(f"until {force.until}")
    return " ".join(parts)
