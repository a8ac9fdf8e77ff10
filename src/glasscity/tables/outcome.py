"""What a run of one place leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Outcome:
    """Tallies, settled fields and costs of a run; no row is about a person unless traced.

    Tallies are sparse rows, sorted by (window, stratum, column): ``window`` int32, ``stratum``
    int32, ``column`` int32 (a place in ``columns``), ``count`` int64 (never 0). ``columns`` holds
    (measure, key) pairs; measures are listed in vocabulary/measures.csv. ``fields`` holds
    (window, name, key, value) of what the place settled at each window's start. ``trace`` holds
    lines of lives (vocabulary.codes.Event), shape (n, 8) int64, empty unless asked for.
    ``state_digest`` is the sha256 of the people's final state.
    """

    columns: tuple[tuple[str, str], ...]
    window: npt.NDArray[np.int32]
    stratum: npt.NDArray[np.int32]
    column: npt.NDArray[np.int32]
    count: npt.NDArray[np.int64]
    fields: tuple[tuple[int, str, str, float], ...]
    trace: npt.NDArray[np.int64]
    state_digest: str
    people: int
    represented: float
    window_days: tuple[int, ...]
    seconds: float
    bytes_per_person: float
