"""What the consequences of a regime mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.check_standing import check_standing
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting


def check_consequences(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown services, instruments and bands, and bands asked of a list."""
    yield from twice(sheet, "consequence", (("consequences",), sheet.model.consequences))
    for i, consequence in enumerate(sheet.model.consequences):
        loc: Loc = ("consequences", i)
        if consequence.service is None:
            pass  # it needs no attempt
        elif problem := setting.unknown_service(sheet, (*loc, "service"), consequence.service):
            yield problem
        else:
            yield from _children(sheet, (*loc, "service"), consequence.service, setting)
        yield from check_standing(sheet, (*loc, "when"), consequence.when)


def _children(sheet: Ground, loc: Loc, name: str, setting: Setting) -> Iterator[Problem]:
    """What is tried for children is tried where a population says who has any."""
    people = setting.population
    if people is None or "children" in people.replaced or people.model.children is not None:
        return
    if setting.is_for_children(name):
        what = f"'{name}' is tried for children, and the population does not say who has any"
        yield sheet.problem(loc, what, "add 'children:' to the population, or name another service")
