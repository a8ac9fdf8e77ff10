"""The digest of a run: what it counted, whatever it ran on."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import N_STRATA

_ROW = np.dtype([("window", "<i4"), ("stratum", "<i4"), ("name", "<i4"), ("count", "<i8")])


def _names(outcome: Outcome, used: npt.NDArray[np.intp]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """The sorted names in use as bytes, and the rank of each column among them (-1 unused)."""
    pairs = sorted(
        {outcome.columns[column] for column in used}, key=lambda p: (p[0].encode(), p[1].encode())
    )
    rank = {pair: place for place, pair in enumerate(pairs)}
    ranks = np.full(len(outcome.columns), -1, dtype=np.int64)
    for column in used:
        ranks[column] = rank[outcome.columns[column]]
    lines = (f"{measure}\t{key}\n".encode() for measure, key in pairs)
    return b"".join(lines), ranks


def _rows(outcome: Outcome, keep: npt.NDArray[np.bool_], ranks: npt.NDArray[np.int64]) -> bytes:
    n_names = int(ranks.max(initial=-1)) + 1
    place = outcome.window[keep].astype(np.int64) * N_STRATA + outcome.stratum[keep]
    place = place * n_names + ranks[outcome.column[keep]]
    count = outcome.count[keep]
    if place.size and not bool(np.all(place[1:] > place[:-1])):
        order = np.argsort(place, kind="stable")
        place, count = place[order], count[order]
        first = np.flatnonzero(np.diff(place, prepend=-1))
        place, count = place[first], np.add.reduceat(count, first)
        place, count = place[count != 0], count[count != 0]
    rows = np.empty(place.size, dtype=_ROW)
    rows["window"], rest = np.divmod(place, N_STRATA * max(n_names, 1))
    rows["stratum"], rows["name"] = np.divmod(rest, max(n_names, 1))
    rows["count"] = count
    return rows.tobytes()


def run_digest(outcome: Outcome, before: int | None = None) -> str:
    """The sha256, in hexadecimal, of the tallies; of windows ``[0, before)`` only if given.

    What is hashed is the set of nonzero rows (window, stratum, measure, key, count), so neither
    the order of rows or columns nor a column that counted nothing has a part in it. Bytes:

    1. the names in use, ascending by the UTF-8 bytes of measure then key, each as
       ``measure TAB key LF``, and one more ``LF``;
    2. the rows, ascending by (window, stratum, place of the name in that list), 20 bytes each,
       little-endian: window int32, stratum int32, place int32, count int64.

    A name that stands in two columns counts as one, summed.
    """
    keep = outcome.count != 0
    if before is not None:
        keep &= outcome.window < before
    used = np.flatnonzero(np.bincount(outcome.column[keep], minlength=len(outcome.columns)))
    names, ranks = _names(outcome, used)
    digest = hashlib.sha256(names + b"\n")
    digest.update(_rows(outcome, keep, ranks))
    return digest.hexdigest()
