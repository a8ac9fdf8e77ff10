"""What several claims count in a run: events, people in classes, deeds, spread of a score."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from glasscity.documents.city import City
from glasscity.measures.interval import exact_share, poisson_bounds
from glasscity.results.pair import Pair
from glasscity.results.run import Run
from glasscity.results.tallies import Tallies
from glasscity.studies.claims.bench import Bench, Span
from glasscity.studies.claims.finding import FAILS_IF, FOLLOWS_IF, Judge, Verdict

PER = 1000.0
RECORDED = "recorded"
CROWD = 20_000
"""Simulated people that are enough for these claims."""


def crowd(bench: Bench) -> int:
    """How many people to simulate in each world."""
    return min(bench.people, CROWD)


def alone(bench: Bench, city: City, years: float) -> Run:
    """One city, lived."""
    return bench.run(city, years, crowd(bench))


def beside(bench: Bench, here: City, there: City, years: float) -> Pair:
    """Two worlds of the same people, lived side by side."""
    return bench.pair(here, there, years, crowd(bench))


def at_least(bound: float) -> Judge:
    """A claim that follows from a number of at least so much, if anything."""

    def judge(number: float) -> Verdict:
        return FOLLOWS_IF if number >= bound else FAILS_IF

    return judge


def below(bound: float) -> Judge:
    """A claim that follows from a number below so much, if anything."""

    def judge(number: float) -> Verdict:
        return FOLLOWS_IF if number < bound else FAILS_IF

    return judge


def says(judge: Judge, number: float) -> str:
    """Whether the claim fails or follows, in the words of a sentence."""
    return "fails" if judge(number) == FAILS_IF else "follows"


def ratio(part: float, whole: float) -> float:
    """A share; NaN of nothing."""
    return part / whole if whole else math.nan


def person_years(run: Run) -> float:
    """Years that the simulated people lived through."""
    return run.outcome.people * run.years


def count(run: Run, measure: str, **where: str | tuple[str, ...]) -> int:
    """The count of a measure where parts of its key, or dimensions, have these values."""
    return _count(run.tallies.total(measure, *where), where)


def last(run: Run, measure: str, **where: str | tuple[str, ...]) -> int:
    """The same, of the last window."""
    frame = run.tallies.total(measure, "window", *where)
    return _count(frame[frame["window"] == run.windows - 1], where)


def _count(frame: pd.DataFrame, where: Mapping[str, str | tuple[str, ...]]) -> int:
    for part, wanted in where.items():
        frame = frame[frame[part].isin((wanted,) if isinstance(wanted, str) else wanted)]
    return int(frame["count"].sum())


def rates_of(city: City) -> dict[str, float]:
    """How often each deed is done and each service tried, by id."""
    deeds = {kind.id: float(kind.rate.value) for kind in city.conduct.kinds}
    return deeds | {it.id: float(it.rate.value) for it in city.conduct.services}


def entries(run: Run, listing: str) -> tuple[int, int]:
    """People listed rightly and wrongly, by whether the last record was true."""
    told = [{"list": listing, "true-or-false": it} for it in ("true", "false")]
    return count(run, "list_entries", **told[0]), count(run, "list_entries", **told[1])


def a_year(run: Run, events: float) -> float:
    """Events per 1,000 simulated people and year."""
    return PER * events / person_years(run)


def people_in(run: Run, ledger: str, window: int = -1) -> dict[str, int]:
    """People published in each band of a ledger at a window's end (the last one's)."""
    frame = run.tallies.total("people_in_band", "window", "ledger", "column", "band")
    here = (frame["ledger"] == ledger) & (frame["column"] == RECORDED)
    at = frame["window"] == (window if window >= 0 else run.windows - 1)
    held = frame[here & at]
    return dict(zip(held["band"].astype(str), held["count"].tolist(), strict=True))


def in_bands(run: Run, ledger: str, bands: Collection[str], window: int = -1) -> int:
    """People published in any of these bands at a window's end (the last one's)."""
    held = people_in(run, ledger, window)
    return sum(held.get(band, 0) for band in bands)


def under(pair: Pair, where: Collection[str], side: str = "burdened", window: int = -1) -> int:
    """People under a side at a window's end, by in which of two worlds."""
    frame = Tallies(pair.joint).total("people_under", "window", "side", "where")
    at = frame["window"] == (window if window >= 0 else pair.here.windows - 1)
    chosen = at & (frame["side"] == side) & frame["where"].isin(list(where))
    return int(frame[chosen]["count"].sum())


