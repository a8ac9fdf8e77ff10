"""What a place counts in one window, to settle at its end."""

from __future__ import annotations

from collections import Counter


class Sightings:
    """Deeds in view, hits and pinnings of cameras; deeds done and seen.

    ``in_view`` is by (sensor, kind, stratum of the doer), ``pinned`` by (sensor, kind, look-alike
    group of the doer), ``hits`` by sensor, ``deeds`` and ``seen`` by kind;
    ``noted`` counts, by (sensor, stratum of the doer), deeds at which it named anybody.
    """

    def __init__(self) -> None:
        self.in_view: Counter[tuple[int, int, int]] = Counter()
        self.pinned: Counter[tuple[int, int, int]] = Counter()
        self.hits: Counter[int] = Counter()
        self.deeds: Counter[int] = Counter()
        self.seen: Counter[int] = Counter()
        self.noted: Counter[tuple[int, int]] = Counter()
