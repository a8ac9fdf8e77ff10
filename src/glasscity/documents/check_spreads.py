"""What the standings that a regime passes on mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.check_standing import check_standing
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting


def check_spreads(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown deeds, standings and ties, and kinds that would be somebody's deed."""
    yield from twice(sheet, "spread", (("spreads",), sheet.model.spreads))
    for i, spread in enumerate(sheet.model.spreads):
        loc: Loc = ("spreads", i)
        yield from check_standing(sheet, (*loc, "when"), spread.when)
        if problem := setting.unknown_deed(sheet, (*loc, "as"), spread.as_):
            yield problem
        kind = setting.kinds.get(spread.as_)
        if kind is not None and kind.valence != "neutral":
            what = f"'{spread.as_}' is {kind.valence}, and a standing passed on is nobody's deed"
            yield sheet.problem((*loc, "as"), what, "name a neutral deed with rate 0")
        ties = setting.population
        if spread.along is not None and ties is not None and ties.lacks(("ties",), spread.along):
            known = ties.ids(("ties",))
            yield sheet.unknown((*loc, "along"), "ties in the population", spread.along, known)
