"""Bands that nobody comes to, leaves, or returns from; thresholds that decide nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from glasscity.documents.quantities import evidenced
from glasscity.evidence import Quantity
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Book, Ground
from glasscity.studies.lint.reach import openings
from glasscity.studies.lint.wording import listed, points, quoted
from glasscity.tables.rows import GateRow


def out_of_reach(ground: Ground) -> Iterator[Finding]:
    """Bands in which nobody can ever be."""
    for book in ground.books:
        reach = ground.reach(book)
        for b, band in enumerate(book.ledger.bands):
            if (book.ledger.id, band.id) not in ground.empty_bands:
                continue
            brings = [it.id for it in ground.reading(book.ledger.id, band.id)]
            yield ground.finding(
                "band-out-of-reach",
                "question",
                book.band_loc(b),
                f"nobody can come to band '{band.id}' (from {points(band.from_.value)}): scores "
                f"run from {reach.lowest:,} to {reach.highest:,} whatever is recorded",
                (f"{listed(quoted(brings))} waits for nobody" if brings else "the band is a sign")
                + "; people may hope for it, or fear it, for nothing",
                "mend the threshold, the points or the caps, or leave the band out",
            )


def without_exit(ground: Ground) -> Iterator[Finding]:
    """Bands that nobody who has come to them ever leaves, and bands from which none returns."""
    for book in ground.books:
        ledger = book.ledger
        if len(ledger.bands) == 1 or not any(True for _ in ground.acting(ledger)):
            continue
        for b, band in enumerate(ledger.bands):
            if (ledger.id, band.id) in ground.empty_bands:
                continue
            if not ground.reach(book).is_left(ledger.ends_of(band.id)):
                yield _trap(ground, book, b)
            elif not _leads_home(ground, book, b):
                yield _no_return(ground, book, b)


def _home(book: Book) -> list[str]:
    """The bands in which people open."""
    ends = {band.id: book.ledger.ends_of(band.id) for band in book.ledger.bands}
    return [
        name
        for name, (low, high) in ends.items()
        if any(low <= score <= high for score in openings(book.ledger))
    ]


def _leads_home(ground: Ground, book: Book, number: int) -> bool:
    """Whether a band leads back to some band in which people open."""
    ledger, reach = book.ledger, ground.reach(book)
    ends = ledger.ends_of(ledger.bands[number].id)
    return any(reach.leads_back(ends, ledger.ends_of(home)) for home in _home(book))


def _cost(ground: Ground, book: Book, number: int) -> tuple[list[str], str]:
    burdens = [it.id for it in ground.burdens(book.ledger.id, book.ledger.bands[number].id)]
    if burdens:
        return burdens, f"{listed(quoted(burdens))} then holds for life"
    return burdens, "nothing that the rules do to this band ever ends"


def _trap(ground: Ground, book: Book, number: int) -> Finding:
    burdens, why = _cost(ground, book, number)
    return ground.finding(
        "band-without-exit",
        "question" if burdens else "note",
        book.band_loc(number),
        f"some scores of band '{book.ledger.bands[number].id}' are never left: no record, no time "
        "and no way back moves anybody there out of it",
        f"{why}; only a record that is struck can undo it",
        "let records expire, let scores begin anew, or add a repair",
    )


def _no_return(ground: Ground, book: Book, number: int) -> Finding:
    burdens, why = _cost(ground, book, number)
    return ground.finding(
        "no-way-home",
        "question" if burdens else "note",
        book.band_loc(number),
        f"from band '{book.ledger.bands[number].id}' nothing leads back to "
        f"{listed(quoted(_home(book)))}, in which people open",
        f"{why}; only a record that is struck can undo it",
        "let records expire, let scores begin anew, or add a repair",
    )


def thresholds(ground: Ground) -> Iterator[Finding]:
    """Thresholds on a score beyond what the score can be."""
    ceilings = {it.id: it.ceiling.value for it in ground.city.regime.banded}
    for i, grant in enumerate(ground.city.regime.outcomes):
        for loc, number in evidenced(grant.deeds, ("outcomes", i, "deeds")):
            if not isinstance(number, Quantity) or loc[-1] != "from":
                continue
            if number.value > ceilings[grant.ledger]:
                yield _beyond(ground, (*loc, "value"), grant.ledger, number.value)
    floors = {it.id: it.floor.value for it in ground.city.regime.banded}
    for i, it in enumerate(ground.city.regime.instruments):
        law = it.settled()
        if isinstance(law, GateRow) and law.least <= floors[law.reads]:
            yield ground.finding(
                "threshold-outside-bounds",
                "question",
                ("instruments", i, "gate", "least", "value"),
                f"the gate asks for {points(law.least)}, and '{law.reads}' never falls below "
                f"{points(floors[law.reads])}: everybody has as many",
                "the threshold keeps nobody out; the quota alone decides",
                "raise it above the floor, or say that there is none",
            )


def _beyond(ground: Ground, loc: tuple[str | int, ...], ledger: str, value: float) -> Finding:
    return ground.finding(
        "threshold-outside-bounds",
        "question",
        loc,
        f"a step begins at {points(value)}, above the ceiling of '{ledger}'",
        "nobody ever stands there, so its chance is never used",
        "lower the step, or leave it out",
    )


def overlapping_ranges(ground: Ground) -> Iterator[Finding]:
    """Thresholds whose ranges let them change places."""
    for book in ground.books:
        bands = book.ledger.bands
        for b, (below, band) in enumerate(itertools.pairwise(bands), start=1):
            most = below.from_.value if below.from_.range is None else below.from_.range[1]
            least = band.from_.value if band.from_.range is None else band.from_.range[0]
            if least <= most:
                yield ground.finding(
                    "ranges-overlap",
                    "note",
                    book.band_loc(b),
                    f"band '{band.id}' could begin at {points(least)}, band '{below.id}' below it "
                    f"as high as {points(most)}",
                    "a draw over the ranges can put the bands in another order",
                    "narrow one of the two ranges",
                )
