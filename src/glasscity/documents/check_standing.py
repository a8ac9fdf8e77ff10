"""What the standing that a row reads means, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import repeats
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem, some_of
from glasscity.documents.setting import Ground
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.standing import When


def check_standing(sheet: Ground, loc: Loc, when: When) -> Iterator[Problem]:
    """An unknown instrument, band or code, bands missing, or what the instrument has not."""
    if sheet.lacks(("instruments",), when.instrument):
        known = sheet.ids(("instruments",))
        yield sheet.unknown((*loc, "instrument"), "instrument", when.instrument, known)
        return
    for i, instrument in enumerate(sheet.model.instruments):
        if instrument.id == when.instrument:
            if instrument.ledger_rows():
                yield from _bands(sheet, loc, when, instrument, ("instruments", i, "bands"))
            else:
                yield from _lists(sheet, loc, when, instrument, ("instruments", i, "codes"))
            return


def _bands(
    sheet: Ground, loc: Loc, when: When, instrument: Instrument, place: Loc
) -> Iterator[Problem]:
    bands = sheet.ids(place)
    if when.codes is not None:
        what = f"'{when.instrument}' has bands and no codes"
        yield sheet.problem((*loc, "codes"), what, "delete 'codes:', and name bands")
    if when.bands is None:
        what = f"does not say in which bands of {instrument.kind} '{when.instrument}'"
        yield sheet.problem(loc, what, f"add 'bands:' with some of: {some_of(bands)}")
        return
    yield from repeats(sheet, (*loc, "bands"), "band", when.bands)
    for b, band in enumerate(when.bands):
        if sheet.lacks(place, band):
            yield sheet.unknown((*loc, "bands", b), "band", band, bands)


def _lists(
    sheet: Ground, loc: Loc, when: When, instrument: Instrument, place: Loc
) -> Iterator[Problem]:
    if when.bands is not None:
        what = f"'{when.instrument}' is a {instrument.kind} and has no bands"
        yield sheet.problem((*loc, "bands"), what, "delete 'bands:': being listed is enough")
    if when.codes is None:
        return
    if not sheet.ids(place):
        what = f"'{when.instrument}' is a {instrument.kind} and has no codes"
        yield sheet.problem((*loc, "codes"), what, "delete 'codes:': being listed is enough")
        return
    yield from repeats(sheet, (*loc, "codes"), "code", when.codes)
    for c, code in enumerate(when.codes):
        if sheet.lacks(place, code):
            yield sheet.unknown((*loc, "codes", c), "code", code, sheet.ids(place))


def check_one_standing(sheet: Ground, loc: Loc, name: str) -> Iterator[Problem]:
    """An instrument that is more than one standing: a person may be on several of its lists."""
    for instrument in sheet.model.instruments:
        if instrument.id == name and any(it.id != name for it in instrument.list_rows()):
            what = f"'{name}' is a {instrument.kind}: only one list, or bands, can be read here"
            yield sheet.problem((*loc, "instrument"), what, "name another instrument")
