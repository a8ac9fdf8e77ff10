"""Helping: do people help one another when a board says who is good, or when all judge alone?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.digest import digest
from glasscity.documents.helping import Helping
from glasscity.lowering.helping import empty_state, lower_helping
from glasscity.studies.ensemble import Ensemble, outside, over_runs
from glasscity.tables.helping import HELPING_WIDTH
from glasscity.tables.law import I64

SHORTEST, LONGEST = 2, 1 << 24
MEASURES = ("cooperation", "good", "always give", "never give", "discriminate")


@dataclass(frozen=True)
class Games:
    """What many runs of a game came to: averages over the last half of the generations of each.

    ``cooperation`` is the share of acts that were gifts, ``good`` the share of opinions (public:
    of people) that were good, and the others are shares of people.
    """

    game: Helping
    runs: int
    generations: int
    seed: int
    measures: dict[str, Ensemble]

    @property
    def cooperation(self) -> Ensemble:
        """The share of acts that were gifts."""
        return self.measures["cooperation"]

    def as_json(self) -> dict[str, Any]:
        """Everything measured, as plain types."""
        return {
            "id": self.game.id,
            "digest": digest(self.game),
            "runs": self.runs,
            "generations": self.generations,
            "seed": self.seed,
            **{name.replace(" ", "_"): of.as_json() for name, of in self.measures.items()},
        }


def play(game: Helping, generations: int, key: tuple[int, int]) -> I64:
    """One run: gifts, good opinions and people by strategy, of shape (generations, 5)."""
    from glasscity.kernels import helping  # compiles

    law = lower_helping(game)
    state = empty_state(law)
    counts = np.zeros((generations, HELPING_WIDTH), dtype=np.int64)
    words = np.array(key, dtype=np.uint64)
    helping.helping_start(law, state, words)
    helping.helping_play(law, state, words, 0, counts)
    return counts


def play_many(
    game: Helping, runs: int = 30, generations: int = 10_000, seed: int = 1, threads: int = 1
) -> Games:
    """Many runs of a game, run k with the key of ``(seed, k)``. Threads change no bit.

    Raises ValueError for numbers out of bounds.
    """
    asked = {"runs": runs, "generations": generations, "seed": seed, "threads": threads}
    wrong = outside(asked, {"generations": SHORTEST}, {"generations": LONGEST})
    if wrong:
        raise ValueError("\n".join(wrong))
    n = int(game.people.value)
    rows = n if game.reputation.kind == "private" else 1
    out_of = np.array([n * n, rows * n, n, n, n])

    def one(run: int) -> list[float]:
        late = play(game, generations, key_of(seed, run))[generations // 2 :]
        shares: list[float] = (late.mean(axis=0) / out_of).tolist()
        return shares

    values = over_runs(one, runs, threads)
    measures = {name: Ensemble(tuple(values[:, k].tolist())) for k, name in enumerate(MEASURES)}
    return Games(game, runs, generations, seed, measures)
