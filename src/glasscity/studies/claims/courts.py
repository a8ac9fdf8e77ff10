"""Claims about who could not fly: the courts' list, its refusals, its exits, travel lists."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from glasscity.documents.city import City
from glasscity.documents.published import PublishedTotal
from glasscity.documents.sound import sound
from glasscity.documents.switches import placebo, without_recourse
from glasscity.evidence import Quantity
from glasscity.measures.wording import percent
from glasscity.studies.claims.bench import Bench, Span
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
from glasscity.studies.claims.numbers import value_of
from glasscity.studies.claims.tallied import with_luck
from glasscity.studies.claims.words import rough_share
from glasscity.studies.courts import PEOPLE_2014, REFUSALS_2014, distinct, published_of
from glasscity.studies.courts.fit import REGIME, Fit, against, bars, fit
from glasscity.studies.courts.series import day_of, entries_until, on_list, refused_by
from glasscity.studies.courts.spells import live_city, lived, read

YEARS, LONG = 7.0, 11.0
PEOPLE, FEW = 10_000, 2_000
CLAIMED_2017 = 6.15
"""Millions of people who were refused a flight in 2017, by the article."""
END = datetime.date(2018, 12, 31)
YEAR_2017 = datetime.date(2016, 12, 31), datetime.date(2017, 12, 31)
AGES = (365, 1826, 3652)
PAYMENT = "regime: recourse[payment].rate"


def _people(bench: Bench) -> int:
    """How many to simulate; each may be listed many times over."""
    return FEW if bench.quick else PEOPLE


def _spells(bench: Bench, city: City, years: float) -> dict[str, float]:
    """What becomes of the listings of a city: names refused, and who is still listed."""
    people = _people(bench)

    def work() -> Mapping[str, float]:
        found = read(live_city(city, people, years, bench.seed))
        once = distinct(fit(), found, END)
        still = {f"still {age}": _at(found.still, age) for age in AGES}
        half = np.flatnonzero(found.still < 0.5)
        return {
            **still,
            "half": float(half[0]) if len(half) else math.inf,
            "listings": found.listings,
            "refusals": found.refusals,
            "each wish": once.each_wish,
            "many tries": once.many_tries if found.refusals else math.nan,
            "overlap": found.both,
        }

    return bench.memo("court-list", work, people=people, years=years, city=city.digests)


def _at(kernel: np.ndarray[tuple[int], np.dtype[np.float64]], age: int) -> float:
    return float(kernel[min(age, len(kernel) - 1)])


def c30(bench: Bench) -> Finding:
    """17.5 million people could not buy a flight in 2018, and 5.5 million others no fast train."""
    city = lived(fit())
    found = _spells(bench, city, YEARS)
    lot = _spells(bench, placebo(city), YEARS)
    flights, trains = published_of("flights", END), published_of("trains", END)
    most, least = found["each wish"], found["many tries"]

    def judge(number: float) -> Verdict:
        return FOLLOWS_IF if number >= flights else FAILS_IF

    return settled(
        judge,
        sentence=(
            f"{flights} and {trains} million are refused purchases since 2013. The names ever "
            f"refused a flight by the end of 2018 are at most about {most:.0f} million if each "
            f"wish to fly is tried once, about {least:.0f} million if as often as in 2014; and "
            f"{rough_share(found['overlap'])} of those refused a train were refused a flight too, "
            "if the listed travel alike."
        ),
        number=most,
        unit="million names",
        interval=(least, with_luck(Span(least, most, "", ""), found["refusals"])[1]),
        leans_on="how often one wish to fly is tried, which the count of 2014 alone tells of",
        envelope=Aside(
            flights / (REFUSALS_2014 / PEOPLE_2014),
            "refusals over those of each person in 2014",
        ),
        placebo=Aside(lot["each wish"], "drawn by lot they fly as often; some are struck"),
        without=none("what is counted decides, purchases or people, and no mechanism of a run"),
        tables=(_fit_table(),),
    )


def _fit_table() -> Table:
    body = tuple(
        (
            it.total.id,
            "in the fit" if it.total.use == "fit" else "kept out",
            f"{it.total.value:.2f}",
            f"{it.fitted:.2f}",
            f"{it.needed:.2f}",
        )
        for it in against(fit())
        if it.total.counted != "complied"
    )
    return Table(
        "Millions refused; refusals a name and year that the span since the last total needs",
        ("total", "use", "published", "fitted", "needed"),
        body,
    )


def c31(bench: Bench) -> Finding:
    """6.15 million people were refused a flight in 2017."""
    del bench
    city = fit()
    entries = entries_until(YEAR_2017[1])
    stock = on_list(entries, city.leaving)
    bar = _bar(len(entries))

    def until(day: datetime.date, tries: float) -> float:
        return float(refused_by(stock, bar, tries)[day_of(day) - 1])

    def in_year(tries: float) -> float:
        return until(YEAR_2017[1], tries) - until(YEAR_2017[0], tries)

    def judge(number: float) -> Verdict:
        return FOLLOWS_IF if number >= CLAIMED_2017 else FAILS_IF

    rows = [it for it in against(city) if it.total.counted == "flights" and it.total.use == "fit"]
    spans = [in_year(it.needed) for it in rows if it.total.date > datetime.date(2017, 1, 1)]
    by_hand = published_of("flights", YEAR_2017[1]) - published_of("flights", YEAR_2017[0])
    found = in_year(city.flights)
    return settled(
        judge,
        sentence=(
            "6.15 million is a running total since 2013 (to "
            f"{PublishedTotal('flights-2017-02-14').date}). In 2017 alone some "
            f"{min(by_hand, found):.1f} to {max(by_hand, found):.1f} million purchases were "
            "refused, if refusals come evenly between totals, and fewer people than that."
        ),
        number=found,
        unit="million refusals",
        interval=(min(*spans, by_hand), max(*spans, by_hand)),
        leans_on="that names fly as often in every year: the totals of 2017 alone give less",
        envelope=Aside(by_hand, "the total at the end of 2017 less that of a year before"),
        placebo=none("a sum over totals: no record is made here that could fall on anybody"),
        without=Aside(
            until(YEAR_2017[1], city.flights), "counted since 2013 and not in the year alone"
        ),
        inputs=("SPC-21", "SPC-29", "SPC-31"),
    )


def _bar(days: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    from glasscity.documents.resolve import load

    return bars(load(REGIME), days)


def c32(bench: Bench) -> Finding:
    """Once untrustworthy, always restricted."""
    rates = fit()
    city = lived(Fit(rates.leaving, 0.0, 0.0))
    term = Quantity(value=730, unit="days", assumed="two years for five of six grounds (SPC-03)")
    lists = tuple(it.model_copy(update={"term": term}) for it in city.regime.instruments)
    timed = sound(replace(city, regime=city.regime.model_copy(update={"instruments": lists})))
    rules = {
        "payment ends it": city,
        "two years end it": without_recourse(timed),
        "either ends it": timed,
        "nothing ends it": without_recourse(city),
    }
    seen = {name: _spells(bench, it, LONG) for name, it in rules.items()}
    number = seen["payment ends it"]["still 3652"]

    def after_ten(it: City) -> float:
        return _spells(bench, it, LONG)["still 3652"]

    def judge(value: float) -> Verdict:
        return FOLLOWS_IF if value >= 0.5 else FAILS_IF

    span = bench.over(city, after_ten, [PAYMENT])
    half = seen["payment ends it"]["half"] / 365.25
    timed_out = seen["two years end it"]["still 3652"]
    return settled(
        judge,
        sentence=(
            f"If only payment ends a listing, half are off the list after {half:.1f} years and "
            f"{100 * number:.0f} % are on it still after ten, if every debtor pays as readily as "
            f"the totals say on average; of a term of two years {rough_share(timed_out)} outlast "
            "ten. 'Always' needs a "
            "list without exit, or debtors who can never pay."
        ),
        number=number,
        unit="share",
        interval=(span.low, span.high),
        leans_on=span.path or PAYMENT,
        envelope=Aside(math.exp(-10.0 * rates.leaving), "ten years at the rate fitted to totals"),
        placebo=Aside(after_ten(placebo(city)), "names drawn by lot may be struck as wrong"),
        without=Aside(
            seen["nothing ends it"]["still 3652"], "the way out switched off: nobody leaves"
        ),
        tables=(
            Table(
                "Names still on the list after so many years, by what ends a listing",
                ("exit", "1", "5", "10", "half are back after"),
                tuple(
                    (
                        name,
                        *(percent(it[f"still {age}"]) for age in AGES),
                        "never" if math.isinf(it["half"]) else f"{it['half'] / 365.25:.1f} years",
                    )
                    for name, it in seen.items()
                ),
            ),
        ),
    )


def c33(bench: Bench) -> Finding:
    """Smoking or fare-dodging on a train costs score."""
    city = bench.city("travel-lists-2018")
    days = value_of(city, "regime: instruments[rail-list].term")
    scored = [row.id for it in city.regime.instruments for row in it.ledger_rows()]
    national = bench.city("national-2020")
    points = value_of(national, "regime: instruments[score].rules[train].points[0]")
    opening = value_of(national, "regime: instruments[score].opening")
    bound = value_of(national, "regime: instruments[score].bands[middle].from")
    records = math.ceil((opening - bound) / -points)
    return unsettled(
        NO_INFORMATION,
        sentence=(
            f"The rules of 2018 keep {len(scored) or 'no'} score: one record on a train bars from "
            f"trains for {days:.0f} days, and that is typed in, so a run cannot bear it out. As "
            f"points of the national score that was never built, with its assumed {points:.0f}, it "
            f"would take {records} records to bar anything."
        ),
        why="the record decides: a list with a term, and no points",
        leans_on="the rule as published; of points the size was assumed",
        number=days,
        unit="days",
    )
