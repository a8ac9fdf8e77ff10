"""Responses that stay within what conduct allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from strategies.words import Words, any_of, quantity, shares, some, title


@dataclass
class Ground:
    """What responses are about; ``room`` is what is left of each deed's ``at_most``."""

    kinds: list[Words]
    instruments: list[Words]
    sensors: list[Words]
    ties: list[str]
    services: list[str]
    room: dict[str, float] = field(init=False)

    def readable(self) -> list[Words]:
        """Instruments that make one standing of a person: all but registers."""
        return [one for one in self.instruments if one["kind"] != "register"]

    def __post_init__(self) -> None:
        self.room = {kind["id"]: kind["at_most"]["value"] for kind in self.kinds}

    @property
    def ledgers(self) -> list[Words]:
        """The points ledgers."""
        return [one for one in self.instruments if one["kind"] == "ledger"]

    def deeds(self, *valences: str) -> list[str]:
        """Deeds of a valence, or all."""
        return [kind["id"] for kind in self.kinds if not valences or kind["valence"] in valences]

    def rise(self, deeds: list[str], part: float) -> float:
        """A part of the room that all these deeds have left; it is taken."""
        rise = (min(self.room[deed] for deed in deeds) - 1.0) * part
        for deed in deeds:
            self.room[deed] /= 1.0 + rise
        return rise


@st.composite
def responses(draw: st.DrawFn, ground: Ground) -> list[Words]:
    """Up to five responses."""
    families = [family for family in FAMILIES if all(_needed(family, ground))]
    drawn: list[Words] = []
    for place in range(draw(st.sampled_from((4, 5, 3, 2, 5, 0))) if families else 0):
        family = draw(st.sampled_from(families))
        head = {"kind": family, "id": f"response-{place}", "title": title(f"response {place}")}
        habits = {} if family in LASTING else draw(_habits())
        drawn.append(head | habits | draw(FAMILIES[family](ground)))
    return drawn


def _needed(family: str, ground: Ground) -> tuple[object, ...]:
    """What a family cannot do without."""
    return {
        "deterrence": (ground.ledgers, ground.deeds("harmful")),
        "incentive": (ground.ledgers, ground.deeds("prosocial")),
        "gaming": (ground.ledgers, ground.deeds("prosocial"), len(ground.kinds) > 1),
        "chilling": (ground.deeds("lawful-speech"),),
        "helplessness": (ground.readable(), ground.kinds),
        "conformity": (ground.kinds,),
        "evasion": (ground.sensors,),
        "tie-cutting": (ground.readable(), ground.ties),
        "discouragement": (ground.services,),
    }.get(family, (True,))


@st.composite
def _habits(draw: st.DrawFn) -> Words:
    """An effect that fades within a few windows, or none that does."""
    half_life = draw(any_of(0, 0, 1, 40, 500))
    return {"half_life": quantity(half_life, "days")} if half_life else {}


@st.composite
def _at_stake(draw: st.DrawFn, ground: Ground) -> Words:
    """A ledger; the unaware need one opening to go by."""
    ledger = draw(st.sampled_from(ground.ledgers))
    unaware = draw(shares()) if "value" in ledger["opening"] else 0.0
    return {"ledger": ledger["id"], "unaware": quantity(unaware, "share")}


@st.composite
def _fears(draw: st.DrawFn, *more: str) -> Words:
    """A form of fear and its half risk."""
    form = draw(st.sampled_from(("saturating", "linear", "threshold", *more)))
    words = {"largest_fall": quantity(draw(shares()), "share"), "form": form}
    if form in ("saturating", "threshold"):
        words["half_risk"] = quantity(draw(any_of(0.3, 0.05, 0.0)), "share")
    return words


@st.composite
def _beliefs(draw: st.DrawFn) -> Words:
    """A belief about the place."""
    return {
        "starting_risk": quantity(draw(any_of(0.5, 1.0, 0.3, 0.0)), "share"),
        "learning": quantity(draw(any_of(0.3, 1.0, 0.0)), "share"),
    }


@st.composite
def _deterrence(draw: st.DrawFn, ground: Ground) -> Words:
    words = draw(_at_stake(ground)) | draw(_fears()) | draw(_beliefs())
    words["deeds"] = draw(some(ground.deeds("harmful")))
    if draw(st.booleans()):
        return words
    del words["learning"]
    return words | {"belief": "own", "weight": quantity(draw(any_of(1.0, 0.3, 7.5)), "deeds")}


