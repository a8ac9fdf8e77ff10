"""Worlds made from a city: each switch takes something away, and the rest stays as it was.

A switch is a function from a city to a city that passes every check of documents. Kinds say
themselves what they are without error and without the parts that they read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from glasscity.documents.city import City
from glasscity.documents.leaving import FAMILIES, Gone, ids_of, leave_out
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.sound import sound
from glasscity.documents.usual import recorded_a_year
from glasscity.mechanisms.sensors.payment_platform import at_random
from glasscity.mechanisms.sensors.registry import all_seeing, blind

__all__ = [
    "Less",
    "dealt_anew",
    "ids_of",
    "less",
    "no_regime",
    "on_population",
    "perfect_sight",
    "placebo",
    "variants",
    "without",
    "without_all",
    "without_error",
    "without_recourse",
    "without_responses",
]


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
    eyes = [("sensors", sensor.id) for sensor in city.regime.sensors]
    return replace(city, regime=leave_out(city.regime, *eyes).regime)


def variants(city: City) -> list[tuple[str, City]]:
    """The city with one item in another form that research does not tell apart, one at a time.

    Each is called ``family.id: form``, in the order of the document.
    """
    found = []
    for family in FAMILIES:
        items = getattr(city.regime, family)
        for n, item in enumerate(items):
            for form, other in item.variants():
                changed = (*items[:n], other, *items[n + 1 :])
                found.append((f"{family}.{item.id}: {form}", _with(city, **{family: changed})))
    return found


def on_population(city: City, other: Population, references: References) -> City:
    """The city on another population. Raises DocumentError where the two do not go together.

    ``references`` are those that the other population may cite.
    """
    entries = {**references.entries, **city.references.entries}
    known = city.references.model_copy(update={"entries": entries})
    regime = city.regime.model_copy(update={"population": other.id})
    return sound(replace(city, regime=regime, population=other, references=known))


def without(city: City, family: str, name: str) -> City:
    """The city without one item, and without what could do nothing then: see :func:`less`."""
    return less(city, family, name).city


def without_all(city: City, gone: Iterable[Gone]) -> City:
    """The city without several items, and without what could do nothing then."""
    return sound(replace(city, regime=_in_place(city, leave_out(city.regime, *gone).regime)))


def less(city: City, family: str, name: str) -> Less:
    """The city without one item of a family (or ``instrument/rule`` of the family ``rules``).

    What read it is left out too, or reads the rest; a sensor is blind where it stood. Raises
    DocumentError for an unknown name.
    """
    found = leave_out(city.regime, (family, name))
    left = sound(replace(city, regime=_in_place(city, found.regime)))
    return Less(left, found.gone, found.changed)


def _in_place(city: City, left: Regime) -> Regime:
    """What is left of a regime, each other sensor in its place, on which its luck hangs.

    A sensor that is gone is blind where it stood before another one.
    """
    rest = {sensor.id: sensor for sensor in left.sensors}
    places = [n for n, sensor in enumerate(city.regime.sensors) if sensor.id in rest]
    sensors = tuple(
        rest.get(it.id) or blind(it.id, it.sees)
        for it in city.regime.sensors[: max(places, default=-1) + 1]
    )
    return left.model_copy(update={"sensors": sensors})


def _with(city: City, **parts: tuple[Any, ...]) -> City:
    """The city with other items in these families."""
    return sound(replace(city, regime=city.regime.model_copy(update=parts)))