def moved_class(pair: Pair, ledger: str) -> int:
    """People who stand in another class of a ledger in the second world, on the last day."""
    frame = Tallies(pair.joint).total("people_in_bands", "window", "ledger", "here", "there")
    last = (frame["window"] == pair.here.windows - 1) & (frame["ledger"] == ledger)
    return int(frame[last & (frame["here"] != frame["there"])]["count"].sum())


def done(run: Run, deeds: Collection[str], years: slice | None = None) -> float:
    """Deeds of these kinds, those beyond any sensor as an expectation; of some years if said."""
    reach = {kind.id: kind.seen_at_most.value for kind in run.city.conduct.kinds}
    frame = run.tallies.total("deeds", "window", "kind")
    frame = frame[frame["kind"].isin(list(deeds))]
    if years is not None:
        months = range(*slice(12 * (years.start or 0), 12 * years.stop).indices(run.windows))
        frame = frame[frame["window"].isin(months)]
    return float((frame["count"] / frame["kind"].map(reach)).sum())


class Spread(NamedTuple):
    """Of scores on the last day: their mean, their variance, and the share between groups."""

    mean: float
    variance: float
    between: float


def spread_of(run: Run, ledger: str, dimension: str = "age") -> Spread:
    """How scores on the last day lie, in all and between the levels of a dimension."""
    frame = run.tallies.total("score_at_end", "ledger", "column", "score", dimension)
    frame = frame[(frame["ledger"] == ledger) & (frame["column"] == RECORDED)]
    score = frame["score"].astype(float).to_numpy()
    people = frame["count"].to_numpy(dtype=float)
    mean = float(np.average(score, weights=people))
    variance = float(np.average((score - mean) ** 2, weights=people))
    groups = pd.DataFrame({"level": frame[dimension], "n": people, "sum": people * score})
    sums = groups.groupby("level").sum()
    between = float((sums["n"] * (sums["sum"] / sums["n"] - mean) ** 2).sum() / people.sum())
    return Spread(mean, variance, ratio(between, variance))


def mean_by(run: Run, ledger: str, dimension: str) -> dict[str, float]:
    """The mean score on the last day of each level of a dimension."""
    frame = run.tallies.total("score_at_end", "ledger", "column", "score", dimension)
    frame = frame[(frame["ledger"] == ledger) & (frame["column"] == RECORDED)].copy()
    frame["sum"] = frame["score"].astype(float) * frame["count"]
    sums = frame.groupby(dimension)[["sum", "count"]].sum()
    return {str(level): float(row["sum"] / row["count"]) for level, row in sums.iterrows()}


def with_luck(span: Span, events: float, whole: float = math.nan) -> tuple[float, float]:
    """The ends of a span moved apart by the chance of so many events (Poisson, 95 %).

    ``whole`` is what events are divided by to give the number, which bounds one that was never
    counted; NaN where it is no such share, and nothing bounds it then.
    """
    low, high = poisson_bounds(abs(events))
    if events == 0:
        return min(0.0, span.low), max(0.0, span.high) + ratio(high, whole)
    ends = [end * it / abs(events) for end in (span.low, span.high) for it in (low, high)]
    return min(ends), max(ends)


def share_with_luck(span: Span, share: float, whole: float) -> tuple[float, float]:
    """The ends of a span moved apart by the chance of a share of so many (exact, 95 %)."""
    n = max(0, round(whole))
    part = 0 if math.isnan(share) else min(n, max(0, round(share * n)))
    luck = exact_share(part, n)
    return min(span.low, luck.low or 0.0), max(span.high, 1.0 if luck.high is None else luck.high)


def refused_a_year(bench: Bench, years: float, *doors: str) -> Callable[[City], float]:
    """A measure of cities: refusals at these consequences per 1,000 people and year."""

    def measure(city: City) -> float:
        run = alone(bench, city, years)
        return a_year(run, sum(count(run, "refused", consequence=it) for it in doors))

    return measure
