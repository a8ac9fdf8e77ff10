"""Philox 4x32-10 written from its definition, in plain integers, to check the shipped one.

A round multiplies words 0 and 2 by two constants; the high halves are mixed with the odd words
and the key, the low halves become the odd words. The key is bumped between rounds.
"""

from __future__ import annotations

MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
Words = tuple[int, int, int, int]


def plain_philox(counter: Words, key: tuple[int, int], rounds: int = 10) -> Words:
    """One block."""
    a, b, c, d = counter
    for n in range(rounds):
        high0, low0 = divmod(MULTIPLIERS[0] * a, 2**32)
        high1, low1 = divmod(MULTIPLIERS[1] * c, 2**32)
        first, second = ((k + n * w) % 2**32 for k, w in zip(key, WEYL, strict=True))
        a, b, c, d = high1 ^ b ^ first, low1, high0 ^ d ^ second, low0
    return a, b, c, d
