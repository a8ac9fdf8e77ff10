"""Falls and how long they last: from the lines of a run whose lives were traced.

A fall is a move to a lower band, undone when the person is back at the band it began from (a
further fall before that is part of it); or an entry on a list, undone when it ends. A life that
ends, moves away or reaches the end of the run before that is seen no further.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.measures.each import can_tell, traced
from glasscity.measures.interval import FEWEST_PEOPLE, Interval, share
from glasscity.measures.mobility import Survival, joint_mobility, survival
from glasscity.measures.names import band_edges, opening_band
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.run import Run
from glasscity.vocabulary.codes import COLUMN_NAMES, Event

I64 = npt.NDArray[np.int64]
PERSON, WINDOW, DAY, CODE, A, B, C, _D = range(8)
ENDS = (Event.LEFT, Event.MOVED)
YEAR = 365
FEWEST_FALLS = 30


@dataclass(frozen=True)
class Fall:
    """A fall into a band (the lowest of it) or onto a list: its first day, how long, if undone."""

    instrument: str
    into: str
    since: int
    days: int
    is_undone: bool


def falls_of(run: Run) -> tuple[Fall, ...]:
    """All falls of traced people, from ledgers and then from lists."""
    lines = run.outcome.trace
    lines = lines[np.argsort(lines[:, PERSON], kind="stable")]
    found: list[Fall] = []
    for k, ledger in enumerate(run.city.regime.banded):
        found += _band_falls(run, _of_ledger(lines, k), ledger)
    for q, listing in enumerate(run.city.regime.lists):
        own = np.isin(lines[:, CODE], (Event.LISTED, Event.RELEASED)) & (lines[:, A] == q)
        found += _listings(run, lines[own | _ended(lines)], listing.id)
    return tuple(found)


def _ended(lines: I64) -> npt.NDArray[np.bool_]:
    return np.isin(lines[:, CODE], ENDS)


def _of_ledger(lines: I64, k: int) -> I64:
    """The published moves of a ledger's recorded column, and the ends of lives."""
    row = len(COLUMN_NAMES) * k
    keep = ((lines[:, CODE] == Event.BAND) & (lines[:, A] == row)) | _ended(lines)
    return np.asarray(lines[keep], np.int64)


def _lives(lines: I64) -> Iterator[list[list[int]]]:
    """The lines of each person, in order."""
    if len(lines):
        edges = np.flatnonzero(np.diff(lines[:, PERSON])) + 1
        for part in np.split(lines, edges):
            yield part.tolist()


def _band_falls(run: Run, lines: I64, ledger: Ledger) -> Iterator[Fall]:
    horizon = sum(run.outcome.window_days)

    def fall(since: tuple[int, int, int], day: int, *, is_undone: bool) -> Fall:
        began, _, lowest = since
        return Fall(ledger.id, ledger.bands[lowest].id, began, day - began, is_undone)

    for life in _lives(lines):
        since: tuple[int, int, int] | None = None  # day, band it began from, lowest band
        for line in life:
            day, before, after = line[DAY], line[B], line[C]
            if line[CODE] in ENDS:
                if since is not None:
                    yield fall(since, day, is_undone=False)
                since = None
            elif since is None:
                since = (day, before, after) if after < before else None
            elif after >= since[1]:
                yield fall(since, day, is_undone=True)
                since = None
            else:
                since = (since[0], since[1], min(since[2], after))
        if since is not None:
            yield fall(since, horizon, is_undone=False)


def _listings(run: Run, lines: I64, name: str) -> Iterator[Fall]:
    horizon = sum(run.outcome.window_days)
    for life in _lives(lines):
        since: int | None = None
        for line in life:
            if line[CODE] == Event.LISTED:
                since = line[DAY]
            elif since is not None:
                is_undone = line[CODE] == Event.RELEASED
                yield Fall(name, "", since, line[DAY] - since, is_undone)
                since = None
        if since is not None:
            yield Fall(name, "", since, horizon - since, is_undone=False)


def lasting(falls: Sequence[Fall]) -> Survival:
    """How long falls last."""
    return survival([it.days for it in falls], [it.is_undone for it in falls])


def lasting_longer(falls: Sequence[Fall], days: int, horizon: int) -> Interval:
    """The share of falls that are not undone within so many days, of those that began as long
    before the end and were followed so far.

    Not estimable of fewer than :data:`FEWEST_FALLS`.
    """
    early = [it for it in falls if it.since + days <= horizon]
    undone = sum(it.is_undone and it.days <= days for it in early)
    lasted = sum(it.days > days or (it.days == days and not it.is_undone) for it in early)
    return share(lasted, undone + lasted, FEWEST_FALLS)


def histories(run: Run, ledger: Ledger, ends: Sequence[int]) -> I64 | None:
    """The place of the band of each traced person at the ends of windows (-1: the start).

    Shape (people, ends). None where lines do not tell (people who come and go, or open apart).
    """
    if not can_tell(run):
        return None
    k = run.city.regime.banded.index(ledger)
    lines = _of_ledger(run.outcome.trace, k)
    edges = band_edges(ledger)
    opening = edges.index(opening_band(ledger))
    found = np.full((traced(run), len(ends)), opening, np.int64)
    places = lines[:, PERSON] // run.request.trace_every
    for column, end in enumerate(ends):
        until = lines[:, WINDOW] <= end
        found[places[until], column] = lines[until, C]  # of several the last one stands
    return found


def moves_between(lives: I64, bands: int) -> I64:
    """Moves from each band to each between neighbouring columns of histories."""
    code = lives[:, :-1] * bands + lives[:, 1:]
    return np.bincount(code.ravel(), minlength=bands * bands).reshape(bands, bands)


PARTS = 20
T_95 = 2.093
"""The 97.5 % quantile of Student's law with ``PARTS`` - 1 degrees of freedom."""


def moving_share(lives: I64, bands: int) -> Interval:
    """The share of people who stand in another band one column later, leaving out parts in turn."""
    n = len(lives)
    if n < FEWEST_PEOPLE or lives.shape[1] < 2:
        return Interval(None, None, None, n)
    part = np.arange(n) % PARTS
    value = joint_mobility(moves_between(lives, bands))[0]
    without = np.array(
        [joint_mobility(moves_between(lives[part != k], bands))[0] for k in range(PARTS)]
    )
    variance = (PARTS - 1) / PARTS * float(((without - without.mean()) ** 2).sum())
    reach = T_95 * float(np.sqrt(variance))
    return Interval(value, max(0.0, value - reach), min(1.0, value + reach), n)
