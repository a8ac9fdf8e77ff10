"""Claims about plans: a national score, petty deeds, private doors, habits."""

from __future__ import annotations

import math

from glasscity.documents.city import City
from glasscity.documents.forgetting import forgetful
from glasscity.documents.switches import no_regime, placebo, without
from glasscity.measures.wording import decimal, percent
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Aside, Finding, Table, settled
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.tallied import (
    PER,
    alone,
    at_least,
    beside,
    count,
    in_bands,
    moved_class,
    person_years,
    rates_of,
    ratio,
    refused_a_year,
    says,
    spread_of,
    under,
    with_luck,
)
from glasscity.studies.claims.words import rough_share

YEARS = 3.0
FULL = 0.9
"""Share of what comes in five years from which on a year counts as fully at work."""
NOTICED = 1.0
"""Adults in 1,000 from whom on a change is called one."""
POINTS = "regime: instruments[points].rules[{}].points[0]"
DOORS = ("no-hotel", "no-job", "no-table")
HABITS = ("party-reading", "party-meeting", "sport", "fast-food", "adult-content", "long-gaming")


def c10(bench: Bench) -> Finding:
    """By 2020: introduced, covering the nation, or fully operational."""
    city = bench.city("national-2020")
    memory = "regime: instruments[score].rules[bill].expires"

    def ripe(it: City) -> float:
        pair = beside(bench, it, no_regime(it), 5.0)
        late = under(pair, ["here only", "both"])
        return ratio(under(pair, ["here only", "both"], window=11), late)

    found = ripe(city)
    pair = beside(bench, city, no_regime(city), 5.0)
    early, late = (under(pair, ["here only", "both"], window=w) for w in (11, 59))
    people = pair.here.outcome.people
    paths = [memory, "regime: instruments[score].bands[middle].from"]
    span = bench.over(city, ripe, paths)
    known = value_of(city, "regime: awareness.start")
    wherever = ", wherever the low class begins" if span.high < FULL else ""
    body = (
        ("introduced", "rules in force, everybody has a score", "100 %"),
        ("national", "adults who know of it, as assumed", percent(known)),
        ("fully at work", "adults under a burden in December 2020", percent(early / people)),
        ("", "the same after five years", percent(late / people)),
    )
    return settled(
        at_least(FULL),
        sentence=(
            "Never built. Had the whole of it begun on 1 January 2020, the burdens of that "
            f"December would be about {100 * found:.0f} % of those five years on, so 'fully "
            f"operational' in the year {says(at_least(FULL), found)} if records count for years, "
            f"as is assumed{wherever}; whether it was 'introduced' only the record can tell."
        ),
        number=found,
        unit="share",
        interval=with_luck(span, early, late),
        leans_on=span.path or memory,
        envelope=Aside(1.0 / 5.0, "records that stay come in evenly: one year of five"),
        placebo=Aside(ripe(placebo(city)), "the same points, records on anybody"),
        without=Aside(ripe(forgetful(city, 365)), "no record counts for more than a year"),
        tables=(Table("Three readings of 2020", ("reading", "what it counts", "share"), body),),
    )


