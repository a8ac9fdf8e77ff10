"""Claims about people shown in public: faces at crossings, scores along the road."""

from __future__ import annotations

import math

from glasscity.documents.city import City
from glasscity.documents.switches import placebo, without, without_error
from glasscity.measures.wording import percent
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Aside, Finding, Table, none, settled
from glasscity.studies.claims.numbers import value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    alone,
    at_least,
    below,
    count,
    last,
    ratio,
    share_with_luck,
    with_luck,
)
from glasscity.studies.claims.words import rough_share

YEARS = 5.0
OFFENDER = 0.01
"""The share of wrong faces up to which a screen is taken to show who did it."""
CAMERAS = "regime: sensors[crossing-cameras]"
SCREENS = ("low-on-screen", "high-on-screen")


def _wrong_share(bench: Bench, city: City) -> float:
    run = alone(bench, city, YEARS)
    wrong, right = (
        count(run, "list_entries", list="shown", **{"true-or-false": it})
        for it in ("false", "true")
    )
    return ratio(wrong, wrong + right)


def c26a(bench: Bench) -> Finding:
    """Crossing screens show the offence, photo beside photo, name and address partly masked."""
    city = bench.city("shenzhen-crossings-2018")
    coverage = value_of(city, f"{CAMERAS}.coverage")
    found = _wrong_share(bench, city)
    run = alone(bench, city, YEARS)
    wrong = count(run, "list_entries", list="shown", **{"true-or-false": "false"})
    shown = wrong + count(run, "list_entries", list="shown", **{"true-or-false": "true"})
    paths = [f"{CAMERAS}.false_match", f"{CAMERAS}.miss"]
    span = bench.over(city, lambda it: _wrong_share(bench, it), paths)
    faces = a_year(run, wrong) * float(city.population.people.value) / PER
    return settled(
        below(OFFENDER),
        sentence=(
            f"About {100 * found:.0f} in 100 faces on the screens of Shenzhen would be of somebody "
            f"who did not cross, some {_round(faces):,} a year, if one comparison in a hundred "
            "million names a stranger, as is assumed; masks hide a name from strangers, and "
            "whether neighbours know the face the model cannot express."
        ),
        number=found,
        unit="share",
        interval=share_with_luck(span, found, shown),
        leans_on=span.path or paths[0],
        envelope=Aside(_by_hand(city), "misses and passers-by, searched among all faces"),
        placebo=Aside(_wrong_share(bench, placebo(city)), "faces shown at random, as many"),
        without=Aside(_wrong_share(bench, without_error(city)), "cameras that never err"),
        tables=(
            Table(
                f"Faces shown a year (cameras see {percent(coverage)} of crossings on red)",
                ("", "for 1,000 adults"),
                (
                    ("all", f"{a_year(run, shown):.2f}"),
                    ("of people who did not cross", f"{a_year(run, wrong):.2f}"),
                ),
            ),
        ),
    )


def _round(number: float) -> int:
    """A count to one digit: no more survive the ranges."""
    size = 10 ** max(0, int(math.log10(number))) if number >= 1.0 else 1
    return round(number / size) * size


def _by_hand(city: City) -> float:
    """The share of wrong faces by hand, without review, all residents enrolled."""
    miss = value_of(city, f"{CAMERAS}.miss")
    miss += value_of(city, f"{CAMERAS}.ageing") * value_of(city, f"{CAMERAS}.photo_age")
    gallery = value_of(city, f"{CAMERAS}.gallery")
    phi = -math.expm1(gallery * math.log1p(-value_of(city, f"{CAMERAS}.false_match")))
    at_home = 1.0 - value_of(city, f"{CAMERAS}.absentees") / gallery
    wrong = (miss + value_of(city, f"{CAMERAS}.passers_by")) * phi * at_home
    return wrong / (wrong + 1.0 - miss)


def _on_screen(bench: Bench, city: City) -> float:
    """Adults in 1,000 shown when the run ends."""
    run = alone(bench, city, YEARS)
    return PER * last(run, "people_published") / run.outcome.people


def c26b(bench: Bench) -> Finding:
    """Low and high scorers are shown on roadside screens."""
    city = bench.city("rongcheng-screens")
    found = _on_screen(bench, city)
    run = alone(bench, city, YEARS)
    people = run.outcome.people
    low = {it: last(run, "people_published", consequence=it) for it in SCREENS}
    shares = {it: PER * n / people for it, n in low.items()}
    held = run.tallies.total("standing_at_end", "recorded band", "unerring band")
    lowest = held[held["recorded band"].isin(["c", "d"])]
    wrong = lowest[~lowest["unerring band"].isin(["c", "d"])]["count"].sum()
    paths = ["regime: instruments[points].bands[aaa].from", "conduct: kinds[volunteering].rate"]
    span = bench.over(city, lambda it: _on_screen(bench, it), paths)
    bare = without(without(city, "consequences", SCREENS[0]), "consequences", SCREENS[1])
    return settled(
        at_least(1.0),
        sentence=(
            f"With Rongcheng's points, after five years about {found:.0f} in 1,000 adults would be "
            f"on such screens, {shares[SCREENS[0]]:.0f} of them for a low score, if the top class "
            "begins at 1,050; of those shown for a low score "
            f"{rough_share(ratio(wrong, lowest['count'].sum()))} would not be there but for "
            "wrongful records. One article alone has it."
        ),
        number=found,
        unit="adults in 1,000",
        interval=with_luck(span, found * people / PER, people / PER),
        leans_on=span.path or paths[0],
        envelope=none("many small records add up to these classes, which no short sum gives"),
        placebo=Aside(_on_screen(bench, placebo(city)), "records on anybody, as often"),
        without=Aside(_on_screen(bench, bare), "the screens switched off"),
        tables=(
            Table(
                "Shown when five years end, in 1,000 adults",
                ("screen", "share"),
                tuple((it, f"{share:.2f}") for it, share in shares.items()),
            ),
        ),
    )
