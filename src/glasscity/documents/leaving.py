"""Leaving an item out of a regime, and with it what could do nothing then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.regime import Regime
from glasscity.mechanisms.part import Part

FAMILIES = (
    "sensors",
    "instruments",
    "consequences",
    "outcomes",
    "recourse",
    "responses",
    "encounters",
    "spreads",
    "investigations",
)
"""The lists of a regime whose items can be left out; ``rules`` are those inside instruments."""
Gone = tuple[str, str]
"""The family and the id of an item that is left out."""


@dataclass(frozen=True)
class Left:
    """What is left: ``gone`` names all that was left out, what was asked first.

    ``changed`` names what stayed but no longer reads what is gone.
    """

    regime: Regime
    gone: tuple[Gone, ...] = ()
    changed: tuple[Gone, ...] = ()


def ids_of(regime: Regime) -> dict[str, tuple[str, ...]]:
    """The ids of the items of each family, and the names of all rules, in file order."""
    found = {family: tuple(it.id for it in getattr(regime, family)) for family in FAMILIES}
    found["rules"] = tuple(
        f"{it.id}/{rule}" for it in regime.instruments for rule in it.rules_left_out()
    )
    return found


def leave_out(regime: Regime, *wanted: Gone) -> Left:
    """The regime without these items (or rules, named ``instrument/rule``).

    What read them is left out too, or reads the rest. Raises DocumentError for an unknown name.
    """
    known = ids_of(regime)
    for family, name in wanted:
        if family not in known:
            raise _unknown("family of items", family, tuple(known))
        if name not in known[family]:
            noun = "rule" if family == "rules" else f"item of {family}"
            raise _unknown(noun, name, known[family])
    found = Left(regime)
    for family, name in wanted:
        is_rule = family == "rules"
        one = _less_rule(found.regime, name) if is_rule else _cascade(found.regime, family, name)
        found = Left(one.regime, (*found.gone, *one.gone), (*found.changed, *one.changed))
    gone = tuple(dict.fromkeys(found.gone))
    changed = tuple(dict.fromkeys(it for it in found.changed if it not in gone))
    return Left(found.regime, gone, changed)


def _less_rule(regime: Regime, name: str) -> Left:
    for instrument in regime.instruments:
        for rule, rest in instrument.rules_left_out().items():
            if f"{instrument.id}/{rule}" != name:
                continue
            if rest is None:
                found = _cascade(regime, "instruments", instrument.id)
                return replace(found, gone=(("rules", name), *found.gone))
            others = tuple(rest if it.id == instrument.id else it for it in regime.instruments)
            return _cascade(regime.model_copy(update={"instruments": others}), "rules", name)
    return Left(regime)


def _cascade(regime: Regime, family: str, name: str) -> Left:
    """Leave an item out, then what could do nothing without it, and so on."""
    items: dict[str, tuple[Any, ...]] = {it: getattr(regime, it) for it in FAMILIES}
    wanted, gone, changed = [(family, name)], list[Gone](), list[Gone]()
    while wanted:
        one = wanted.pop(0)
        gone.append(one)
        for other, parts in items.items():
            rest: list[Part] = []
            for part in parts:
                if (other, part.id) == one:
                    continue
                kept = part.without(*one)
                if kept is None:
                    wanted.append((other, part.id))
                elif kept != part:
                    changed.append((other, part.id))
                rest.append(part if kept is None else kept)
            items[other] = tuple(rest)
        wanted = list(dict.fromkeys(it for it in wanted if it not in gone))
    return Left(regime.model_copy(update=items), tuple(gone), tuple(changed))


def _unknown(noun: str, name: str, known: tuple[str, ...]) -> DocumentError:
    what, mend = f"there is no {noun} '{name}'", f"known: {some_of(known)}"
    return DocumentError([Problem(name, 0, 0, "", what, mend, did_you_mean(name, known))])
