"""Helping games (docs/helping.md) as a kernel: one group of people, generation by generation.

Who keeps opinions, who sits on a board and what is judged good are numbers of the law; the
stages are mutation, acts, reputations, imitation, in this order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.house import Int, kernel, small
from glasscity.kernels.luck import HELPING, philox
from glasscity.tables.helping import HelpingLaw, HelpingState
from glasscity.tables.law import I64

OPINION = HELPING + np.uint64(1)
MUTATE = HELPING + np.uint64(2)
ACT = HELPING + np.uint64(3)
LOOK = HELPING + np.uint64(4)
IMITATE = HELPING + np.uint64(5)
ZERO = np.uint64(0)
HALF = np.uint64(32)
COIN = np.uint64(31)


@small
def one_of(word: np.uint64, n: Int) -> Int:
    """One of n, evenly, by a 32-bit word."""
    return np.int64((word * np.uint64(n)) >> HALF)


@small
def fill(
    words: npt.NDArray[np.uint32],
    who: Int,
    generation: Int,
    address: np.uint64,
    key: npt.NDArray[np.uint64],
) -> None:
    """All words of one person at one address, in the order of blocks and lanes."""
    key0 = key[0]
    key1 = key[1]
    person = np.uint64(who)
    when = np.uint64(generation)
    for block in range(words.size // 4):
        w0, w1, w2, w3 = philox(person, when, address, np.uint64(block), key0, key1)
        words[4 * block] = w0
        words[4 * block + 1] = w1
        words[4 * block + 2] = w2
        words[4 * block + 3] = w3


@kernel
def helping_start(law: HelpingLaw, state: HelpingState, key: npt.NDArray[np.uint64]) -> None:
    """Deal strategies, and opinions by a fair coin."""
    for i in range(law.n):
        word, _, _, _ = philox(np.uint64(i), ZERO, HELPING, ZERO, key[0], key[1])
        first = np.int64(word)
        state.strategy[i] = np.int64(first >= law.starts[0]) + np.int64(first >= law.starts[1])
    for row in range(state.opinion.shape[0]):
        fill(state.words, row, 0, OPINION, key)
        for j in range(law.n):
            state.opinion[row, j] = np.uint8(state.words[j] >> np.uint32(31))


@small
def mutate(
    law: HelpingLaw, state: HelpingState, generation: Int, key: npt.NDArray[np.uint64]
) -> None:
    """Perhaps one person takes up another way."""
    if law.mutation > 0:
        w0, w1, w2, _ = philox(ZERO, np.uint64(generation), MUTATE, ZERO, key[0], key[1])
        if np.int64(w0) < law.mutation:
            i = one_of(w1, law.n)
            state.strategy[i] = law.turns[state.strategy[i], np.int64(w2 >> COIN)]


@small
def act(law: HelpingLaw, state: HelpingState, generation: Int, key: npt.NDArray[np.uint64]) -> None:
    """Everybody gives to everybody, or refuses."""
    state.received[:] = 0
    for i in range(law.n):
        fill(state.words, i, generation, ACT, key)
        row = i * law.own
        to_bad = law.gives[state.strategy[i], 0]
        to_good = law.gives[state.strategy[i], 1]
        given = np.int64(0)
        for j in range(law.n):
            means_to = to_good if state.opinion[row, j] else to_bad
            gift = means_to if np.int64(state.words[j]) >= law.fails else np.uint8(0)
            state.acts[i, j] = gift
            state.received[j] += np.int64(gift)
            given += np.int64(gift)
        state.given[i] = given


@small
def look(
    law: HelpingLaw,
    state: HelpingState,
    row: Int,
    generation: Int,
    block: Int,
    key: npt.NDArray[np.uint64],
) -> None:
    """What one judge will see of each giver, by whose eyes, and whether it is misjudged."""
    key0 = key[0]
    key1 = key[1]
    when = np.uint64(generation)
    place = np.uint64(block)
    size = np.uint64(law.n)
    for d in range(law.n):
        w0, w1, w2, _ = philox(np.uint64(d), when, LOOK, place, key0, key1)
        state.seen[d] = np.int64((w0 * size) >> HALF)
        state.flipped[d] = np.uint8(np.int64(w1) < law.misjudged)
        state.eyes[d] = (d if np.int64(w2) < law.empathy else row) * law.own


@small
def judge(
    law: HelpingLaw, state: HelpingState, generation: Int, key: npt.NDArray[np.uint64]
) -> None:
    """New opinions, all from the acts and opinions of this generation."""
    rows = state.opinion.shape[0]
    for row in range(rows):
        state.votes[:] = 0
        for m in range(law.judges):
            look(law, state, row, generation, row * law.judges + m, key)
            for d in range(law.n):
                to = state.seen[d]
                verdict = law.verdicts[2 * state.acts[d, to] + state.opinion[state.eyes[d], to]]
                state.votes[d] += np.int64(verdict ^ state.flipped[d])
        for d in range(law.n):
            state.fresh[row, d] = np.uint8(state.votes[d] >= law.needed)
    for row in range(rows):
        for d in range(law.n):
            state.opinion[row, d] = state.fresh[row, d]


@small
def imitate(
    law: HelpingLaw, state: HelpingState, generation: Int, key: npt.NDArray[np.uint64]
) -> None:
    """One person looks at another's payoff, and perhaps copies the other's way."""
    w0, w1, w2, _ = philox(ZERO, np.uint64(generation), IMITATE, ZERO, key[0], key[1])
    learner = one_of(w0, law.n)
    model = one_of(w1, law.n)
    gain = law.benefit * (state.received[model] - state.received[learner])
    gain -= law.cost * (state.given[model] - state.given[learner])
    if np.int64(w2) < law.adopts[gain + law.offset]:
        state.strategy[learner] = state.strategy[model]


@kernel
def helping_play(
    law: HelpingLaw, state: HelpingState, key: npt.NDArray[np.uint64], first: int, counts: I64
) -> None:
    """Generations ``first``, ``first + 1``, ... one for each row of ``counts`` (see HELPING_WIDTH).

    People of each strategy are counted when they act, good opinions when they are new.
    """
    for at in range(counts.shape[0]):
        generation = first + at
        mutate(law, state, generation, key)
        for i in range(law.n):
            counts[at, 2 + state.strategy[i]] += 1
        act(law, state, generation, key)
        judge(law, state, generation, key)
        for i in range(law.n):
            counts[at, 0] += state.given[i]
        for row in range(state.opinion.shape[0]):
            for i in range(law.n):
                counts[at, 1] += np.int64(state.opinion[row, i])
        imitate(law, state, generation, key)
