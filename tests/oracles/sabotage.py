"""Deliberate errors at the level of tables: with one of them, an oracle must fail.

Each changes what the kernels are given, never what the oracle expects.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.engine import course
from glasscity.engine.settle import Register, settle
from glasscity.lowering import plan
from glasscity.lowering.plan import Plan
from glasscity.lowering.stand import lower_books
from glasscity.tables.fields import Fields
from glasscity.tables.law import (
    ANSWER_EXPIRES,
    ANSWER_HIGH,
    I64,
    LEDGER_CEILING,
    LEDGER_HIGHEST,
    LIST_TERM,
    Books,
    Places,
)

Patch = pytest.MonkeyPatch


def change_books(patch: Patch, change: Callable[[Books], Books]) -> None:
    """Run with changed tables of the instruments."""
    honest = lower_books

    def sabotaged(regime: Regime, conduct: Conduct, places: Places) -> tuple[Books, int]:
        books, n_slots = honest(regime, conduct, places)
        return change(books), n_slots

    patch.setattr(plan, "lower_books", sabotaged)


def without_ceiling(books: Books) -> Books:
    """Scores of the one ledger go 50 points beyond its ceiling, in the last band."""
    ledgers = books.ledgers.copy()
    ledgers[:, [LEDGER_CEILING, LEDGER_HIGHEST]] += 50
    answers = books.answers.copy()
    answers[:, ANSWER_HIGH] += 50
    band_of = np.append(books.band_of, np.full(50, books.band_of[-1], np.uint8))
    return books._replace(ledgers=ledgers, answers=answers, band_of=band_of)


def with_points(change: Callable[[I64], I64]) -> Callable[[Books], Books]:
    """Other points."""
    return lambda books: books._replace(points=change(books.points))


def late(days: int) -> Callable[[Books], Books]:
    """Whatever expires does so ``days`` too late (a list: records count too long)."""

    def change(books: Books) -> Books:
        answers = books.answers.copy()
        expires = answers[:, ANSWER_EXPIRES]
        answers[:, ANSWER_EXPIRES] = np.where(expires >= 0, expires + days, expires)
        return books._replace(answers=answers)

    return change


def other_terms(days: int) -> Callable[[Books], Books]:
    """Listings end so many days later."""

    def change(books: Books) -> Books:
        lists = books.lists.copy()
        lists[:, LIST_TERM] += days
        return books._replace(lists=lists)

    return change


def change_fields(patch: Patch, change: Callable[[Fields], Fields]) -> None:
    """Run with changed settlements."""
    honest = settle

    def sabotaged(of: Plan, fields: Fields, tally: I64, window: int, register: Register) -> Fields:
        return change(honest(of, fields, tally, window, register))

    patch.setattr(course, "settle", sabotaged)
