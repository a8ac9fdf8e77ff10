"""What a comparison leans on: each number with a range moved alone, to both ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import Doubt, doubts, drawn, origin_of
from glasscity.evidence import Frozen, Title
from glasscity.lowering.census import build_census
from glasscity.measures.wording import decimal, number
from glasscity.results.request import Request
from glasscity.results.tallies import Tallies
from glasscity.studies.compare.made import Named
from glasscity.studies.doubt.hands import hands
from glasscity.studies.run import windows_in
from glasscity.vocabulary.joint import SIDES

PEOPLE, YEARS = 20_000, 1.0
"""Size at which assumptions are tried."""
FEWEST = 5_000
"""People from which other processes are worth their start."""
PER = 1000.0
METHOD = (
    "Each number that has a range is moved to both ends of it, one at a time, and both worlds are "
    f"lived again by {PEOPLE:,} people for {YEARS:g} year (fewer where fewer were asked for). The "
    "one that moves the number of people under more burden most is named. Numbers moved together "
    "can do more."
)
Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Lean:
    """What one doubt does to the people under more burden, per 1,000; None: no such city."""

    words: str
    value: float
    low: float
    high: float
    unit: str
    sourced: bool
    at_low: float | None
    at_high: float | None

    def effect(self, stated: float) -> float:
        """How far the number moves, at most, from the stated one."""
        ends = [end for end in (self.at_low, self.at_high) if end is not None]
        return max((abs(end - stated) for end in ends), default=0.0)


@dataclass(frozen=True)
class Leans:
    """What a comparison leans on, widest first: doubts that move it at all.

    ``stated`` is the number as the documents stand, at ``people`` and ``years``.
    """

    stated: float
    people: int
    years: float
    tried: int
    ranked: tuple[Lean, ...]

    @property
    def clause(self) -> str:
        """What the comparison leans on, in words."""
        if not self.tried:
            return "no number has a range, so what this leans on was not tried"
        if not self.ranked:
            return f"none of the {self.tried} numbers with a range moves this at all"
        first = self.ranked[0]
        kind = "a sourced number" if first.sourced else "an assumption"
        ends = " and ".join(
            "no such city" if end is None else decimal(end) for end in (first.at_low, first.at_high)
        )
        return (
            f"it leans most on {kind}, {first.words} ({number(first.value)} {first.unit}, could "
            f"be {number(first.low)} to {number(first.high)}): tried on {self.people:,} people "
            f"over {years_of(self.years)} it is {decimal(self.stated)} as stated, and "
            f"{ends} at the ends"
        )


def years_of(years: float) -> str:
    """A length in words."""
    return "1 year" if years == 1.0 else f"{number(years)} years"


def worse_off(here: City, there: City, request: Request) -> float:
    """People worse off in burdens in the first of two worlds, per 1,000."""
    from glasscity.engine.worlds import World, live_together  # compiles

    census, _ = build_census(here.population, request.people)
    worlds = (World("here", here), World("there", there))
    key = key_of(request.seed)
    lived = live_together(worlds, census, request.windows, key, request.threads)
    found = Tallies(lived.joint).total("windows_difference", "side", "difference")
    more = found[(found["side"] == SIDES[0]) & (found["difference"].astype(int) > 0)]
    return PER * float(more["count"].sum()) / census.simulated


def leans_of(here: Named, there: Named, request: Request, tick: Tick | None = None) -> Leans:
    """Move every number with a range, in both worlds where both have it."""
    years = min(YEARS, request.years)
    small = replace(
        request,
        people=min(PEOPLE, request.people),
        years=years,
        windows=windows_in(here.city.regime.clock, years),
    )
    stated = worse_off(here.city, there.city, small)
    found = doubts(here.city)
    workers = request.threads if small.people >= FEWEST else 1
    tried = _tried(_Trial(here, there, found, replace(small, threads=1)), workers)
    leans = []
    for place, (doubt, ends) in enumerate(zip(found, tried, strict=True)):
        leans.append(_lean(getattr(here.city, doubt.document), doubt, ends))
        if tick is not None:
            tick(place + 1, len(found))
    felt = [lean for lean in leans if lean.effect(stated) > 0.0]
    ranked = sorted(felt, key=lambda lean: -lean.effect(stated))
    return Leans(stated, small.people, years, len(found), tuple(ranked))


@dataclass(frozen=True)
class _Trial:
    """What every process needs once to try a doubt at both ends."""

    here: Named
    there: Named
    doubts: tuple[Doubt, ...]
    request: Request

    def __call__(self, place: int) -> list[float | None]:
        """The number at the low and the high end of a doubt."""
        doubt = self.doubts[place]
        return [_at_end(self.here, self.there, doubt, end, self.request) for end in (0.0, 1.0)]


def _tried(trial: _Trial, workers: int) -> Iterator[list[float | None]]:
    """The numbers at both ends of each doubt, in order, by this process or so many others."""
    with hands(trial, workers) as hand:
        yield from (done() for done in [hand(place) for place in range(len(trial.doubts))])


def _at_end(here: Named, there: Named, doubt: Doubt, end: float, request: Request) -> float | None:
    """The number with a doubt at one end of its range; None where there is no such city."""
    try:
        first = moved(here.city, doubt, end)
        second = there.make(first) if there.make else moved(there.city, doubt, end)
        return worse_off(first, second, request)
    except (DocumentError, ValueError):
        return None


def moved(city: City, doubt: Doubt, end: float) -> City:
    """The city with a doubt at an end; itself where it has no such number. Raises DocumentError."""
    found = doubts(city)
    places = [place for place, mine in enumerate(found) if _is_same(mine, doubt)]
    if not places or doubt.at(end) == doubt.quantity.value:
        return city
    point = np.array(origin_of(found))
    point[places] = end
    return drawn(city, found, point)


def _is_same(mine: Doubt, other: Doubt) -> bool:
    return (mine.document, mine.label, mine.quantity) == (
        other.document,
        other.label,
        other.quantity,
    )


def in_words(document: Frozen, doubt: Doubt) -> str:
    """A number in words: ``coverage (local-urban, and 1 more) of "Cameras at crossings"``."""
    node: object = document
    title, rest = "", list[str]()
    for step in doubt.places[0]:
        if isinstance(node, Frozen):
            fields = type(node).model_fields.items()
            name = next((it for it, info in fields if (info.alias or it) == step), str(step))
            node = getattr(node, name)
            rest += [] if step in SILENT else [str(step).replace("_", " ")]
        elif isinstance(node, tuple) and isinstance(step, int):
            node = node[step]
        elif isinstance(node, dict):
            node = node[step]
            rest.append(str(step))
        if isinstance(named := getattr(node, "title", None), Title):
            title, rest = named.en, []
    more = len(doubt.places) - 1
    which = [*rest[1:], *([f"and {more} more"] if more else [])]
    words = (rest[0] if rest else "number") + (f" ({', '.join(which)})" if which else "")
    return f'{words} of "{title}"' if title else words


SILENT = ("by", "levels", "value")


def _lean(document: Frozen, doubt: Doubt, ends: list[float | None]) -> Lean:
    low, high = doubt.range
    return Lean(
        words=in_words(document, doubt),
        value=doubt.quantity.value,
        low=low,
        high=high,
        unit=doubt.quantity.unit,
        sourced=doubt.is_sourced,
        at_low=ends[0],
        at_high=ends[1],
    )


def kept(path: Path, make: Callable[[], Leans]) -> Leans:
    """What a file holds of an earlier call, else what ``make`` gives, kept in it."""
    if path.is_file():
        plain = json.loads(path.read_text("utf-8"))
        ranked = tuple(Lean(**lean) for lean in plain.pop("ranked"))
        return Leans(ranked=ranked, **plain)
    leans = make()
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_text(json.dumps(asdict(leans), indent=2) + "\n", "utf-8")
    aside.rename(path)
    return leans


def table_rows(leans: Leans) -> Iterator[tuple[str, ...]]:
    """Each doubt that moves the number, widest first, written out."""
    for lean in leans.ranked:
        ends = ("no such city" if e is None else decimal(e) for e in (lean.at_low, lean.at_high))
        yield (
            lean.words,
            number(lean.value),
            lean.unit,
            f"{number(lean.low)} to {number(lean.high)}",
            *ends,
        )
