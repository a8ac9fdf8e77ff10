"""A little rule set that nothing can be asked about, and one change for each kind of finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glasscity.documents.resolve import City
from oracles.little import act, by, city, conduct
from reference_tests import town
from strategies.words import Words, quantity, title

Change = Callable[[Words], None]


def bar(name: str, **when: Any) -> Words:
    """A refusal of loans."""
    return {
        "kind": "bar",
        "id": name,
        "title": title(name),
        "service": "loan",
        "when": {"instrument": "points", "bands": ["poor"]} | when,
    }


def service(name: str, rate: float) -> Words:
    """Something that people ask for."""
    return {
        "id": name,
        "title": title(name),
        "context": "money",
        "rate": quantity(rate, "per person-year"),
    }


def rule(name: str, on: str, *points: int, **changes: Any) -> Words:
    """A rule of a ledger."""
    steps = [quantity(p, "points") for p in points]
    return {"id": name, "title": title(name), "on": on, "points": steps} | changes


def clean() -> Words:
    """The changeable parts of the rule set: a regime's, and ``kinds`` and ``services``."""
    lapses = {"expires": quantity(700, "days")}
    points = town.ledger(
        100, 0, 200, rule("late", "late", -10, **lapses), rule("help", "help", 15), good=90
    )
    return {
        "sensors": [town.registry("book", "late", "help")],
        "instruments": [points],
        "consequences": [bar("no-loan")],
        "kinds": [act("late", 1.0) | {"valence": "harmful"}, act("help", 1.0) | PROSOCIAL],
        "services": [service("loan", 1.0), service("idle", 0.0)],
    }


PROSOCIAL = {"valence": "prosocial"}


def built(words: Words) -> City:
    """The city of such parts."""
    rules = {key: value for key, value in words.items() if key not in ("kinds", "services")}
    deeds = conduct(*words["kinds"], bound=10.0, services=words["services"])
    return city(town.regime(None, **rules), deeds)


def changed(change: Change) -> City:
    """The city of the clean rule set with one change."""
    words = clean()
    change(words)
    return built(words)


def _points(words: Words) -> Words:
    found: Words = words["instruments"][0]
    return found


def out_of_reach(words: Words) -> None:
    """Nothing is gained any more, so nobody passes the opening."""
    points = _points(words)
    points["bands"].append({"id": "best", "title": title("b"), "from": quantity(150, "points")})
    points["rules"] = points["rules"][:1]
    words["sensors"] = [town.registry("book", "late")]


def trap(words: Words) -> None:
    """Strikes that never lapse."""
    words["instruments"].append(
        {
            "kind": "dossier",
            "id": "strikes",
            "title": title("strikes"),
            "strikes": ["fraud"],
            "most": quantity(3, "records"),
            "bands": [
                {"id": "none", "title": title("n"), "from": quantity(0, "records")},
                {"id": "some", "title": title("s"), "from": quantity(1, "records")},
            ],
        }
    )
    words["kinds"].append(act("fraud", 1.0))
    words["sensors"].append(town.registry("court", "fraud"))
    words["consequences"].append(bar("no-loan-2", instrument="strikes", bands=["some"]))


def no_way_home(words: Words) -> None:
    """A band between: it leads further down, and never back."""
    trap(words)
    found = words["instruments"][1]
    found["bands"].append({"id": "all", "title": title("a"), "from": quantity(3, "records")})
    words["consequences"][-1] = bar("no-loan-2", instrument="strikes", bands=["some"])


def gate(words: Words) -> None:
    """A gate that asks for what everybody has."""
    words["instruments"].append(
        {
            "kind": "ascribed-status",
            "id": "status",
            "title": title("status"),
            "opening": quantity(0, "points"),
            "bands": [
                {"id": "out", "title": title("out"), "from": quantity(0, "points")},
                {"id": "in", "title": title("in"), "from": quantity(1, "points")},
            ],
            "gate": {
                "reads": "points",
                "least": quantity(0, "points"),
                "quota": quantity(10, "per year"),
            },
        }
    )
    words["consequences"].append(bar("no-loan-2", instrument="status", bands=["out"]))


def overlap(words: Words) -> None:
    """A threshold that could lie below the floor's."""
    _points(words)["bands"][1]["from"] |= {"range": [0, 95]}


def lost(words: Words) -> None:
    """No gains, no lapse: two bands stay reachable by way of a deed that gives and takes."""
    points = _points(words)
    points["rules"] = [rule("late", "late", -10)]
    words["sensors"] = [town.registry("book", "late")]


def capped(words: Words) -> None:
    """Gains of five a year against a loss of ten."""
    _points(words)["rules"][1] = rule("help", "help", 5, cap=quantity(5, "points"))


