"""A table that meets given sums: iterative proportional fitting (Deming and Stephan, 1940)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Shares = npt.NDArray[np.float64]
ROUNDS = 1000
CLOSE = 1e-13
"""Fitting goes on until no sum strays by more than this share of the total ..."""
CLOSE_ENOUGH = 1e-9
"""... and has failed if one strays by more than this after all rounds."""


def fit(
    start: Shares, axes: Sequence[tuple[int, ...]], sums: Sequence[npt.NDArray[np.number]]
) -> tuple[Shares, bool]:
    """Scale ``start`` until it meets ``sums``, and whether it does.

    ``sums[k]`` is what the table shall add up to over every axis but ``axes[k]``, whose order is
    ascending. Cells of 0 stay 0, and odds ratios stay what they were.
    """
    table = start.astype(np.float64)
    wanted = [
        _spread(np.asarray(each, np.float64), on, table.ndim)
        for each, on in zip(sums, axes, strict=True)
    ]
    total = float(wanted[0].sum())
    stray = np.inf
    for _ in range(ROUNDS):
        for each, on in zip(wanted, axes, strict=True):
            now = _sums(table, on)
            table *= np.divide(each, now, out=np.zeros_like(now), where=now > 0)
        stray = max(
            float(np.abs(_sums(table, on) - each).max())
            for each, on in zip(wanted, axes, strict=True)
        )
        if stray <= CLOSE * total:
            break
    return table, stray <= CLOSE_ENOUGH * total


def _sums(table: Shares, on: tuple[int, ...]) -> Shares:
    others = tuple(axis for axis in range(table.ndim) if axis not in on)
    return np.asarray(table.sum(axis=others, keepdims=True), dtype=np.float64)


def _spread(sums: Shares, on: tuple[int, ...], ndim: int) -> Shares:
    """Sums over ``on`` with axes of length 1 for all others."""
    shape = [1] * ndim
    for axis, length in zip(on, sums.shape, strict=True):
        shape[axis] = length
    return sums.reshape(shape)