def c11(bench: Bench) -> Finding:
    """Later also exams, litter, quarrels with officials, helping the old."""
    base, city = bench.city("suqian-wide"), bench.city("suqian-announced")

    def moved(it: City) -> float:
        pair = beside(bench, it, base, YEARS)
        return PER * moved_class(pair, "points") / pair.here.outcome.people

    found = moved(city)
    run = beside(bench, city, base, YEARS).here
    rules = ("exam-cheating", "litter", "quarrel")
    points = {
        rule: [
            count(run, "points_down", rule=rule, **{"true-or-false": it})
            for it in ("true", "false")
        ]
        for rule in rules
    }
    wrong = ratio(sum(it[1] for it in points.values()), sum(map(sum, points.values())))
    paths = [
        "regime: sensors[inspectors].false_records",
        POINTS.format("quarrel"),
        "regime: sensors[kindness-desk].bother",
    ]
    span = bench.over(city, moved, paths)
    less = {rule: moved(without(city, "rules", f"points/{rule}")) for rule in (*rules, "kindness")}
    unanswered = at(city, {POINTS.format(rule): 0.0 for rule in less})
    people = run.outcome.people
    drawn = beside(bench, placebo(city), placebo(base), YEARS)
    lot = PER * moved_class(drawn, "points") / people
    body = tuple(
        (rule, *(f"{it:,}" for it in points.get(rule, ("", ""))), decimal(found - value))
        if rule in points
        else (rule, "0", "0", decimal(found - value))
        for rule, value in less.items()
    )
    return settled(
        at_least(NOTICED),
        sentence=(
            f"The announced deeds would put about {found:.0f} adults in 1,000 into another class "
            "in three years, if one adult in a thousand a year is noted by mistake; "
            f"{rough_share(wrong)} of the points that they took were for deeds not done. Exams, "
            f"which elsewhere in the text count already, are {found - less['exam-cheating']:.1f} "
            "of it."
        ),
        number=found,
        unit="adults in 1,000",
        interval=with_luck(span, found * people / PER, people / PER),
        leans_on=span.path or paths[0],
        envelope=Aside(
            _petty(city), "records of cheating and of quarrels that cross a class bound"
        ),
        placebo=Aside(lot, "records on anybody, with and without the additions"),
        without=Aside(moved(unanswered), "the additions are noted, but move no points"),
        tables=(
            Table(
                "Points taken by each addition, and adults in 1,000 whose class it moves",
                ("addition", "rightly", "wrongly", "moved"),
                body,
            ),
        ),
    )


def _petty(city: City) -> float:
    """Adults in 1,000 whom a record of a new deed takes across a bound, by hand.

    Forty points lie between the opening and a bound. Cheating takes more and does so at once; a
    quarrel takes twenty, and does so for those with one bill in the two years that count.
    """
    kinds = rates_of(city)
    noted = value_of(city, "regime: sensors[inspectors].completeness")
    wrong = value_of(city, "regime: sensors[inspectors].false_records")
    quarrels = kinds["quarrel-with-official"] * noted + wrong
    cheats = kinds["exam-cheating"] * value_of(city, "regime: sensors[exam-office].completeness")
    open_bills = value_of(city, "regime: sensors[utilities].completeness")
    bills = 2.0 * kinds["late-utility-payment"] * open_bills
    return PER * YEARS * (cheats + quarrels * bills * math.exp(-bills))


def c12(bench: Bench) -> Finding:
    """Kept out of restaurants and hotels, slow internet, unwanted by employers."""
    city, told = bench.city("suqian-private-doors"), bench.city("suqian-announced")
    refused = refused_a_year(bench, YEARS, *DOORS)
    found = refused(city)
    as_told = refused_a_year(bench, YEARS, "no-hotel", "no-job")(told)
    run = alone(bench, city, YEARS)
    paths = [
        "regime: instruments[points].bands[a].from",
        "regime: consequences[no-table].chance",
        "regime: sensors[utilities].completeness",
    ]
    span = bench.over(city, refused, paths)
    lived = person_years(run) / PER
    low, high = with_luck(span, found * lived, lived)
    shares = {door: refused_a_year(bench, YEARS, door)(city) for door in DOORS}
    closed = without(
        without(without(city, "consequences", DOORS[0]), "consequences", DOORS[1]),
        "consequences",
        DOORS[2],
    )
    body = (
        *((door, decimal(value), decimal(found - value)) for door, value in shares.items()),
        ("class D alone, as told", decimal(as_told), ""),
        ("slow internet", "the model cannot express it", ""),
    )
    lowest = in_bands(run, "points", ["d"])
    return settled(
        at_least(NOTICED),
        sentence=(
            "If private doors close from class B down, 1,000 adults are turned away about "
            f"{found:.0f} times a year; if for class D alone, about {as_told:.0f} times, for "
            f"after three years {lowest:,} of {run.outcome.people:,} stand there. No source says "
            "which class is meant; slow internet cannot be expressed."
        ),
        number=found,
        unit="refusals per 1,000 adults and year",
        interval=(min(low, as_told), high),
        leans_on="the class from which private doors read the score (D, or B and below)",
        envelope=Aside(
            _turned_away(city, in_bands(run, "points", ["b", "c", "d"]) / run.outcome.people),
            "half the last share below A, times tries and chance",
        ),
        placebo=Aside(refused(placebo(city)), "the same doors, records on anybody"),
        without=Aside(refused(closed), "the private doors left open"),
        tables=(
            Table(
                "Refusals per 1,000 adults and year, one switch each",
                ("door", "with it", "all, without it"),
                body,
            ),
        ),
    )