def lagging(words: Words) -> None:
    """Help is rare."""
    words["kinds"][1] = act("help", 0.1) | PROSOCIAL


def beyond(words: Words) -> None:
    """Points that the cap never leaves."""
    points = _points(words)
    points["rules"][0] = rule("late", "late", -10, -20, cap=quantity(15, "points"))


def twice(words: Words) -> None:
    """The same deed counts for a list too."""
    words["instruments"].append(town.listing("late", count=2, period=100, term=50))
    words["consequences"].append(bar("no-loan-2", instrument="watched", bands=None))


def exclusive(words: Words) -> None:
    """A rule behind an exclusive one."""
    rules = _points(words)["rules"]
    rules[0] |= {"exclusive": True}
    rules.append(rule("late-too", "late", -20))


def blind(words: Words) -> None:
    """A rule on a deed that nobody sees."""
    _points(words)["rules"].append(rule("fraud", "fraud", -10))
    words["kinds"].append(act("fraud", 1.0))


def idle(words: Words) -> None:
    """A sensor whose records count nowhere."""
    words["kinds"].append(act("walk", 1.0))
    words["sensors"].append(town.registry("street", "walk"))


def over(words: Words) -> None:
    """A refusal that ended before the first day."""
    words["consequences"].append(bar("old") | {"in_force": {"until": "2020-01-01"}})


def for_life(words: Words) -> None:
    """A list without a term."""
    words["instruments"].append(town.listing("fraud", count=1, period=100, term=None))
    words["kinds"].append(act("fraud", 1.0))
    words["sensors"].append(town.registry("court", "fraud"))
    words["consequences"].append(bar("no-loan-2", instrument="watched", bands=None))


def never_listed(words: Words) -> None:
    """A list on a deed that is never done."""
    words["instruments"].append(town.listing("fraud", count=1, period=100, term=9))
    words["kinds"].append(act("fraud", 0.0))
    words["sensors"].append(town.registry("court", "fraud"))
    words["consequences"].append(bar("no-loan-2", instrument="watched", bands=None))


def nobody_asks(words: Words) -> None:
    """A refusal of what nobody tries to get."""
    words["consequences"].append(bar("no-idling") | {"service": "idle"})


def only_nobody(words: Words) -> None:
    """A refusal to people who are not there: its service is asked for by others alone."""
    words["services"].append(service("visit", 1.0) | {"by": [by("sex", "multiple", male=1.0)]})
    words["consequences"].append(
        bar("no-visit") | {"service": "visit", "whom": {"by": "sex", "levels": ["female"]}}
    )


def unread(words: Words) -> None:
    """A list that decides nothing."""
    words["instruments"].append(town.listing("fraud", count=1, period=100, term=9))
    words["kinds"].append(act("fraud", 1.0))
    words["sensors"].append(town.registry("court", "fraud"))


def unsourced(words: Words) -> None:
    """A rule set that says it is real, and cites nothing."""
    words["status"] = "reconstructed"


def rare(words: Words) -> None:
    """A band far below, of points that all lapse: in reach, and out of reach of any life."""
    points = _points(words)
    points["floor"] = quantity(-900, "points")
    points["bands"][0]["from"] = quantity(-900, "points")
    points["bands"].insert(1, {"id": "mid", "title": title("m"), "from": quantity(-800, "points")})
    points["rules"][1]["expires"] = quantity(700, "days")


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "out-of-reach": (out_of_reach, {"band-out-of-reach"}),
    "trap": (trap, {"band-without-exit"}),
    "no-way-home": (no_way_home, {"band-without-exit", "no-way-home"}),
    "gate": (gate, {"threshold-outside-bounds"}),
    "overlap": (overlap, {"ranges-overlap"}),
    "lost": (lost, {"loss-for-good", "band-without-exit"}),
    "capped": (capped, {"gains-capped-below-loss"}),
    "lagging": (lagging, {"gains-lag-behind"}),
    "beyond": (beyond, {"step-beyond-cap"}),
    "twice": (twice, {"answered-twice"}),
    "exclusive": (exclusive, {"rule-never-acts"}),
    "blind": (blind, {"rule-without-sensor"}),
    "idle": (idle, {"record-without-rule"}),
    "over": (over, {"over-before-it-begins"}),
    "for-life": (for_life, {"list-without-exit"}),
    "never-listed": (
        never_listed,
        {"list-out-of-reach", "rule-without-sensor", "consequence-nobody-meets"},
    ),
    "nobody-asks": (nobody_asks, {"consequence-nobody-meets"}),
    "only-nobody": (only_nobody, {"consequence-nobody-meets"}),
    "rare": (rare, {"hardly-anybody"}),
    "unread": (unread, {"instrument-unread"}),
    "unsourced": (unsourced, {"nothing-sourced"}),
}
"""A change, and the findings that it makes: no more and no fewer."""
