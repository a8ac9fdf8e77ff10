"""Claims about how far it reaches: which deeds count, who is seen, what closes and for whom."""

from __future__ import annotations

from collections import Counter

from glasscity.documents.apart import without_cross_context
from glasscity.documents.city import City
from glasscity.documents.switches import no_regime, perfect_sight, placebo, without, without_all
from glasscity.measures.exposure import burdens_of
from glasscity.measures.links import links_of
from glasscity.measures.wording import percent
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Aside, Finding, Table, settled
from glasscity.studies.claims.numbers import at, at_end, value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    alone,
    at_least,
    count,
    last,
    person_years,
    ratio,
    with_luck,
)

SCHOOLS = ("no-costly-school", "no-costly-school-kin")
NATIONAL, SUQIAN = "national-2020", "suqian-2018"
YEARS = 3.0
MORE_CAMERAS = 600.0 / 170.0
"""From 170 to 600 million."""
NO_ESCAPE = 0.9
"""The share of harmful deeds on record from which on nobody is said to escape."""
CAMERAS = "regime: sensors[crossing-cameras].coverage"
REGISTERS = ("utilities", "banks", "courts", "traffic-police")
BROAD = (NATIONAL, SUQIAN, "rongcheng-2016", "court-list-2013", "licence-points-2013", "bkr")


def _closed(bench: Bench, city: City) -> float:
    """How often 1,000 adults are refused or made to wait in a year."""
    run = alone(bench, city, YEARS)
    return a_year(run, sum(_met(run, it.id) for it in burdens_of(city.regime)))


def _met(run: Run, name: str) -> float:
    """How often a consequence refused or made somebody wait or pay."""
    return sum(count(run, it, consequence=name) for it in ("refused", "booked"))


def _turned_away(run: Run) -> float:
    """How often 1,000 adults are refused, or made to wait or pay, in a year by anything."""
    return a_year(run, count(run, "refused") + count(run, "booked"))


def _crossing(bench: Bench, city: City) -> float:
    """The share of refusals and waits that would not be if contexts were kept apart."""
    all_of_it = _closed(bench, city)
    apart = _closed(bench, without_cross_context(city))
    return 1.0 - ratio(apart, all_of_it)


def _of_one_walk(city: City) -> City:
    """The city left with the deeds and the doors of the walk of life that has most of both."""
    inside = Counter(it.deed_context for it in links_of(city) if it.harms and not it.crosses)
    ((walk, _),) = inside.most_common(1)
    kinds = {it.id: str(it.context) for it in city.conduct.kinds}
    services = {it.id: str(it.context) for it in city.conduct.services}
    gone = [
        ("rules", f"{ledger.id}/{rule.id}")
        for ledger in city.regime.banded
        for rule in ledger.rules
        if kinds[rule.on] != walk
    ]
    doors = city.regime.consequences
    gone += [("consequences", it.id) for it in doors if services.get(it.service or "") != walk]
    return without_all(city, gone)


def _breadth(bench: Bench, name: str) -> tuple[str, ...]:
    city = bench.city(name)
    links = [link for link in links_of(city) if link.harms]
    deeds, doors = {it.deed_context for it in links}, {it.consequence_context for it in links}
    cross = sum(it.crosses for it in links) / len(links) if links else 0.0
    return (
        name,
        str(len({it.deed for it in links})),
        str(len(deeds)),
        str(len(doors)),
        percent(cross),
    )


def _widest(bench: Bench) -> int:
    """The most walks of life that a regime of the table counts, the national one aside."""
    return max(int(_breadth(bench, name)[2]) for name in BROAD if name != NATIONAL)


