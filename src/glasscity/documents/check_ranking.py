"""What goes by rank, checked: the gates of statuses, and investigations."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.tables.rows import GateRow


def check_ranking(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown instruments and deeds, instruments without a score, and gates that nobody passes."""
    for i, instrument in enumerate(sheet.model.instruments):
        law = instrument.settled()
        if isinstance(law, GateRow):
            yield from _gate(sheet, ("instruments", i, "gate"), instrument.id, law)
    investigations = sheet.model.investigations
    yield from twice(sheet, "investigation", (("investigations",), investigations))
    for i, inquiry in enumerate(investigations):
        loc: Loc = ("investigations", i)
        yield from check_score(sheet, (*loc, "reads"), inquiry.reads)
        for key, kind in (("found_as", inquiry.found_as), ("accused_as", inquiry.accused_as)):
            if kind is None:
                continue
            if problem := setting.unknown_deed(sheet, (*loc, key), kind):
                yield problem


def check_score(sheet: Ground, loc: Loc, name: str) -> Iterator[Problem]:
    """An instrument that is unknown, or has no score."""
    if sheet.lacks(("instruments",), name):
        yield sheet.unknown(loc, "instrument", name, sheet.ids(("instruments",)))
    elif any(it.id == name and not it.ledger_rows() for it in sheet.model.instruments):
        mend = "name one with points: a ledger, a scorecard or a status"
        yield sheet.problem(loc, f"'{name}' is a list and has no score", mend)


def _gate(sheet: Ground, loc: Loc, status: str, gate: GateRow) -> Iterator[Problem]:
    if gate.reads == status:
        what = f"the gate of '{status}' reads the status that it grants"
        yield sheet.problem((*loc, "reads"), what, "name another instrument with points")
        return
    yield from check_score(sheet, (*loc, "reads"), gate.reads)
    for ledger in sheet.model.banded:
        if ledger.id == gate.reads and gate.least > ledger.ceiling.value:
            what = (
                f"nobody has {gate.least} points: the ceiling of '{ledger.id}' is "
                f"{ledger.ceiling.value:g}"
            )
            yield sheet.problem((*loc, "least", "value"), what, "lower it, or raise the ceiling")
