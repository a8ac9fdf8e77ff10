"""The claim about who knows the score: what not knowing costs those who are wronged."""

from __future__ import annotations

import math

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.measures.interval import exact_share
from glasscity.measures.wording import number
from glasscity.results.run import Run
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
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.suqian import YEARS, lived, suqian
from glasscity.studies.claims.tallied import count, person_years, ratio
from glasscity.studies.claims.words import rough_share

AWARE = "regime: awareness.start"
FILES = "regime: recourse[correction].files_if_{}"
VISITORS = 100
"""People a day at the desk, as the article has it (SUQ-21)."""
WORKING_DAYS = 250, 365
DEEDS = ("red-light-crossing", "late-utility-payment", "blood-donation")


def c07(bench: Bench) -> Finding:
    """Many know that there is a score, few how it works; looking it up costs a trip."""
    city = suqian(bench)
    runs = {
        "as assumed": lived(bench, city),
        "everybody knows": lived(bench, at(city, {AWARE: 1.0}), "everybody knows the rules"),
        "nobody knows": lived(
            bench, at(city, {AWARE: 0.0, "regime: awareness.spread": 0.0}), "nobody knows the rules"
        ),
    }
    here, known, _ = (_mended(run) for run in runs.values())

    def judge(share: float) -> Verdict:
        """Not knowing matters where it keeps most of what could be put right from being so."""
        return FOLLOWS_IF if share < 0.5 * known else FAILS_IF

    wrong = count(runs["as assumed"], "false_records")
    luck = exact_share(count(runs["as assumed"], "struck"), wrong)
    span = bench.over(
        city,
        lambda made: _mended(lived(bench, made)),
        {
            FILES.format("unaware"): "how many who do not know the rules look their record up",
            AWARE: "how many know the rules",
            FILES.format("aware"): "how many who know the rules object",
        },
    )
    adults = city.population.people.value
    least, most = (rough_share(VISITORS * days / adults) for days in WORKING_DAYS)
    return settled(
        judge,
        sentence=(
            f"A hundred visitors a day are {least} to {most} of the adults in a year; as assumed, "
            f"{rough_share(here)} of wrong records are put right, and {rough_share(known)} would "
            f"be if everybody knew the rules, which leans on {span.words}; who looks it up on a "
            "telephone instead was not counted."
        ),
        number=here if known > 0.0 else math.nan,  # else there is nothing to hold it against
        unit="share",
        interval=(min(span.low, luck.low or 0.0), max(span.high, luck.high or 1.0)),
        leans_on=span.path or FILES.format("unaware"),
        envelope=Aside(_by_hand(city), "who knows, times who objects, times how often that helps"),
        placebo=Aside(
            _mended(lived(bench, placebo(city), "placebo")),
            "records fall on anybody: nearly all of them are wrong",
        ),
        without=Aside(known, "without anybody who does not know the rules"),
        tables=(_table(runs),),
    )


def _mended(run: Run) -> float:
    """The share of wrong records that will be struck."""
    return ratio(count(run, "struck"), count(run, "false_records"))


def _by_hand(city: City) -> float:
    start = [value_of(city, f"{AWARE}.levels.{level}") for level in ("offline", "online")]
    known = sum(start) / 2 + value_of(city, "regime: awareness.spread") * YEARS / 2
    files = (value_of(city, FILES.format(who)) for who in ("aware", "unaware"))
    aware, unaware = files
    success = value_of(city, "regime: recourse[correction].success")
    return (known * aware + (1.0 - known) * unaware) * success


def _table(runs: dict[str, Run]) -> Table:
    """What people do, and what is put right, by who knows the rules."""
    rows = []
    for name, run in runs.items():
        done = (1000 * count(run, "deeds", kind=deed) / person_years(run) for deed in DEEDS)
        rows.append((name, *(number(it) for it in done), rough_share(_mended(run))))
    header = ("who knows the rules", "red light", "late bills", "blood", "put right")
    return Table("Visible deeds a year for each 1,000 adults", header, tuple(rows))