def _turned_away(city: City, below: float) -> float:
    """Refusals per 1,000 a year, by hand, of a share who on average stood so low half the time."""
    tries = rates_of(city)
    doors = {"hotel-stay": DOORS[0], "new-job": DOORS[1], "shop-visit": DOORS[2]}
    chances = (
        tries[it] * value_of(city, f"regime: consequences[{row}].chance")
        for it, row in doors.items()
    )
    return PER * below / 2.0 * sum(chances)


def c14(bench: Bench) -> Finding:
    """Party reading, party events, sport and diet, against pornography and gaming."""
    city = bench.city("lifestyle-alleged")

    def between(it: City) -> float:
        return spread_of(alone(bench, it, YEARS), "points", "age").between

    found = between(city)
    run = alone(bench, city, YEARS)
    span = bench.over(
        city,
        between,
        [f"conduct: kinds[{it}].rate" for it in ("long-gaming", "adult-content", "party-reading")]
        + ["conduct: factors[habits].spread"],
    )
    same = at(city, {f"conduct: kinds[{it}].by[age].levels": 1.0 for it in HABITS})
    suqian = alone(bench, bench.city("suqian-2018"), YEARS)
    dimensions = ("age", "sex", "income", "residence", "online")
    body = tuple(
        (
            name,
            percent(spread_of(run, "points", name).between),
            percent(spread_of(suqian, "points", name).between),
        )
        for name in dimensions
    )
    return settled(
        at_least(0.05),
        sentence=(
            "A score of habits is a score of lawful life: all of its spread comes from it, and "
            f"about {100 * found:.0f} % of that lies between ages, if the young game more and the "
            "old read more party texts, as is assumed; of Suqian's points as reported "
            f"{percent(spread_of(suqian, 'points', 'age').between)} does. It was alleged, and no "
            "rule was seen."
        ),
        number=found,
        unit="share",
        interval=(max(0.0, span.low - 0.01), span.high + 0.01),
        leans_on=span.path or "conduct: kinds[long-gaming].rate",
        envelope=Aside(_by_age(city), "points a year by age from rates, against chance and habit"),
        placebo=Aside(between(placebo(city)), "records on anybody, as often"),
        without=Aside(between(same), "no habit differs by age"),
        tables=(
            Table(
                "Share of the spread of scores that lies between groups",
                ("groups", "habits", "Suqian"),
                body,
            ),
        ),
    )


def _by_age(city: City) -> float:
    """The share of the spread between ages by hand: six ages alike in number."""
    seen = value_of(city, "regime: sensors[linked-apps].completeness")
    wrong = value_of(city, "regime: sensors[linked-apps].false_records")
    years = value_of(city, "regime: instruments[points].rules[sport].expires") / 365.25
    spread = city.conduct.factors[0].spread.value ** 2
    means, within = [], []
    for age in ("18-29", "30-39", "40-49", "50-59", "60-64", "65+"):
        drift = noise = 0.0
        for kind in city.conduct.kinds:
            points = value_of(city, f"regime: instruments[points].rules[{kind.id}].points[0]")
            rate = (kind.rate.value * kind.by[0].levels[age].value * seen + wrong) * years
            drift += rate * points
            noise += rate * points**2
        means.append(drift)
        within.append(noise + spread * drift**2)
    middle = sum(means) / 6.0
    apart = sum((it - middle) ** 2 for it in means) / 6.0
    return apart / (apart + sum(within) / 6.0)
