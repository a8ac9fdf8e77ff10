"""What the ways back of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting


def check_recourse(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Names, and one of each kind that tells of records or contests them."""
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
