"""Worlds made from a city: each switch takes something away, and the rest stays as it was.

A switch is a function from a city to a city that passes every check of documents. Kinds say
themselves what they are without error and without the parts that they read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.documents.sound import sound
from glasscity.documents.usual import recorded_a_year
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.sensors.payment_platform import at_random
from glasscity.mechanisms.sensors.registry import all_seeing

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
class Less:
    """A city that lacks something: ``gone`` names all that was left out, what was asked first.

    ``changed`` names what stayed but no longer reads what is gone.
    """

    city: City
    gone: tuple[Gone, ...] = ()
    changed: tuple[Gone, ...] = ()


def no_regime(city: City) -> City:
    """The same people with nobody watching, recording or answering: the unregulated world."""
    return _with(city, **dict.fromkeys(FAMILIES, ()))


def without_responses(city: City) -> City:
    """People act as if there were no regime; it goes on all the same."""
    return _with(city, responses=())


def without_recourse(city: City) -> City:
    """No way back but by time and by conduct."""
    return _with(city, recourse=())


def without_error(city: City) -> City:
    """Nothing is recorded that was not done, on nobody but the doer, and without delay.

    What was seen of the doer is seen still.
    """
    regime = city.regime
    return _with(
        city,
        sensors=tuple(it.without_error() for it in regime.sensors),
        instruments=tuple(it.without_error() for it in regime.instruments),
        encounters=tuple(it.without_error() for it in regime.encounters),
        investigations=tuple(it.without_error() for it in regime.investigations),
    )


def perfect_sight(city: City) -> City:
    """Every visible deed of every kind is recorded on its doer, at once; nothing else is.

    People respond as ever. Nobody can evade.
    """
    blind = _blind(without_error(city))
    kinds: dict[float, list[str]] = {}
    for kind in city.conduct.kinds:
        if kind.seen_at_most.value > 0:
            kinds.setdefault(kind.seen_at_most.value, []).append(kind.id)
    eyes = (
        all_seeing(f"perfect-sight-{n}", tuple(deeds), share)
        for n, (share, deeds) in enumerate(kinds.items())
    )
    return _with(blind, sensors=tuple(eyes))


def placebo(city: City, seed: int | None = None) -> City:
    """A regime that knows nothing: records fall on anybody, about as often as they did.

    So often as the unregulated deeds of the place would be recorded (those that befall everybody
    alike, whatever they do). With a ``seed`` each ledger's rules also deal their points anew.
    """
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    seen = dict.fromkeys(deed for sensor in city.regime.sensors for deed in sensor.sees)
    lots = (at_random(f"lot-{deed}", deed, recorded_a_year(city, kinds[deed])) for deed in seen)
    drawn = _with(_blind(city), sensors=tuple(lots))
    return drawn if seed is None else dealt_anew(drawn, seed)


def dealt_anew(city: City, seed: int) -> City:
    """The same deeds are answered, each by the points of a rule drawn at random by ``seed``."""
    return _with(
        city,
        instruments=tuple(
            it.dealt_anew(_dealt(it.hands(), f"{seed}/{it.id}")) for it in city.regime.instruments
        ),
    )


def _dealt(number: int, name: str) -> tuple[int, ...]:
    """The numbers below ``number`` in an order that hangs on ``name`` alone."""
    lot = {k: hashlib.sha256(f"{name}/{k}".encode()).digest() for k in range(number)}
    return tuple(sorted(lot, key=lambda k: lot[k]))


def _blind(city: City) -> City:
    """The city without any sensor, and without what reads one."""
    return _cascade(city, [("sensors", sensor.id) for sensor in city.regime.sensors]).city


def without(city: City, family: str, name: str) -> City:
    """The city without one item, and without what could do nothing then: see :func:`less`."""
    return less(city, family, name).city


def less(city: City, family: str, name: str) -> Less:
    """The city without one item of a family (or ``instrument/rule`` of the family ``rules``).

    What read it is left out too, or reads the rest. Raises DocumentError for an unknown name.
    """
    if family == "rules":
        return _less_rule(city, name)
    known = ids_of(city.regime).get(family)
    if known is None:
        raise _unknown("family of items", family, (*FAMILIES, "rules"))
    if name not in known:
        raise _unknown(f"item of {family}", name, known)
    return _cascade(city, [(family, name)])


def ids_of(regime: Regime) -> dict[str, tuple[str, ...]]:
    """The ids of the items of each family, and the names of all rules, in file order."""
    found = {family: tuple(it.id for it in getattr(regime, family)) for family in FAMILIES}
    found["rules"] = tuple(
        f"{it.id}/{rule}" for it in regime.instruments for rule in it.rules_left_out()
    )
    return found


def _less_rule(city: City, name: str) -> Less:
    for instrument in city.regime.instruments:
        for rule, rest in instrument.rules_left_out().items():
            if f"{instrument.id}/{rule}" != name:
                continue
            if rest is None:
                found = _cascade(city, [("instruments", instrument.id)])
                return replace(found, gone=(("rules", name), *found.gone))
            others = tuple(rest if it.id == instrument.id else it for it in city.regime.instruments)
            regime = city.regime.model_copy(update={"instruments": others})
            return _cascade(replace(city, regime=regime), [("rules", name)])
    raise _unknown("rule", name, ids_of(city.regime)["rules"])


def _cascade(city: City, wanted: list[Gone]) -> Less:
    """Leave items out, then what could do nothing without them, and so on."""
    items: dict[str, tuple[Any, ...]] = {it: getattr(city.regime, it) for it in FAMILIES}
    gone: list[Gone] = []
    changed: list[Gone] = []
    while wanted:
        family, name = wanted.pop(0)
        gone.append((family, name))
        if family in items:
            items[family] = tuple(it for it in items[family] if it.id != name)
        for other, parts in items.items():
            rest: list[Part] = []
            for part in parts:
                kept = part.without(family, name)
                if kept is None:
                    wanted.append((other, part.id))
                elif kept != part:
                    changed.append((other, part.id))
                rest.append(part if kept is None else kept)
            items[other] = tuple(rest)
        wanted = list(dict.fromkeys(it for it in wanted if it not in gone))
    stayed = tuple(dict.fromkeys(it for it in changed if it not in gone))
    return Less(_with(city, **items), tuple(gone), stayed)


def _with(city: City, **parts: tuple[Any, ...]) -> City:
    """The city with other items in these families."""
    return sound(replace(city, regime=city.regime.model_copy(update=parts)))


def _unknown(noun: str, name: str, known: tuple[str, ...]) -> DocumentError:
    problem = Problem(
        name,
        0,
        0,
        "",
        f"there is no {noun} '{name}'",
        f"known: {some_of(known)}",
        did_you_mean(name, known),
    )
    return DocumentError([problem])
