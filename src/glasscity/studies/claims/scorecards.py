"""Claims about private scores and registers: what moves them, what follows, how wide they reach."""

from __future__ import annotations

from collections.abc import Callable

from glasscity.documents.city import City
from glasscity.documents.switches import placebo, without
from glasscity.measures.links import links_of
from glasscity.measures.wording import decimal, percent
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Aside, Finding, Table, none, settled
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    alone,
    at_least,
    below,
    beside,
    count,
    mean_by,
    rates_of,
    ratio,
    refused_a_year,
    says,
    spread_of,
    under,
    with_luck,
)
from glasscity.studies.claims.words import rough

YEARS = 3.0
SESAME = "sesame-reconstructed"
LINKED = "sesame-court-link-reconstructed"
BASE = "regime: instruments[score].base"
HISTORY = "regime: instruments[score].factors[0].weight"
PURCHASES = "regime: instruments[score].factors[1].weight"
FRIENDS = "regime: instruments[score].friends.share"
COUSINS = (
    "bkr",
    "certificate-of-conduct",
    "licence-points-2013",
    "suqian-2018",
    "suqian-announced",
)


def c13(bench: Bench) -> Finding:
    """A score of five factors: purchases, payment, possessions, friends."""
    city = bench.city(SESAME)

    def owed_to(it: City, **less: float) -> float:
        rest = at(it, {_PATHS[k]: v for k, v in less.items()})
        return 1.0 - ratio(_variance(bench, rest), _variance(bench, it))

    def income(it: City) -> float:
        return owed_to(it, income=value_of(it, f"{BASE}.levels.middle"))

    found = income(city)
    flat = at(city, {BASE: value_of(city, f"{BASE}.levels.middle")})
    paths = [
        "regime: instruments[history].rules[late].points[0]",
        "regime: sensors[lenders].completeness",
    ]
    span = bench.over(city, income, paths)
    bought = owed_to(city, purchases=0.0)
    return settled(
        below(0.5),
        sentence=(
            f"About {100 * found:.0f} % of the spread of the reconstructed score is income and "
            f"purchases {percent(bought)}, so 'five factors' {says(below(0.5), found)} if "
            "capacity to pay is read off income, as is assumed, and one purchase in two thousand "
            "leaves a record; weights that are told do not say what decides."
        ),
        number=found,
        unit="share",
        interval=(min(span.low, 0.0), span.high),
        leans_on="how capacity to pay is read: off income in five even steps, or alike for all",
        envelope=Aside(_income(city), "the spread of five steps, against late payments on record"),
        placebo=Aside(income(placebo(city)), "records on anybody, as often"),
        without=Aside(
            1.0 - ratio(_variance(bench.other_luck(), flat), _variance(bench, flat)),
            "capacity alike for all in both worlds, which differ in luck alone",
        ),
        tables=(_factors(city, found, owed_to), _proxies(bench, city), _friends(bench)),
    )


def _variance(bench: Bench, city: City) -> float:
    """How far scores lie apart on the last day."""
    return spread_of(alone(bench, city, YEARS), "score").variance


_PATHS = {"income": BASE, "history": HISTORY, "purchases": PURCHASES, "friends": FRIENDS}


def _factors(city: City, income: float, owed_to: Callable[..., float]) -> Table:
    told = (
        ("payment history", "35 %", owed_to(city, history=0.0)),
        ("capacity (income)", "25 %", income),
        ("purchases", "20 %", owed_to(city, purchases=0.0)),
        ("identity (alike for all)", "15 %", 0.0),
        ("friends (who even scores out)", "5 %", owed_to(city, friends=0.0)),
    )
    body = tuple((name, weight, percent(share)) for name, weight, share in told)
    title = "Weight as told, and how much less spread there is without it"
    return Table(title, ("factor", "weight", "share"), body)


def _proxies(bench: Bench, city: City) -> Table:
    """What the rule about purchases for children does to the ages at which people have them."""
    family = "regime: instruments[behaviour].rules[family].points[0]"
    low, high = (
        mean_by(alone(bench, at(city, {family: it}), YEARS), "score", "age") for it in (0.0, 300.0)
    )
    body = tuple((age, f"{high[age] - low[age]:+.2f}") for age in low)
    title = "Points of score that 300 points for such purchases add, by age: a proxy of parenthood"
    return Table(title, ("age", "points"), body)


def _friends(bench: Bench) -> Table:
    """Ties that break and are made anew where users shed friends with low scores."""
    run = alone(bench, bench.city("sesame-shed-friends"), YEARS)
    body = []
    for measure, words in (("ties_cut", "broken"), ("ties_made", "made anew")):
        ends = {it: count(run, measure, ends=it) for it in ("neither", "one", "both")}
        total = sum(ends.values())
        shares = (percent(ratio(it, total)) for it in ends.values())
        body.append((words, decimal(a_year(run, total)), *shares))
    header = ("ties", "ends per 1,000 a year", "both high", "mixed", "both low")
    return Table("If users shed friends with low scores", header, tuple(body))


def _income(city: City) -> float:
    """Five even steps against the squared points of late payments on record, by hand."""
    steps = [
        value_of(city, f"{BASE}.levels.{it}")
        for it in ("lowest", "second", "middle", "fourth", "highest")
    ]
    middle = sum(steps) / 5.0
    income = sum((it - middle) ** 2 for it in steps) / 5.0
    seen = value_of(city, "regime: sensors[lenders].completeness")
    rates = rates_of(city)
    late = value_of(city, HISTORY) ** 2 * sum(
        rates[deed]
        * seen
        * YEARS
        * value_of(city, f"regime: instruments[history].rules[{rule}].points[0]") ** 2
        for rule, deed in (("late", "late-card-payment"), ("phone", "phone-bill-arrears"))
    )
    return income / (income + late)


