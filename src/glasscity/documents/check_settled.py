"""What scores that are worked out at settlement mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check_instruments import check_opening
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.mechanisms.instruments import Instrument
from glasscity.tables.rows import CardRow


def check_settled(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Openings out of bounds, scores that nobody keeps, and unknown ties."""
    for i, instrument in enumerate(sheet.model.instruments):
        law = instrument.settled()
        if law is None:
            continue
        loc: Loc = ("instruments", i)
        for ledger in instrument.ledger_rows():
            yield from check_opening(sheet, loc, ledger)
        if isinstance(law, CardRow):
            yield from _factors(sheet, loc, instrument, law)
            yield from _ties(sheet, (*loc, "friends", "ties"), law, setting)


def _factors(sheet: Ground, loc: Loc, card: Instrument, law: CardRow) -> Iterator[Problem]:
    keeps = {it.id: [row.id for row in it.ledger_rows()] for it in sheet.model.instruments}
    for f, factor in enumerate(law.factors):
        place = (*loc, "factors", f, "reads")
        if factor.reads == card.id:
            what = f"scorecard '{card.id}' reads itself"
            yield sheet.problem(place, what, "read another instrument")
        elif factor.reads in keeps and not keeps[factor.reads]:
            what = f"'{factor.reads}' keeps no score"
            yield sheet.problem(place, what, "read an instrument with points")
        elif factor.reads not in keeps and sheet.lacks(("instruments",), factor.reads):
            known = sheet.ids(("instruments",))
            yield sheet.unknown(place, "instrument", factor.reads, known)


def _ties(sheet: Ground, loc: Loc, law: CardRow, setting: Setting) -> Iterator[Problem]:
    if law.friends is None or setting.population is None:
        return
    if setting.population.lacks(("ties",), law.friends.ties):
        known = setting.population.ids(("ties",))
        yield sheet.unknown(loc, "ties in the population", law.friends.ties, known)
