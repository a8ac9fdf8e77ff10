"""Crossing two columns of the same people: how many have each pair of values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from glasscity.tables.law import I64, U16
from glasscity.vocabulary.strata import N_STRATA

BLOCK = 1 << 18
"""People looked at in one go: working room is 24 bytes each."""
LARGEST_TABLE = 1 << 20
I16 = npt.NDArray[np.int16]


class Crossed(NamedTuple):
    """So many people of a stratum have this value here and that one there."""

    stratum: I64
    here: I64
    there: I64
    people: I64


class Present(NamedTuple):
    """The values that occur in a column, ascending, and the place of each value among them."""

    values: I64
    place: I64


def present(column: U16) -> Present:
    """The values of a column."""
    values = np.flatnonzero(np.bincount(column))
    place = np.zeros(int(values[-1]) + 1 if len(values) else 0, np.int64)
    place[values] = np.arange(len(values))
    return Present(values, place)


def cross(stratum: I16, here: U16, there: U16) -> Crossed:
    """Count the people of two columns of standings, by stratum."""
    ours, theirs = present(here), present(there)
    shape = (N_STRATA, len(ours.values), len(theirs.values))
    size = shape[0] * shape[1] * shape[2]
    table = np.zeros(size if size <= LARGEST_TABLE else 0, np.int64)
    parts: list[tuple[I64, I64]] = []
    for first in range(0, len(here), BLOCK):
        block = slice(first, first + BLOCK)
        code = stratum[block].astype(np.int64)
        code *= shape[1]
        code += ours.place[here[block]]
        code *= shape[2]
        code += theirs.place[there[block]]
        if len(table):
            table += np.bincount(code, minlength=size)
        else:
            parts.append(np.unique(code, return_counts=True))
    if parts:
        codes, where = np.unique(np.concatenate([codes for codes, _ in parts]), return_inverse=True)
        people = np.bincount(where, np.concatenate([n for _, n in parts])).astype(np.int64)
    else:
        codes = np.flatnonzero(table)
        people = table[codes]
    g, a, b = np.unravel_index(codes, shape)
    return Crossed(g.astype(np.int64), ours.values[a], theirs.values[b], people)


def summed(stratum: I64, code: I64, n_codes: int, amount: I64) -> I64:
    """Amounts added up by stratum and code, shape (strata, codes)."""
    table = np.bincount(stratum * n_codes + code, amount, minlength=N_STRATA * n_codes)
    return table.astype(np.int64).reshape(N_STRATA, n_codes)  # exact: far below 2^53
