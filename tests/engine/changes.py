"""Changes to a city: rows that touch nobody, rows that touch many, and rows with a date."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from engine.worlds import with_regime
from glasscity.documents.conduct import Kind
from glasscity.documents.resolve import City
from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.force import InForce
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.incentive import Incentive
from glasscity.mechanisms.responses.tie_cutting import Breaks
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.registry import Registry
from reference_tests.town import camera, deed, listing, registry, rule
from strategies.words import Words, quantity, title

Change = Callable[[City], City]


def points_of(of: City) -> Ledger:
    """The one ledger of the city."""
    (points,) = (each for each in of.regime.instruments if isinstance(each, Ledger))
    return points


def with_rules(of: City, rules: tuple[Rule, ...]) -> City:
    """The rules of the city's ledger replaced."""
    points = points_of(of)
    changed = points.model_copy(update={"rules": rules})
    others = (changed if each is points else each for each in of.regime.instruments)
    return with_regime(of, instruments=tuple(others))


def with_rule(of: City, words: Words) -> City:
    """One more rule, behind the others."""
    return with_rules(of, (*points_of(of).rules, Rule.model_validate(words)))


def with_deed_nobody_does(of: City) -> City:
    """A deed of rate 0, a register that sees it, an exclusive rule and a list against it."""
    factor = of.conduct.factors[0].id
    never = deed("never", factor=factor, rate=quantity(0.0, "per person-year"))
    kinds = (*of.conduct.kinds, Kind.model_validate(never))
    done = replace(of, conduct=of.conduct.model_copy(update={"kinds": kinds}))
    book = Registry.model_validate(registry("nobodys-book", "never"))
    done = with_regime(done, sensors=(*of.regime.sensors, book))
    done = with_rule(done, rule("never", "never", -500, exclusive=True, cap=200, expires=9))
    return with_list(done, "never", count=1)


def bar(of: City, service: int, when: Words, force: Words) -> Bar:
    """A bar at one of the city's services."""
    name = of.conduct.services[service].id
    words = {"kind": "bar", "id": f"shut-{name}", "title": title("shut"), "service": name}
    return Bar.model_validate(words | {"when": when, "in_force": force})


def with_list(of: City, *grounds: str, count: int, force: Words | None = None) -> City:
    """A list, and a door that closes to whoever is on it."""
    words = listing(*grounds, count=count, period=900, term=100) | {"in_force": force or {}}
    shut = bar(of, 0, {"instrument": "watched"}, {})
    return with_regime(
        of,
        instruments=(*of.regime.instruments, Listing.model_validate(words)),
        consequences=(*of.regime.consequences, shut),
    )


def with_list_nobody_reaches(of: City) -> City:
    """Two hundred records of any deed within 900 days."""
    return with_list(of, *(kind.id for kind in of.conduct.kinds), count=200)


def with_door_of_an_empty_band(of: City) -> City:
    """Nobody falls into class D in two years; every service is barred to it."""
    when = {"instrument": "points", "bands": ["d"]}
    bars = tuple(bar(of, service, when, {}) for service in range(len(of.conduct.services)))
    return with_regime(of, consequences=(*bars, *of.regime.consequences))


def with_rule_of_another_time(of: City) -> City:
    """A heavy rule, put first, exclusive, and in force from 2090."""
    words = rule("later", "traffic-offence", -900, exclusive=True, in_force={"from": "2090-01-01"})
    return with_rules(of, (Rule.model_validate(words), *points_of(of).rules))


def with_blind_eyes(of: City) -> City:
    """A camera that covers nothing and a register that is empty."""
    kinds = [kind.id for kind in of.conduct.kinds]
    eye = Camera.model_validate(camera("blind", *kinds[:4], coverage=quantity(0.0, "share")))
    book = Registry.model_validate(registry("empty", *kinds, completeness=0.0))
    return with_regime(of, sensors=(*of.regime.sensors, eye, book))


def with_idle_responses(of: City) -> City:
    """Responses without an effect on deeds that others respond to as well."""
    shared = {"ledger": "points", "unaware": quantity(1.0, "share"), "title": title("idle")}
    beliefs = {name: quantity(0.5, "share") for name in ("half_risk", "starting_risk", "learning")}
    fall = {"kind": "deterrence", "id": "idle-fall", "largest_fall": quantity(0.0, "share")}
    rise = {"kind": "incentive", "id": "idle-rise", "largest_rise": quantity(0.0, "multiple")}
    idle = (
        Deterrence.model_validate({**shared, **beliefs, **fall, "deeds": ["traffic-offence"]}),
        Incentive.model_validate({**shared, **rise, "deeds": ["blood-donation"]}),
    )
    return with_regime(of, responses=(*idle, *of.regime.responses))


def with_own_beliefs(of: City, largest_fall: float) -> City:
    """Everybody learns the risk of two deeds by themselves."""
    numbers = {
        "largest_fall": quantity(largest_fall, "share"),
        "half_risk": quantity(0.1, "share"),
        "starting_risk": quantity(0.3, "share"),
        "weight": quantity(2.0, "deeds"),
        "unaware": quantity(0.5, "share"),
    }
    named = {"kind": "deterrence", "id": "memory", "title": title("memory"), "ledger": "points"}
    deeds = ["traffic-offence", "red-light-crossing"]
    memory = Deterrence.model_validate({**named, **numbers, "belief": "own", "deeds": deeds})
    return with_regime(of, responses=(*of.regime.responses, memory))


EFFECTS = (
    *("largest_fall", "largest_rise", "crowding_out"),
    *("fall", "displacement", "strength"),
)
"""The numbers by which responses have an effect."""


NO_BREAKS = Breaks.model_validate(
    {name: quantity(0.0, "chance") for name in ("neither", "one", "both")}
)


def without_effect(of: City) -> City:
    """The same responses, each with nothing to give."""
    off: list[Response] = []
    for each in of.regime.responses:
        if each.cuts() is not None:
            off.append(each.model_copy(update={"breaks": NO_BREAKS, "seek": False}))
            continue
        given = {name: getattr(each, name, None) for name in EFFECTS}
        assert any(given.values())
        nothing = {
            name: number.model_copy(update={"value": 0.0})
            for name, number in given.items()
            if number is not None
        }
        off.append(each.model_copy(update=nothing))
    return with_regime(of, responses=tuple(off))


# Rows with a date: what they change begins on that day.


def with_harsher_rule(of: City, day: datetime.date) -> City:
    """A heavy penalty more, from that day."""
    return with_rule(of, rule("harsher", "traffic-offence", -300, in_force={"from": day}))


def with_rule_that_ends(of: City, day: datetime.date) -> City:
    """The first penalty ends on that day."""
    first, *others = points_of(of).rules
    ending = first.model_copy(update={"in_force": InForce.model_validate({"until": day})})
    return with_rules(of, (ending, *others))


def with_list_from(of: City, day: datetime.date) -> City:
    """A list that takes in whoever has one record, from that day."""
    return with_list(of, "traffic-offence", count=1, force={"from": day})


def with_door_shut_from(of: City, day: datetime.date) -> City:
    """A service closed to the class in which all begin, from that day."""
    shut = bar(of, 0, {"instrument": "points", "bands": ["a"]}, {"from": day})
    return with_regime(of, consequences=(*of.regime.consequences, shut))
