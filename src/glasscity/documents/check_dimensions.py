"""That documents vary numbers only by dimensions of what their population is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glasscity.documents.check import Sheet
from glasscity.documents.page import Loc
from glasscity.documents.population import Margin
from glasscity.documents.problem import Problem, did_you_mean
from glasscity.documents.setting import Ground, Setting
from glasscity.evidence import Frozen, Quantity, Title, parts_of
from glasscity.vocabulary.strata import EVERY_DIMENSION, SUBJECTS

PLAIN = (str, Quantity, Title, type(None))
"""Parts that vary by nothing."""


def named(part: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Each dimension that is named below ``part`` in document order, with its path."""
    if isinstance(part, PLAIN):
        return
    if isinstance(part, Frozen):
        by = vars(part).get("by")
        if isinstance(by, str) and by in EVERY_DIMENSION:
            yield (*loc, "by"), by
        if isinstance(part, Margin):
            yield from (((*loc, "over", i), name) for i, name in enumerate(part.over))
        for name, item in parts_of(part):
            if not isinstance(item, PLAIN):
                yield from named(item, (*loc, name))
    elif isinstance(part, tuple):
        for i, item in enumerate(part):
            yield from named(item, (*loc, i))
    elif isinstance(part, dict):
        for key, item in part.items():
            yield from named(item, (*loc, key))


def foreign(sheet: Sheet[Any], unit: str) -> Iterator[Problem]:
    """Dimensions that what lives in a population of this ``unit`` does not have."""
    subject = SUBJECTS[unit]
    known = tuple(subject.dimensions)
    for loc, name in named(sheet.model):
        if name not in known:
            what = f"{subject.many} do not differ by {name}"
            mend = f"the dimensions of {subject.many} are: {', '.join(known)}"
            yield sheet.problem(loc, what, mend, did_you_mean(name, known))


def mixed(sheet: Sheet[Any]) -> Iterator[Problem]:
    """Dimensions of firms in a document that begins with those of people, or the reverse."""
    found = [name for _, name in named(sheet.model)]
    if found:
        units = [unit for unit, it in SUBJECTS.items() if found[0] in it.dimensions]
        yield from foreign(sheet, units[0])


def check_dimensions(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """A regime and its conduct vary by what the population they are run on differs by."""
    population = setting.population
    if population is None or "unit" in population.replaced:
        return
    unit = population.model.unit
    yield from foreign(sheet, unit)
    if setting.conduct is not None and not any(mixed(setting.conduct)):
        yield from foreign(setting.conduct, unit)
