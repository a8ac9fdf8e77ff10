"""What two worlds of the same people and the same luck have in common, person by person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Joint:
    """Joint tallies of pairs of worlds; no row is about a person.

    Sparse rows, sorted by (window, pair, stratum, column): ``window``, ``pair`` (a place in
    ``pairs``, each the names of the worlds called *here* and *there*), ``stratum`` and ``column``
    (a place in ``columns``) int32, ``count`` int64 (never 0). ``columns`` holds (measure, key)
    pairs; measures are listed in vocabulary/joint.csv.
    """

    pairs: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    window: npt.NDArray[np.int32]
    pair: npt.NDArray[np.int32]
    stratum: npt.NDArray[np.int32]
    column: npt.NDArray[np.int32]
    count: npt.NDArray[np.int64]