def c34(bench: Bench) -> Finding:
    """Tax, drugs, traffic, a dog off the leash all count."""
    city = bench.city(NATIONAL)
    found = _crossing(bench, city)
    run = alone(bench, city, YEARS)
    events = _closed(bench, city) * run.outcome.people * run.years / PER
    paths = ["regime: instruments[score].rules[tax].points[0]"]
    span = bench.over(city, lambda it: _crossing(bench, it), paths)
    harms = [link for link in links_of(city) if link.harms]
    return settled(
        at_least(0.5),
        sentence=(
            f"If one score counted deeds of {len({it.deed_context for it in harms})} walks of "
            f"life, as was claimed for 2020 and never built, about {100 * found:.0f} % of what it "
            "refuses or delays would not be if each deed counted in its own walk of life alone, "
            "with points of the assumed size; of the systems beside it none counts more than "
            f"{_widest(bench)}."
        ),
        number=found,
        unit="share",
        interval=_within_shares(with_luck(span, events)),
        leans_on=span.path or paths[-1],
        envelope=Aside(
            sum(it.crosses for it in harms) / len(harms),
            "share of the ways from a deed to a burden that lead into another walk of life",
        ),
        placebo=Aside(_crossing(bench, placebo(city)), "records on anybody"),
        without=Aside(
            _crossing(bench, _of_one_walk(city)),
            "deeds and doors of one walk of life alone, the one with most of both",
        ),
        tables=(
            Table(
                "By the documents: deeds that can burden, walks of life, ways that cross",
                ("regime", "deeds", "of", "bars", "cross"),
                tuple(_breadth(bench, name) for name in BROAD),
            ),
        ),
    )


def _within_shares(ends: tuple[float, float]) -> tuple[float, float]:
    """The ends of an interval of shares."""
    return max(0.0, ends[0]), min(1.0, ends[1])


def _recorded(run: Run) -> tuple[float, float]:
    """Of the harmful deeds that the sensors are about: on record of those that any sensor could

    see, and of all.
    """
    kinds = {it.id: it for it in run.city.conduct.kinds if it.valence == "harmful"}
    named = {deed for it in run.city.regime.sensors for deed in it.sees if deed in kinds}
    done = {it: count(run, "deeds", kind=it) for it in named}
    seen = sum(count(run, "seen", kind=it) for it in named)
    in_all = sum(n / kinds[it].seen_at_most.value for it, n in done.items() if n)
    return ratio(seen, sum(done.values())), ratio(seen, in_all)


def _more_cameras(city: City, times: float) -> City:
    levels = {
        f"{CAMERAS}.levels.{level}": value_of(city, f"{CAMERAS}.levels.{level}") * times
        for level in ("local-urban", "local-rural", "migrant")
    }
    return at(city, levels)


def _linked(city: City) -> City:
    """Every register as complete as its range allows."""
    for sensor in REGISTERS:
        city = at_end(city, f"regime: sensors[{sensor}].completeness", 1) or city
    return city


def c35(bench: Bench) -> Finding:
    """Cameras more than triple, databases are linked: no escape."""
    city = bench.city(SUQIAN)
    worlds = {
        "as reported": city,
        "3.5 times the cameras": _more_cameras(city, MORE_CAMERAS),
        "registers complete": _linked(city),
        "both": _linked(_more_cameras(city, MORE_CAMERAS)),
    }
    runs = {name: alone(bench, it, YEARS) for name, it in worlds.items()}
    found, of_all = _recorded(runs["both"])
    hurt = {name: a_year(run, count(run, "false_on_innocent")) for name, run in runs.items()}

    def reached(it: City) -> float:
        return _recorded(alone(bench, _linked(_more_cameras(it, MORE_CAMERAS)), YEARS))[0]

    paths = ["conduct: kinds[red-light-crossing].rate", "conduct: kinds[traffic-offence].rate"]
    span = bench.over(city, reached, paths)
    lot, all_seen = (alone(bench, make(worlds["both"]), YEARS) for make in (placebo, perfect_sight))
    return settled(
        at_least(NO_ESCAPE),
        sentence=(
            f"With 3.5 times the cameras and complete registers {100 * found:.0f} % of the harmful "
            "deeds that any sensor could see would be recorded in Suqian (of all such deeds some "
            f"{100 * of_all:.0f} %), if people cross on red once a week; wrongful records on "
            f"people who did nothing go from {hurt['as reported']:.1f} to {hurt['both']:.1f} for "
            "1,000 adults a year. Linked accounts the model cannot express."
        ),
        number=found,
        unit="share",
        interval=_within_shares(with_luck(span, count(runs["both"], "seen"))),
        leans_on=span.path or paths[0],
        envelope=Aside(_in_view(city), "crossings in view of a camera, and all else in reach"),
        placebo=Aside(_recorded(lot)[0], "records on anybody: none of a deed"),
        without=Aside(_recorded(all_seen)[0], "every limit of sight taken away"),
        tables=(
            Table(
                "What is detected, and what it costs people who did nothing",
                (
                    "world",
                    "deeds recorded, of those in reach",
                    "wrongful, in 1,000 a year",
                    "lower by error",
                ),
                tuple(
                    (
                        name,
                        percent(_recorded(run)[0]),
                        f"{hurt[name]:.2f}",
                        percent(_lower(run)),
                    )
                    for name, run in runs.items()
                ),
            ),
        ),
    )


