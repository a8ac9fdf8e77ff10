"""What the instruments of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import repeats, twice
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.quantities import evidenced
from glasscity.documents.setting import Ground, Setting
from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing

MOST = 16
"""Ledgers, and lists, that a person's row has room for."""
STANDINGS = 65535
LARGEST_CAP = 255
SLACK = 1e-9
"""How far shares of one whole may be from 1 by rounding."""


def check_instruments(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Names, ladders, caps, grounds, and how many standings they make together."""
    instruments = sheet.model.instruments
    yield from twice(sheet, "instrument", (("instruments",), instruments))
    for i, instrument in enumerate(instruments):
        loc: Loc = ("instruments", i)
        if isinstance(instrument, Ledger):
            yield from _bounds(sheet, loc, instrument)
            yield from _shares(sheet, loc, instrument)
            yield from _bands(sheet, loc, instrument)
            yield from _rules(sheet, loc, instrument, setting)
        else:
            yield from _list(sheet, loc, instrument, setting)
    yield from _size(sheet)


def _bounds(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    floor, ceiling = ledger.floor.value, ledger.ceiling.value
    if ceiling <= floor:
        what = f"the ceiling {ceiling:g} is not above the floor {floor:g}"
        yield sheet.problem((*loc, "ceiling", "value"), what, "swap or mend the two")
        return
    for place, score in openings_of(ledger):
        if not floor <= score.value <= ceiling:
            what = f"the opening score {score.value:g} is outside [{floor:g}, {ceiling:g}]"
            yield sheet.problem((*loc, *place, "value"), what, "open within floor and ceiling")


def openings_of(ledger: Ledger) -> Iterator[tuple[Loc, Quantity]]:
    """Each opening score with its place in the ledger."""
    for loc, number in _of_openings(ledger):
        if number.unit == "points":
            yield loc, number


def _of_openings(ledger: Ledger) -> Iterator[tuple[Loc, Quantity]]:
    """Each number of the openings of those there from the start, and of newcomers."""
    for key, opening in (("opening", ledger.opening), ("newcomers", ledger.newcomers)):
        for loc, number in evidenced(opening, (key,)):
            if isinstance(number, Quantity):
                yield loc, number


def _shares(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    """Shares of opening scores that do not sum to one."""
    shares: dict[Loc, float] = {}
    for place, number in _of_openings(ledger):
        if place[-1] == "share":
            shares[place[:-2]] = shares.get(place[:-2], 0.0) + number.value
    for place, total in shares.items():
        if abs(total - 1.0) > SLACK and sheet.whole((*loc, *place)):
            what = f"the shares of the opening scores sum to {total:.10g}, not 1"
            yield sheet.problem((*loc, *place), what, "mend the shares")


def _bands(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    yield from twice(sheet, "band", ((*loc, "bands"), ledger.bands))
    floor, ceiling = ledger.floor.value, ledger.ceiling.value
    below = None
    for b, band in enumerate(ledger.bands):
        start = band.from_.value
        place = (*loc, "bands", b, "from", "value")
        if b == 0 and start != floor and sheet.whole((*loc, "bands")):
            what = f"the first band '{band.id}' starts at {start:g}, not at the floor {floor:g}"
            yield sheet.problem(place, what, f"start it at {floor:g}")
        elif below is not None and start <= below.from_.value:
            what = (
                f"band '{band.id}' starts at {start:g}, not above '{below.id}' "
                f"at {below.from_.value:g}"
            )
            yield sheet.problem(place, what, "put the bands in ascending order")
        if floor < ceiling and not floor <= start <= ceiling and b > 0:
            what = f"band '{band.id}' starts at {start:g}, outside [{floor:g}, {ceiling:g}]"
            yield sheet.problem(place, what, "start it within floor and ceiling")
        below = band


def _rules(sheet: Ground, loc: Loc, ledger: Ledger, setting: Setting) -> Iterator[Problem]:
    yield from twice(sheet, "rule", ((*loc, "rules"), ledger.rules))
    for r, rule in enumerate(ledger.rules):
        place = (*loc, "rules", r)
        if problem := setting.unknown_deed(sheet, (*place, "on"), rule.on):
            yield problem
        if rule.cap is not None and not 0 < rule.cap.value <= LARGEST_CAP:
            what = f"a cap of {rule.cap.value:g} points is outside [1, {LARGEST_CAP}]"
            mend = "write its magnitude, at most 255; leave it out where there is no cap"
            yield sheet.problem((*place, "cap", "value"), what, mend)


def _list(sheet: Ground, loc: Loc, listing: Listing, setting: Setting) -> Iterator[Problem]:
    grounds = (*loc, "grounds")
    yield from repeats(sheet, grounds, "deed", listing.grounds)
    for j, name in enumerate(listing.grounds):
        if problem := setting.unknown_deed(sheet, (*grounds, j), name):
            yield problem
    if listing.period.value == 0:
        what = "a period of 0 days: no record would ever count"
        yield sheet.problem((*loc, "period", "value"), what, "write 1 day or more")


def _size(sheet: Ground) -> Iterator[Problem]:
    ledgers = [it for it in sheet.model.instruments if isinstance(it, Ledger)]
    lists = [it for it in sheet.model.instruments if isinstance(it, Listing)]
    for noun, found in (("ledgers", ledgers), ("lists", lists)):
        if len(found) > MOST:
            what = f"{len(found)} {noun}, more than {MOST}"
            yield sheet.problem(("instruments",), what, "merge some of them")
    standings = 2 ** len(lists)
    for ledger in ledgers:
        standings *= len(ledger.bands)
    if standings > STANDINGS:
        what = (
            f"the bands and lists make {standings:,} different standings, more than {STANDINGS:,}"
        )
        yield sheet.problem(("instruments",), what, "drop a list, or merge bands")