@st.composite
def _incentive(draw: st.DrawFn, ground: Ground) -> Words:
    deeds = draw(some(ground.deeds("prosocial")))
    rise = ground.rise(deeds, draw(any_of(1.0, 0.5)))
    words = {"deeds": deeds, "largest_rise": quantity(rise, "multiple")}
    if draw(st.integers(0, 2)):
        words["crowding_out"] = quantity(draw(shares()), "share")
    return words | draw(_at_stake(ground))


@st.composite
def _gaming(draw: st.DrawFn, ground: Ground) -> Words:
    chosen = draw(some(ground.deeds("prosocial")))
    deeds = chosen[: len(ground.kinds) - 1]
    left = [deed for deed in ground.deeds() if deed not in deeds]
    rise = ground.rise(deeds, draw(any_of(1.0, 0.5)))
    words = {
        "deeds": deeds,
        "largest_rise": quantity(rise, "multiple"),
        "displaced": draw(some(left)),
        "displacement": quantity(draw(shares()), "share"),
    }
    return words | draw(_at_stake(ground))


@st.composite
def _chilling(draw: st.DrawFn, ground: Ground) -> Words:
    words = {"deeds": draw(some(ground.deeds("lawful-speech")))}
    return (
        words | draw(_fears()) | draw(_beliefs()) | {"unaware": quantity(draw(shares()), "share")}
    )


@st.composite
def _helplessness(draw: st.DrawFn, ground: Ground) -> Words:
    fall = quantity(draw(shares()), "share")
    return {"deeds": draw(some(ground.deeds())), "when": draw(_standing(ground)), "fall": fall}


@st.composite
def _standing(draw: st.DrawFn, ground: Ground) -> Words:
    instrument = draw(st.sampled_from(ground.readable()))
    when: Words = {"instrument": instrument["id"]}
    if "bands" in instrument:
        when["bands"] = draw(some([band["id"] for band in instrument["bands"]]))
    return when


@st.composite
def _tie_cutting(draw: st.DrawFn, ground: Ground) -> Words:
    breaks = {
        ends: quantity(draw(any_of(0.5, 0.0, 1.0, 0.1)), "chance")
        for ends in ("neither", "one", "both")
    }
    words = {"ties": draw(st.sampled_from(ground.ties)), "when": draw(_standing(ground))}
    return words | {"breaks": breaks, "seek": draw(st.booleans())}


@st.composite
def _evasion(draw: st.DrawFn, ground: Ground) -> Words:
    sensors = draw(some([sensor["id"] for sensor in ground.sensors]))
    seen = [{*one["sees"]} for one in ground.sensors if one["id"] in sensors]
    deeds = sorted({draw(st.sampled_from(sorted(each))) for each in seen})
    words = draw(_fears("constant", "constant"))
    if words["form"] != "constant":
        words |= draw(_beliefs())
    unaware = quantity(draw(shares()), "share")
    return words | {"sensors": sensors, "deeds": deeds, "unaware": unaware}


@st.composite
def _conformity(draw: st.DrawFn, ground: Ground) -> Words:
    deeds, largest = draw(some(ground.deeds())), draw(any_of(1.0, 3.0, 0.5))
    rise = ground.rise(deeds, draw(any_of(1.0, 0.5)))
    return {
        "deeds": deeds,
        "strength": quantity(rise / largest, "multiple"),
        "starting_level": quantity(draw(any_of(1.0, 0.0, 4.0)), "multiple"),
        "largest_level": quantity(largest, "multiple"),
        "unaware": quantity(draw(shares()), "share"),
    }


@st.composite
def _discouragement(draw: st.DrawFn, ground: Ground) -> Words:
    return {
        "services": draw(some(ground.services)),
        "fall": quantity(draw(any_of(0.5, 1.0, 0.2, 0.0)), "share"),
    }


FAMILIES: dict[str, Callable[[Ground], st.SearchStrategy[Words]]] = {
    "deterrence": _deterrence,
    "incentive": _incentive,
    "chilling": _chilling,
    "helplessness": _helplessness,
    "gaming": _gaming,
    "evasion": _evasion,
    "conformity": _conformity,
    "tie-cutting": _tie_cutting,
    "discouragement": _discouragement,
}
LASTING = {"tie-cutting", "discouragement"}
"""Families whose effect does not fade."""
