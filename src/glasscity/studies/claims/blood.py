"""The claim about blood donors: points that come by themselves, known or not."""

from __future__ import annotations

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    Aside,
    Finding,
    Verdict,
    settled,
)
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.suqian import YEARS, lived, suqian, swapped
from glasscity.studies.claims.tallied import count, ratio, share_with_luck
from glasscity.studies.claims.words import rough, rough_share

BLOOD = "blood-bank"
AWARE = "regime: awareness.start"
KNOWN = {
    "regime: awareness.spread": "how fast knowledge of the rules is taken to spread",
    AWARE: "how many are taken to know the rules at first",
}


def c03(bench: Bench) -> Finding:
    """Giving blood adds points by itself, the same day, even if the donor does not know."""
    city, declared = suqian(bench), bench.city("suqian-declared-blood")

    def unknown(made: City) -> float:
        """Of donations that bring points by themselves, those that a donor would not declare."""
        asked = swapped(made, declared, BLOOD)
        by_hand = _recorded(lived(bench, asked, "blood declared"))
        return 1.0 - ratio(by_hand, _recorded(lived(bench, made)))

    def judge(share: float) -> Verdict:
        """Points come unawares where most gains fall on donors who do not know of them."""
        return FOLLOWS_IF if share > 0.5 else FAILS_IF

    run, share = lived(bench, city), unknown(city)
    n = _recorded(run)
    span = bench.over(city, unknown, KNOWN)
    days = run.outcome.window_days
    wait = sum(day * day for day in days) / (2 * sum(days))
    offline, online = (value_of(city, f"{AWARE}.levels.{it}") for it in ("offline", "online"))
    return settled(
        judge,
        sentence=(
            f"Where the blood bank reports by itself, {rough_share(share)} of the donations that "
            "bring points are given by people who do not know the rules, which leans on "
            f"{span.words}; a score could move the same day, but a class that is "
            f"worked out monthly follows {rough(wait)} days later on average."
        ),
        number=share,
        unit="share",
        interval=share_with_luck(span, share, n),
        leans_on=span.path or AWARE,
        envelope=Aside(
            1.0 - (offline + online) / 2.0 - value_of(city, "regime: awareness.spread") * YEARS / 2,
            "1 less the middle of those who know at first and half of five years of spread",
        ),
        placebo=Aside(
            unknown_of_anybody(lived(bench, placebo(city), "placebo")),
            "points fall on anybody: who does not know the rules is as many as of everybody",
        ),
        without=Aside(
            unknown(at(city, {AWARE: 1.0})), "nobody is left who does not know the rules"
        ),
    )


def _recorded(run: Run) -> int:
    return count(run, "recorded", sensor=BLOOD)


def unknown_of_anybody(run: Run) -> float:
    """The share of person-time of people who do not know the rules."""
    weights = run.tallies.total("people", "stratum")
    people = dict(zip(weights["stratum"].tolist(), weights["count"].tolist(), strict=True))
    aware = [
        (people.get(int(key), 0), value)
        for _, name, key, value in run.outcome.fields
        if name == "aware_share"
    ]
    return 1.0 - ratio(sum(n * value for n, value in aware), sum(n for n, _ in aware))
