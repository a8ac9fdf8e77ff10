"""A town so simple that its run can be worked out by hand.

Every kind has a factor of its own that is certain: one deed of each kind, each window, at a
random instant. With windows of one day the days of all deeds are known.
"""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.tables.census import Census
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA
from reference.city import run
from reference.diary import Line
from reference.reading import Reading
from reference.result import Result
from strategies.words import REASON, Words, head, quantity, title

START = datetime.date(2021, 3, 1)
SEED = key_of(7)


def deed(name: str, valence: str = "harmful", **changes: Any) -> Words:
    """A kind that everybody does once in every window."""
    words = {
        "id": name,
        "title": title(name),
        "context": "civic",
        "valence": valence,
        "gravity": {"rank": 1, "because": "nobody is asked for a reason"},
        "factor": f"{name}-factor",
        "rate": quantity(1.0, "per window"),
        "at_most": quantity(1.0, "multiple"),
        "seen_at_most": quantity(1.0, "share"),
    }
    return words | changes


def certain(kind: Words) -> Words:
    """The factor of such a kind."""
    return {
        "id": kind["factor"],
        "title": title(kind["factor"]),
        "spread": quantity(0.0, "spread"),
        "bound": quantity(1.0, "per window"),
    }


def conduct(*kinds: Words, **changes: Any) -> Conduct:
    """A catalogue of these kinds."""
    words = head("conduct", "conduct") | {
        "correlation": quantity(0.0, "share"),
        "factors": [certain(kind) for kind in kinds],
        "kinds": list(kinds),
    }
    return Conduct.model_validate(words | changes)


def population(enrolled: float = 1.0, spread: float = 0.0) -> Population:
    """A population of even margins."""
    words = head("population", "population") | {
        "status": "test",
        "people": quantity(1000, "people"),
        "margins": [
            {
                "over": [name],
                "unit": "share",
                "assumed": REASON,
                "cells": {level: 1 / len(levels) for level in levels},
            }
            for name, levels in DIMENSIONS.items()
        ],
        "enrolled": quantity(enrolled, "share"),
        "look_alike_spread": quantity(spread, "spread"),
    }
    return Population.model_validate(words)


def regime(n_days: int | None = 1, start: datetime.date = START, **changes: Any) -> Regime:
    """A regime with windows of ``n_days``, or of months where None."""
    words = head("regime", "regime") | {
        "summary": title("a regime"),
        "status": "test",
        "population": "population",
        "conduct": "conduct",
        "clock": {
            "start": start,
            "window": "month" if n_days is None else quantity(n_days, "days"),
        },
        "awareness": {"start": quantity(1.0, "share"), "spread": quantity(0.0, "per year")},
    }
    return Regime.model_validate(words | changes)


def registry(name: str, *sees: str, delay: int = 0, completeness: float = 1.0) -> Words:
    """A registry without false records."""
    return {
        "kind": "registry",
        "id": name,
        "title": title(name),
        "sees": list(sees),
        "completeness": quantity(completeness, "share"),
        "false_records": quantity(0.0, "per person-year"),
        "delay": quantity(delay, "days"),
    }


def camera(name: str, *sees: str, **changes: Any) -> Words:
    """A camera that finds nobody's own photo and always names somebody else."""
    words = {
        "kind": "camera",
        "id": name,
        "title": title(name),
        "sees": list(sees),
        "coverage": quantity(1.0, "share"),
        "detection": quantity(1.0, "chance"),
        "gallery": quantity(1, "people"),
        "absentees": quantity(0, "people"),
        "false_match": quantity(1.0, "chance"),
        "miss": quantity(1.0, "chance"),
        "ageing": quantity(0.0, "per year"),
        "photo_age": quantity(0.0, "years"),
        "passers_by": quantity(0.0, "multiple"),
        "delay": quantity(0, "days"),
    }
    return words | changes


