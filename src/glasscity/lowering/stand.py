"""Instruments become answers: what a record of a kind does in each column."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.tables.law import FEWEST, I64, LAST_END, MOST, RESTART, Books, Places

COLUMNS = 3


@dataclass(frozen=True)
class Standings:
    """How bands and lists make one number: mixed radix, ledgers first, then lists."""

    n_bands: tuple[int, ...]
    n_lists: int

    @property
    def radix(self) -> tuple[int, ...]:
        """The weight of each ledger's band, then of each list."""
        weights = [1]
        for size in (*self.n_bands, *(2 for _ in range(self.n_lists))):
            weights.append(weights[-1] * size)
        return tuple(weights[:-1])

    @property
    def count(self) -> int:
        """The number of standings."""
        return math.prod(self.n_bands) << self.n_lists

    def digits(self, place: int) -> I64:
        """By standing: the band of ledger ``place``, or whether list ``place - ledgers`` holds."""
        sizes = (*self.n_bands, *(2 for _ in range(self.n_lists)))
        return np.arange(self.count, dtype=np.int64) // self.radix[place] % sizes[place]


def standings_of(regime: Regime) -> Standings:
    """The standings a person can have under the regime."""
    return Standings(tuple(len(led.bands) for led in regime.banded), len(regime.lists))


def band_at(ledger: Ledger, score: int) -> int:
    """The band whose half-open interval holds the score."""
    return sum(score >= band.from_.value for band in ledger.bands) - 1


def bands_at(ledger: Ledger, scores: I64) -> I64:
    """The bands of several scores."""
    edges = [band.from_.value for band in ledger.bands]
    return np.asarray(np.searchsorted(edges, scores, side="right") - 1, dtype=np.int64)