def c20(bench: Bench) -> Finding:
    """A low commercial score limits you; it has no negative effect so far."""
    alone_, city = bench.city(SESAME), bench.city(LINKED)
    door = "no-costly-purchase"
    refused = refused_a_year(bench, YEARS, door)
    found = refused(city)
    pair = beside(bench, alone_, city, YEARS)
    lived = pair.there.outcome.people * YEARS / PER
    span = bench.over(
        city,
        refused,
        ["conduct: services[costly-purchase].rate", "conduct: kinds[court-debt-default].rate"],
    )
    people = pair.here.outcome.people
    eased = under(pair, ["here only", "both"], "eased")
    idle = a_year(pair.here, count(pair.here, "refused"))
    body = (
        ("turned away, score alone", str(count(pair.here, "refused"))),
        ("turned away, with the courts' list", str(count(pair.there, "refused"))),
        ("without any of the score's benefits at the end", percent(1.0 - eased / people)),
        ("that lost them through the link", percent(under(pair, ["here only"], "eased") / people)),
    )
    return settled(
        at_least(0.05),
        sentence=(
            f"With the courts' list linked, users are turned away about {found:.1f} times per "
            "1,000 adults and year, for being listed and not for a low score; without the link "
            f"{rough(idle)} times. So 'it limits you' {says(at_least(0.05), found)} if the list is "
            f"linked, and 'no negative effect' {'fails' if idle else 'holds'} if it is not; how "
            "often depends on how many costly things people buy."
        ),
        number=found,
        unit="refusals per 1,000 adults and year",
        interval=with_luck(span, found * lived, lived),
        leans_on=span.path or "conduct: services[costly-purchase].rate",
        envelope=Aside(
            _listed(city), "listed people in the middle of the run, times purchases tried"
        ),
        placebo=Aside(refused(placebo(city)), "as many entries, on anybody"),
        without=Aside(refused(without(city, "consequences", door)), "the list is not linked"),
        tables=(Table("Three years with and without the link", ("what", "number"), body),),
    )


def _listed(city: City) -> float:
    """Refusals per 1,000 a year by hand: entries since the link, at the middle of the run."""
    rates = rates_of(city)
    since = YEARS - 0.5
    leave = value_of(city, "regime: recourse[payment].rate")
    listed = rates["court-debt-default"] * since / 2.0 * (1.0 - leave * since / 3.0)
    online = next(it for it in city.population.margins if it.over == ("online",)).cells["online"]
    users = online if isinstance(online, float) else 1.0
    return PER * listed * rates["costly-purchase"] * users * since / YEARS


def c21(bench: Bench) -> Finding:
    """The Dutch register does something alike for money only."""
    city = bench.city("bkr")
    crossing = float(len(_cells(city, crossing=True)))
    phone = {it.deed_context for it in links_of(city) if it.consequence == "no-telephone"}
    body = []
    for name in COUSINS:
        cells = _cells(bench.city(name))
        crossed = _cells(bench.city(name), crossing=True)
        ways = ", ".join(f"{here} to {there}" for here, there in crossed[:3])
        more = f" and {len(crossed) - 3} more" if len(crossed) > 3 else ""
        body.append((name, str(len(cells)), str(len(crossed)), (ways + more) or "none"))
    suqian = len(_cells(bench.city("suqian-2018"), crossing=True))
    return settled(
        below(0.5),
        sentence=(
            f"By its codes the Dutch register has {crossing:.0f} ways from a deed of one part of "
            f"life to a closed door in another, against {suqian} in Suqian's points as "
            "reconstructed, if a telephone on credit counts as money. A certificate of conduct, "
            "nearer home as well, has "
            f"{len(_cells(bench.city('certificate-of-conduct'), crossing=True))}."
        ),
        number=crossing,
        unit="ways from one part of life to another",
        interval=(crossing, crossing + len(phone)),
        leans_on="that a telephone subscription with a device on credit counts as money",
        envelope=Aside(
            float(_other_than_money(city)), "codes and doors that are no matter of money"
        ),
        placebo=none("which deeds are answered where does not hang on whom records fall on"),
        without=none("nothing is switched on or off: rules are laid side by side"),
        inputs=("BKR-04", "BKR-05", "BKR-06"),
        tables=(
            Table(
                "From the part of life of a deed to that of a closed door",
                ("rules", "ways", "crossing", "which"),
                tuple(body),
            ),
        ),
    )


def _cells(city: City, *, crossing: bool = False) -> list[tuple[str, str]]:
    """Parts of life of a deed and of a burden it can bring, each pair once."""
    found = dict.fromkeys(
        (it.deed_context, it.consequence_context) for it in links_of(city) if it.harms
    )
    return [it for it in found if not crossing or it[0] != it[1]]


def _other_than_money(city: City) -> int:
    """Deeds that open a code, and services that are closed, outside money."""
    deeds = {deed for it in city.regime.instruments for _, deed in it.deeds()}
    doors = {row.service for row in city.regime.consequences}
    kinds = [it.context for it in city.conduct.kinds if it.id in deeds]
    services = [it.context for it in city.conduct.services if it.id in doors]
    return sum(str(it) != "money" for it in (*kinds, *services))
