"""Whom each consequence has in its grasp: by standing and stratum, and on which days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.regime import Regime
from glasscity.lowering.clock import Calendar
from glasscity.lowering.impose import who_meets
from glasscity.tables.law import I64, U8

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Grasp:
    """The consequences of a regime, in file order.

    ``named`` (C, S) and ``bears_on`` (C, G): standings and strata; ``span`` (C, 2): first day in
    force and first no longer; ``eases`` (C): whether it is a favour.
    """

    ids: tuple[str, ...]
    named: U8
    bears_on: U8
    span: I64
    eases: Mask
    calendar: Calendar

    def days(self, window: int) -> I64:
        """Days of a window on which each is in force, shape (C)."""
        first = self.calendar.starts[window]
        last = first + self.calendar.days[window]
        held = np.minimum(self.span[:, 1], last) - np.maximum(self.span[:, 0], first)
        return np.asarray(np.maximum(held, 0))

    def at_end(self, window: int, which: Mask, standings: I64) -> Mask:
        """Who meets any of ``which`` (C) on a window's last day: (G, these standings)."""
        end = self.calendar.starts[window] + self.calendar.days[window]
        held = which & (self.span[:, 0] < end) & (end <= self.span[:, 1])
        named = self.named[held][:, standings].astype(np.int64)
        return np.asarray(self.bears_on[held].T.astype(np.int64) @ named > 0)


def grasp_of(regime: Regime, calendar: Calendar) -> Grasp:
    """The grasp of a regime's consequences."""
    rows = regime.consequences
    named, bears_on = who_meets(regime, range(len(rows)))
    spans = [row.in_force.days(regime.clock.start) for row in rows]
    return Grasp(
        ids=tuple(row.id for row in rows),
        named=named,
        bears_on=bears_on,
        span=np.array(spans, dtype=np.int64).reshape(len(rows), 2),
        eases=np.array([row.row().eases for row in rows], dtype=np.bool_),
        calendar=calendar,
    )
