"""The claim about discounts for good classes and deposits for low ones: what money moves."""

from __future__ import annotations

from glasscity.documents.resolve import City
from glasscity.documents.switches import placebo
from glasscity.measures.interval import poisson_bounds
from glasscity.measures.wording import decimal
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
from glasscity.studies.claims.numbers import value_of
from glasscity.studies.claims.suqian import above_a, lived, suqian
from glasscity.studies.claims.tallied import count, person_years, ratio
from glasscity.studies.claims.words import rough, rough_share
from glasscity.vocabulary.strata import EVERY_DIMENSION

DISCOUNTS = ("transport-discount", "library-card")
SURCHARGE = "deposit-surcharge"
A_MONTH = 12
"""A discount is booked month by month: so many bookings are about one person's year."""
FELT = 1.0
"""Yuan an adult and year from which on money is said to move."""


def c05(bench: Bench) -> Finding:
    """Good classes get bus and library discounts, low ones pay higher hospital deposits."""
    city, wider = suqian(bench), bench.city("suqian-benefits-from-a")
    run = lived(bench, city)

    def judge(moved: float) -> Verdict:
        """Classes move money where an average adult would feel a yuan of it in a year."""
        return FOLLOWS_IF if moved >= FELT else FAILS_IF

    moved = _moved(run)
    bookings = count(run, "booked", consequence=(*DISCOUNTS, SURCHARGE))
    low, high = poisson_bounds(bookings, A_MONTH)
    span = bench.over(
        city,
        lambda made: _moved(lived(bench, made)),
        {
            "conduct: kinds[volunteering].rate": "how much people volunteer",
            "regime: consequences[transport-discount].amount": "how much is used",
            "regime: consequences[deposit-surcharge].amount": "the surcharge",
        },
    )
    from_a = _moved(lived(bench, wider, "benefits from class A"))
    decides = "decides" if judge(moved) != judge(from_a) else "does not decide"
    return settled(
        judge,
        sentence=(
            f"Discounts and surcharges come to {rough(moved)} yuan an adult and year where "
            f"benefits begin above class A, for {rough_share(above_a(run))} stand there after five "
            f"years, and to {rough(from_a)} where they begin with A itself; no source says with "
            f"which class they begin, and that {decides}."
        ),
        number=moved,
        unit="CNY an adult and year",
        interval=(
            min(span.low, moved * ratio(low, bookings) if bookings else 0.0),
            max(span.high, moved * ratio(high, bookings) if bookings else FELT),
        ),
        leans_on="the class with which benefits begin (consequences[transport-discount].when)",
        envelope=Aside(
            _by_hand(city, run), "share above A at the end, halved, times the discount of a year"
        ),
        placebo=Aside(
            _moved(lived(bench, placebo(city), "placebo")),
            "records fall on anybody, about as often as they did",
        ),
        without=Aside(from_a, "without the assumption that class A itself has no benefits"),
        tables=(_by_income(run),),
    )


def _moved(run: Run) -> float:
    """Yuan in discounts and surcharges, an adult and year."""
    fen = count(run, "money", consequence=(*DISCOUNTS, SURCHARGE))
    return fen / 100 / person_years(run)


def _by_hand(city: City, run: Run) -> float:
    """Those above A rise evenly from nobody: half of the last share, times what a year brings."""
    months = next(it for it in city.conduct.services if it.id == "bus-month").rate
    a_year = months.value * (12 if months.unit == "per window" else 1)
    amount = value_of(city, "regime: consequences[transport-discount].amount")
    return above_a(run) / 2 * a_year * amount


def _by_income(run: Run) -> Table:
    """Yuan for each 1,000 adults and year, by fifth of income."""
    header = ("income", "discounts", "surcharges", "deposits not laid down")
    body = []
    for level in EVERY_DIMENSION["income"]:
        years = count(run, "people", income=level) * run.years
        cells = (DISCOUNTS, (SURCHARGE,), ("deposit-waived",))
        fen = (count(run, "money", consequence=names, income=level) for names in cells)
        body.append((level, *(decimal(1000 * ratio(it / 100, years)) for it in fen)))
    return Table("Yuan a year for each 1,000 adults", header, tuple(body))
