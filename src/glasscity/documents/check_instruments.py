"""What the instruments of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import repeats, twice
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.quantities import evidenced
from glasscity.documents.setting import Ground, Setting
from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.instruments.opening import one_score

MOST = 16
"""Ledgers, and lists, that a person's row has room for."""
STANDINGS = 65535
LARGEST_CAP = 255
WIDEST = 32767
"""Points that one move can be given back."""
SLACK = 1e-9
"""How far shares of one whole may be from 1 by rounding."""


def check_instruments(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Names, ladders, caps, grounds, and how many standings they make together."""
    instruments = sheet.model.instruments
    yield from twice(sheet, "instrument", (("instruments",), instruments))
    for i, instrument in enumerate(instruments):
        loc: Loc = ("instruments", i)
        for place, name in instrument.deeds():
            if problem := setting.unknown_deed(sheet, (*loc, *place), name):
                yield problem
        yield from _repeated(sheet, loc, instrument)
        if isinstance(instrument, Ledger):
            yield from check_opening(sheet, loc, instrument)
            yield from _rules(sheet, loc, instrument)
            yield from _forms(sheet, loc, instrument)
        elif isinstance(instrument, Listing):
            yield from _list(sheet, loc, instrument)
        elif instrument.settled() is None:
            for ledger in instrument.ledger_rows():
                yield from check_opening(sheet, loc, ledger)
        for ledger in instrument.ledger_rows():
            yield from _bands(sheet, loc, ledger)
    yield from _names(sheet)
    yield from _size(sheet)


def _repeated(sheet: Ground, loc: Loc, instrument: Instrument) -> Iterator[Problem]:
    """Deeds named twice in one list of the instrument."""
    named: dict[Loc, list[str]] = {}
    for place, name in instrument.deeds():
        if isinstance(place[-1], int):
            named.setdefault((*loc, *place[:-1]), []).append(name)
    for where, names in named.items():
        yield from repeats(sheet, where, "deed", names)


def _names(sheet: Ground) -> Iterator[Problem]:
    """Two lists of one name: that of a register's code, and another instrument's."""
    taken = {it.id for it in sheet.model.instruments}
    for i, instrument in enumerate(sheet.model.instruments):
        rows = [row.id for row in instrument.ledger_rows()]
        rows += [row.id for row in instrument.list_rows()]
        for name in rows:
            if name != instrument.id and (name in taken or rows.count(name) > 1):
                what = f"'{instrument.id}' keeps a list '{name}', a name that is taken"
                yield sheet.problem(("instruments", i, "id"), what, "give it another id")
                break


def check_opening(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    """Bounds the wrong way round, openings outside them, and shares that do not sum to one."""
    yield from _bounds(sheet, loc, ledger)
    yield from _shares(sheet, loc, ledger)


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


def _rules(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    yield from twice(sheet, "rule", ((*loc, "rules"), ledger.rules))
    bands = sheet.ids((*loc, "bands"))
    for r, rule in enumerate(ledger.rules):
        place = (*loc, "rules", r)
        if rule.cap is not None and not 0 < rule.cap.value <= LARGEST_CAP:
            what = f"a cap of {rule.cap.value:g} points is outside [1, {LARGEST_CAP}]"
            mend = "write its magnitude, at most 255; leave it out where there is no cap"
            yield sheet.problem((*place, "cap", "value"), what, mend)
        if rule.to is not None and sheet.lacks((*loc, "bands"), rule.to):
            yield sheet.unknown((*place, "to"), "band", rule.to, bands)


def _forms(sheet: Ground, loc: Loc, ledger: Ledger) -> Iterator[Problem]:
    """Ways of a ledger that do not go together."""
    if ledger.clamp == "each window" and ledger.update != "each window":
        what = "points are netted over a window, but the band is published at each record"
        yield sheet.problem((*loc, "update"), what, "write 'update: each window'")
    if ledger.resets is not None and one_score(ledger.opening) is None:
        what = "scores return to the opening, but people open apart"
        yield sheet.problem((*loc, "resets"), what, "let all open at one score, or drop 'resets'")
    laws = [law for row in sheet.model.recourse if (law := row.contest()) is not None]
    if ledger.resets is not None and any(law.capacity is not None for law in laws):
        what = "points before the reset are gone, but an appeal may still undo what moved them"
        yield sheet.problem((*loc, "resets"), what, "drop the appeal, or 'resets'")
    span = ledger.ceiling.value - ledger.floor.value
    for r, rule in enumerate(ledger.rules):
        if rule.to is not None and span > WIDEST:
            what = f"moves straight to a band over as many as {span:g} points, more than {WIDEST}"
            yield sheet.problem((*loc, "rules", r, "to"), what, "narrow the ledger")


def _list(sheet: Ground, loc: Loc, listing: Listing) -> Iterator[Problem]:
    if listing.period.value == 0:
        what = "a period of 0 days: no record would ever count"
        yield sheet.problem((*loc, "period", "value"), what, "write 1 day or more")
    ends = listing.ends_on
    for j, name in enumerate(() if ends is None else ends.deeds):
        if name in listing.grounds:
            what = f"'{name}' is a ground of the list and ends it too"
            yield sheet.problem((*loc, "ends_on", "deeds", j), what, "name it once")
    reopens = listing.extension == "restart" and ends is not None
    if listing.extension is not None and listing.term is None and not reopens:
        what = "a listing without a term has no end that could be moved"
        yield sheet.problem((*loc, "extension"), what, "add a 'term', or drop 'extension'")


def _size(sheet: Ground) -> Iterator[Problem]:
    ledgers, lists = sheet.model.banded, sheet.model.lists
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
