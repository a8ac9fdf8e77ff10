"""Rewiring: who has ties with whom, when ties with low scorers are dropped sooner?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.digest import digest
from glasscity.documents.rewiring import Rewiring
from glasscity.lowering.rewiring import lower_rewiring
from glasscity.studies.ensemble import Ensemble, outside, over_runs
from glasscity.tables.law import I64

SHORTEST, LONGEST = 2, 1 << 24
MEASURES = ("low low", "high low", "high high")


@dataclass(frozen=True)
class Webs:
    """What many runs of a web came to: shares of ties by the scores of their ends.

    They are averages over the last half of the sweeps of each run; in a sweep as many random
    ties are looked at as there are.
    """

    web: Rewiring
    runs: int
    sweeps: int
    seed: int
    measures: dict[str, Ensemble]

    def as_json(self) -> dict[str, Any]:
        """Everything measured, as plain types."""
        return {
            "id": self.web.id,
            "digest": digest(self.web),
            "runs": self.runs,
            "sweeps": self.sweeps,
            "seed": self.seed,
            **{name.replace(" ", "_"): of.as_json() for name, of in self.measures.items()},
        }


def rewire(web: Rewiring, sweeps: int, key: tuple[int, int]) -> I64:
    """One run: ties with no, one and two high ends after each sweep, of shape (sweeps, 3)."""
    from glasscity.kernels import rewire as kernels  # compiles

    law, ties = lower_rewiring(web)
    ends = np.zeros((2, ties), dtype=np.int64)
    counts = np.zeros((sweeps, 3), dtype=np.int64)
    words = np.array(key, dtype=np.uint64)
    kernels.rewire_start(law, ends, words)
    kernels.rewire(law, ends, words, 0, counts)
    return counts


def rewire_many(
    web: Rewiring, runs: int = 30, sweeps: int = 1_000, seed: int = 1, threads: int = 1
) -> Webs:
    """Many runs of a web, run k with the key of ``(seed, k)``. Threads change no bit.

    Raises ValueError for numbers out of bounds.
    """
    asked = {"runs": runs, "sweeps": sweeps, "seed": seed, "threads": threads}
    wrong = outside(asked, {"sweeps": SHORTEST}, {"sweeps": LONGEST})
    if wrong:
        raise ValueError("\n".join(wrong))

    def one(run: int) -> list[float]:
        late = rewire(web, sweeps, key_of(seed, run))[sweeps // 2 :].mean(axis=0)
        shares: list[float] = (late / late.sum()).tolist()
        return shares

    values = over_runs(one, runs, threads)
    measures = {name: Ensemble(tuple(values[:, k].tolist())) for k, name in enumerate(MEASURES)}
    return Webs(web, runs, sweeps, seed, measures)
