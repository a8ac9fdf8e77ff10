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
    pairs; measures are listed in vocabulary/joint.csv. ``window_days``: days of each window.
    """

    pairs: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    window: npt.NDArray[np.int32]
    pair: npt.NDArray[np.int32]
    stratum: npt.NDArray[np.int32]
    column: npt.NDArray[np.int32]
    count: npt.NDArray[np.int64]
    window_days: tuple[int, ...]

    def of(self, here: str, there: str) -> Joint:
        """The rows of one pair. Raises ValueError for a pair that is not there."""
        place = self.pairs.index((here, there))
        keep = self.pair == place
        return Joint(
            ((here, there),),
            self.columns,
            self.window[keep],
            np.zeros(int(keep.sum()), np.int32),
            self.stratum[keep],
            self.column[keep],
            self.count[keep],
            self.window_days,
        )
