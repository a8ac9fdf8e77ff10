"""Claims about the many pilots, and the place without one."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

from glasscity.documents.city import City
from glasscity.documents.sound import sound
from glasscity.documents.switches import no_regime, placebo
from glasscity.measures.wording import percent
from glasscity.results.pair import Pair
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FOLLOWS_IF,
    NOT_TESTABLE,
    Aside,
    Finding,
    Table,
    settled,
    unsettled,
)
from glasscity.studies.claims.tallied import below, ratio, under
from glasscity.studies.claims.words import rough_share

PILOTS = ("pilot-suqian", "pilot-rongcheng", "pilot-suining", "pilot-rewards")
YEARS = 3.0
FEW = 10_000
ALIKE = 0.8
"""Correlation of scores from which on two pilots count as one system."""


def _beside(bench: Bench, here: City, there: City) -> Pair:
    return bench.pair(here, there, YEARS, min(bench.people, FEW))


def under_in(pair: Pair, side: str) -> dict[str, int]:
    """People under a side when two worlds end: here only, there only, both."""
    return {where: under(pair, [where], side) for where in ("here only", "there only", "both")}


def correlation(pair: Pair) -> float:
    """How the scores of the same people go together; NaN without a ledger of both."""
    frame = pair.tallies.total("score_sums", "sum")
    sums = dict(zip(frame["sum"], frame["count"] / pair.n, strict=True))
    if not sums:
        return math.nan
    here, there = sums["here"], sums["there"]
    spread = (sums["here squared"] - here**2) * (sums["there squared"] - there**2)
    return float((sums["product"] - here * there) / math.sqrt(spread)) if spread > 0 else math.nan


def _mean_correlation(bench: Bench, cities: list[City]) -> float:
    pairs = itertools.combinations(cities, 2)
    found = [correlation(_beside(bench, here, there)) for here, there in pairs]
    return sum(found) / len(found)


def _row(bench: Bench, here: City, there: City) -> tuple[str, ...]:
    pair = _beside(bench, here, there)
    bad, good = under_in(pair, "burdened"), under_in(pair, "eased")
    along = correlation(pair)
    return (
        f"{here.regime.title.en.split(',')[0]} / {there.regime.title.en.split(',')[0]}",
        "no common scale" if math.isnan(along) else f"{along:.2f}",
        f"{sum(bad.values())}: {bad['both']}",
        f"{sum(good.values())}: {good['both']}",
    )


def c25(bench: Bench) -> Finding:
    """Over forty uncoordinated pilots."""
    cities = [bench.city(name) for name in PILOTS]
    scored = cities[:3]
    found = _mean_correlation(bench, scored)

    def with_deeds(city: City) -> float:
        others = [sound(replace(it, conduct=city.conduct)) for it in scored[1:]]
        return _mean_correlation(bench, [city, *others])

    paths = ["conduct: kinds[late-utility-payment].rate"]
    span = bench.over(scored[0], with_deeds, paths)
    lots = [placebo(it) for it in scored[:2]]
    hit = [under_in(_beside(bench, a, b), "burdened") for a, b in _pairs(scored)]
    both, either = sum(it["both"] for it in hit), sum(sum(it.values()) for it in hit)
    shared = _shared(scored)
    judge = below(ALIKE)
    depends = "depends on" if judge(found) == FOLLOWS_IF else "hardly depends on"
    return settled(
        judge,
        sentence=(
            "Under three scoring pilots the scores of the same synthetic people go together by "
            f"{found:.1f} (1 would be one system), and of those burdened in one of two pilots "
            f"{rough_share(ratio(both, either))} are burdened in both, if people do the deeds of "
            f"the common catalogue as often as assumed: where a person stands {depends} the city."
        ),
        number=found,
        unit="correlation",
        interval=(min(span.low, found - 0.02), max(span.high, found + 0.02)),
        leans_on=span.path or paths[0],
        envelope=Aside(shared, "share of the deeds that two cities answer which both answer"),
        placebo=Aside(
            _mean_correlation(bench, lots), "two cities, records on anybody, rules as they are"
        ),
        without=Aside(
            correlation(_beside(bench, scored[0], scored[0])), "the same rules in both cities"
        ),
        tables=(
            Table(
                "Two pilots on the same people",
                ("pilots", "scores", "burdened: in both", "favoured: in both"),
                tuple(_row(bench, a, b) for a, b in _pairs(cities)),
            ),
        ),
    )


def _pairs(cities: list[City]) -> list[tuple[City, City]]:
    return list(itertools.combinations(cities, 2))


def _shared(cities: list[City]) -> float:
    """Of the deeds that either of two cities answers, the mean share that both do."""
    deeds = [{deed for it in city.regime.instruments for _, deed in it.deeds()} for city in cities]
    shares = [len(a & b) / len(a | b) for a, b in itertools.combinations(deeds, 2)]
    return sum(shares) / len(shares)


def c29(bench: Bench) -> Finding:
    """Hong Kong is exempt."""
    city = bench.city("suqian-2018")
    found = under_in(_beside(bench, city, no_regime(city)), "burdened")
    people = _beside(bench, city, no_regime(city)).n
    exempt = found["there only"] + found["both"]
    return unsettled(
        NOT_TESTABLE,
        sentence=(
            f"Where no rules hold, {exempt} of {people:,} synthetic people are under a burden: the "
            "world called 'no regime'. It leans on nothing: whether a city is exempt is a matter "
            "of record, and nothing that can be run."
        ),
        why="the record decides which place has rules",
        leans_on="the record: which places the rules hold in",
        number=exempt / people,
        unit="share",
        tables=(
            Table(
                "People under a burden after three years",
                ("world", "share"),
                (
                    ("Suqian's points", percent((found["here only"] + found["both"]) / people)),
                    ("no regime", percent(exempt / people)),
                ),
            ),
        ),
    )
