"""Claims about the points ladder of Suqian: where it starts, what is next, what moves it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from glasscity.documents.resolve import City
from glasscity.documents.switches import less, placebo, without_all
from glasscity.measures.scores import quantile_of, score_counts
from glasscity.measures.wording import number, percent
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench, Span
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    NO_INFORMATION,
    Aside,
    Finding,
    Table,
    Verdict,
    settled,
    unsettled,
)
from glasscity.studies.claims.numbers import value_of
from glasscity.studies.claims.suqian import ABOVE, above_a, lived, suqian
from glasscity.studies.claims.tallied import count, people_in, person_years, ratio, share_with_luck
from glasscity.studies.claims.words import rough, rough_share
from glasscity.studies.lint import lint_city

COMPLETE = "regime: sensors[{}].completeness"
BOTHER = "regime: sensors[volunteer-hours].bother"


def c01(bench: Bench) -> Finding:
    """Everyone starts with 1,000 points in class A."""
    run = lived(bench, suqian(bench))
    first, last = people_in(run, "points", 0), people_in(run, "points")
    people = run.outcome.people
    body = tuple(
        (band, percent(first.get(band, 0) / people), percent(n / people))
        for band, n in last.items()
    )
    still = last.get("a", 0) / people
    return unsettled(
        NO_INFORMATION,
        sentence=(
            "That all start on 1,000 points in class A is a rule of the file, so a run cannot "
            f"bear it out; after five years {rough_share(still)} of the synthetic people are in "
            "class A still, which leans on the assumed rates of recorded deeds."
        ),
        why="a rule that was typed in says nothing about itself",
        leans_on="the opening score and class, which the file takes from the reports",
        number=still,
        unit="share",
        tables=(Table("People in each class", ("class", "first month", "last month"), body),),
    )


def c02(bench: Bench) -> Finding:
    """Somebody on 1,020 is twenty points short of A+; what follows A is told in two ways."""
    city, other = suqian(bench), bench.city("suqian-other-ladder")
    runs = {"with AA+": lived(bench, city), "with A-": lived(bench, other, "the other ladder")}
    share, there = (above_a(run) for run in runs.values())
    low, high = share_with_luck(Span(share, share, "", ""), share, bench.people)

    def judge(found: float) -> Verdict:
        """Ladders can be told apart where what lies between them is more than chance."""
        return FOLLOWS_IF if abs(found - there) > (high - low) / 2.0 else NO_INFORMATION

    same = judge(share) == NO_INFORMATION
    span = bench.over(
        city,
        lambda made: above_a(lived(bench, made)),
        {
            "conduct: kinds[volunteering].rate": "how much people volunteer",
            BOTHER: "how many volunteers are taken to declare it",
            "conduct: kinds[blood-donation].rate": "how many give blood",
        },
    )
    long_run = bench.memo("above-a", lambda: _long_run(city), city=dict(city.digests))
    return settled(
        judge,
        sentence=(
            "On either ladder that fits the reports A+ comes next after A, and a run "
            f"{'cannot' if same else 'can'} tell them apart: after five years {rough_share(share)} "
            f"of all are in A+ or higher on one and {rough_share(there)} on the other, which leans "
            f"on {span.words}; two donations a year, the most allowed, take two years from 1,000 "
            "to A+."
        ),
        number=share,
        unit="share",
        interval=(min(span.low, low), max(span.high, high)),
        leans_on=span.path or BOTHER,
        envelope=Aside(
            long_run["share"],
            "the law of the long run in closed form, with what people know on the first day",
        ),
        placebo=Aside(
            above_a(lived(bench, placebo(city), "placebo")),
            "records fall on anybody, about as often as they did",
        ),
        without=Aside(
            above_a(lived(bench, less(city, "rules", "points/volunteer").city, "no volunteering")),
            "volunteering earns no points, so that blood is the way up",
        ),
        tables=(_ladders(runs),),
        alike="on either ladder as many rise, within what chance alone would do",
    )


def _ladders(runs: Mapping[str, Run]) -> Table:
    """How often people rise above A on each ladder, and how long that takes at this pace."""
    rows = []
    for name, run in runs.items():
        pace = ratio(count(run, "band_moves", **{"from>to": "a>a-plus"}), person_years(run))
        wait = number(1.0 / pace) if pace else "never seen"
        rows.append((name, percent(above_a(run)), number(1000 * pace), wait))
    header = ("ladder", "above A", "rises a year and 1,000", "years until one")
    return Table("From A to A+", header, tuple(rows))


def _long_run(city: City) -> dict[str, float]:
    """The share of people above class A in the long run."""
    times = lint_city(city.regime.id, city).times[0]
    return {"share": sum(times.everybody.get(band, 0.0) for band in ABOVE)}


def c04(bench: Bench) -> Finding:
    """A traffic offence or an unpaid electricity bill costs points."""
    city = suqian(bench)
    named = ("points/traffic", "points/utility-arrears")

    def part(made: City) -> float:
        rest = made
        for rule in named:
            rest = less(rest, "rules", rule).city
        whole = _spread(lived(bench, made))
        return 1.0 - ratio(_spread(lived(bench, rest, "without the two rules")), whole)

    run, share = lived(bench, city), part(city)
    span = bench.over(
        city,
        part,
        {
            COMPLETE.format("utilities"): "how many late bills are reported",
            COMPLETE.format("traffic-police"): "how many offences the police record",
            "regime: instruments[points].rules[utility-arrears].points[0]": "what a bill costs",
        },
    )
    return unsettled(
        NO_INFORMATION,
        why="a rule that was typed in says nothing about itself",
        sentence=(
            "That these deeds cost points was typed in; of all differences between scores after "
            f"five years {rough_share(share)} (of the variance) come of the two, which leans on "
            f"{span.words}; of offences with a vehicle one in "
            f"{number(1.0 / value_of(city, COMPLETE.format('traffic-police')))} is taken to be "
            "recorded, and the others cost nothing."
        ),
        number=share,
        unit="share",
        interval=(span.low, span.high),
        leans_on=span.path or COMPLETE.format("utilities"),
        envelope=Aside(_by_hand(city, named), "records a year times points squared, of each rule"),
        placebo=Aside(part(placebo(city)), "records fall on anybody, about as often as they did"),
        tables=(_moved(run),),
    )


def _spread(run: Run) -> float:
    """The variance of recorded scores on the last day."""
    counts = score_counts(run)
    counts = counts[counts["column"] == "recorded"]
    mean = np.average(counts["score"], weights=counts["count"])
    return float(np.average((counts["score"] - mean) ** 2, weights=counts["count"]))


def _by_hand(city: City, named: tuple[str, ...]) -> float:
    """The share of rules in the sum of records a year times points squared, all alike."""
    kinds = {kind.id: kind.rate.value for kind in city.conduct.kinds}
    seen = {deed: sensor for sensor in city.regime.sensors for deed in sensor.sees}
    parts: dict[str, float] = {}
    for ledger in city.regime.banded:
        for rule in ledger.rules:
            sensor = seen[rule.on]
            share = float(np.mean(sensor.chances(rule.on, 1.0).on_self))
            points = rule.points[0].value if rule.points else 0.0
            parts[f"{ledger.id}/{rule.id}"] = kinds[rule.on] * share * points**2
    return ratio(sum(parts[name] for name in named), sum(parts.values()))


def _moved(run: Run) -> Table:
    """Points gained and lost by rule, for each 1,000 people and year."""
    rows: dict[str, list[float]] = {}
    for place, measure in enumerate(("points_up", "points_down")):
        found = run.tallies.total(measure, "rule")
        for rule, points in zip(found["rule"], found["count"].tolist(), strict=True):
            rows.setdefault(str(rule), [0.0, 0.0])[place] += 1000 * points / person_years(run)
    body = tuple((rule, number(up), number(down)) for rule, (up, down) in rows.items())
    title = "Points a year for each 1,000 people"
    return Table(title, ("rule", "gained", "lost"), body)


def c09(bench: Bench) -> Finding:
    """Individuals since April 2018; rewards first, to get people used to it."""
    city = suqian(bench)
    run = lived(bench, city)

    def judge(net: float) -> Verdict:
        """Rewards come first where people gain more than they lose."""
        return FOLLOWS_IF if net > 0.0 else FAILS_IF

    net = _net(run)
    span = bench.over(
        city,
        lambda made: _net(lived(bench, made)),
        {
            "conduct: kinds[late-utility-payment].rate": "how many bills are paid late",
            COMPLETE.format("utilities"): "how many late bills are reported",
            "conduct: kinds[volunteering].rate": "how much people volunteer",
        },
    )
    counts = score_counts(run)
    counts = counts[counts["column"] == "recorded"]
    median = quantile_of(counts["score"], counts["count"], 0.5)
    penalties = [
        f"{ledger.id}/{rule.id}"
        for ledger in city.regime.banded
        for rule in ledger.rules
        if any(step.value < 0 for step in rule.points or ())
    ]
    rewards = without_all(city, [("rules", rule) for rule in penalties])
    alone = _net(lived(bench, rewards, "rewards alone"))
    turns = "leans" if judge(net) != judge(alone) else "does not lean"
    return settled(
        judge,
        sentence=(
            f"With penalties in force from the start people {_moves(net)} points a year on "
            f"average, and the median person stands on {median:,} after five years; with rewards "
            f"alone in force people {_moves(alone)}, so that 'rewards first' {turns} on which "
            "rules were applied first, which nobody else reports."
        ),
        number=net,
        unit="points a person and year",
        interval=(span.low, span.high),
        leans_on=f"which rules are in force first; of single numbers {span.words}",
        envelope=Aside(_sum_by_hand(city), "rates times completeness times points, of each rule"),
        placebo=Aside(
            _net(lived(bench, placebo(city), "placebo")),
            "records fall on anybody, about as often as they did",
        ),
        without=Aside(alone, "no rule in force that takes points"),
    )


def _moves(net: float) -> str:
    """Gain or lose so much."""
    return f"{'gain' if net > 0.0 else 'lose'} {rough(abs(net))}"


def _net(run: Run) -> float:
    """Points gained less points lost, a person and year."""
    return (count(run, "points_up") - count(run, "points_down")) / person_years(run)


def _sum_by_hand(city: City) -> float:
    kinds = {kind.id: kind.rate.value for kind in city.conduct.kinds}
    seen = {deed: sensor for sensor in city.regime.sensors for deed in sensor.sees}
    total = 0.0
    for ledger in city.regime.banded:
        for rule in ledger.rules:
            share = float(np.mean(seen[rule.on].chances(rule.on, 1.0).on_self))
            points = rule.points[0].value if rule.points else 0.0
            total += kinds[rule.on] * share * points
    return total
