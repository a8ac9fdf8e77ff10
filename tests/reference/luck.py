"""The luck of one person: words at permanent addresses (section 2)."""

from __future__ import annotations

from glasscity.chance import Stream, draw

Key = tuple[int, int]
Words = tuple[int, int, int, int]


class Luck:
    """Draws at the address of one person of the run with this key."""

    def __init__(self, key: Key, address: int) -> None:
        self._key = key
        self.address = address

    def draw(self, stream: Stream, window: int = 0, ordinal: int = 0, block: int = 0) -> Words:
        """Four 32-bit words."""
        return draw(self._key, stream, self.address, window, ordinal, block)
