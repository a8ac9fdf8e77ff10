"""Rows of a validation: what an oracle compared, kept while a test runs."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from oracles.targets import TARGETS

NAME = re.compile(r"^([AT]\d+|house)(?:[a-z]| \([ivx]+\))?: (.+)$", re.DOTALL)
STRIDE = 1_000_003
"""How far the luck of one validation seed is from that of the next."""


@dataclass(frozen=True)
class Row:
    """One comparison; an ``error`` of 0 means that the two must agree to rounding."""

    target: str
    what: str
    expected: float
    got: float
    error: float
    agrees: bool

    @property
    def verdict(self) -> str:
        """``ok`` or ``FAIL``."""
        return "ok" if self.agrees else "FAIL"

    @property
    def distance(self) -> float:
        """How many standard errors lie between the two, 0 where there is no standard error."""
        return abs(self.got - self.expected) / self.error if self.error > 0.0 else 0.0


class Mode:
    """How large the ensembles are, which luck they have, and who takes rows down."""

    def __init__(self) -> None:
        self.is_full = False
        self.seed = 1
        self.rows: list[Row] | None = None


MODE = Mode()


def note(name: str, expected: float, got: float, error: float, agrees: bool) -> None:
    """Take a comparison down, if somebody listens. Its name must start with its target."""
    found = NAME.match(name)
    if found is None or found[1] not in TARGETS:
        raise ValueError(f"'{name}' does not start with its target, as 'A2: active records' does")
    if MODE.rows is not None:
        row = Row(found[1], found[2], float(expected), float(got), float(error), bool(agrees))
        MODE.rows.append(row)


@contextlib.contextmanager
def taking_down(is_full: bool, seed: int) -> Iterator[list[Row]]:
    """Keep the rows of the comparisons made inside."""
    before = MODE.is_full, MODE.seed, MODE.rows
    MODE.is_full, MODE.seed, rows = is_full, seed, list[Row]()
    MODE.rows = rows
    try:
        yield rows
    finally:
        MODE.is_full, MODE.seed, MODE.rows = before


def seed_of(number: int) -> int:
    """The seed of a run: ``number`` itself unless a validation asks for other luck."""
    return number + STRIDE * (MODE.seed - 1)
