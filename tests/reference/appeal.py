"""An appeal that waits for its turn, and what its record did (section 12)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reference.agenda import Agenda, Due

NEWS = 256
"""Rows of expiries from here on are decisions of appeals."""
Turn = tuple[int, int, int]
"""Day of filing, drawn word, address."""


@dataclass
class Appeal:
    """An appeal that has not been heard, and what its record did: row, payload, lapse."""

    turn: Turn
    is_true: bool
    is_struck: bool
    serial: int
    agenda: Agenda
    effects: list[tuple[int, int, int | None]] = field(default_factory=list)

    @property
    def filed(self) -> int:
        """The day of filing."""
        return self.turn[0]

    def decide(self, day: int) -> None:
        """Let the decision take effect on a day."""
        if day >= self.agenda.horizon:
            return
        row = NEWS + 8 * self.serial + 4 + 2 * self.is_struck + (not self.is_true)
        self.agenda.put_due(day, Due.EXPIRY, row, self.filed)
        for at, payload, lapse in self.effects if self.is_struck else ():
            if lapse is None or day < lapse:
                self.agenda.put_due(day, Due.CORRECTION, at, payload)
                if lapse is not None:
                    self.agenda.take_back(lapse, Due.EXPIRY, at, payload)
