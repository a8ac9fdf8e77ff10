"""The numbers that a sweep moves in each of its cities, and what is wrong with a sweep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glasscity.documents.check import Sheet
from glasscity.documents.city import City
from glasscity.documents.digest import said
from glasscity.documents.made import with_numbers
from glasscity.documents.page import Loc
from glasscity.documents.patch import names
from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.quantities import evidenced
from glasscity.documents.sweep import Moved, Sweep
from glasscity.documents.uncertain import Doubt, doubts
from glasscity.evidence import Quantity

MOST_MEMBERS = 100_000


@dataclass(frozen=True)
class Missing:
    """Why there is no such number in a city: what, how to mend it, the word perhaps meant."""

    what: str
    mend: str
    near: str | None = None


def numbers_of(sweep: Sweep, city: City) -> dict[str, Doubt]:
    """The numbers that a sweep moves in a city, by the names of their columns, in its order.

    A number that the city does not have is left out.
    """
    if sweep.draws is None:
        return {}
    if sweep.draws.numbers is None:
        return {_name(city, doubt): doubt for doubt in doubts(city)}
    found = {moved.name: number_of(moved, city) for moved in sweep.draws.numbers}
    return {name: doubt for name, doubt in found.items() if isinstance(doubt, Doubt)}


def columns_of(sweep: Sweep, cities: Mapping[str, City]) -> tuple[str, ...]:
    """The names of all numbers that are moved in any city."""
    return tuple(
        dict.fromkeys(name for city in cities.values() for name in numbers_of(sweep, city))
    )


def number_of(moved: Moved, city: City) -> Doubt | Missing:
    """The number that a sweep names, as a city has it."""
    model = getattr(city, moved.of)
    loc = _loc(said(model), moved)
    if isinstance(loc, Missing):
        return loc
    number = dict(evidenced(model)).get(loc)
    if not isinstance(number, Quantity):
        return Missing(f"'{moved.at}' is no number", "name a number, such as 'sensors.banks.delay'")
    if moved.range is None:
        known = (it for it in doubts(city) if it.document == moved.of and loc in it.places)
        what = f"'{moved.at}' is written without a range, or cannot be moved"
        return next(known, Missing(what, "give it a 'range:' here, and say 'because:'"))
    ranged = number.model_copy(update={"range": moved.range})
    return Doubt(moved.of, (loc,), ranged, moved.at)


def _loc(plain: Any, moved: Moved) -> Loc | Missing:
    node: Any = plain
    loc: Loc = ()
    steps = moved.at.split(".")
    for n, step in enumerate(steps):
        known = names(node)
        if step not in known:
            where = f"in '{'.'.join(steps[:n])}' of" if n else "in"
            what = f"no '{step}' {where} the {moved.of}"
            return Missing(what, f"known: {some_of(known)}", did_you_mean(step, known))
        key: int | str = known.index(step) if isinstance(node, list) else step
        node, loc = node[key], (*loc, key)
    return loc


def _name(city: City, doubt: Doubt) -> str:
    """The name of a number's column: its document, and its first place by the ids on the way."""
    node: Any = said(getattr(city, doubt.document))
    words = [doubt.document]
    for step in doubt.places[0]:
        words.append(names(node)[step] if isinstance(step, int) else step)
        node = node[step]
    return ".".join(words)


def check_sweep(sheet: Sheet[Sweep], cities: Mapping[str, City]) -> Iterator[Problem]:
    """What a sweep asks for that cannot be had of its cities."""
    sweep = sheet.model
    if sweep.members > MOST_MEMBERS:
        what = f"comes to {sweep.members:,} runs, more than {MOST_MEMBERS:,}"
        yield sheet.problem((), what, "ask for fewer scenarios, settings or seeds")
    for name, city in cities.items():
        there = int(city.population.people.value)
        if sweep.people > there:
            what = f"{sweep.people:,} people are more than the {there:,} that {name} stands for"
            yield sheet.problem(("people",), what, "ask for fewer people")
    if sweep.draws is not None and cities:
        yield from _numbers(sheet, sweep, cities)


def _numbers(sheet: Sheet[Sweep], sweep: Sweep, cities: Mapping[str, City]) -> Iterator[Problem]:
    draws = sweep.draws
    if draws is None or draws.numbers is None:
        if not columns_of(sweep, cities):
            what = "no number of these scenarios is written with a range"
            yield sheet.problem(("draws",), what, "name numbers, each with a range")
        return
    seen: dict[tuple[str, Loc], str] = {}
    for n, moved in enumerate(draws.numbers):
        loc: Loc = ("draws", "numbers", n)
        found = {name: number_of(moved, city) for name, city in cities.items()}
        there = {name: it for name, it in found.items() if isinstance(it, Doubt)}
        if not there:
            name, why = next(iter(found.items()))
            assert isinstance(why, Missing)
            yield sheet.problem((*loc, "at"), f"{why.what} of {name}", why.mend, why.near)
            continue
        for name, doubt in there.items():
            yield from _stated(sheet, loc, name, doubt)
        first, doubt = next(iter(there.items()))
        places = {(moved.of, place) for place in doubt.places}
        if both := [seen[place] for place in places if place in seen]:
            what = f"'{moved.at}' moves together with '{both[0]}' already"
            yield sheet.problem((*loc, "at"), what, "leave one of them out")
        seen |= dict.fromkeys(places, moved.at)
        yield from _ends(sheet, loc, moved, cities[first], doubt)


def _stated(sheet: Sheet[Sweep], loc: Loc, name: str, doubt: Doubt) -> Iterator[Problem]:
    """A range that does not hold what is written."""
    low, high = doubt.range
    if not low <= doubt.quantity.value <= high:
        what = f"leaves out {doubt.quantity.value:g}, which {name} has"
        yield sheet.problem((*loc, "range"), what, "widen the range")


def _ends(
    sheet: Sheet[Sweep], loc: Loc, moved: Moved, city: City, doubt: Doubt
) -> Iterator[Problem]:
    """An end of a range given here that its place can never hold, whatever else is moved."""
    for end in moved.range or ():
        try:
            with_numbers(city, {doubt.document: dict.fromkeys(doubt.places, doubt.written(end))})
        except DocumentError as error:
            why = error.problems[0]
            yield sheet.problem(
                (*loc, "range"), f"{end:g} cannot be: {why.what}", why.mend or "mend the range"
            )
