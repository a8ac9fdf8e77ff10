"""Claims of the size of a nation: cameras and base rates, who is scored, what people think."""

from __future__ import annotations

from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    NOT_TESTABLE,
    Aside,
    Finding,
    Table,
    Verdict,
    none,
    settled,
    unsettled,
)
from glasscity.studies.claims.numbers import quantity_of
from glasscity.studies.claims.words import rough, rough_share

PEOPLE = 1_409_778_724
"""People of China at the census (POP-04, POP-30)."""
FALSE_HIT = 0.003
"""Searches of nobody on the list that hit all the same, where no person looks (FR-01)."""
MISSED = 0.002, 0.04
"""Searches of somebody on the list that fail: best programs of 2018 and 2014 (FR-02)."""
LISTED = 9_961_000
"""Names on the courts' list in March 2018, the largest list with a count (SPC-22)."""
LOOKED_FOR = 1e-5, 1e-4, LISTED / PEOPLE
"""Of those who pass a camera, the share that is looked for: a guess between few and a list."""
MOST = 0.5
ONLINE = 802_000_000
"""Users of the internet in June 2018 (POP-14)."""
ALL_USERS = 520_000_000
"""Users of Sesame in 2017, weakly reported (ZM-07)."""
BAIHANG = 200_000_000
"""People in the register of Baihang in May 2021, more than (BH-03)."""
USERS = "regime: sensors[purchases].users"
"""Of Hangzhou's people those registered with Sesame (ZM-08)."""
PILOTS, PLACES = 43, 333
"""Cities with a pilot by 2018 (PIL-02), and places of that size in China (POP-15)."""
SUQIAN_ADULTS = 3_650_000
"""Adults of Suqian, about (CON-14)."""
APPROVED = 0.80
"""Of those asked in 2018 who approved (PER-01)."""
DIRECT, INDIRECT = 0.90, (0.50, 0.70)
"""Support for the regime when asked directly, and in list experiments (PER-11)."""
BEFORE, AFTER = 0.53, 0.29
"""Students who approved of one aggregated score before and after they heard of effects (PER-07)."""


def _right(share: float, missed: float, false: float) -> float:
    """Of all hits, those on somebody who is looked for (Bayes' rule)."""
    hits = share * (1.0 - missed)
    return hits / (hits + (1.0 - share) * false)


def c43(bench: Bench) -> Finding:
    """600 million cameras pick out offenders, shoplifters, truants and suspects."""
    del bench
    few, stated, many = LOOKED_FOR
    best, older = MISSED

    def judge(share: float) -> Verdict:
        """They pick somebody out where most whom they point at are those looked for."""
        return FOLLOWS_IF if share >= MOST else FAILS_IF

    found = _right(stated, best, FALSE_HIT)
    ends = [_right(it, missed, FALSE_HIT) for it in LOOKED_FOR for missed in MISSED]
    wrong = PEOPLE * (1.0 - stated) * FALSE_HIT
    body = tuple(
        (f"1 in {rough(1 / it)}", rough_share(_right(it, best, FALSE_HIT)),
         rough(PEOPLE * (1 - it) * FALSE_HIT / 1e6))
        for it in (few, stated, many)
    )  # fmt: skip
    return settled(
        judge,
        sentence=(
            f"If everybody is searched for once a day and one in {rough(1 / stated)} is looked "
            f"for, {rough_share(found)} of the hits are right and {rough(wrong / 1e6)} million "
            "people are pointed at wrongly each day, with three false hits in a thousand searches "
            "as automated tests have it; how many of those who pass are looked for decides, and no "
            "source has it."
        ),
        number=found,
        unit="share",
        interval=(min(ends), max(ends)),
        leans_on="the share of those who pass that is looked for",
        envelope=Aside(
            stated / FALSE_HIT, "those looked for, over the false hits among all others"
        ),
        placebo=Aside(
            _right(stated, 1.0 - FALSE_HIT, FALSE_HIT), "cameras that point at anybody alike"
        ),
        without=Aside(_right(stated, older, 0.0), "without false hits"),
        inputs=("FR-01", "FR-02", "POP-01", "SPC-22"),
        tables=(Table("Hits", ("looked for", "right", "millions wrong a day"), body),),
    )


def c45(bench: Bench) -> Finding:
    """Commercial scores reach far more people than pilots."""
    users = quantity_of(bench.city("sesame-reconstructed"), USERS)
    city = PEOPLE / PLACES
    pilots = PILOTS * city
    score = users.value * ONLINE
    fewest, most = users.range or (users.value, users.value)

    def judge(times: float) -> Verdict:
        """Far more is twice as many at least."""
        return FOLLOWS_IF if times >= 2.0 else FAILS_IF

    times = score / pilots
    ends = [fewest * ONLINE / pilots, most * ONLINE / SUQIAN_ADULTS]
    rows = (
        ("Sesame, as many online as in Hangzhou", score),
        ("Sesame, as weakly reported for 2017 (ZM-07)", ALL_USERS),
        ("everybody in 43 places of average size", pilots),
        ("Suqian's adults, one pilot", SUQIAN_ADULTS),
    )
    return settled(
        judge,
        sentence=(
            f"If as many of those online use the commercial score as in Hangzhou it has "
            f"{rough(score / 1e6)} million people, {rough(times)} times all who live in 43 places "
            "of average size; Hangzhou is the firm's own city and few pilots took in everybody, so "
            "both counts are the most there could be, and the share of users decides."
        ),
        number=times,
        unit="times as many",
        interval=(min(*ends, times), max(*ends, times)),
        leans_on=USERS,
        envelope=Aside(ALL_USERS / pilots, "users as weakly reported for 2017 (ZM-07)"),
        placebo=none("counts stand side by side; nothing is recorded of anybody"),
        without=Aside(
            BAIHANG / pilots,
            "without Sesame: people in the register that eight firms share (BH-03)",
        ),
        inputs=("ZM-08", "POP-14", "PIL-02", "POP-01"),
        tables=(
            Table(
                "People, in millions", ("", "people"), tuple((n, rough(v / 1e6)) for n, v in rows)
            ),
        ),
    )


def c47(bench: Bench) -> Finding:
    """Few critics, broad support, growing worry, plenty of criticism."""
    del bench
    low, high = (APPROVED * it / DIRECT for it in INDIRECT)
    body = (
        ("approve, asked directly in 2018 (PER-01)", rough_share(APPROVED)),
        ("less what direct questions overstate (PER-11)", _between(low, high)),
        ("students, before hearing of effects (PER-07)", rough_share(BEFORE)),
        ("students, after hearing of effects (PER-07)", rough_share(AFTER)),
        ("support lost when told of repressive uses (PER-08)", "12 %"),
        ("know that they are in a pilot (PER-05)", "7 %"),
    )
    return unsettled(
        NOT_TESTABLE,
        sentence=(
            "What people think is no part of the lab. Arithmetic on surveys: "
            f"{rough_share(APPROVED)} approved when asked, {rough_share(low)} to "
            f"{rough_share(high)} if they overstated it as much as support for the regime, which "
            "is assumed; few knew that they were in a pilot, and of students told of effects "
            f"{rough_share(AFTER)} still approved."
        ),
        why="no rule set holds an opinion of itself, so nothing can be run",
        leans_on="how far direct questions overstate approval",
        number=(low + high) / 2.0,
        unit="share",
        tables=(Table("Surveys", ("", "share"), body),),
    )


def _between(low: float, high: float) -> str:
    return f"{rough_share(low)} to {rough_share(high)}"
