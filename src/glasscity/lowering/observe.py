"""Sensors become rows: one for each (sensor, kind) pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.lowering.society import Delivery
from glasscity.tables.law import HIT, I64, PINNED, SELF, VIEW, Observation
from glasscity.tables.rows import CELLS, F64, Chances, SensorRow
from glasscity.vocabulary.codes import Column
from glasscity.vocabulary.strata import N_STRATA, level_of_each

_REAL = int(Column.RECORDED)


@dataclass(frozen=True)
class Pair:
    """A sensor that sees a kind, and records it as one: a row of the tables."""

    sensor: int
    kind: int
    as_kind: int
    chances: Chances
    law: SensorRow


@dataclass(frozen=True)
class Source:
    """How a pair makes false records: of deeds pinned on others, at a rate, or by misreading.

    ``rate`` by stratum, per person-year; None where the records are of deeds that were done.
    """

    pair: int
    is_fresh: bool = False
    is_pooled: bool = False
    is_of_register: bool = False
    rate: F64 | None = None

    @property
    def is_misread(self) -> bool:
        """Whether it is of deeds taken for other ones by their doers."""
        return not self.is_pooled and self.rate is None


def pairs_of(regime: Regime, conduct: Conduct) -> list[Pair]:
    """All (sensor, kind) pairs: sensors in file order, then ``sees``."""
    place = {kind.id: k for k, kind in enumerate(conduct.kinds)}
    pairs = []
    for s, sensor in enumerate(regime.sensors):
        law = sensor.row()
        for name in sensor.sees:
            kind, as_kind = place[name], place[law.taken_for.get(name, name)]
            chances = sensor.chances(name, conduct.kinds[kind].seen_at_most.value)
            pairs.append(Pair(s, kind, as_kind, chances, law))
    return pairs


def sources_of(pairs: list[Pair]) -> list[Source]:
    """How false records arise: pairs in order; of each its misreading, its pool, its rate."""
    sources = []
    for r, pair in enumerate(pairs):
        law = pair.law
        if pair.as_kind != pair.kind:
            sources.append(Source(r))
        if law.is_pooled:
            sources.append(
                Source(r, law.is_fresh, is_pooled=True, is_of_register=law.is_of_register)
            )
        if law.false_rate is not None:
            sources.append(Source(r, law.is_fresh, rate=law.false_rate))
    return sources


def thresholds(p: F64) -> I64:
    """Thresholds of an array of chances; a sum above 1 by rounding counts as 1."""
    limits: I64 = np.floor(np.minimum(p, 1.0) * ONE).astype(np.int64)
    return limits


def turned(observation: Observation, pairs: list[Pair], visited: dict[int, int]) -> Observation:
    """The same where each sensor whose effort follows records sees only the area it is sent to."""
    if not visited:
        return observation
    below = observation.below.copy()
    rows: dict[tuple[str, int], list[int]] = {}
    for r, pair in enumerate(pairs):
        law = pair.law.attention
        if law is not None:
            rows.setdefault((law.by, visited[pair.sensor]), []).append(r)
    for (by, area), sent in rows.items():
        elsewhere = np.flatnonzero(np.array(level_of_each(by)) != area)
        below[elsewhere[:, None], sent] = 0
    return observation._replace(below=below)


@dataclass
class Sights:
    """What pairs made of deeds the last time, by pair; worked out anew where it has changed."""

    known: dict[int, tuple[float, Chances, I64]] = field(default_factory=dict)

    def below(self, r: int, pair: Pair, rho: float) -> I64:
        """Thresholds of a pair, ``rho`` of whose hits are reviewed, shape (G, CELLS, 4)."""
        if r in self.known:
            was, chances, below = self.known[r]
            if was == rho and chances is pair.chances:
                return below
        law, chances = pair.law, pair.chances
        to_self = chances.on_self * (1.0 - rho * law.rejects_right)
        to_other = chances.on_other * (1.0 - rho * law.catches_wrong)
        below = np.zeros((N_STRATA, CELLS, 4), dtype=np.int64)
        below[:, :, SELF] = thresholds(to_self)
        below[:, :, PINNED] = thresholds(to_self + to_other)
        below[:, :, HIT] = thresholds(chances.on_self + chances.on_other)
        below[:, :, VIEW] = thresholds(chances.view)
        self.known[r] = rho, chances, below
        return below


def lower_observation(
    pairs: list[Pair],
    sent: Sequence[Delivery],
    n_kinds: int,
    review_share: list[float],
    sights: Sights,
) -> Observation:
    """Tables of what sensors make of deeds, for the window's review shares (by sensor).

    ``sent`` holds the records that settlement delivers: rows behind the pairs.
    """
    misread = {source.pair: n for n, source in enumerate(sources_of(pairs)) if source.is_misread}
    by_kind = [[r for r, pair in enumerate(pairs) if pair.kind == k] for k in range(n_kinds)]
    below = np.zeros((N_STRATA, len(pairs), CELLS, 4), dtype=np.int64)
    for r, pair in enumerate(pairs):
        below[:, r] = sights.below(r, pair, review_share[pair.sensor])
    rows = [
        (pair.sensor, pair.kind, pair.law.delay, _REAL, pair.as_kind, misread.get(r, -1), 0)
        for r, pair in enumerate(pairs)
    ]
    for d, record in enumerate(sent):
        top = int(Column.ALL_SEEN) if record.is_known_to_all else _REAL
        rows.append((-1 - d, record.kind, 0, top, record.kind, -1, int(record.is_false)))
    return Observation(
        row_first=np.cumsum([0, *map(len, by_kind)], dtype=np.int64),
        row_list=np.array([r for of_kind in by_kind for r in of_kind], dtype=np.int64),
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), 7),
        group=np.array([pairs[of[0]].sensor >> 2 if of else 0 for of in by_kind], np.uint32),
        below=below,
    )