@dataclass
class _Answers:
    """The answer table while it is filled."""

    regime: Regime
    first: list[list[int]] = field(default_factory=list)
    rows: list[tuple[int, ...]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    n_slots: int = 0

    def slot(self, is_wanted: bool) -> int:
        """A new counter of the calendar year, or -1."""
        if not is_wanted:
            return -1
        self.n_slots += 1
        return self.n_slots - 1

    def add_rule(self, ledger: Ledger, rule: Rule, number: int, row: int) -> None:
        """A rule of a ledger, in the order of the ANSWER_* columns."""
        self.rows.append(
            (
                row,
                number,
                *rule.in_force.days(self.regime.clock.start),
                len(self.points),
                len(rule.steps),
                self.slot(len(rule.steps) > 1),
                self.slot(rule.cap is not None),
                int(rule.cap.value) if rule.cap is not None else 0,
                int(rule.expires.value) if rule.expires is not None else -1,
                int(rule.exclusive),
                *(_bounds(ledger) if rule.to is None else ledger.ends_of(rule.to)),
            )
        )
        self.points.extend(int(points) for points in rule.steps)

    def add_ground(self, listing: Listing, row: int) -> None:
        """A ground of a list: no rule, no points, and the period in place of an expiry."""
        span = listing.in_force.days(self.regime.clock.start)
        self.rows.append((row, -1, *span, 0, 0, -1, -1, 0, int(listing.period.value), 0, 0, 0))

    def add_compliance(self, listing: Listing, row: int) -> None:
        """A deed that ends a listing."""
        span = listing.in_force.days(self.regime.clock.start)
        self.rows.append((row, -1, *span, 0, 0, -1, -1, 0, -1, 0, 0, 0))

    def add_kind(self, kind: str, column: int) -> None:
        """Everything that answers a record of a kind in a column, in document order."""
        n_rows, n_lists = COLUMNS * len(self.regime.banded), len(self.regime.lists)
        ledger_place = list_place = rule_number = 0
        for instrument in self.regime.instruments:
            for ledger in instrument.ledger_rows():
                for rule in ledger.rules:
                    if rule.on == kind:
                        self.add_rule(ledger, rule, rule_number, COLUMNS * ledger_place + column)
                    rule_number += 1
                ledger_place += 1
            for listing in instrument.list_rows():
                if column == 0 and kind in listing.grounds:
                    self.add_ground(listing, n_rows + list_place)
                if column == 0 and listing.ends_on and kind in listing.ends_on.deeds:
                    self.add_compliance(listing, n_rows + n_lists + list_place)
                list_place += 1


def _answers(regime: Regime, conduct: Conduct) -> _Answers:
    answers = _Answers(regime)
    for column in range(COLUMNS):
        firsts = []
        for kind in conduct.kinds:
            firsts.append(len(answers.rows))
            answers.add_kind(kind.id, column)
        answers.first.append([*firsts, len(answers.rows)])
    return answers


def _bounds(ledger: Ledger) -> tuple[int, int]:
    """The scores between which a record moves."""
    if ledger.clamp == "each window":
        return FEWEST, MOST
    return int(ledger.floor.value), int(ledger.ceiling.value)


def _band_table(ledgers: tuple[Ledger, ...]) -> tuple[list[int], list[int]]:
    """Where each ledger row's scores start, and the band of each score."""
    firsts: list[int] = []
    bands: list[int] = []
    for ledger in ledgers:
        firsts.extend([len(bands)] * COLUMNS)
        scores = np.arange(int(ledger.floor.value), int(ledger.ceiling.value) + 1)
        bands.extend(bands_at(ledger, scores).tolist())
    return firsts, bands


def _table(rows: Sequence[Sequence[int]], width: int) -> I64:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def _ledger_rows(
    ledgers: tuple[Ledger, ...], standings: Standings, band_first: list[int], places: Places
) -> list[tuple[int, ...]]:
    """Rows in the order of the LEDGER_* columns: three columns of records per ledger."""
    rows: list[tuple[int, ...]] = []
    stock, moves = places.people_in_band, places.band_moves
    for k, ledger in enumerate(ledgers):
        size = len(ledger.bands)
        for column in range(COLUMNS):
            rows.append(
                (
                    int(ledger.floor.value),
                    int(ledger.ceiling.value),
                    int(ledger.update == "each record"),
                    band_first[COLUMNS * k + column],
                    standings.radix[k] if column == 0 else 0,
                    size,
                    stock,
                    moves,
                    *_bounds(ledger),
                    int(ledger.resets is not None),
                    one_score(ledger.opening) or 0,
                )
            )
            stock += size
        moves += size * size
    return rows


def _list_rows(lists: tuple[Listing, ...], standings: Standings) -> list[tuple[int, ...]]:
    """Rows in the order of the LIST_* columns."""
    first = len(standings.n_bands)
    memoryless = [q for q, listing in enumerate(lists) if listing.lapse == "memoryless"]
    return [
        (
            int(listing.count.value),
            int(listing.term.value) if listing.term is not None else -1,
            standings.radix[first + q],
            *_after_entry(listing),
            memoryless.index(q) if q in memoryless else -1,
        )
        for q, listing in enumerate(lists)
    ]


def _lapses(lists: tuple[Listing, ...]) -> I64:
    """Inverse-CDF rows of how long a record counts, of lists from which it lapses at random.

    Entry t is the threshold of at most t + 1 days.
    """
    rows = [
        [threshold(-math.expm1(-(t / listing.period.value))) for t in range(1, LAST_END)]
        for listing in lists
        if listing.lapse == "memoryless"
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), LAST_END - 1)


def _after_entry(listing: Listing) -> tuple[int, ...]:
    """Extension, compliance, forgetting and relapse; all neutral where not declared."""
    extends, again = listing.extension, listing.relapse
    count = again.count if again and again.count else listing.count
    term = again.term if again and again.term else listing.term
    return (
        RESTART if isinstance(extends, str) else int(extends.value) if extends else 0,
        int(listing.ends_on.after.value) if listing.ends_on and listing.ends_on.after else 0,
        int(listing.forgets),
        int(again.within.value) if again else 0,
        int(count.value),
        int(term.value) if term is not None else -1,
    )


def lower_books(regime: Regime, conduct: Conduct, places: Places) -> tuple[Books, int]:
    """The instruments' tables, and the number of yearly counters a person needs."""
    ledgers, standings = regime.banded, standings_of(regime)
    answers = _answers(regime, conduct)
    band_first, band_of = _band_table(ledgers)
    books = Books(
        answer_first=np.array(answers.first, dtype=np.int64),
        answers=_table(answers.rows, 13),
        points=np.array(answers.points, dtype=np.int64),
        ledgers=_table(_ledger_rows(ledgers, standings, band_first, places), 12),
        band_of=np.array(band_of, dtype=np.uint8),
        lists=_table(_list_rows(regime.lists, standings), 10),
        lapses=_lapses(regime.lists),
    )
    return books, answers.n_slots
