"""What a population means, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from glasscity.documents.check import Check, Sheet, twice
from glasscity.documents.check_dimensions import foreign
from glasscity.documents.check_places import check_places
from glasscity.documents.page import Loc
from glasscity.documents.population import Margin, Population, shares_of
from glasscity.documents.problem import Problem, did_you_mean
from glasscity.documents.quantities import evidenced
from glasscity.evidence import Quantity
from glasscity.vocabulary.strata import EVERY_DIMENSION, N_STRATA, SUBJECTS

TOLERANCE = 1e-6
FEWEST = 10
"""People below which a cell could be somebody: hand-written ones are refused."""


def _cells(margin: Margin) -> Iterator[tuple[Loc, float]]:
    for level, cell in margin.cells.items():
        if isinstance(cell, dict):
            yield from (((level, inner), number) for inner, number in cell.items())
        else:
            yield (level,), cell


def _ties(sheet: Sheet[Population]) -> Iterator[Problem]:
    yield from twice(sheet, "ties", (("ties",), sheet.model.ties))
    for i, ties in enumerate(sheet.model.ties):
        sides, loc = ties.between, ("ties", i)
        if sides is None:
            continue
        for j, level in enumerate(sides.other):
            if level in sides.one:
                what = f"'{level}' is on both sides, and people are tied across them only"
                yield sheet.problem((*loc, "between", "other", j), what, "name it on one side")
        if sides.by == ties.by and ties.homophily.value > 0:
            what = f"ties across {sides.by} are never between people of the same {sides.by}"
            yield sheet.problem((*loc, "by"), what, "name another dimension, or homophily 0")


def _children(sheet: Sheet[Population]) -> Iterator[Problem]:
    """Shares of people that leave none with fewer than no children; firms have none."""
    children, loc = sheet.model.children, ("children",)
    if children is None:
        return
    if sheet.model.unit != "person" and "unit" not in sheet.replaced:
        yield sheet.problem(loc, "firms have no children", "delete 'children:'")
    most = max(sum(shares_of(children, g)) for g in range(N_STRATA))
    if most > 1 + TOLERANCE:
        what = f"shares of people with one, two and three children add up to {most:.6g}"
        yield sheet.problem(loc, what, "mend or rescale them: the rest have none")


def _turnover(sheet: Sheet[Population]) -> Iterator[Problem]:
    """A chance of leaving is one."""
    turnover = sheet.model.turnover
    if turnover is None:
        return
    for loc, number in evidenced(turnover):
        if not isinstance(number, Quantity) or number.unit != "per window" or number.value <= 1.0:
            continue
        what = f"{number.value:g} people leave each place in a window"
        mend = "write a chance of at most 1, or a rate with unit 'per person-year'"
        yield sheet.problem(("turnover", *loc, "value"), what, mend)


def _margins(sheet: Sheet[Population]) -> Iterator[tuple[Loc, Margin]]:
    """The margins of all and those of single regions, with their places in the file."""
    for i, margin in enumerate(sheet.model.margins):
        yield ("margins", i), margin
    if sheet.model.places is not None:
        for region, own in sheet.model.places.own.items():
            for i, margin in enumerate(own.margins):
                yield ("places", "own", region, "margins", i), margin


def _levels(sheet: Sheet[Population]) -> Iterator[Problem]:
    for at, margin in _margins(sheet):
        loc: Loc = (*at, "cells")
        yield from _level_names(sheet, loc, margin.over[0], margin.cells)
        for level, cell in margin.cells.items():
            inside = (*loc, level)
            if isinstance(cell, dict) and len(margin.over) == 2:
                yield from _level_names(sheet, inside, margin.over[1], cell)
            elif isinstance(cell, dict):
                what = f"a margin over '{margin.over[0]}' alone holds a mapping here"
                yield sheet.problem(inside, what, "write one number, or add a dimension to 'over'")
            elif len(margin.over) == 2:
                what = f"a margin over two dimensions holds one number for '{level}'"
                yield sheet.problem(inside, what, f"write one number for each {margin.over[1]}")


def _level_names(
    sheet: Sheet[Population], loc: Loc, dimension: str, cells: Mapping[str, object]
) -> Iterator[Problem]:
    wanted = EVERY_DIMENSION[dimension]
    for level in cells:
        if level not in wanted:
            what = f"'{level}' is no level of {dimension}"
            mend = f"the levels are: {', '.join(wanted)}"
            yield sheet.problem((*loc, level), what, mend, did_you_mean(level, wanted))
    absent = [level for level in wanted if level not in cells]
    if absent:
        what = f"levels of {dimension} are missing: {', '.join(absent)}"
        yield sheet.problem(loc, what, "give each level its cell")


def _sums(sheet: Sheet[Population]) -> Iterator[Problem]:
    people = sheet.model.people.value
    for at, margin in _margins(sheet):
        loc: Loc = (*at, "cells")
        total = 0.0
        for place, number in _cells(margin):
            total += number
            if number < 0:
                yield sheet.problem((*loc, *place), f"{number:g} is negative", "write 0 or more")
            elif margin.unit == "people" and number != round(number):
                yield sheet.problem((*loc, *place), f"{number:g} people", "write whole people")
        if margin.unit == "share" and abs(total - 1) > TOLERANCE:
            what = f"the shares add up to {total:.8g}, not 1"
            yield sheet.problem(loc, what, "mend or rescale them")
        is_all = at[0] == "margins"
        if (
            margin.unit == "people"
            and is_all
            and total != people
            and "people" not in sheet.replaced
        ):
            what = f"the cells add up to {total:.0f}, not to the {people:.0f} people of the place"
            yield sheet.problem(loc, what, "mend them, or write shares")


def _coverage(sheet: Sheet[Population]) -> Iterator[Problem]:
    crossed: set[frozenset[str]] = set()
    for i, margin in enumerate(sheet.model.margins):
        over = frozenset(margin.over)
        loc: Loc = ("margins", i, "over")
        if len(over) < len(margin.over):
            yield sheet.problem(loc, f"'{margin.over[0]}' is crossed with itself", "name it once")
        elif over in crossed:
            names = " and ".join(sorted(over))
            yield sheet.problem(loc, f"a second margin over {names}", "keep one of the two")
        crossed.add(over)
    covered = frozenset[str]().union(*crossed)
    absent = [name for name in SUBJECTS[sheet.model.unit].dimensions if name not in covered]
    if absent and sheet.whole(("margins",)) and "unit" not in sheet.replaced:
        what = f"no margin over {', '.join(absent)}"
        yield sheet.problem(("margins",), what, "add a margin for each dimension")


def _guards(sheet: Sheet[Population]) -> Iterator[Problem]:
    """Margins are published tables: none made up, and no cell so small that it is somebody."""
    population = sheet.model
    if population.status == "test":
        return
    for at, margin in _margins(sheet):
        if margin.source is None:
            yield sheet.problem(
                at,
                "a margin without a source",
                "cite where it was published (only 'status: test' may make margins up)",
            )
        heads = 1.0 if margin.unit == "people" else population.people.value
        for place, number in _cells(margin):
            if 0 < round(number * heads) < FEWEST:
                yield sheet.problem(
                    (*at, "cells", *place),
                    f"a cell of {round(number * heads)} people",
                    f"merge it with others: no cell may hold 1 to {FEWEST - 1} people",
                )


def _own_dimensions(sheet: Sheet[Population]) -> Iterator[Problem]:
    if "unit" not in sheet.replaced:
        yield from foreign(sheet, sheet.model.unit)


def _somebody(sheet: Sheet[Population]) -> Iterator[Problem]:
    if sheet.model.people.value == 0:
        yield sheet.problem(("people", "value"), "nobody lives there", "write 1 person or more")


POPULATION_CHECKS: tuple[Check[Population], ...] = (
    _somebody,
    _turnover,
    _ties,
    _children,
    _levels,
    _sums,
    _coverage,
    _own_dimensions,
    check_places,
    _guards,
)
