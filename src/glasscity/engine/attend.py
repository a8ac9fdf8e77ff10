"""Attention: where sensors go whose effort follows records (clause 9.6)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from glasscity.chance import ONE, Stream, philox
from glasscity.lowering.plan import Plan
from glasscity.tables.fields import Fields
from glasscity.tables.law import I64
from glasscity.tables.rows import AttentionRow
from glasscity.vocabulary.strata import level_of_each

U64 = npt.NDArray[np.uint64]


def opening_records(plan: Plan) -> dict[int, list[float]]:
    """Records by area at the start, of each sensor whose effort follows them."""
    return {sensor: list(law.opening.values()) for sensor, law in plan.attentive.items()}


def visits(counts_of: dict[int, list[float]], window: int, key: tuple[int, int]) -> dict[int, int]:
    """The area to which each such sensor goes in a window."""
    if not counts_of:
        return {}
    sensors = np.array(list(counts_of), dtype=np.uint64)
    words = _words(key, window, sensors, np.zeros_like(sensors))[:, 0].tolist()
    return {
        sensor: _area(counts, word)
        for (sensor, counts), word in zip(counts_of.items(), words, strict=True)
    }


def _area(records: list[float], word: int) -> int:
    total, so_far = _sum(records), 0.0
    for area, count in enumerate(records):
        so_far += count
        if word < int(min(so_far / total, 1.0) * ONE):
            return area
    return len(records) - 1


def _sum(numbers: Iterable[float]) -> float:
    total = 0.0
    for number in numbers:
        total += number
    return total


def grown_records(
    plan: Plan, fields: Fields, tally: I64, window: int, weight: float, key: tuple[int, int]
) -> dict[int, list[float]]:
    """Records by area after a window, from its tally of shape (strata, columns)."""
    records = {}
    for sensor, law in plan.attentive.items():
        counts, visited = fields.attention[sensor], fields.visited[sensor]
        found = noted(plan, law, tally, sensor)
        if law.is_corrected:
            chance = _counts_with(counts, visited)
            found[visited] = _kept(found[visited], chance, window, sensor, key)
        for other in law.also:
            more = noted(plan, law, tally, plan.sensor_place[other])
            found = [here + told for here, told in zip(found, more, strict=True)]
        records[sensor] = [n + weight * more for n, more in zip(counts, found, strict=True)]
    return records


def noted(plan: Plan, law: AttentionRow, tally: I64, sensor: int) -> list[int]:
    """Deeds by area at which a sensor named anybody."""
    hits = [plan.places.hits + r for r in plan.pairs_of_sensor[sensor]]
    by_stratum = tally[:, hits].sum(axis=1)
    found = [0] * len(law.opening)
    levels = level_of_each(law.by)
    for g in np.flatnonzero(by_stratum).tolist():
        found[levels[g]] += int(by_stratum[g])
    return found


def _counts_with(records: list[float], visited: int) -> float:
    """The chance that a discovery counts: by the others' share, the largest being 1."""
    total = _sum(records)
    others = [1.0 - count / total for count in records]
    return others[visited] / max(others)


def _kept(found: int, chance: float, window: int, sensor: int, key: tuple[int, int]) -> int:
    """How many of so many discoveries count."""
    blocks = np.arange(1, 1 + (found + 3) // 4, dtype=np.uint64)
    words = _words(key, window, np.full_like(blocks, sensor), blocks).ravel()
    return int(np.count_nonzero(words[:found] < int(min(chance, 1.0) * ONE)))


def _words(
    key: tuple[int, int],
    window: int,
    sensors: npt.NDArray[np.uint64],
    blocks: npt.NDArray[np.uint64],
) -> I64:
    """Words of the place's own luck, four for each pair of a sensor and a block."""
    lanes = philox(
        np.zeros_like(blocks),
        np.full_like(blocks, window << 16),
        np.uint64(int(Stream.ATTENTION) << 16) | sensors,
        blocks,
        np.uint64(key[0]),
        np.uint64(key[1]),
    )
    return np.stack(lanes, axis=1).astype(np.int64)
