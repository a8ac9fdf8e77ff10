"""The claim about one match at a crossing: how often a camera's deduction is somebody else's."""

from __future__ import annotations

import math

import numpy as np

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.measures.expectation import expected_wrongful, setting_of
from glasscity.measures.interval import exact_share
from glasscity.measures.wording import decimal, number, percent
from glasscity.mechanisms.varied import by_stratum
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
from glasscity.studies.claims.suqian import lived, suqian
from glasscity.studies.claims.tallied import count, person_years, ratio
from glasscity.studies.claims.words import rough_share

CAMERA, DEED = "crossing-cameras", "red-light-crossing"
PATH = "regime: sensors[crossing-cameras]."
CLAIMED = 0.07
"""What is left of "over 93 % sure"."""
CANDIDATES = {
    f"{PATH}false_match": "how often two strangers' photos are taken for one person",
    f"{PATH}passers_by": "how many strangers to the register cross",
    f"{PATH}miss": "how often the doer's own photo is missed",
    f"{PATH}review.catches": "how well reviewers see a wrong match",
}


def c06(bench: Bench) -> Finding:
    """The police are over 93 % sure of one match; it costs tens of points; cyclists too."""
    city = suqian(bench)
    run = lived(bench, city)

    def judge(share: float) -> Verdict:
        """The certainty claimed holds where fewer than 7 in 100 deductions hit somebody else."""
        return FOLLOWS_IF if share < CLAIMED else FAILS_IF

    share = _wrong(run)
    named = count(run, "pinned", sensor=CAMERA), count(run, "recorded", sensor=CAMERA)
    luck = exact_share(named[0], sum(named))
    pinned = ratio(named[0], sum(named))
    low, high = pinned - (luck.low or 0.0), (luck.high or 1.0) - pinned
    span = bench.over(city, lambda made: _wrong(lived(bench, made)), CANDIDATES)
    national = _wrong(lived(bench, bench.city("suqian-national-gallery"), "national gallery"))
    than = "less" if share < CLAIMED else "more"
    return settled(
        judge,
        sentence=(
            f"With the local register searched, {rough_share(share)} of the deductions at "
            f"crossings would be somebody else's, {than} than the 7 % that 93 % leaves, and with "
            f"the whole country's photos {rough_share(national)}; it leans on {span.words}, which "
            "was never published, and a score of one match says nothing of it."
        ),
        number=share,
        unit="share",
        interval=(min(span.low, max(0.0, share - low)), max(span.high, min(1.0, share + high))),
        leans_on=span.path or f"{PATH}false_match",
        envelope=Aside(
            _by_hand(city, run),
            "those not found in the register, and strangers, times 1 - (1 - f)^N, after review",
        ),
        placebo=Aside(
            1.0 - _found(lived(bench, placebo(city), "placebo")), "records fall on anybody"
        ),
        without=Aside(national, "without a small register: the whole country's photos searched"),
        tables=(_gallery(bench, city), _bearers(run)),
    )


def _wrong(run: Run) -> float:
    """Of all deductions, those on somebody who did not do it: residents and strangers named."""
    camera = next(it for it in run.city.regime.sensors if it.id == CAMERA)
    law = camera.row()
    looked_at = [value for _, name, _, value in run.outcome.fields if name == "review_share"]
    kept = 1.0 - sum(looked_at) / max(len(looked_at), 1) * law.catches_wrong
    chance = float(law.wrong_match.max())
    strangers = law.passers_by * count(run, "in_view", sensor=CAMERA) * chance * kept
    pinned, right = count(run, "pinned", sensor=CAMERA), count(run, "recorded", sensor=CAMERA)
    return (pinned + strangers) / (pinned + strangers + right) if pinned + right else math.nan


def _found(run: Run) -> float:
    """The share of records that name whoever did it, where records fall on anybody."""
    true = count(run, "recorded", kind=DEED)
    return ratio(true, true + count(run, "false_records", kind=DEED))


def _by_hand(city: City, run: Run) -> float:
    """The same from the numbers of the file alone, with as many enrolled as people are."""
    people = run.tallies.total("people", "stratum")
    strata = people["stratum"].to_numpy(dtype=np.int64)
    camera = next(it for it in city.regime.sensors if it.id == CAMERA)
    law = camera.row()
    own = float(camera.chances(DEED, 1.0).on_self[:, (1, 3)].max())
    view = float(camera.chances(DEED, 1.0).view.max())
    every = by_stratum(city.population.enrolled)[strata]
    enrolled = float(np.average(every, weights=people["count"]))
    right = enrolled * own / view
    wrong_match = 1.0 - (1.0 - value_of(city, f"{PATH}false_match")) ** value_of(
        city, f"{PATH}gallery"
    )
    wrong = (1.0 - right + law.passers_by) * wrong_match * (1.0 - law.catches_wrong)
    return ratio(wrong, wrong + right * (1.0 - law.rejects_right))


def _gallery(bench: Bench, city: City) -> Table:
    """Wrongful records of residents: the closed form beside the simulation, as the rate grows."""
    rows = []
    for power in (-9, -8) if bench.quick else (-10, -9, -8, -7, -6):
        made = at(city, {f"{PATH}false_match": 10.0**power})
        run = lived(bench, made)
        expected = expected_wrongful(made, setting_of(run))[CAMERA, DEED]
        hits = count(run, "false_records", sensor=CAMERA)
        simulated = 1000 * hits / person_years(run)
        error = 1000 * math.sqrt(max(hits, 1)) / person_years(run)
        said = f"{decimal(simulated)} +- {decimal(2 * error)}"
        rows.append((f"1e{power}", decimal(expected), said, percent(_wrong(run))))
    header = ("false match", "by arithmetic", "simulated", "somebody else's")
    return Table("Wrongful records a year for each 1,000 residents", header, tuple(rows))


def _bearers(run: Run) -> Table:
    """Who bears wrongful records, and who is named rightly, for each 1,000 people and year."""
    rows = []
    for dimension in ("residence", "age"):
        people = run.tallies.total("people", dimension)
        for level, n in zip(people[dimension], people["count"].tolist(), strict=True):
            where = {dimension: str(level)}
            years = n * run.years / 1000
            true = count(run, "recorded", sensor=CAMERA, **where) / years
            wrong = count(run, "false_records", sensor=CAMERA, **where) / years
            rows.append((str(level), number(true), number(wrong)))
    header = ("people", "rightly", "wrongly")
    return Table("Named at crossings, a year for each 1,000 of them", header, tuple(rows))
