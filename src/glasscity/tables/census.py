"""How many people each stratum of a place holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Census:
    """Simulated people by stratum.

    ``counts``: int64 of shape (N_STRATA,). ``represented``: people they stand for.
    """

    counts: npt.NDArray[np.int64]
    represented: float

    @property
    def simulated(self) -> int:
        """The number of simulated people."""
        return int(self.counts.sum())

    @property
    def weight(self) -> float:
        """People represented by each simulated one."""
        return self.represented / self.simulated
