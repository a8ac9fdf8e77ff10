"""Expected times between bands under base rates, for each score that records move."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import most_usual_score, one_score
from glasscity.studies.lint.chain import LARGEST, chain_of
from glasscity.studies.lint.flows import windows_a_year
from glasscity.studies.lint.ground import Book, Entry, Ground
from glasscity.studies.lint.lapse import lapsing
from glasscity.studies.lint.mixture import over_everybody
from glasscity.studies.lint.streams import (
    CASES,
    Case,
    Stream,
    in_force_at_first,
    propensity,
    streams_of,
)
from glasscity.vocabulary.time import YEAR_DAYS

OUTSIDE = 0.01
"""The share of time beyond the bounds from which on bounds cannot be left out of account."""


@dataclass(frozen=True)
class Stay:
    """A band over a life: share of time, entries a year, and first and back in years.

    ``first``: from the opening until first in the band; ``back``: from then until again in a band
    in which people open. None: not told; inf: perhaps never.
    """

    band: str
    share: float | None
    entries: float | None
    first: float | None = None
    back: float | None = None

    @property
    def every(self) -> float | None:
        """Years from one coming into the band to the next."""
        if self.entries is None:
            return None
        return 1.0 / self.entries if self.entries > 0.0 else math.inf

    @property
    def stays(self) -> float | None:
        """Years of one stay in the band."""
        if not self.share or not self.entries:
            return None
        return self.share / self.entries


@dataclass(frozen=True)
class Times:
    """The stays of each person in the bands of a ledger, and what was taken as given.

    ``everybody``: by band the share of all people in it at one time in the long run, where it can
    be told. ``why_not`` says why nothing can be told; else it is empty.
    """

    ledger: str
    home: tuple[str, ...]
    by_case: dict[Case, tuple[Stay, ...]]
    assumed: tuple[str, ...]
    everybody: Mapping[str, float] = field(default_factory=dict)
    why_not: str = ""


@dataclass(frozen=True)
class Listed:
    """Expected years until first on a list, by person; inf: never."""

    listing: str
    by_case: dict[Case, float]
    assumed: str


COMMON = (
    "each deed is done at its rate in the conduct file, without any response",
    "strata and look-alikes are taken at their mean; people differ in propensity alone",
    "awareness and rules are those of the first day; nothing is contested or put right",
)


def times_of(ground: Ground) -> tuple[Times, ...]:
    """The times of every ledger that records move."""
    return tuple(
        _times(ground, book)
        for book in ground.books
        if book.ledger.rules and len(book.ledger.bands) > 1
    )


def _times(ground: Ground, book: Book) -> Times:
    ledger = book.ledger
    start = most_usual_score(ledger.opening)
    home = tuple(
        band.id
        for band in ledger.bands
        if ledger.ends_of(band.id)[0] <= start <= ledger.ends_of(band.id)[1]
    )
    assumed = list(COMMON)
    if one_score(ledger.opening) is None:
        assumed.append(f"everybody opens at {start:,}, where most do")
    if any(len(rule.steps) > 1 or rule.cap for rule in in_force_at_first(ground, book)):
        assumed.append("yearly steps and caps count by their mean over a year")
    why_not = _why_not(ground, book)
    found: dict[Case, tuple[Stay, ...]] = {}
    if not why_not:
        for case in CASES:
            told = _stays(ground, book, case, start, home[0])
            if isinstance(told, str):
                return Times(ledger.id, home, {}, (), why_not=told)
            found[case] = told
        assumed += _method(ground, book)
    if why_not:
        return Times(ledger.id, home, {}, (), why_not=why_not)
    return Times(ledger.id, home, found, tuple(assumed), _everybody(ground, book, start))


def _everybody(ground: Ground, book: Book, start: int) -> dict[str, float]:
    law = over_everybody(ground, book, start) if _lapses(ground, book) else None
    if law is None:
        return {}
    return {band.id: law.share(*book.ledger.ends_of(band.id)) for band in book.ledger.bands}


def _why_not(ground: Ground, book: Book) -> str:
    """Why the times of a ledger hang on more than base rates."""
    ledger, rules = book.ledger, in_force_at_first(ground, book)
    if ledger.resets is not None:
        return "its scores begin anew each year, so there is no long run"
    hangs = [name for rule in rules for name in ground.flow(rule.on).hangs_on]
    if hangs:
        return f"its records hang on '{hangs[0]}', whose pace only a run tells"
    laps = [rule.expires is not None for rule in rules if ground.flow(rule.on).arises]
    if not laps:
        return "no record moves it"
    if any(laps) and not all(laps):
        return "some of its points lapse and some do not"
    if any(rule.to is not None and rule.expires is not None for rule in rules):
        return "a move straight to a band lapses, by as much as it moved"
    return ""


def _size(ledger: Ledger) -> int:
    return int(ledger.ceiling.value - ledger.floor.value) + 1


def _lapses(ground: Ground, book: Book) -> bool:
    return any(rule.expires is not None for rule in in_force_at_first(ground, book))


def _method(ground: Ground, book: Book) -> list[str]:
    if _lapses(ground, book):
        said = ["points lapse as written; bounds are far away; bands are seen at once"]
        if any(it.factor for it in streams_of(ground, book, "average")):
            said.append("at most one record in a window counts as a Poisson stream of its rate")
        return said
    if book.ledger.update == "each window":
        return ["bands are looked at when they are published, at each window's end"]
    return []


def _stays(ground: Ground, book: Book, case: Case, start: int, home: str) -> tuple[Stay, ...] | str:
    streams = streams_of(ground, book, case)
    if _lapses(ground, book):
        return _lapsing_stays(book.ledger, start, streams)
    return _chained_stays(book.ledger, start, streams, home, windows_a_year(ground.city))


def _lapsing_stays(ledger: Ledger, start: int, streams: Sequence[Stream]) -> tuple[Stay, ...] | str:
    law = lapsing(start, streams, _size(ledger))
    ends = [ledger.ends_of(band.id) for band in ledger.bands]
    if 1.0 - law.share(ends[0][0], ends[-1][1]) > OUTSIDE:
        return "its bounds are met too often to be left out of account, and points lapse"
    return tuple(
        Stay(band.id, law.share(*of), law.entries(*of))
        for band, of in zip(ledger.bands, ends, strict=True)
    )


def _chained_stays(
    ledger: Ledger, start: int, streams: Sequence[Stream], home: str, windows: float
) -> tuple[Stay, ...] | str:
    chain = chain_of(ledger, start, streams, windows)
    if chain is None:
        return f"more than {LARGEST} scores can be come to, too many to follow one by one"
    within = {}
    for band in ledger.bands:
        low, high = ledger.ends_of(band.id)
        within[band.id] = (chain.scores >= low) & (chain.scores <= high)
    law = chain.long_run()
    return tuple(
        Stay(
            name,
            None if law is None else float(law[inside].sum()),
            None if law is None else chain.entries(law, inside),
            chain.first(inside),
            chain.back(inside, within[home]) if name != home else None,
        )
        for name, inside in within.items()
    )


def listed_of(ground: Ground) -> tuple[Listed, ...]:
    """Expected years until first on each list that somebody comes on."""
    found = []
    for entry in ground.entries:
        hangs = any(ground.flow(deed).hangs_on for deed in entry.listing.grounds)
        if entry.listing.id not in ground.empty_lists and not hangs:
            count, days = int(entry.listing.count.value), entry.listing.period.value
            is_random = entry.listing.lapse == "memoryless"
            by_case = {
                case: until_listed(_pace(ground, entry, case), count, days, is_random)
                for case in CASES
            }
            said = (
                "exact for one or two records in the period"
                if count <= 2 and not is_random
                else "each record counts for a random time with the period as its mean"
            )
            found.append(Listed(entry.listing.id, by_case, said))
    return tuple(found)


def _pace(ground: Ground, entry: Entry, case: Case) -> float:
    """Records a year on the grounds of a list."""
    return sum(
        ground.flow(deed).true * propensity(ground, case, deed) + ground.flow(deed).false
        for deed in entry.listing.grounds
    )


def until_listed(pace: float, count: int, days: float, is_random: bool = False) -> float:
    """Expected years until ``count`` records of a Poisson stream stand within ``days``.

    For two: the first, then in each gap another try; exact. For more, each record is taken to count
    for an exponential time: the gap from k to k + 1 records is (1 + k m h) / pace, h the gap before
    (ORACLES A2); exact where it does (``is_random``).
    """
    if pace <= 0.0:
        return math.inf
    window = days / YEAR_DAYS
    if count <= 2 and not is_random:
        close = -math.expm1(-pace * window)
        return 1.0 / pace if count == 1 else (1.0 + 1.0 / close) / pace
    gap = total = 1.0 / pace
    for k in range(1, count):
        gap = (1.0 + k / window * gap) / pace
        total += gap
    return total
