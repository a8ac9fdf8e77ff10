"""Peer task P1 (docs/bench-p1.md) as a kernel: a block of people through all steps.

One block of chance serves a person for twelve steps: each of its four words holds three
draws of ten bits, and the task's probabilities are whole 1024ths, so nothing is rounded. A
block of people stays in the nearest cache from the first step to the last.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.house import inlined, kernel
from glasscity.kernels.luck import TEMPT, philox

BLOCK = 512
DRAWS = 12
"""Steps served by one block of chance."""


@inlined
def p1_draw(
    draws: npt.NDArray[np.uint16],
    n: int,
    person: np.uint64,
    block: int,
    key: npt.NDArray[np.uint64],
) -> None:
    """Fill rows of ``draws`` (DRAWS, BLOCK): the draw of n people is in the low ten bits."""
    second = np.uint64(10)
    third = np.uint64(20)
    key0 = key[0]
    key1 = key[1]
    for i in range(n):
        w0, w1, w2, w3 = philox(
            person + np.uint64(i), np.uint64(0), TEMPT, np.uint64(block), key0, key1
        )
        draws[0, i] = w0
        draws[1, i] = w0 >> second
        draws[2, i] = w0 >> third
        draws[3, i] = w1
        draws[4, i] = w1 >> second
        draws[5, i] = w1 >> third
        draws[6, i] = w2
        draws[7, i] = w2 >> second
        draws[8, i] = w2 >> third
        draws[9, i] = w3
        draws[10, i] = w3 >> second
        draws[11, i] = w3 >> third


@inlined
def p1_move(
    draws: npt.NDArray[np.uint16],
    n: int,
    score: npt.NDArray[np.int16],
    limit: npt.NDArray[np.int16],
    law: npt.NDArray[np.int16],
) -> None:
    """Twelve steps of n people. Everything is int16, so that 32 people go at once."""
    gain_below, event_below, gain, loss, floor, ceiling, enter, leave = law
    nothing = np.int16(0)
    half = np.int16(16)
    shift = np.int16(5)
    ten_bits = np.int16(1023)
    for i in range(n):
        s = score[i]
        at = limit[i]
        for k in range(DRAWS):
            u = np.int16(np.int16(draws[k, i]) & ten_bits)
            points = gain if u < gain_below else (loss if u < event_below else nothing)
            s = np.int16(s + points)
            s = np.int16(s - np.int16(np.int16(s + half) >> shift))
            s = floor if s < floor else s
            s = ceiling if s > ceiling else s
            at = leave if s < at else enter
        score[i] = s
        limit[i] = at


@kernel
def p1_live(
    score: npt.NDArray[np.int16],
    limit: npt.NDArray[np.int16],
    first: int,
    last: int,
    blocks: int,
    key: npt.NDArray[np.uint64],
    law: npt.NDArray[np.int16],
    draws: npt.NDArray[np.uint16],
) -> None:
    """People ``[first, last)`` through ``DRAWS * blocks`` steps.

    ``score`` and ``limit`` are of shape (people,) and updated; a person is listed iff its limit
    is the threshold to leave. ``law`` is (gain_below, event_below, gain, loss, floor, ceiling,
    enter, leave). ``draws`` is scratch of shape (DRAWS, BLOCK).
    """
    for begin in range(first, last, BLOCK):
        n = min(BLOCK, last - begin)
        for block in range(blocks):
            p1_draw(draws, n, np.uint64(begin), block, key)
            p1_move(draws, n, score[begin : begin + n], limit[begin : begin + n], law)
