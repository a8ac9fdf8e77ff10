"""That the places of a nation can be made of what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import Sheet
from glasscity.documents.page import Loc
from glasscity.documents.population import Places, Population
from glasscity.documents.problem import Problem, did_you_mean

TOLERANCE = 1e-6
FEWEST = 100
"""People below which a place is no place: its shares could be read as somebody's."""


def check_places(sheet: Sheet[Population]) -> Iterator[Problem]:
    """Cells that split a population into places with people, and own margins that replace some."""
    places = sheet.model.places
    if places is None:
        return
    yield from _cells(sheet, places)
    yield from _number(sheet, places)
    yield from _own(sheet, places)
    if sheet.model.status != "test" and places.source is None:
        what = "people of regions without a source"
        mend = "cite where they were published (only 'status: test' may make them up)"
        yield sheet.problem(("places",), what, mend)


def _cells(sheet: Sheet[Population], places: Places) -> Iterator[Problem]:
    loc: Loc = ("places", "cells")
    for region, number in places.cells.items():
        if number <= 0:
            what = f"{number:g} people live in '{region}'"
            yield sheet.problem((*loc, region), what, "write more, or drop the region")
        elif places.unit == "people" and number != round(number):
            yield sheet.problem((*loc, region), f"{number:g} people", "write whole people")
    total = sum(places.cells.values())
    if places.unit == "share" and abs(total - 1) > TOLERANCE:
        what = f"the shares add up to {total:.8g}, not 1"
        yield sheet.problem(loc, what, "mend or rescale them")


def _number(sheet: Sheet[Population], places: Places) -> Iterator[Problem]:
    number, loc = int(places.number.value), ("places", "number", "value")
    if number < len(places.cells):
        what = f"{number} places for {len(places.cells)} regions"
        yield sheet.problem(loc, what, "give each region a place at least, or merge regions")
        return
    least = min(places.cells.values()) / max(sum(places.cells.values()), TOLERANCE)
    people = sheet.model.people.value * min(least, 1 / number)
    if people < FEWEST and "people" not in sheet.replaced:
        what = f"places of about {people:.0f} people"
        yield sheet.problem(loc, what, f"write fewer places: each has {FEWEST} people at least")


def _own(sheet: Sheet[Population], places: Places) -> Iterator[Problem]:
    of_all = {frozenset(margin.over) for margin in sheet.model.margins}
    regions = tuple(places.cells)
    for region, own in places.own.items():
        loc: Loc = ("places", "own", region)
        if region not in places.cells:
            mend = "write a region that 'cells' names"
            near = did_you_mean(region, regions)
            yield sheet.problem(loc, f"there is no region '{region}'", mend, near)
        seen: set[frozenset[str]] = set()
        for i, margin in enumerate(own.margins):
            over = frozenset(margin.over)
            names = " and ".join(margin.over)
            at = (*loc, "margins", i)
            if over not in of_all and sheet.whole(("margins",)):
                what = f"there is no margin over {names} of all for this one to stand in for"
                yield sheet.problem((*at, "over"), what, "write one over the same dimensions")
            if over in seen:
                yield sheet.problem((*at, "over"), f"a second margin over {names}", "keep one")
            seen.add(over)
            if margin.unit == "people":
                what = "people of a region, whose places hold other numbers of them"
                yield sheet.problem((*at, "unit"), what, "write shares")
