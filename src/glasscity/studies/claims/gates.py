"""Claims about gates: a print-out to open a business, and how much of life asks for a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.measures.exposure import burdens_of
from glasscity.measures.interval import exact_share
from glasscity.mechanisms.consequences import Consequence
from glasscity.results.run import Run
from glasscity.studies.audit.leave import without_mistakes
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    NO_INFORMATION,
    Aside,
    Finding,
    Table,
    Verdict,
    none,
    settled,
    unsettled,
)
from glasscity.studies.claims.later import forgetting
from glasscity.studies.claims.numbers import at
from glasscity.studies.claims.suqian import BELOW, SUQIAN, below_a, lived
from glasscity.studies.claims.tallied import count, ratio
from glasscity.studies.claims.words import rough, rough_share
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.times import times_of

BITES = 0.01
"""The share of applications refused from which on a gate is said to keep people out."""
MONTHS = 12
NOTHING = 0.9
"""The share of attempts refused from which on one can be said to do nothing any more."""
WORLDS = (
    SUQIAN,
    "suqian-announced",
    "rongcheng-2016",
    "suining-2010",
    "city-incentives-2018",
    "court-list-2013",
    "travel-lists-2018",
    "sesame-court-link-reconstructed",
    "hukou-beijing-2018",
    "national-2020",
    "bkr",
    "none",
)


def c39(bench: Bench) -> Finding:
    """A credit print-out is demanded to open a restaurant or a salon."""
    city = bench.city("suqian-licence-gate")

    def kept_out(made: City) -> float:
        return below_a(lived(bench, made))

    def judge(share: float) -> Verdict:
        """The gate keeps people out where it refuses one application in a hundred."""
        return FOLLOWS_IF if share >= BITES else FAILS_IF

    run = lived(bench, city)
    share = kept_out(city)
    right = kept_out(without_mistakes(city))
    span = bench.over(
        city,
        kept_out,
        {
            "regime: instruments[points].bands[a].from": "where class A begins",
            "regime: sensors[crossing-cameras].coverage": "how many crossings have a camera",
            "regime: instruments[points].rules[red-light].points[0]": "what crossing on red costs",
        },
    )
    refused = count(run, "refused", consequence="no-business")
    tried = round(run.outcome.people * run.years * _a_year(city, "business-licence"))
    luck = exact_share(min(refused, tried), tried)
    return settled(
        judge,
        sentence=(
            f"If a print-out below class A closed the door, {rough_share(share)} of those who want "
            f"to open a business would be refused over five years, and {rough_share(right)} if no "
            f"record were wrong: {rough_share(1.0 - ratio(right, share))} of it is error; it leans "
            f"on {span.words}, and which class is refused was never reported."
        ),
        number=share,
        unit="share",
        interval=(min(span.low, luck.low or 0.0), max(span.high, luck.high or 1.0)),
        leans_on=span.path or "the classes that the gate keeps out",
        envelope=Aside(
            _in_the_long_run(city),
            "those below A in the long run, read off the rules alone",
        ),
        placebo=Aside(kept_out(placebo(city)), "records fall on anybody, about as often"),
        without=Aside(
            kept_out(at(city, forgetting(city))), "without memory: each record counts for a month"
        ),
        tables=(_tried(refused, tried, run),),
    )


def _in_the_long_run(city: City) -> float:
    found = {it.ledger: it for it in times_of(Ground(city, None))}["points"].everybody
    return sum(found[band] for band in BELOW)


def _tried(refused: int, tried: int, run: Run) -> Table:
    scale = 1000 / (run.outcome.people * run.years)
    body = tuple(
        (name, rough(n * scale)) for name, n in (("tried (expected)", tried), ("refused", refused))
    )
    return Table("Own businesses, a year for each 1,000 adults", ("", "count"), body)


class _Gates(NamedTuple):
    """Of all that people try under a rule set: contexts with a burden, and what may be refused.

    ``contexts`` of ``of`` have one; ``refused`` is the share of attempts refused to somebody who
    stands worst on everything, ``services`` the same counted by kinds of service.
    """

    contexts: int
    of: int
    refused: float
    services: float
    low: float
    high: float


def c40(bench: Bench) -> Finding:
    """A banner: without a score you soon can do nothing."""
    worlds = {name: _gates(bench.city(name)) for name in WORLDS}

    def judge(share: float) -> Verdict:
        """Nothing is nine attempts in ten."""
        return FOLLOWS_IF if share >= NOTHING else FAILS_IF

    wide = worlds["suqian-announced"]
    worst = max(worlds, key=lambda name: worlds[name].refused)
    most = worlds[worst]
    return settled(
        judge,
        sentence=(
            f"With all that was announced, somebody in Suqian's lowest class would be refused "
            f"{rough_share(wide.refused)} of what adults here try in a year, and {wide.contexts} "
            f"of {wide.of} parts of life would hold something against them; the most under any "
            f"rules of the catalogue is {rough_share(most.refused)} ({worst}). It leans on what is "
            "counted as life: what is tried often weighs most."
        ),
        number=wide.refused,
        unit="share",
        interval=(
            min(wide.low, wide.refused, wide.services),
            max(most.high, most.refused, most.services),
        ),
        leans_on="how often each service is tried (conduct: services)",
        envelope=Aside(wide.services, "kinds of service with a closed door, each counted once"),
        placebo=none("rules are read here and nothing is lived, so no record can be shuffled"),
        without=none("no mechanism is at work: what closes a door is written in the rules"),
        tables=(_of_life(worlds),),
    )


def _gates(city: City) -> _Gates:
    rows = burdens_of(city.regime)
    rates = {it.id: _a_year(city, it.id) for it in city.conduct.services}
    context = {it.id: it.context for it in city.conduct.services}
    held = {context[it.service] for it in rows if it.service is not None}
    ends = [_weighed(rates, rows, end) for end in (None, 0, 1)]
    alike = _weighed(dict.fromkeys(rates, 1.0), rows, None)
    return _Gates(len(held), len(set(context.values())), ends[0], alike, ends[1], ends[2])


def _a_year(city: City, service: str) -> float:
    (rate,) = (it.rate for it in city.conduct.services if it.id == service)
    return rate.value * (MONTHS if rate.unit == "per window" else 1)


def _weighed(rates: dict[str, float], rows: tuple[Consequence, ...], end: int | None) -> float:
    """The share of attempts refused to somebody who stands worst on everything."""
    passed = dict.fromkeys(rates, 1.0)
    for service, chance in _closed(rows, end):
        passed[service] *= 1.0 - chance
    total = sum(rates.values())
    return sum(rate * (1.0 - passed[name]) for name, rate in rates.items()) / total


def _closed(rows: tuple[Consequence, ...], end: int | None) -> Iterator[tuple[str, float]]:
    """Services with a closed door, and the chance (or an end of its range) that it is."""
    for row in rows:
        if row.service is None or not row.row().is_bar:
            continue
        if row.chance is None:
            yield row.service, 1.0
        else:
            ends = row.chance.range or (row.chance.value, row.chance.value)
            yield row.service, row.chance.value if end is None else ends[end]


def _of_life(worlds: dict[str, _Gates]) -> Table:
    header = ("rule set", "parts of life", "attempts refused", "kinds of service")
    body = tuple(
        (name, f"{it.contexts} of {it.of}", rough_share(it.refused), rough_share(it.services))
        for name, it in worlds.items()
    )
    return Table("What somebody in the worst standing meets", header, body)


DOORS = ("flight", "fast-train", "hotel-stay", "new-job", "promotion", "public-post")
"""What pilots are said to keep people from."""
CITIES = ("pilot-suqian", "pilot-rongcheng", "pilot-suining", "pilot-rewards")
LISTS = ("court-list-2013", "travel-lists-2018")


def c44(bench: Bench) -> Finding:
    """Pilot scores shut people out of flights, trains, hotels and jobs."""
    found = {name: _doors(bench.city(name).regime.consequences) for name in (*CITIES, *LISTS)}
    scores = sum(len(found[name]) for name in CITIES)
    lists = sum(len(found[name]) for name in LISTS)
    body = tuple((name, ", ".join(doors) or "none") for name, doors in found.items())
    return unsettled(
        NO_INFORMATION,
        sentence=(
            f"As reported, the scores of four cities close {scores} of these doors and two "
            f"national lists {lists}; which rules close a door was typed in from the reports, so "
            "no run can bear it out or refute it: it leans on what was reported of the rules."
        ),
        why="which doors close is a rule of the files, and a rule typed in proves nothing",
        leans_on="which consequences were reported of each rule set",
        number=float(scores),
        unit="doors",
        tables=(Table("Doors that close", ("rule set", "doors"), body),),
    )


def _doors(rows: tuple[Consequence, ...]) -> list[str]:
    closed = (it.service for it in rows if it.row().is_bar)
    return sorted({it for it in closed if it in DOORS})
