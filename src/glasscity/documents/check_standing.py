"""What the standing that a row reads means, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import repeats
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem, some_of
from glasscity.documents.setting import Ground
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.standing import When


def check_standing(sheet: Ground, loc: Loc, when: When) -> Iterator[Problem]:
    """An unknown instrument or band, bands missing, or bands asked of a list."""
    if sheet.lacks(("instruments",), when.instrument):
        known = sheet.ids(("instruments",))
        yield sheet.unknown((*loc, "instrument"), "instrument", when.instrument, known)
        return
    for i, instrument in enumerate(sheet.model.instruments):
        if instrument.id != when.instrument:
            continue
        if not isinstance(instrument, Ledger):
            if when.bands is not None:
                what = f"'{instrument.id}' is a list and has no bands"
                yield sheet.problem(
                    (*loc, "bands"), what, "delete 'bands:': being listed is enough"
                )
            return
        bands = sheet.ids(("instruments", i, "bands"))
        if when.bands is None:
            what = f"does not say in which bands of ledger '{instrument.id}'"
            yield sheet.problem(loc, what, f"add 'bands:' with some of: {some_of(bands)}")
            return
        yield from repeats(sheet, (*loc, "bands"), "band", when.bands)
        for b, band in enumerate(when.bands):
            if sheet.lacks(("instruments", i, "bands"), band):
                yield sheet.unknown((*loc, "bands", b), "band", band, bands)
        return
