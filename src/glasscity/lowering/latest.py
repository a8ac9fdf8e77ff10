"""Tables that stay the same from window to window are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """The last thing made, given again while what it was made from stays the same."""

    def __init__(self) -> None:
        self._made: tuple[object, Made] | None = None

    def get(self, basis: object, make: Callable[[], Made]) -> Made:
        """What ``make`` gives; ``basis`` holds everything it depends on that may change."""
        if self._made is None or self._made[0] != basis:
            self._made = (basis, make())
        return self._made[1]
