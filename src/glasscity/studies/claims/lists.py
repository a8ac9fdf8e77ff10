"""Claims about lists: in place of points, and past a maximum of crossings on red."""

from __future__ import annotations

from glasscity.documents.city import City
from glasscity.documents.switches import placebo
from glasscity.measures.wording import decimal, percent
from glasscity.results.pair import Pair
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import FOLLOWS_IF, Aside, Finding, Table, none, settled
from glasscity.studies.claims.numbers import at, quantity_of, value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    at_least,
    beside,
    count,
    entries,
    rates_of,
    ratio,
    says,
    share_with_luck,
    under,
)

YEARS = 3.0
MAXIMUM = "regime: instruments[repeat-crossers].count"
COVERED = "regime: sensors[crossing-cameras].coverage"
MAXIMA = (1.0, 2.0, 3.0, 5.0, 10.0)


def c18(bench: Bench) -> Finding:
    """Points are given nowhere; there are blacklists."""
    points, listed = bench.city("suqian-2018"), bench.city("suqian-list-only")

    def both(it: City) -> float:
        return _both(beside(bench, it, listed, YEARS))

    found, judge = both(points), at_least(0.5)
    pair = beside(bench, points, listed, YEARS)
    people = pair.here.outcome.people
    on_list = under(pair, ["there only", "both"])
    paths = [
        "regime: instruments[points].bands[b].from",
        "regime: instruments[points].rules[conviction].points[0]",
    ]
    span = bench.over(points, both, paths)
    rows = []
    for name, run, where in (
        ("points", pair.here, "here only"),
        ("list", pair.there, "there only"),
    ):
        held = under(pair, [where, "both"])
        turned, dearer = count(run, "refused"), count(run, "booked")
        wrong = count(run, "false_records")
        rows.append(
            (
                name,
                decimal(PER * held / people),
                decimal(a_year(run, turned)),
                decimal(a_year(run, dearer)),
                decimal(a_year(run, wrong)),
            )
        )
    header = (
        "rules",
        "burdened at the end",
        "refused a year",
        "dearer or cheaper",
        "wrongful records",
    )
    whom = "the same" if judge(found) == FOLLOWS_IF else "different"
    return settled(
        judge,
        sentence=(
            f"On one city a list and points meet {whom} people: of {on_list:,} listed at the "
            f"end {100 * found:.0f} % are burdened under the points too, so 'it is all lists' "
            f"{says(judge, found)} as another word for points if a conviction costs no "
            "more than a hundred, as is assumed. That points were given is a matter of record."
        ),
        number=found,
        unit="share",
        interval=share_with_luck(span, found, on_list),
        leans_on=span.path or paths[0],
        envelope=Aside(_below_b(points), "listed people who have also lost enough by bills"),
        placebo=Aside(both(placebo(points)), "points for records on anybody"),
        without=none("nothing is switched on or off: two sets of rules are laid side by side"),
        tables=(Table("Per 1,000 of the same adults", header, tuple(rows)),),
    )


def _both(pair: Pair) -> float:
    """The share of those burdened in the second world who are burdened in the first too."""
    return ratio(under(pair, ["both"]), under(pair, ["there only", "both"]))


def _below_b(city: City) -> float:
    """The chance that somebody listed stands below class B, by hand: two years of court records."""
    width = 1000.0 - value_of(city, "regime: instruments[points].bands[b].from")
    taken = -value_of(city, "regime: instruments[points].rules[conviction].points[0]")
    rates = rates_of(city)
    open_bills = (
        2.0
        * rates["late-utility-payment"]
        * value_of(city, "regime: sensors[utilities].completeness")
    )
    convicted = rates["criminal-conviction"] / (
        rates["criminal-conviction"] + rates["court-debt-default"]
    )
    bill = -value_of(city, "regime: instruments[points].rules[utility-arrears].points[0]")
    needed = (width - taken) / bill
    return float(convicted * (open_bills / (1.0 + open_bills)) ** needed)


def c19(bench: Bench) -> Finding:
    """Shenzhen: cameras at every crossing, blacklisted past a maximum."""
    city = bench.city("shenzhen-crossings-2018")

    def listed(it: City) -> float:
        run = bench.run(it, YEARS)
        return a_year(run, count(run, "list_entries", list="repeat-crossers"))

    found = listed(city)
    span = bench.over(city, listed, [COVERED, MAXIMUM])
    stated = value_of(city, COVERED)
    most = (quantity_of(city, COVERED).range or (stated, stated))[1]
    maxima = MAXIMA[:3] if bench.quick else MAXIMA
    body = []
    for maximum in maxima:
        row = [f"{maximum:.0f}"]
        for cover in (stated, most):
            run = bench.run(at(city, {MAXIMUM: maximum, COVERED: cover}), YEARS)
            right, wrong = entries(run, "repeat-crossers")
            share = percent(wrong / (wrong + right)) if wrong + right else "nobody"
            row += [decimal(a_year(run, wrong + right)), decimal(a_year(run, wrong)), share]
        body.append(tuple(row))
    spread = at(city, {COVERED: most})
    wide = bench.run(spread, YEARS)
    amiss = entries(wide, "repeat-crossers")[1]
    header = ("maximum", "listed", "wrongly", "share", "listed*", "wrongly*", "share*")
    return settled(
        at_least(1.0),
        sentence=(
            "With cameras at one or two crossings a district, as that district says, a maximum "
            f"of three in a year lists about {decimal(found)} adults in 1,000 a year; with "
            f"cameras at {most / stated:.0f} times as many it lists {listed(spread):.0f}, "
            f"{a_year(wide, amiss):.1f} of them wrongly. So the claim "
            f"{says(at_least(1.0), found)} if there are as few cameras as that."
        ),
        number=found,
        unit="listings per 1,000 adults and year",
        interval=(min(span.low, found), max(span.high, listed(spread))),
        leans_on=span.path or COVERED,
        envelope=Aside(
            _thrice(city), "three of a year's chance crossings, people differing as assumed"
        ),
        placebo=Aside(listed(placebo(city)), "as many records, on anybody"),
        without=Aside(listed(spread), "without their scarcity: as many cameras as might be"),
        tables=(
            Table(
                "Per 1,000 adults and year; with *: cameras at as many more crossings as might be",
                header,
                tuple(body),
            ),
        ),
    )


def _thrice(city: City) -> float:
    """Listings per 1,000 a year by hand: a geometric law of records, from exponential habits."""
    rates = rates_of(city)
    seen = value_of(city, COVERED) * value_of(city, "regime: sensors[crossing-cameras].detection")
    missed = value_of(city, "regime: sensors[crossing-cameras].miss")
    records = rates["red-light-crossing"] * seen * (1.0 - missed)
    return float(PER * (records / (1.0 + records)) ** value_of(city, MAXIMUM))
