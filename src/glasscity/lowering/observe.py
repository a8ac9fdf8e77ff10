"""Sensors become rows: one for each (sensor, kind) pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasscity.chance import MOST_PER_WINDOW, ONE, poisson_thresholds
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.lowering.tempt import first_threshold
from glasscity.tables.law import HIT, I64, PINNED, SELF, VIEW, Mistakes, Observation
from glasscity.tables.rows import CELLS, F64, Chances, SensorRow
from glasscity.vocabulary.codes import Column
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, look_alike_group
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Pair:
    """A sensor that sees a kind: a row of the tables."""

    sensor: int
    kind: int
    chances: Chances
    law: SensorRow


@dataclass(frozen=True)
class Source:
    """A pair that can make false records."""

    pair: int
    is_pooled: bool
    rate: float  # per person-year where not pooled


def pairs_of(regime: Regime, conduct: Conduct) -> list[Pair]:
    """All (sensor, kind) pairs: sensors in file order, then ``sees``."""
    place = {kind.id: k for k, kind in enumerate(conduct.kinds)}
    pairs = []
    for s, sensor in enumerate(regime.sensors):
        law = sensor.row()
        for name in sensor.sees:
            kind = place[name]
            chances = sensor.chances(conduct.kinds[kind].seen_at_most.value)
            pairs.append(Pair(s, kind, chances, law))
    return pairs


def sources_of(pairs: list[Pair]) -> list[Source]:
    """The pairs that can make false records, in order."""
    return [
        Source(r, pair.law.is_pooled, pair.law.false_rate or 0.0)
        for r, pair in enumerate(pairs)
        if pair.law.is_pooled or pair.law.false_rate is not None
    ]


def thresholds(p: F64) -> I64:
    """Thresholds of an array of chances; a sum above 1 by rounding counts as 1."""
    limits: I64 = np.floor(np.minimum(p, 1.0) * ONE).astype(np.int64)
    return limits


def lower_observation(
    pairs: list[Pair], sent: Sequence[int], n_kinds: int, review_share: list[float]
) -> Observation:
    """Tables of what sensors make of deeds, for the window's review shares (by sensor).

    ``sent`` holds the kinds of the records that settlement delivers: rows behind the pairs.
    """
    by_kind = [[r for r, pair in enumerate(pairs) if pair.kind == k] for k in range(n_kinds)]
    below = np.zeros((N_STRATA, len(pairs), CELLS, 4), dtype=np.int64)
    for r, pair in enumerate(pairs):
        rho, law, chances = review_share[pair.sensor], pair.law, pair.chances
        to_self = chances.on_self * (1.0 - rho * law.rejects_right)
        to_other = chances.on_other * (1.0 - rho * law.catches_wrong)
        below[:, r, :, SELF] = thresholds(to_self)
        below[:, r, :, PINNED] = thresholds(to_self + to_other)
        below[:, r, :, HIT] = thresholds(chances.on_self + chances.on_other)
        below[:, r, :, VIEW] = thresholds(chances.view)
    rows = [(pair.sensor, pair.kind, pair.law.delay, int(Column.RECORDED)) for pair in pairs]
    rows += [(-1 - d, kind, 0, int(Column.ALL_SEEN)) for d, kind in enumerate(sent)]
    return Observation(
        row_first=np.cumsum([0, *map(len, by_kind)], dtype=np.int64),
        row_list=np.array([r for of_kind in by_kind for r in of_kind], dtype=np.int64),
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), 4),
        below=below,
    )


def _largest(pairs: list[Pair], sources: list[Source], parts: list[float]) -> str:
    """The source of most false records, by its places in the documents."""
    worst = pairs[sources[parts.index(max(parts))].pair]
    return f"most of them from sensor number {worst.sensor + 1}, kind number {worst.kind + 1}"


def lower_mistakes(
    pairs: list[Pair],
    sources: list[Source],
    psi: tuple[float, ...],
    pool_rate: dict[int, list[float]],
    n_days: int,
) -> Mistakes:
    """Tables of false records; ``pool_rate`` holds per source the rate of each group."""
    rates: list[float] = []
    upto = np.full((N_LOOK_ALIKE, 2, max(len(sources), 1)), ONE, dtype=np.int64)
    for h in range(N_LOOK_ALIKE):
        for enrolled in (0, 1):
            parts = [
                (pool_rate[n][h] if enrolled else 0.0)
                if source.is_pooled
                else source.rate * n_days / YEAR_DAYS
                for n, source in enumerate(sources)
            ]
            cumulative = [sum(parts[: n + 1], 0.0) for n in range(len(parts))]
            total = cumulative[-1] if cumulative else 0.0
            if total > 0.0:
                for n in range(len(parts) - 1):
                    upto[h, enrolled, n] = int(cumulative[n] / total * ONE)
            if max(psi) * total > MOST_PER_WINDOW:
                worst = _largest(pairs, sources, parts)
                raise ValueError(
                    f"look-alike group {h}: up to {max(psi) * total:.3g} false records a person "
                    f"and window, more than {MOST_PER_WINDOW:g} ({worst}); shorten the window, "
                    "or lower coverage, false_match or passers_by"
                )
            rates.extend(z * total for z in psi)
    rows = poisson_thresholds(rates).reshape(N_LOOK_ALIKE, 2, len(psi), -1)
    groups = [look_alike_group(g) for g in range(N_STRATA)]
    return Mistakes(
        group=np.array(groups, dtype=np.int64),
        count_from=first_threshold(rows),
        count_rows=rows,
        source_upto=upto,
        source_kind=np.array([pairs[s.pair].kind for s in sources], dtype=np.int64),
    )
