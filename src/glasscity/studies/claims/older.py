"""Claims about older instruments: registration, the personal file, overseers of families."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import replace

from glasscity.documents.city import City
from glasscity.documents.sound import sound
from glasscity.documents.switches import placebo
from glasscity.evidence import Frozen
from glasscity.measures.wording import decimal, percent
from glasscity.mechanisms.force import InForce
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
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
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    alone,
    at_least,
    count,
    in_bands,
    rates_of,
    ratio,
    with_luck,
)
from glasscity.studies.claims.words import rough_share

YEARS = 3.0
LIFE = 30.0
OUTSIDE = {"public-school": "no-school", "subsidised-housing": "no-home", "social-aid": "no-aid"}
READERS = {"new-job": "job-noted", "promotion": "no-promotion", "public-post": "no-public-post"}
NOTED = ("noted", "heavy")


def c22(bench: Bench) -> Finding:
    """Registration ties housing, schools and benefits to a place and fails migrants."""
    city = bench.city("hukou-beijing-2018")

    def refused(it: City) -> float:
        run = alone(bench, it, YEARS)
        refusals = count(run, "refused", residence="migrant")
        return PER * ratio(refusals, count(run, "people", residence="migrant") * run.years)

    found = refused(city)
    run = alone(bench, city, YEARS)
    people = {
        it: count(run, "people", residence=it) for it in ("local-urban", "local-rural", "migrant")
    }
    moved = count(run, "band_moves", ledger="hukou", **{"from>to": "without>with"})
    lived = people["migrant"] * YEARS / PER
    quota = value_of(city, "regime: instruments[hukou].gate.quota")
    outside = people["migrant"] * run.weight
    closed = at(city, {"regime: instruments[hukou].gate.quota": 0.0})
    open_ = at(city, {f"regime: consequences[{it}].chance": 0.0 for it in OUTSIDE.values()})
    span = bench.over(
        city, refused, [f"regime: consequences[{it}].chance" for it in ("no-aid", "no-school")]
    )
    body = tuple(
        (
            group,
            *(
                decimal(
                    PER * ratio(count(run, "refused", residence=group, consequence=row), n * YEARS)
                )
                for row in OUTSIDE.values()
            ),
        )
        for group, n in people.items()
    )
    others = a_year(run, count(run, "refused") - count(run, "refused", residence="migrant"))
    gate = (
        ("adults without registration", percent(people["migrant"] / run.outcome.people)),
        ("let in by the gate in a year", percent(ratio(quota, outside))),
        ("let in, simulated, in three years", f"{moved:,} of {people['migrant']:,}"),
        ("years to let in half at this pace", f"{0.5 * outside / quota:,.0f}"),
        ("refusals of 1,000 migrants, gate shut", decimal(refused(closed))),
    )
    return settled(
        at_least(1.0),
        sentence=(
            f"Without registration 1,000 adults are refused school, home or aid about {found:.0f} "
            f"times a year and registered ones {others:.0f} times, if aid is refused nine times "
            "in ten; at the pace of the gate of points half would be in after "
            f"{0.5 * outside / quota:,.0f} years. Whether that is 'failing' is a judgement."
        ),
        number=found,
        unit="refusals per 1,000 migrants and year",
        interval=with_luck(span, found * lived, lived),
        leans_on=span.path or "regime: consequences[no-aid].chance",
        envelope=Aside(_shut_out(city), "tries a year times the chance of each refusal"),
        placebo=Aside(
            refused(placebo(city)), "the gate's points on anybody: registration stays as it is"
        ),
        without=Aside(refused(open_), "nothing hangs on registration"),
        tables=(
            Table(
                "Refusals per 1,000 adults and year", ("residence", "school", "home", "aid"), body
            ),
            Table("The gate", ("what", "number"), gate),
        ),
    )


def _shut_out(city: City) -> float:
    """Refusals per 1,000 a year by hand, families with children as the rest."""
    tries = rates_of(city)
    rows = (
        (tries[it], value_of(city, f"regime: consequences[{row}].chance"))
        for it, row in OUTSIDE.items()
    )
    return PER * sum(rate * chance for rate, chance in rows)


def c23(bench: Bench) -> Finding:
    """The personal file keeps everything for life."""
    city, lapsing = bench.city("dossier"), bench.city("dossier-five-years")
    kept, lapsed = (_cost(bench, it) for it in (city, lapsing))
    judge = _more_than_twice(lapsed)
    run = alone(bench, _early(city), LIFE)
    noted = in_bands(run, "file", NOTED, 11)
    span = bench.over(
        city, _by_hand(LIFE), [f"regime: consequences[{it}].chance" for it in READERS.values()]
    )
    scale = kept / _by_hand(LIFE)(city)
    scaled = span._replace(low=span.low * scale, high=span.high * scale)
    return settled(
        judge,
        sentence=(
            f"One entry of the first year costs about {kept:.1f} refused jobs, promotions and "
            f"posts over thirty years if it stays for life, and {lapsed:.1f} if it lapses after "
            "five, if employers ask as seldom as is assumed. Entries from school cannot be "
            "expressed, for only adults live here; nor that teams report jointly."
        ),
        number=kept if math.isfinite(lapsed) else math.nan,
        unit="refusals for each early entry",
        interval=with_luck(scaled, kept * noted, noted),
        leans_on=span.path or "regime: consequences[no-promotion].chance",
        envelope=Aside(_by_hand(LIFE)(city), "tries a year times chance of refusal, thirty years"),
        placebo=Aside(_cost(bench, placebo(city)), "as many entries, on anybody"),
        without=Aside(lapsed, "entries lapse after five years"),
        tables=(_contexts(bench, city), _stock(bench, city, lapsing)),
    )


def _more_than_twice(other: float) -> Callable[[float], Verdict]:
    def judge(number: float) -> Verdict:
        return FOLLOWS_IF if number > 2.0 * other else FAILS_IF

    return judge


def _early(city: City) -> City:
    """The city in which entries are made in the first year alone."""
    start = city.regime.clock.start
    first = InForce(until=datetime.date(start.year + 1, start.month, start.day))
    parts = tuple(_until(it, first) for it in city.regime.instruments)
    return sound(replace(city, regime=city.regime.model_copy(update={"instruments": parts})))


def _until(instrument: Frozen, dates: InForce) -> Frozen:
    rules = getattr(instrument, "rules", None)
    if rules is None:
        return instrument.model_copy(update={"in_force": dates})
    cut = tuple(rule.model_copy(update={"in_force": dates}) for rule in rules)
    return instrument.model_copy(update={"rules": cut})


def _cost(bench: Bench, city: City) -> float:
    """Refusals over a working life for each person with an entry of the first year."""
    run = alone(bench, _early(city), LIFE)
    return ratio(count(run, "refused"), in_bands(run, "file", NOTED, 11))


def _by_hand(years: float) -> Callable[[City], float]:
    def measure(city: City) -> float:
        tries = rates_of(city)
        rows = (
            (tries[it], value_of(city, f"regime: consequences[{row}].chance"))
            for it, row in READERS.items()
        )
        return years * sum(rate * chance for rate, chance in rows)

    return measure


def _contexts(bench: Bench, city: City) -> Table:
    """Where the entries of the first year come from."""
    run = alone(bench, _early(city), LIFE)
    contexts = {kind.id: str(kind.context) for kind in city.conduct.kinds}
    counts: dict[str, list[int]] = {}
    for place, measure in enumerate(("recorded", "false_records")):
        frame = run.tallies.total(measure, "window", "kind")
        first = frame[frame["window"] < 12]
        for kind, n in zip(first["kind"], first["count"], strict=True):
            counts.setdefault(contexts[kind], [0, 0])[place] += int(n)
    body = tuple(
        (context, f"{right:,}", f"{wrong:,}") for context, (right, wrong) in counts.items()
    )
    return Table("Entries of the first year", ("part of life", "rightly", "wrongly"), body)


def _stock(bench: Bench, city: City, lapsing: City) -> Table:
    """How many have an entry, year by year, under either rule."""
    runs = [alone(bench, it, 10.0 if bench.quick else LIFE) for it in (city, lapsing)]
    years = [year for year in (1, 5, 10, 20, 30) if 12 * year <= runs[0].windows]
    body = tuple(
        (
            str(year),
            *(
                percent(in_bands(it, "file", NOTED, 12 * year - 1) / it.outcome.people)
                for it in runs
            ),
        )
        for year in years
    )
    return Table("Adults with an entry", ("after years", "for life", "five years"), body)


def c24(bench: Bench) -> Finding:
    """In imperial times officials and citizens were posted as overseers of families."""
    body, shares = [], []
    for name in ("overseers", "neighbourhood-informants-2017"):
        run = alone(bench, bench.city(name), YEARS)
        right, wrong = count(run, "recorded"), count(run, "false_records")
        told = ("true", "false")
        listed = [count(run, "list_entries", **{"true-or-false": it}) for it in told]
        shares.append(ratio(wrong, right + wrong))
        body.append(
            (
                name,
                f"{right:,}",
                f"{wrong:,}",
                percent(shares[-1]),
                percent(_wrong(run)),
                *map(str, listed),
            )
        )
    return unsettled(
        NO_INFORMATION,
        sentence=(
            "No number of imperial overseers is known, so a run says nothing of them. It shows "
            "the law of reports: with one made up per thousand people and year, as assumed, "
            f"about {rough_share(shares[0])} of reports of rare deeds are wrong, and of tips of "
            f"today in Beijing about {rough_share(shares[1])}, on assumed rates too."
        ),
        why="no number of the time is known; an assumption cannot bear out an assumption",
        leans_on="regime: sensors[overseers].malicious",
        number=shares[0],
        unit="share",
        tables=(
            Table(
                "Reports in three years, and people listed by them",
                ("rules", "rightly", "wrongly", "share", "by hand", "listed", "wrongly"),
                tuple(body),
            ),
        ),
    )


def _wrong(run: Run) -> float:
    """The share of reports that are wrong by hand: deeds reported amiss, and made up."""
    (sensor,) = run.city.regime.sensors
    path = f"regime: sensors[{sensor.id}]"
    rates = rates_of(run.city)
    reports = sum(rates[it] for it in sensor.sees) * value_of(run.city, f"{path}.reports")
    made_up = len(sensor.sees) * value_of(run.city, f"{path}.malicious")
    amiss = reports * value_of(run.city, f"{path}.mistaken")
    return (amiss + made_up) / (reports + made_up)
