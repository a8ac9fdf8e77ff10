"""Where sensors go whose effort follows records (clause 9.6)."""

from __future__ import annotations

from collections import Counter

from glasscity.chance import Stream, draw
from glasscity.mechanisms.sensors.attention import Attention
from glasscity.vocabulary.strata import EVERY_DIMENSION, levels_of
from reference.fields import Fields, areas, attention_of
from reference.laws import settled_threshold
from reference.luck import Key
from reference.reading import Reading

Records = dict[tuple[int, int], float]


def opening(reading: Reading) -> Records:
    """Records at the start, by (sensor, level)."""
    counts = {}
    for sensor, level in areas(reading):
        words = _words(reading, sensor)
        name = EVERY_DIMENSION[words.opening.by][level]
        counts[sensor, level] = words.opening.levels[name].value
    return counts


def visits(records: Records, window: int, key: Key) -> dict[int, int]:
    """The level to which each sensor is sent in a window."""
    return {
        sensor: _drawn(_of(records, sensor), draw(key, Stream.ATTENTION, 0, window, sensor)[0])
        for sensor in {sensor for sensor, _ in records}
    }


def grown(
    reading: Reading, old: Fields, noted: Counter[tuple[int, int]], weight: float, key: Key
) -> Records:
    """Records after a window in which so much was ``noted``, by (sensor, stratum)."""
    after = {}
    for sensor, level in areas(reading):
        words = _words(reading, sensor)
        found = _found(noted, sensor, words.opening.by, level)
        if words.corrected and level == old.visited[sensor]:
            found = _counting(found, _of(old.records, sensor), level, (old.window, sensor), key)
        for other, also in enumerate(reading.regime.sensors):
            if also.id in words.also:
                found += _found(noted, other, words.opening.by, level)
        after[sensor, level] = old.records[sensor, level] + weight * found
    return after


def _words(reading: Reading, sensor: int) -> Attention:
    words = attention_of(reading.regime.sensors[sensor])
    assert words is not None
    return words


def _of(records: Records, sensor: int) -> list[float]:
    return [count for (place, _), count in records.items() if place == sensor]


def _total(counts: list[float]) -> float:
    total = 0.0
    for count in counts:  # not sum(), which compensates for rounding
        total += count
    return total


def _drawn(counts: list[float], word: int) -> int:
    total, so_far = _total(counts), 0.0
    for level, count in enumerate(counts):
        so_far += count
        if word < settled_threshold(so_far / total):
            return level
    return len(counts) - 1


def _found(noted: Counter[tuple[int, int]], sensor: int, by: str, level: int) -> int:
    return sum(n for (s, g), n in noted.items() if s == sensor and levels_of(g)[by] == level)


def _counting(found: int, counts: list[float], level: int, at: tuple[int, int], key: Key) -> int:
    """How many discoveries count: each with a chance by the share of the others."""
    total = _total(counts)
    others = [1 - count / total for count in counts]
    below = settled_threshold(others[level] / max(others))
    words = (draw(key, Stream.ATTENTION, 0, *at, 1 + n // 4)[n % 4] for n in range(found))
    return sum(word < below for word in words)
