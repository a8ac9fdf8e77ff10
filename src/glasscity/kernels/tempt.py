"""Tempt: which people meet what in a window, a block of people at a time.

The stages are separate loops so that those that draw chance run in SIMD; only people to whom
something happens go on to the scalar part.
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here
from glasscity.kernels.house import Int, inlined, kernel
from glasscity.kernels.items import PERSON_SHIFT
from glasscity.kernels.luck import DEMAND, HEAD, OBSERVE, TEMPT, philox
from glasscity.kernels.scratch import (
    ACCEPT_WORD,
    ACTIVE,
    FACTOR,
    FIRST,
    GROUP,
    INSTANT,
    KIND,
    KIND_WORD,
    MET,
    ORDINAL,
    OWNER,
    SENSOR_WORD,
    Scratch,
)
from glasscity.tables.law import ENROLLED, I64, U8, U16, U32, Doors, Law, Temptation


@kernel
def draw_heads(
    heads: U32, n: Int, address: np.uint64, clock: np.uint64, key0: np.uint64, key1: np.uint64
) -> None:
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


GUIDE_SHIFT = 26
"""A word's first bits: what is left of it for ``kind_guide``."""
IS_ODD, IS_MET = 1, 2
"""Marks of a person: met by what takes the long way (kernels.plain), or by anything else."""


@inlined
def mark_false(word: U32, n: Int, is_active: U8, marks: U8, look_alike: U8, least: U32) -> None:
    """Mark the people on whom a false record may fall. ``least`` is (2, 256)."""
    for i in range(n):
        is_active[i] = word[i] >= least[marks[i] & ENROLLED, look_alike[i]]


@inlined
def mark_tempted(word: U32, n: Int, is_active: U8, quantile: U8, least: U32) -> None:
    """Mark the people who may have a candidate of a factor. ``least`` is (256)."""
    for i in range(n):
        is_active[i] |= np.uint8(word[i] >= least[quantile[i]]) << np.uint8(1)


@inlined
def mark_standing(n: Int, is_active: U8, standing: U16, needs: U8) -> None:
    """Mark the people whose standing a consequence names."""
    for i in range(n):
        is_active[i] |= needs[standing[i]]


