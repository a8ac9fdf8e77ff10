"""False records become tables: how many fall on whom, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import MOST_PER_WINDOW, ONE, poisson_thresholds
from glasscity.lowering.observe import Pair, Source
from glasscity.lowering.tempt import first_threshold
from glasscity.tables.law import I64, Mistakes
from glasscity.tables.rows import F64
from glasscity.vocabulary.strata import N_STRATA, look_alike_group
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Circles:
    """Strata blamed alike: one look-alike group, and the same rates of records without a deed.

    ``of``: the circle of each stratum. ``group``: the look-alike group of each circle. ``rate``:
    per person-year, shape (circles, sources), 0 where a source has none.
    """

    of: I64
    group: list[int]
    rate: F64


def circles_of(sources: list[Source]) -> Circles:
    """The circles of blame, in the order of their look-alike groups where rates do not differ."""
    fixed = np.zeros((N_STRATA, len(sources)))
    for n, source in enumerate(sources):
        if source.rate is not None:
            fixed[:, n] = source.rate
    known: dict[tuple[int, bytes], int] = {}
    firsts: list[int] = []
    of = np.zeros(N_STRATA, dtype=np.int64)
    for g in range(N_STRATA):
        like = look_alike_group(g), fixed[g].tobytes()
        if like not in known:
            known[like] = len(firsts)
            firsts.append(g)
        of[g] = known[like]
    return Circles(of, [look_alike_group(g) for g in firsts], fixed[firsts])


def lower_mistakes(
    pairs: list[Pair],
    sources: list[Source],
    circles: Circles,
    psi: tuple[float, ...],
    pool_rate: dict[int, list[float]],
    n_days: int,
) -> Mistakes:
    """Tables of false records; ``pool_rate`` holds per source the rate of each group."""
    parts = _parts(sources, circles, pool_rate, n_days)
    few, of = np.unique(parts.reshape(-1, parts.shape[2]), axis=0, return_inverse=True)
    is_fresh = np.array([source.is_fresh for source in sources] or [False])
    lasting = np.cumsum(np.where(is_fresh, 0.0, few), axis=1)[:, None]
    fresh = np.cumsum(np.where(is_fresh, few, 0.0), axis=1)[:, None]
    often = np.array(psi)[:, None]
    whole = often * lasting[:, :, -1:] + fresh[:, :, -1:]
    if whole.max() > MOST_PER_WINDOW:
        raise ValueError(_too_many(pairs, sources, circles, parts, whole[of]))
    upto = _shares(lasting, lasting[:, :, -1:])
    if fresh.any():  # quantiles cancel out of a person's shares unless something is fresh
        mixed = _shares(often * lasting + fresh, whole)
        upto = np.where(fresh[:, :, -1:] > 0.0, mixed, upto)
    rows = poisson_thresholds(whole.ravel().tolist()).reshape(len(few), len(psi), -1)
    shape = parts.shape[:2]
    of_pairs = [source.pair for source in sources]
    return Mistakes(
        group=circles.of,
        count_from=first_threshold(rows)[of].reshape(*shape, *rows.shape[1:2]),
        count_rows=rows[of].reshape(*shape, *rows.shape[1:]),
        source_upto=upto[of].reshape(*shape, *upto.shape[1:]),
        source_row=np.array(of_pairs, dtype=np.int64),
        source_kind=np.array([pairs[r].as_kind for r in of_pairs], dtype=np.int64),
    )


def _parts(
    sources: list[Source], circles: Circles, pool_rate: dict[int, list[float]], n_days: int
) -> F64:
    """Rates per head and window, shape (circles, 2, sources or 1): not enrolled, enrolled."""
    parts = np.zeros((len(circles.group), 2, max(len(sources), 1)))
    for n, source in enumerate(sources):
        if source.is_pooled:
            falling = np.array(pool_rate[n])[circles.group]
            parts[:, 1, n] = falling
            parts[:, 0, n] = 0.0 if source.is_of_register else falling
        elif source.rate is not None:
            parts[:, :, n] = (circles.rate[:, n] * n_days / YEAR_DAYS)[:, None]
    return parts


def _shares(upto: F64, whole: F64) -> I64:
    """Thresholds of cumulative shares; the last source takes whatever is left."""
    share = np.divide(upto, whole, out=np.ones_like(upto), where=whole > 0.0)
    limits: I64 = np.floor(share * ONE).astype(np.int64)
    limits[..., -1] = ONE
    return limits


def _too_many(
    pairs: list[Pair], sources: list[Source], circles: Circles, parts: F64, whole: F64
) -> str:
    """Where too many false records come from, by places in the documents."""
    circle, enrolled = np.unravel_index(int(whole.max(axis=(1, 2)).argmax()), parts.shape[:2])
    worst = pairs[sources[int(parts[circle, enrolled].argmax())].pair]
    return (
        f"look-alike group {circles.group[int(circle)]}: up to {whole.max():.3g} false records a "
        f"person and window, more than {MOST_PER_WINDOW:g} (most of them from sensor number "
        f"{worst.sensor + 1}, kind number {worst.kind + 1}); shorten the window, or lower its "
        "errors (a camera's coverage, false_match or passers_by)"
    )