def _in_view(city: City) -> float:
    """The share recorded by hand: cameras with their coverage, registers with all in reach."""
    crossing = "red-light-crossing"
    kinds = {it.id: it for it in city.conduct.kinds if it.valence == "harmful"}
    named = {deed for it in city.regime.sensors for deed in it.sees if deed in kinds}
    reach = {it: kinds[it].rate.value * kinds[it].seen_at_most.value for it in named}
    covered = value_of(city, f"{CAMERAS}.levels.local-urban") * MORE_CAMERAS
    seen = kinds[crossing].rate.value * covered + sum(reach.values()) - reach[crossing]
    return seen / sum(reach.values())


def _lower(run: Run) -> float:
    """The share of adults who stand lower than their deeds alone would have them."""
    bands = [band.id for it in run.city.regime.banded for band in it.bands]
    held = run.tallies.total("standing_at_end", "recorded band", "unerring band")
    lower = [
        bands.index(a) < bands.index(b)
        for a, b in zip(held["recorded band"], held["unerring band"], strict=True)
    ]
    return float(held["count"][lower].sum()) / run.outcome.people


def c36(bench: Bench) -> Finding:
    """Below a score loans, posts, internet, schools; above it quicker loans and jobs."""
    city = bench.city(NATIONAL)
    run = alone(bench, city, YEARS)
    rows = burdens_of(city.regime)
    hit = {it.id: _met(run, it.id) for it in rows}
    found = _closed(bench, city)
    paths = ["regime: instruments[score].bands[middle].from"]
    span = bench.over(city, lambda it: _closed(bench, it), paths)
    less = {it.id: _closed(bench, without(city, "consequences", it.id)) for it in rows}
    low = last(run, "people_in_band", column="recorded", band="low") / run.outcome.people
    children = {it.id: last(run, "children_affected", consequence=it.id) for it in rows}
    own, kin = (PER * children[it] / run.outcome.people for it in SCHOOLS)
    tries = {it.id: it.rate.value for it in city.conduct.services}
    services = [it.service for it in rows if it.service in tries and it.when.bands]
    by_hand = PER * low / 2.0 * sum(tries[it] for it in services if it)
    return settled(
        at_least(1.0),
        sentence=(
            "Had it all hung on one score, which was never built, 1,000 adults would be refused or "
            f"made to wait about {found:.0f} times a year, all doors closing on the same "
            f"{PER * low:.0f} at once, if the bound lies 100 points down, as is assumed; costly "
            f"schools would close to {own:.0f} of their children and, through kin, to {kin:.0f} of "
            "others'. Slow internet cannot be expressed."
        ),
        number=found,
        unit="times per 1,000 adults and year",
        interval=with_luck(span, sum(hit.values()), person_years(run) / PER),
        leans_on=span.path or paths[0],
        envelope=Aside(by_hand, "half the last share below the bound, times what adults try"),
        placebo=Aside(_closed(bench, placebo(city)), "records on anybody"),
        without=Aside(_turned_away(alone(bench, no_regime(city), YEARS)), "no regime at all"),
        tables=(
            Table(
                "Refused or made to wait, per 1,000 adults and year; children of those it bears on",
                ("door", "with it", "all, without it", "children of 1,000 adults"),
                tuple(
                    (
                        it.id,
                        f"{a_year(run, hit[it.id]):.2f}",
                        f"{less[it.id]:.2f}",
                        f"{PER * children[it.id] / run.outcome.people:.2f}",
                    )
                    for it in rows
                ),
            ),
        ),
    )