@kernel
def mark_asking(
    is_active: U8,
    n: Int,
    address: np.uint64,
    clock: np.uint64,
    block: np.uint64,
    least: np.uint64,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Mark the people who may try to get a service that is drawn for everybody."""
    for i in range(n):
        word, _, _, _ = philox(address + np.uint64(i), clock, DEMAND, block, key0, key1)
        is_active[i] |= word >= least


@inlined
def mark_doors(
    doors: Doors, here: Here, is_active: U8, standing: U16, n: Int, address: np.uint64
) -> None:
    """Mark the people to whom a service may matter in this window."""
    mark_standing(n, is_active, standing, doors.wakes)
    for x in range(doors.of_all.size):
        v = doors.of_all[x]
        least = np.uint64(doors.count_from[here.g, v])
        block = np.uint64(v << 4)
        mark_asking(is_active, n, address, here.clock, block, least, here.key0, here.key1)


@inlined
def mark_due(due: I64, at: Int, first: Int, n: Int, is_active: U8) -> None:
    """Mark the people ``[first, first + n)`` of the chunk who have a pending item."""
    while at < due.size and (due[at] >> PERSON_SHIFT) < first + n:
        is_active[(due[at] >> PERSON_SHIFT) - first] |= IS_MET
        at += 1


@inlined
def compact(is_active: U8, n: Int, active: I64) -> Int:
    """The places of the marked people, without a branch; returns how many."""
    m = 0
    for i in range(n):
        active[m] = i
        m += is_active[i] != 0
    return m


@inlined
def find_active(
    law: Law,
    here: Here,
    scratch: Scratch,
    due: I64,
    at_due: Int,
    mine: Int,
    start: Int,
    n: Int,
    address: np.uint64,
) -> Int:
    """The people of a block to whom something may happen; returns how many."""
    people, is_active = here.people, scratch.is_active
    end = start + n
    draw_heads(scratch.heads, n, address, here.clock, here.key0, here.key1)
    mark_false(
        scratch.heads[0],
        n,
        is_active,
        people.marks[start:end],
        people.look_alike[start:end],
        law.mistakes.count_from[law.mistakes.group[here.g]],
    )
    for f in range(people.quantile.shape[0]):
        quantile = people.quantile[f, start:end]
        mark_tempted(scratch.heads[1 + f], n, is_active, quantile, law.tempt.count_from[f])
    if law.doors.needs_service.shape[0] > 0:
        mark_doors(law.doors, here, is_active, people.standing[start:end], n, address)
    if law.mends.rows.shape[0] > 0:
        mark_standing(n, is_active, people.standing[start:end], law.mends.needs)
    mark_due(due, at_due, mine, n, is_active)
    if here.frame.is_reset:
        is_active[:n] = IS_ODD
    return compact(is_active, n, scratch.active[ACTIVE])


@inlined
def count_candidates(
    tempt: Temptation, quantile: U8, scratch: Scratch, start: Int, n_active: Int, address: np.uint64
) -> Int:
    """List every candidate of the active people; returns how many."""
    candidates, active, rows = scratch.candidate, scratch.active, tempt.count_rows
    m = 0
    for a in range(n_active):
        i = active[ACTIVE, a]
        owner = np.uint32(address + np.uint64(i))
        active[FIRST, a] = m
        for f in range(quantile.shape[0]):
            word = scratch.heads[1 + f, i]
            q = quantile[f, start + i]
            if word < tempt.count_again[f, q]:
                candidates[OWNER, m] = owner
                candidates[FACTOR, m] = f
                candidates[ORDINAL, m] = 0
                m += word >= tempt.count_from[f, q]
            else:
                k = 0
                while k < rows.shape[2] and rows[f, q, k] <= np.int64(word):
                    candidates[OWNER, m] = owner
                    candidates[FACTOR, m] = f
                    candidates[ORDINAL, m] = k
                    m += 1
                    k += 1
        active[MET, a] = m - active[FIRST, a]
    active[FIRST, n_active] = m
    return m


@kernel
def draw_candidates(
    candidates: U32, m: Int, clock: np.uint64, key0: np.uint64, key1: np.uint64
) -> None:
    """Instant, kind and acceptance words of all listed candidates."""
    for c in range(m):
        stream = TEMPT | np.uint64(candidates[ORDINAL, c])
        block = np.uint64(candidates[FACTOR, c])
        owner = np.uint64(candidates[OWNER, c])
        w0, w1, w2, _ = philox(owner, clock, stream, block, key0, key1)
        candidates[INSTANT, c] = w0
        candidates[KIND_WORD, c] = w1
        candidates[ACCEPT_WORD, c] = w2


@inlined
def choose_kinds(tempt: Temptation, groups: U32, g: Int, scratch: Scratch, n_active: Int) -> Int:
    """Give each candidate its kind and drop the null ones; returns how many are left."""
    candidates, active = scratch.candidate, scratch.active
    kept = 0
    for a in range(n_active):
        first = active[FIRST, a]
        active[FIRST, a] = kept
        for c in range(first, active[FIRST, a + 1]):
            f = candidates[FACTOR, c]
            word = np.int64(candidates[KIND_WORD, c])
            x = np.int64(tempt.kind_guide[g, f, word >> GUIDE_SHIFT])
            last = tempt.kind_first[f + 1]
            while x < last and tempt.kind_upto[g, x] <= word:
                x += 1
            if x < last:
                candidates[OWNER, kept] = candidates[OWNER, c]
                candidates[FACTOR, kept] = f
                candidates[ORDINAL, kept] = candidates[ORDINAL, c]
                candidates[INSTANT, kept] = candidates[INSTANT, c]
                candidates[ACCEPT_WORD, kept] = candidates[ACCEPT_WORD, c]
                kind = tempt.kind_list[x]
                candidates[KIND, kept] = kind
                candidates[GROUP, kept] = groups[kind]
                kept += 1
    active[FIRST, n_active] = kept
    return kept


@kernel
def draw_sensors(
    candidates: U32, m: Int, clock: np.uint64, key0: np.uint64, key1: np.uint64
) -> None:
    """The outcome words of four sensors, for all candidates left."""
    for c in range(m):
        stream = OBSERVE | np.uint64(candidates[ORDINAL, c])
        group = np.uint64(candidates[GROUP, c])
        block = (np.uint64(candidates[FACTOR, c]) << np.uint64(8)) | group
        owner = np.uint64(candidates[OWNER, c])
        w0, w1, w2, w3 = philox(owner, clock, stream, block, key0, key1)
        candidates[SENSOR_WORD, c] = w0
        candidates[SENSOR_WORD + 1, c] = w1
        candidates[SENSOR_WORD + 2, c] = w2
        candidates[SENSOR_WORD + 3, c] = w3


@inlined
def find_candidates(
    tempt: Temptation,
    groups: U32,
    here: Here,
    scratch: Scratch,
    start: Int,
    n_active: Int,
    address: np.uint64,
) -> None:
    """What the active people meet: their candidates with kind, instant and words."""
    m = count_candidates(tempt, here.people.quantile, scratch, start, n_active, address)
    draw_candidates(scratch.candidate, np.int64(m), here.clock, here.key0, here.key1)
    m = choose_kinds(tempt, groups, here.g, scratch, n_active)
    draw_sensors(scratch.candidate, np.int64(m), here.clock, here.key0, here.key1)
