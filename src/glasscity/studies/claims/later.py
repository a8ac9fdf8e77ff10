"""Claims about what comes later: penalties after rewards, and data that are coveted."""

from __future__ import annotations

import numpy as np

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo, without
from glasscity.measures.exposure import burdens_of, days_under
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
from glasscity.studies.claims.suqian import YEARS, below_a, lived
from glasscity.studies.claims.tallied import count, person_years, ratio
from glasscity.studies.claims.words import rough, rough_share

YEAR = 12
"""Windows of a year."""
HALF = 0.5
EXPIRES = "regime: instruments[points].rules[{}].expires"
SHORT = "utility-arrears"
COUNT = "regime: instruments[repeat-crossers].count"
TERM = "regime: instruments[repeat-crossers].term"
RULES = ("repeat-crossers/red-light-crossing", "points/quarrel", "points/traffic")
AT_ONCE = 30.0
"""Days in a window: records that are gone before they can add up."""
FEW = 0.001
"""The share of adults from which on an opened wall is said to tell."""
VISITS = "conduct: kinds[psychiatrist-visit].rate"


def c41(bench: Bench) -> Finding:
    """First rewards, penalties follow."""
    city = bench.city("suqian-announced")

    def absent(made: City) -> float:
        return _absent(lived(bench, made))

    def judge(share: float) -> Verdict:
        """Harm follows later where at least half of it is not there in the first year."""
        return FOLLOWS_IF if share >= HALF else FAILS_IF

    run = lived(bench, city)
    share = _absent(run)
    span = bench.over(
        city,
        absent,
        {
            COUNT: "how many crossings on red lead to the list",
            TERM: "how long one stays on the list",
            EXPIRES.format(SHORT): "how long a record counts",
        },
    )
    short = at(city, {**forgetting(city), COUNT: 1.0})
    return settled(
        judge,
        sentence=(
            f"Even if every announced penalty were in force from the first day, "
            f"{rough_share(share)} of the burden of the fifth year would be missing in the first, "
            f"since records add up; it leans on {span.words}. Who judges such rules by their first "
            "year sees little of what they do."
        ),
        number=share,
        unit="share",
        interval=(span.low, span.high),
        leans_on=span.path or COUNT,
        envelope=Aside(
            _by_hand(city), "the list alone: two records within a year, then a time on the list"
        ),
        placebo=Aside(absent(placebo(city)), "records fall on anybody, about as often as they did"),
        without=Aside(absent(short), "without adding up: one record is enough, and is soon gone"),
        tables=(_by_rule(bench, city, run),),
    )


def _by_year(run: Run) -> list[float]:
    """Person-days under burdens in each year."""
    rows = burdens_of(run.city.regime)
    days = np.sum([days_under(run, row).sum(axis=1) for row in rows], axis=0)
    return [float(days[k : k + YEAR].sum()) for k in range(0, run.windows, YEAR)]


def _absent(run: Run) -> float:
    """The share of the last year's burden that was not there in the first."""
    years = _by_year(run)
    return 1.0 - ratio(years[0], years[-1])


def forgetting(city: City) -> dict[str, float]:
    """Of Suqian's points each time that a record counts, cut to a month."""
    (points,) = (it for it in city.regime.banded if it.id == "points")
    lapse = (rule.id for rule in points.rules if rule.expires is not None)
    return {EXPIRES.format(name): AT_ONCE for name in lapse}


def _by_hand(city: City) -> float:
    """Listings grow evenly for a year, then stay; each lasts for the term (at most a year)."""
    term = min(value_of(city, TERM) / 365.25, 1.0)
    first = term**3 / 6.0 + term * (1.0 - term**2) / 2.0 - term**2 * (1.0 - term) / 2.0
    return 1.0 - first / term


def _by_rule(bench: Bench, city: City, run: Run) -> Table:
    """What each announced rule adds to the burden of five years."""
    total = sum(_by_year(run))
    body = []
    for rule in ("points/quarrel", "points/traffic", "repeat-crossers/red-light-crossing")[
        : 1 if bench.quick else 3
    ]:
        less = lived(bench, without(city, "rules", rule), f"without {rule}")
        body.append((rule, rough_share(1.0 - ratio(sum(_by_year(less)), total))))
    days = [rough(it / run.outcome.people) for it in _by_year(run)]
    body += [(f"burden-days an adult in year {n}", told) for n, told in enumerate(days, 1)]
    return Table("What rules add to the burden", ("rule", "share of all"), tuple(body))


def c42(bench: Bench) -> Finding:
    """The state covets platform data, hospital visits included; the platform shares none."""
    shut, opened = bench.city("pilot-suqian"), bench.city("suqian-open-wall")
    before = below_a(lived(bench, shut))

    def lower(made: City) -> float:
        return below_a(lived(bench, made)) - before

    def judge(rise: float) -> Verdict:
        """An opened wall tells where one adult in a thousand stands lower for it."""
        return FOLLOWS_IF if rise >= FEW else FAILS_IF

    rise = lower(opened)
    health = lower(without(opened, "rules", "points/games"))
    visits_unread = without(opened, "rules", "points/health")
    shop = lower(visits_unread)
    unread = without(visits_unread, "rules", "points/games")
    span = bench.over(
        opened,
        lower,
        {
            "regime: sensors[platform].false_flags": "how often another used the account",
            VISITS: "how many see a psychiatrist",
            "regime: instruments[points].rules[games].points[0]": "what a game costs",
        },
    )
    return settled(
        judge,
        sentence=(
            f"Were games bought and visits to a psychiatrist read by the city, "
            f"{rough_share(rise)} of adults would stand below class A for it at any time, "
            f"{rough_share(health)} for health alone; it leans on {span.words}. No such rule is on "
            "record, and every number of it is assumed."
        ),
        number=rise,
        unit="share",
        interval=(min(span.low, 0.0), span.high),
        leans_on=span.path or VISITS,
        envelope=Aside(_added(opened), "records a year, times how long each counts in five years"),
        placebo=Aside(
            below_a(lived(bench, placebo(opened))) - below_a(lived(bench, placebo(shut))),
            "records fall on anybody, in both worlds",
        ),
        without=Aside(lower(unread), "what the city reads then earns no points"),
        tables=(_directions(bench, rise, health, shop),),
    )


def _added(city: City) -> float:
    """Records of games and of visits stand two years of five; nobody has two."""
    rates = {kind.id: kind.rate.value for kind in city.conduct.kinds}
    users, flag, wrong = (
        value_of(city, f"regime: sensors[platform].{it}")
        for it in ("users", "true_flag", "false_flags")
    )
    games = users * (rates["game-purchase"] * flag + wrong)
    seen = value_of(city, "regime: sensors[hospitals].completeness")
    visits = rates["psychiatrist-visit"] * seen
    kept = value_of(city, EXPIRES.format("games")) / 365.25
    return (games + visits) * kept * (1.0 - kept / (2.0 * YEARS))


def _directions(bench: Bench, rise: float, health: float, shop: float) -> Table:
    """What an open wall does, by what passes through it."""
    linked = lived(bench, bench.city("sesame-court-link-reconstructed"))
    refused = 1000 * count(linked, "refused", consequence="no-costly-purchase")
    body = (
        ("platform to city: games", f"{rough_share(shop)} more below A"),
        ("hospital to city: visits", f"{rough_share(health)} more below A"),
        ("both", f"{rough_share(rise)} more below A"),
        (
            "courts to platform",
            f"{rough(refused / person_years(linked))} purchases refused a year per 1,000",
        ),
    )
    return Table("What passes through the wall", ("from and to", "what it does"), body)
