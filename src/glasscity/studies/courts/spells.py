"""The list lived by the engine: how long names stay, and how often they are refused meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from glasscity.documents.made import Numbers
from glasscity.documents.resolve import City, load
from glasscity.documents.sound import sound
from glasscity.documents.uncertain import at_numbers
from glasscity.mechanisms.force import ALWAYS
from glasscity.results.run import Run
from glasscity.studies.courts.fit import REGIME, Fit
from glasscity.studies.courts.series import Daily
from glasscity.studies.run import asked_of, simulate
from glasscity.vocabulary.codes import Event

PEOPLE, YEARS = 10_000, 7.0
ENTRY, SPREAD = 0.5, 0.0
"""Listings a person and year: far more than there are, so that few people show many listings.

Listings are alike and touch one another in nothing, so that what becomes of one is the same.
"""
SPAN = 34
"""Days of the count of 2014: 1 July to 3 August."""
FLIGHT, TRAIN = "flight", "fast-train"
GROUND = "court-debt-default"
PERSON, _WINDOW, DAY, CODE, A, B = range(6)
Kernel = npt.NDArray[np.float64]
"""A number for each listing at so many days since it began."""


def lived(fitted: Fit) -> City:
    """The courts' list at the fitted rates, its bars in force from the first day.

    The bar on flights that a passport gets round is left to the calendar.
    """
    city = load(REGIME)
    ground = next(kind for kind in city.conduct.kinds if kind.id == GROUND)
    factors = tuple(it for it in city.conduct.factors if it.id == ground.factor)
    conduct = city.conduct.model_copy(update={"kinds": (ground,), "factors": factors})
    bars = tuple(
        it.model_copy(update={"in_force": ALWAYS})
        for it in city.regime.consequences
        if it.id != "no-flight-by-card"
    )
    few = replace(
        city,
        conduct=conduct,
        regime=city.regime.model_copy(update={"consequences": bars}),
    )
    services = {it.id: n for n, it in enumerate(conduct.services)}
    trips = conduct.services[services[TRAIN]].rate.value
    place = {it.id: n for n, it in enumerate(bars)}
    ways = {it.id: n for n, it in enumerate(city.regime.recourse)}
    numbers: dict[str, Numbers] = {
        "conduct": {
            ("kinds", 0, "rate"): ENTRY,
            ("factors", 0, "spread"): SPREAD,
            ("services", services[FLIGHT], "rate"): fitted.flights,
        },
        "regime": {
            ("recourse", ways["payment"], "rate"): fitted.leaving,
            ("consequences", place["no-fast-train"], "chance"): fitted.trains / trips,
        },
    }
    return sound(at_numbers(few, numbers))


@dataclass(frozen=True)
class Spells:
    """Listings of a run by age in days: still listed, refused so far, refused at all so far.

    ``listings`` began; ``refusals`` were counted. ``per_refused``: refusals of flights of those
    refused any within SPAN days; ``both``: of names refused a train, those refused a flight too
    (over the years of the run).
    """

    listings: int
    refusals: int
    still: Kernel
    flights: Kernel
    trains: Kernel
    flown: Kernel
    any_of_both: Kernel
    per_refused: float
    both: float


def live(fitted: Fit, people: int = PEOPLE, years: float = YEARS, seed: int = 1) -> Spells:
    """Live the list and read its listings."""
    return read(live_city(lived(fitted), people, years, seed))


def live_city(city: City, people: int, years: float, seed: int) -> Run:
    """A city whose lives are all traced."""
    return simulate(city, asked_of(city, people, years, seed, trace_every=1))


def read(run: Run) -> Spells:
    """What became of the listings of a traced run."""
    lines = run.outcome.trace
    lines = lines[np.argsort(lines[:, PERSON] * 100_000 + lines[:, DAY], kind="stable")]
    horizon = sum(run.outcome.window_days)
    kept = lines[np.isin(lines[:, CODE], (Event.LISTED, Event.RELEASED, Event.REFUSED))]
    spell = np.cumsum(kept[:, CODE] == Event.LISTED) - 1
    began = kept[kept[:, CODE] == Event.LISTED, DAY]
    if not len(began):
        never = np.zeros(horizon)
        return Spells(0, 0, never + 1.0, never, never, never, never, np.nan, np.nan)
    at_risk = np.cumsum(np.bincount(horizon - 1 - began, minlength=horizon)[::-1])[::-1]
    age = kept[:, DAY] - began[spell]
    services = [it.id for it in run.city.conduct.services]
    is_refusal = kept[:, CODE] == Event.REFUSED
    by = {name: is_refusal & (kept[:, B] == services.index(name)) for name in (FLIGHT, TRAIN)}
    flights, trains = by[FLIGHT], by[TRAIN]
    gone = kept[:, CODE] == Event.RELEASED
    return Spells(
        listings=len(began),
        refusals=int(flights.sum()),
        still=1.0 - _by_age(age[gone], at_risk),
        flights=_by_age(age[flights], at_risk),
        trains=_by_age(age[trains], at_risk),
        flown=_by_age(_first(spell, age, flights), at_risk),
        any_of_both=_by_age(_first(spell, age, flights | trains), at_risk),
        per_refused=_per_refused(kept[flights], horizon),
        both=_both(spell, flights, trains),
    )


def _by_age(ages: npt.NDArray[np.int64], at_risk: npt.NDArray[np.int64]) -> Kernel:
    """How often it has happened to a listing by each age, of those followed so far."""
    counts = np.bincount(ages, minlength=len(at_risk))
    found: Kernel = np.cumsum(counts / np.maximum(at_risk, 1))
    return found


def _first(
    spell: npt.NDArray[np.int64], age: npt.NDArray[np.int64], which: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """The age of each listing at its first such line."""
    _, places = np.unique(spell[which], return_index=True)
    return age[which][places]


def _per_refused(lines: npt.NDArray[np.int64], horizon: int) -> float:
    """Refusals of those refused within spans of SPAN days, over all whole spans of the run."""
    span = lines[:, DAY] // SPAN
    whole = span < horizon // SPAN
    names = np.unique(lines[whole, PERSON] * 1_000 + span[whole])
    return float(whole.sum()) / len(names) if len(names) else np.nan


def _both(
    spell: npt.NDArray[np.int64], flights: npt.NDArray[np.bool_], trains: npt.NDArray[np.bool_]
) -> float:
    by_train = np.unique(spell[trains])
    return float(np.isin(by_train, spell[flights]).mean()) if len(by_train) else np.nan


def by_calendar(entries: Daily, kernel: Kernel) -> Daily:
    """What happens on each day to all names, if listings that begin so fare as those simulated."""
    days = len(entries)
    daily = np.diff(kernel[:days], prepend=0.0)
    found: Daily = np.convolve(entries, daily)[:days]
    return found
