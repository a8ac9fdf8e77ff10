"""The line of a life: what happened to a person, in order."""

from __future__ import annotations

from glasscity.vocabulary.codes import Event

Line = tuple[int, int, int, int, int, int, int, int]
"""``person, window, day, code, a, b, c, d`` as :class:`glasscity.vocabulary.codes.Event` says."""


class Diary:
    """Writes the lines of one person into ``lines``."""

    def __init__(self, person: int, lines: list[Line]) -> None:
        self.person = person
        self.window = 0
        self._lines = lines

    def write(self, day: int, code: Event, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> None:
        """Add one line in the present window."""
        self._lines.append((self.person, self.window, day, int(code), a, b, c, d))
