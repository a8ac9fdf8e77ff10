"""Instruments become answers: what a record of a kind does in each column."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.mechanisms.instruments import Ledger, Listing
from glasscity.mechanisms.instruments.ledger import Rule
from glasscity.tables.law import Books

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
        total = 2**self.n_lists
        for size in self.n_bands:
            total *= size
        return total

    def digit(self, standing: int, place: int) -> int:
        """The band of ledger ``place``, or whether list ``place - ledgers`` holds the person."""
        sizes = (*self.n_bands, *(2 for _ in range(self.n_lists)))
        return standing // self.radix[place] % sizes[place]


def ledgers_of(regime: Regime) -> list[Ledger]:
    """The regime's ledgers in file order."""
    return [i for i in regime.instruments if isinstance(i, Ledger)]


def lists_of(regime: Regime) -> list[Listing]:
    """The regime's lists in file order."""
    return [i for i in regime.instruments if isinstance(i, Listing)]


def standings_of(regime: Regime) -> Standings:
    """The standings a person can have under the regime."""
    return Standings(tuple(len(led.bands) for led in ledgers_of(regime)), len(lists_of(regime)))


def band_at(ledger: Ledger, score: int) -> int:
    """The band whose half-open interval holds the score."""
    return sum(score >= band.from_.value for band in ledger.bands) - 1


@dataclass
class _Answers:
    """Columns of the answer table while they are filled."""

    regime: Regime
    first: list[list[int]] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=dict)
    points: list[int] = field(default_factory=list)
    n_slots: int = 0

    def add(self, **values: int) -> None:
        for name, value in values.items():
            self.columns.setdefault(name, []).append(value)

    def __len__(self) -> int:
        return len(self.columns.get("row", []))

    def slot(self, is_wanted: bool) -> int:
        if not is_wanted:
            return -1
        self.n_slots += 1
        return self.n_slots - 1

    def add_rule(self, rule: Rule, number: int, row: int) -> None:
        start, until = rule.in_force.days(self.regime.clock.start)
        self.add(
            row=row,
            rule=number,
            from_day=start,
            until_day=until,
            step_first=len(self.points),
            n_steps=len(rule.points),
            step_slot=self.slot(len(rule.points) > 1),
            cap_slot=self.slot(rule.cap is not None),
            cap=int(rule.cap.value) if rule.cap else 0,
            expires=int(rule.expires.value) if rule.expires else -1,
            exclusive=int(rule.exclusive),
        )
        self.points.extend(int(p.value) for p in rule.points)

    def add_ground(self, listing: Listing, row: int) -> None:
        start, until = listing.in_force.days(self.regime.clock.start)
        self.add(
            row=row,
            rule=-1,
            from_day=start,
            until_day=until,
            step_first=0,
            n_steps=0,
            step_slot=-1,
            cap_slot=-1,
            cap=0,
            expires=int(listing.period.value),
            exclusive=0,
        )


def _answers(regime: Regime, conduct: Conduct) -> _Answers:
    answers = _Answers(regime)
    n_rows = COLUMNS * len(ledgers_of(regime))
    for column in range(COLUMNS):
        firsts = []
        for kind in conduct.kinds:
            firsts.append(len(answers))
            ledger_place = list_place = rule_number = 0
            for instrument in regime.instruments:
                if isinstance(instrument, Ledger):
                    for rule in instrument.rules:
                        if rule.on == kind.id:
                            answers.add_rule(rule, rule_number, COLUMNS * ledger_place + column)
                        rule_number += 1
                    ledger_place += 1
                else:
                    if column == 0 and kind.id in instrument.grounds:
                        answers.add_ground(instrument, n_rows + list_place)
                    list_place += 1
        answers.first.append([*firsts, len(answers)])
    return answers


def _band_table(ledgers: list[Ledger]) -> tuple[list[int], list[int]]:
    """Where each ledger row's scores start, and the band of each score."""
    firsts: list[int] = []
    bands: list[int] = []
    for ledger in ledgers:
        firsts.extend([len(bands)] * COLUMNS)
        scores = range(int(ledger.floor.value), int(ledger.ceiling.value) + 1)
        bands.extend(band_at(ledger, score) for score in scores)
    return firsts, bands


def _ints(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def lower_books(regime: Regime, conduct: Conduct) -> tuple[Books, int]:
    """The instruments' tables, and the number of yearly counters a person needs."""
    ledgers, lists = ledgers_of(regime), lists_of(regime)
    answers = _answers(regime, conduct)
    column = {name: _ints(values) for name, values in answers.columns.items()}
    empty = _ints([])
    radix = standings_of(regime).radix
    band_first, band_of = _band_table(ledgers)
    band_radix = [radix[k] if c == 0 else 0 for k in range(len(ledgers)) for c in range(COLUMNS)]
    books = Books(
        answer_first=np.array(answers.first, dtype=np.int64),
        answer_row=column.get("row", empty),
        answer_rule=column.get("rule", empty),
        answer_from=column.get("from_day", empty),
        answer_until=column.get("until_day", empty),
        answer_step_first=column.get("step_first", empty),
        answer_n_steps=column.get("n_steps", empty),
        answer_step_slot=column.get("step_slot", empty),
        answer_cap_slot=column.get("cap_slot", empty),
        answer_cap=column.get("cap", empty),
        answer_expires=column.get("expires", empty),
        answer_exclusive=column.get("exclusive", empty).astype(np.uint8),
        points=_ints(answers.points),
        floor=_ints([int(led.floor.value) for led in ledgers for _ in range(COLUMNS)]),
        ceiling=_ints([int(led.ceiling.value) for led in ledgers for _ in range(COLUMNS)]),
        each_record=np.array(
            [led.update == "each record" for led in ledgers for _ in range(COLUMNS)], dtype=np.uint8
        ),
        band_first=_ints(band_first),
        band_of=np.array(band_of, dtype=np.uint8),
        band_radix=_ints(band_radix),
        list_count=_ints([int(q.count.value) for q in lists]),
        list_term=_ints([int(q.term.value) if q.term else -1 for q in lists]),
        list_radix=_ints([radix[len(ledgers) + k] for k in range(len(lists))]),
    )
    return books, answers.n_slots
