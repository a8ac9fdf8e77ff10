"""What the encounters of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.check_standing import check_standing
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting


def check_encounters(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown deeds, instruments and bands, and refusals by nobody."""
    yield from twice(sheet, "encounter", (("encounters",), sheet.model.encounters))
    for i, encounter in enumerate(sheet.model.encounters):
        loc: Loc = ("encounters", i)
        for key, kind in (("fails_as", encounter.fails_as), ("refuses_as", encounter.refuses_as)):
            if kind is None:
                continue
            if problem := setting.unknown_deed(sheet, (*loc, key), kind):
                yield problem
        if encounter.shuns is not None:
            yield from check_standing(sheet, (*loc, "shuns"), encounter.shuns)
        elif encounter.refuses_as is not None:
            what = "nobody is refused, so no refusal is ever recorded"
            yield sheet.problem((*loc, "refuses_as"), what, "add 'shuns:', or delete the line")
