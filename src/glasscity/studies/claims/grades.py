"""The claim about scores of firms: whether rules give the shares that were published."""

from __future__ import annotations

import math

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.measures.interval import exact_share
from glasscity.measures.wording import percent
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    Aside,
    Finding,
    Table,
    Verdict,
    settled,
)
from glasscity.studies.claims.numbers import value_of
from glasscity.studies.claims.suqian import lived
from glasscity.studies.claims.tallied import people_in
from glasscity.studies.claims.words import rough_share

GRADES = {"A": 4, "D": 0}
"""The two grades whose shares were published (COR-03), by their places in the opening."""
NEAR = 0.05
"""Shares are alike where they are no further apart than this."""
SEEN = "regime: sensors[tax-office].completeness"


def c08(bench: Bench) -> Finding:
    """Firms are scored since 2014; default or poor service lowers their credit."""
    started, city = bench.city("tax-grades-2018"), bench.city("tax-grades-one-start")
    opening = "regime: instruments[grade].opening.spread[{}].share"
    official = {grade: value_of(started, opening.format(n)) for grade, n in GRADES.items()}

    def shares_of(made: City, name: str) -> dict[str, float]:
        """The share of firms in each of the two grades after five years."""
        run = lived(bench, made, name)
        held = people_in(run, "grade")
        return {grade: held.get(grade, 0) / run.outcome.people for grade in GRADES}

    def highest(made: City, name: str) -> float:
        return shares_of(made, name)["A"]

    def judge(share: float) -> Verdict:
        """Rules give the shape where the share of the highest grade is near the published one."""
        return FOLLOWS_IF if abs(share - official["A"]) < NEAR else FAILS_IF

    shares = {
        name: shares_of(made, name)
        for name, made in (("all begin alike", city), ("begun as published", started))
    }
    found, put_in = shares.values()
    luck = exact_share(round(found["A"] * bench.people), bench.people)
    span = bench.over(
        city,
        lambda made: highest(made, "moved"),
        {
            "conduct: kinds[late-tax].rate": "how many returns are late",
            "regime: instruments[grade].rules[late].points[0]": "what a late return costs",
            SEEN: "how many late returns are booked",
        },
    )
    return settled(
        judge,
        sentence=(
            f"From one start for all, {rough_share(found['A'])} of firms are in grade A after "
            f"five years and {rough_share(found['D'])} in D, against {percent(official['A'])} and "
            f"{percent(official['D'])} published for another instrument; it leans on "
            f"{span.words}, and poor service is read by no rule of these grades."
        ),
        number=found["A"],
        unit="share",
        interval=(min(span.low, luck.low or 0.0), max(span.high, luck.high or 1.0)),
        leans_on=span.path or "the score at which firms begin",
        envelope=Aside(
            _by_hand(city),
            "no second late return, no debt and no false invoice within the time each counts",
        ),
        placebo=Aside(
            highest(placebo(city), "placebo"),
            "records fall on any firm, about as often as they did",
        ),
        without=Aside(put_in["A"], "without one start: the published shares put in at the start"),
        tables=(_table(official, shares),),
    )


def _by_hand(city: City) -> float:
    """The share still in A: of each kind of deed at most as many as 100 points bear."""
    seen = value_of(city, SEEN)
    rates = {kind.id: kind.rate.value * seen for kind in city.conduct.kinds}
    late, debt, false = rates["late-tax"], rates["tax-debt"], 2.0 * rates["false-invoice"]
    return math.exp(-late) * (1.0 + late + late**2 / 2.0) * math.exp(-debt - false)


def _table(official: dict[str, float], shares: dict[str, dict[str, float]]) -> Table:
    rows = [("published (COR-03)", *(percent(official[grade]) for grade in GRADES))]
    rows += [(name, *(percent(found[grade]) for grade in GRADES)) for name, found in shares.items()]
    return Table("Firms in the highest and the lowest grade", ("", *GRADES), tuple(rows))
