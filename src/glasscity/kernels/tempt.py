"""Tempt: which people meet what in a window, a block of people at a time.

The stages are separate loops so that those that draw chance run in SIMD; only people to whom
something happens go on to the scalar part.
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined, kernel
from glasscity.kernels.luck import HEAD, OBSERVE, TEMPT, philox
from glasscity.tables.law import ENROLLED


@kernel
def draw_heads(heads, n, address, clock, key0, key1):
    """The head words of n people with consecutive addresses: row 4 b + lane of block b."""
    for b in range(heads.shape[0] // 4):
        block = np.uint64(b)
        base = 4 * b
        for i in range(n):
            w0, w1, w2, w3 = philox(address + np.uint64(i), clock, HEAD, block, key0, key1)
            heads[base, i] = w0
            heads[base + 1, i] = w1
            heads[base + 2, i] = w2
            heads[base + 3, i] = w3


@inlined
def mark_false(heads, n, is_active, marks, look_alike, least):
    """Mark the people on whom a false record falls. ``least`` is (2, 256)."""
    word = heads[0]
    for i in range(n):
        is_active[i] = word[i] >= least[marks[i] & ENROLLED, look_alike[i]]


@inlined
def mark_tempted(word, n, is_active, quantile, least):
    """Mark the people with at least one candidate of a factor. ``least`` is (256)."""
    for i in range(n):
        is_active[i] |= word[i] >= least[quantile[i]]


@inlined
def mark_standing(n, is_active, standing, needs):
    """Mark the people whose standing a consequence names."""
    for i in range(n):
        is_active[i] |= needs[standing[i]]


@inlined
def mark_due(due, at, first, n, is_active):
    """Mark the people with a pending item; returns the first item behind the block."""
    while at < due.size and (due[at] >> 41) < first + n:
        is_active[(due[at] >> 41) - first] = 1
        at += 1
    return at


@inlined
def compact(is_active, n, active):
    """The places of the marked people, without a branch."""
    m = 0
    for i in range(n):
        active[m] = i
        m += is_active[i]
    return m


@inlined
def count_candidates(tempt, scratch, quantile, base, n_active, address):
    """List every candidate of the active people; returns how many."""
    m = 0
    n_factors = quantile.shape[0]
    width = tempt.count_rows.shape[2]
    for a in range(n_active):
        i = scratch.active[a]
        scratch.first_candidate[a] = m
        for f in range(n_factors):
            word = np.int64(scratch.heads[1 + f, i])
            row = tempt.count_rows[f, quantile[f, base + i]]
            k = 0
            while k < width and row[k] <= word:
                scratch.owner[m] = np.uint32(address + np.uint64(i))
                scratch.factor[m] = f
                scratch.ordinal[m] = k
                m += 1
                k += 1
        scratch.met[a] = m - scratch.first_candidate[a]
    scratch.first_candidate[n_active] = m
    return m


@kernel
def draw_candidates(owner, factor, ordinal, m, clock, key0, key1, instant, kind_word, accept_word):
    """Instant, kind and acceptance words of all listed candidates."""
    for c in range(m):
        w0, w1, w2, w3 = philox(
            np.uint64(owner[c]),
            clock,
            TEMPT | np.uint64(ordinal[c]),
            np.uint64(factor[c]),
            key0,
            key1,
        )
        instant[c] = w0
        kind_word[c] = w1
        accept_word[c] = w2


@inlined
def choose_kinds(tempt, scratch, g, n_active):
    """Give each candidate its kind and drop the null ones; returns how many are left."""
    kept = 0
    for a in range(n_active):
        first = scratch.first_candidate[a]
        scratch.first_candidate[a] = kept
        for c in range(first, scratch.first_candidate[a + 1]):
            f = scratch.factor[c]
            word = np.int64(scratch.kind_word[c])
            x = tempt.kind_first[f]
            last = tempt.kind_first[f + 1]
            while x < last and tempt.kind_upto[g, x] <= word:
                x += 1
            if x < last:
                scratch.owner[kept] = scratch.owner[c]
                scratch.factor[kept] = f
                scratch.ordinal[kept] = scratch.ordinal[c]
                scratch.instant[kept] = scratch.instant[c]
                scratch.accept_word[kept] = scratch.accept_word[c]
                scratch.kind[kept] = tempt.kind_list[x]
                kept += 1
    scratch.first_candidate[n_active] = kept
    return kept


@kernel
def draw_sensors(owner, factor, ordinal, m, clock, key0, key1, words):
    """The outcome words of the first four sensors, for all candidates left."""
    for c in range(m):
        w0, w1, w2, w3 = philox(
            np.uint64(owner[c]),
            clock,
            OBSERVE | np.uint64(ordinal[c]),
            np.uint64(factor[c]) << np.uint64(8),
            key0,
            key1,
        )
        words[0, c] = w0
        words[1, c] = w1
        words[2, c] = w2
        words[3, c] = w3
