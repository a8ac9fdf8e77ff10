"""What the ways back of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.chance import ONE
from glasscity.documents.check import twice
from glasscity.documents.check_standing import check_one_standing, check_standing
from glasscity.documents.levels import combinations, times, told
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.mechanisms.recourse.mending import Mending


def check_recourse(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Names, one of each kind that tells of records or contests them, and what repairs give."""
    del setting  # ways back name nothing outside the regime
    ways = sheet.model.recourse
    yield from twice(sheet, "recourse", (("recourse",), ways))
    for i, way in enumerate(ways):
        is_single = way.hearing() is not None or way.contest() is not None
        earlier = [other.id for other in ways[:i] if other.kind == way.kind]
        if is_single and earlier:
            what = f"a second {way.kind}, beside '{earlier[0]}'"
            mend = "keep one; shares may vary by a dimension"
            yield sheet.problem(("recourse", i), what, mend)
        if (law := way.mending()) is not None:
            yield from _mending(sheet, ("recourse", i), law)


def _mending(sheet: Ground, loc: Loc, law: Mending) -> Iterator[Problem]:
    """The standing that is put right, what it gives, and how often it is tried."""
    yield from check_standing(sheet, (*loc, "when"), law.when)
    yield from check_one_standing(sheet, (*loc, "when"), law.when.instrument)
    ledgers = {ledger.id for ledger in sheet.model.banded}
    lists = {listing.id for listing in sheet.model.lists}
    name = law.when.instrument
    if name in ledgers and law.points is None:
        what = f"does not say how many points of '{name}' it gives"
        yield sheet.problem(loc, what, "add 'points:'")
    if name in lists and law.points is not None:
        what = f"'{name}' is a list and has no points"
        yield sheet.problem((*loc, "points"), what, "delete it: the listing ends")
    if law.points is not None and law.points < 0:
        what = f"{law.points} points would punish who puts things right"
        yield sheet.problem((*loc, "points", "value"), what, "write 0 or more points")
    if law.rate.unit != "per window":
        return
    for labels in combinations({m.by for m in law.by}):
        chance = times(law.rate.value, law.by, labels)
        if chance > 1 or 0 < chance * ONE < 1:
            much = "are more than one" if chance > 1 else "would never happen"
            what = f"{chance:g} attempts per window{told(labels)} {much}"
            mend = "write a chance of at most 1, or a rate per person-year"
            yield sheet.problem((*loc, "rate"), what, mend)
            return
