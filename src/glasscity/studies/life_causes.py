"""Which record is behind what falls due: an expiry, a correction, a count that lapses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from glasscity.evidence import Quantity

Appeal = tuple[int, int]
"""Day of filing and serial: what tells the appeals of a person apart."""


@dataclass(frozen=True)
class Cause:
    """A record that reached the instruments, and the day it will be struck (None: never).

    ``appeal`` was filed against it.
    """

    day: int
    is_true: bool
    struck_on: int | None = None
    appeal: Appeal | None = None


@dataclass(frozen=True)
class Effect:
    """What a record did to a row, told again when it ends. ``rule`` is -1 at a list."""

    payload: int
    cause: Cause
    rule: int = -1


@dataclass
class Dues:
    """The effects that end on a day, by (row, day, whether by correction).

    They end in the order of the engine's queue: within a day by payload.
    """

    filed: dict[tuple[int, int, bool], list[Effect]] = field(
        default_factory=lambda: defaultdict(list)
    )
    appealed: dict[Appeal, list[tuple[int, int | None, Effect]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def file(
        self, row: int, span: Quantity | int | None, effect: Effect, until: int | None = None
    ) -> None:
        """File an effect for the day of its end (semantics 7.2, 7.3, 7.5).

        From day ``until`` on nothing is left of it.
        """
        day, struck_on = effect.cause.day, effect.cause.struck_on
        days = span.value if isinstance(span, Quantity) else span
        expires_on = None if days is None else day + int(days)
        if struck_on is not None and (expires_on is None or struck_on < expires_on):
            ends, is_struck = struck_on, True
        elif expires_on is not None:
            ends, is_struck = expires_on, False
        else:
            ends, is_struck = None, False
        if ends is not None and (until is None or ends < until):
            self.filed[row, ends, is_struck].append(effect)
        if effect.cause.appeal is not None:
            self.appealed[effect.cause.appeal].append((row, expires_on, effect))

    def strike(self, appeal: Appeal, day: int) -> None:
        """What is left of the effects of an appealed record ends on a day (semantics 12.6)."""
        for row, expires_on, effect in self.appealed.pop(appeal, ()):
            if expires_on is None or day < expires_on:
                self.filed[row, day, True].append(effect)
                if expires_on is not None:
                    self.filed[row, expires_on, False].remove(effect)

    def forget(self, row: int) -> None:
        """Nothing that was filed for a row ends any more."""
        for key in [key for key in self.filed if key[0] == row]:
            del self.filed[key]
        for appeal, effects in self.appealed.items():
            self.appealed[appeal] = [it for it in effects if it[0] != row]

    def take(self, row: int, day: int, *, is_correction: bool) -> Effect:
        """The next effect of a row that ends on a day."""
        effects = self.filed[row, day, is_correction]
        return effects.pop(min(range(len(effects)), key=lambda k: effects[k].payload))