def rule(name: str, on: str, *points: int, **changes: Any) -> Words:
    """A rule; ``cap`` and ``expires`` are plain numbers here."""
    words: Words = {
        "id": name,
        "title": title(name),
        "on": on,
        "points": [quantity(value, "points") for value in points],
    }
    if "cap" in changes:
        words["cap"] = quantity(changes.pop("cap"), "points")
    if "expires" in changes:
        words["expires"] = quantity(changes.pop("expires"), "days")
    return words | changes


def ledger(opening: int, low: int, high: int, *rules: Words, **changes: Any) -> Words:
    """A ledger named ``points`` with bands ``poor`` and, from ``good`` on, ``good``."""
    edges = {"poor": low, "good": changes.pop("good", low + 1)}
    words = {
        "kind": "ledger",
        "id": "points",
        "title": title("points"),
        "opening": quantity(opening, "points"),
        "floor": quantity(low, "points"),
        "ceiling": quantity(high, "points"),
        "update": "each record",
        "bands": [
            {"id": name, "title": title(name), "from": quantity(edge, "points")}
            for name, edge in edges.items()
        ],
        "rules": list(rules),
    }
    return words | changes


def listing(*grounds: str, count: int, period: int, term: int | None) -> Words:
    """A list named ``watched``."""
    words: Words = {
        "kind": "list",
        "id": "watched",
        "title": title("watched"),
        "grounds": list(grounds),
        "count": quantity(count, "records"),
        "period": quantity(period, "days"),
    }
    return words if term is None else words | {"term": quantity(term, "days")}


def share_of(value: float | Words) -> Words:
    """A share, the same for everybody unless given by levels."""
    return value if isinstance(value, dict) else quantity(value, "share")


def notice(learns: float | Words, after: int = 0) -> Words:
    """A notice named ``notice``."""
    return {
        "kind": "notice",
        "id": "notice",
        "title": title("notice"),
        "learns": share_of(learns),
        "after": quantity(after, "days"),
    }


def appeal(files: float | Words, wrong: float, right: float, lag: int, **changes: Any) -> Words:
    """Appeals named ``appeal``, filed by the aware and the unaware alike."""
    words = {
        "kind": "appeal",
        "id": "appeal",
        "title": title("appeal"),
        "files_if_aware": share_of(files),
        "files_if_unaware": share_of(files),
        "success_if_wrong": quantity(wrong, "chance"),
        "success_if_right": quantity(right, "chance"),
        "lag": quantity(lag, "days"),
    }
    return words | changes


def census(people: int = 1, weight: float = 1.0, others: int = 0) -> Census:
    """People of stratum 0, and perhaps ``others`` of the other sex."""
    counts = np.zeros(N_STRATA, dtype=np.int64)
    counts[0] = people
    counts[N_STRATA // 2] = others
    return Census(counts, (people + others) * weight)


def reading(rules: Regime, deeds: Conduct, n_windows: int = 10) -> Reading:
    """The documents as read for a run."""
    return Reading(rules, deeds, population(), n_windows)


def live(rules: Regime, deeds: Conduct, n_windows: int, **changes: Any) -> Result:
    """Run one person, or ``people`` and ``others`` of a ``weight``.

    ``enrolled`` is a share, ``spread`` that of look-alikes.
    """
    heads = ("people", "weight", "others")
    people = census(**{name: value for name, value in changes.items() if name in heads})
    place = population(changes.get("enrolled", 1.0), changes.get("spread", 0.0))
    return run(rules, deeds, place, people, n_windows, SEED)


def lines(result: Result, *codes: Event) -> list[tuple[int, ...]]:
    """``day, a, b, c, d`` of the lines with these codes, led by the code if there are several."""
    shown = [line for line in result.lines if line[3] in codes]
    return [line[2:3] + line[4:] if len(codes) == 1 else line[2:] for line in shown]


def points_moved(result: Result, row: int = 0) -> list[int]:
    """Points moved by rules in a ledger row, in order."""
    return [line[5] for line in result.lines if line[3] == Event.POINTS and line[4] == row]


def codes(lines_of_a_life: list[Line]) -> list[str]:
    """The names of the events, in order."""
    return [Event(line[3]).name for line in lines_of_a_life]
