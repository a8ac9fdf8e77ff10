"""How people move between bands: transition matrices and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def transition_matrix(counts: npt.ArrayLike) -> Matrix:
    """The share of moves from each band to each, of ``counts[from][to]``.

    Nobody is known to leave a band in which nobody was: its row is the identity's.
    """
    table = np.asarray(counts, dtype=np.float64)
    totals = table.sum(axis=1)
    found = np.eye(len(table))
    been = totals > 0.0
    found[been] = table[been] / totals[been, None]
    return found


def stationary(matrix: Matrix) -> Matrix | None:
    """The shares that a transition matrix keeps; None where it keeps several."""
    n = len(matrix)
    values = np.linalg.eigvals(matrix)
    if np.count_nonzero(np.abs(values - 1.0) < 1e-9) != 1:
        return None
    system = np.vstack([matrix.T - np.eye(n), np.ones(n)])
    wanted = np.append(np.zeros(n), 1.0)
    return np.asarray(np.linalg.lstsq(system, wanted, rcond=None)[0], dtype=np.float64)


@dataclass(frozen=True)
class Mobility:
    """Indices of a transition matrix: 0 where nobody moves; the larger, the more they do.

    ``prais``: by what stays on the diagonal (Shorrocks-Prais). ``determinant``: by 1 - |det|.
    ``second``: by 1 - |second eigenvalue|. ``moving``: the share that moves, scaled to 1 where all
    do, under the given shares of bands; ``distance``: mean number of bands moved, scaled by
    the longest way (both after Bartholomew).
    """

    prais: float
    determinant: float
    second: float
    moving: float
    distance: float


def mobility_of(matrix: Matrix, shares: npt.ArrayLike | None = None) -> Mobility:
    """The indices of a matrix of two bands or more; ``shares``: of people by band, else equal."""
    n = len(matrix)
    parts = np.full(n, 1.0 / n) if shares is None else np.asarray(shares, dtype=np.float64)
    places = np.arange(n)
    steps = np.abs(places[:, None] - places[None, :])
    moduli = np.sort(np.abs(np.linalg.eigvals(matrix)))[::-1]
    return Mobility(
        prais=float((n - np.trace(matrix)) / (n - 1)),
        determinant=float(1.0 - abs(np.linalg.det(matrix))),
        second=float(1.0 - moduli[1]),
        moving=float(n / (n - 1) * (1.0 - parts @ np.diag(matrix))),
        distance=float(parts @ (matrix * steps).sum(axis=1) / (n - 1)),
    )


def joint_mobility(table: npt.ArrayLike) -> tuple[float, float]:
    """Of a table of people by band before and after: the share that moved, and the mean steps."""
    joint = np.asarray(table, dtype=np.float64)
    joint = joint / joint.sum()
    places = np.arange(len(joint))
    steps = np.abs(places[:, None] - places[None, :])
    return float(1.0 - np.trace(joint)), float((joint * steps).sum())


def traps(matrix: Matrix) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of bands that nobody leaves once in them, each in ascending order.

    The whole ladder is no trap.
    """
    n = len(matrix)
    reach = np.eye(n, dtype=bool) | (matrix > 0.0)
    for through in range(n):
        reach |= reach[:, through, None] & reach[None, through, :]
    closed = {
        tuple(np.flatnonzero(reach[k]).tolist())
        for k in range(n)
        if bool(reach[reach[k]][:, k].all())  # whatever is reached comes back
    }
    return tuple(sorted(it for it in closed if len(it) < n))


@dataclass(frozen=True)
class Survival:
    """The share still in a state so long after they came to it (Kaplan and Meier).

    ``days`` at which somebody left, ascending; ``left`` shares still there from that day on,
    with ``low`` and ``high``; ``began`` how many came, ``ended`` how many were seen to leave.
    """

    days: tuple[int, ...]
    left: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    began: int
    ended: int

    def at(self, day: int) -> tuple[float, float, float]:
        """The share still there on a day after coming, with its bounds."""
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            return 1.0, 1.0, 1.0
        return self.left[place], self.low[place], self.high[place]

    @property
    def median(self) -> int | None:
        """The first day on which no more than half are still there; None if it was not seen."""
        for day, share in zip(self.days, self.left, strict=True):
            if share <= 0.5:
                return day
        return None


def survival(lengths: npt.ArrayLike, is_over: npt.ArrayLike) -> Survival:
    """Survival of spells: their lengths in days, and whether their end was seen.

    Bounds of 95 % on the scale of log(-log), by Greenwood's variance.
    """
    days, over = np.asarray(lengths, np.int64), np.asarray(is_over, np.bool_)
    times = np.unique(days[over])
    share, variance = 1.0, 0.0
    rows: list[tuple[int, float, float, float]] = []
    for time in times.tolist():
        at_risk, gone = int((days >= time).sum()), int((over & (days == time)).sum())
        share *= 1.0 - gone / at_risk
        if share > 0.0:
            variance += gone / (at_risk * (at_risk - gone))
        rows.append((time, share, *_bounds(share, variance)))
    return Survival(
        days=tuple(row[0] for row in rows),
        left=tuple(row[1] for row in rows),
        low=tuple(row[2] for row in rows),
        high=tuple(row[3] for row in rows),
        began=len(days),
        ended=int(over.sum()),
    )


def _bounds(share: float, variance: float) -> tuple[float, float]:
    if share in (0.0, 1.0):
        return share, share
    reach = 1.959963984540054 * np.sqrt(variance) / abs(np.log(share))
    return float(share ** np.exp(reach)), float(share ** np.exp(-reach))
