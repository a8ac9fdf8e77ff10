"""The people of a place as arrays, and what they weigh."""

from __future__ import annotations

import hashlib

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.birth import CHILDREN, OPENING, draw_scores, draw_traits
from glasscity.lowering.children import NUMBERS
from glasscity.lowering.plan import Plan
from glasscity.lowering.stand import COLUMNS, bands_at
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.tables.law import I64, NEVER, NOT_LISTED, People
from glasscity.vocabulary.strata import N_STRATA


def first_person_of(counts: I64) -> I64:
    """Place of the first person of each stratum, and the number of all, shape (strata + 1)."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def settle_in(plan: Plan, n: int) -> People:
    """n people with traits still to be drawn, and opening scores where they differ."""
    ledgers, lists = plan.regime.banded, plan.regime.lists
    rows = COLUMNS * len(ledgers)
    people = People(
        quantile=np.zeros((len(plan.conduct.factors), n), np.uint8),
        look_alike=np.zeros(n, np.uint8),
        awareness=np.zeros(n, np.uint16),
        marks=np.zeros(n, np.uint8),
        score=np.zeros((rows, n), np.int16),
        band=np.zeros((rows, n), np.uint8),
        standing=np.zeros(n, np.uint16),
        counted=np.zeros((len(lists), n), np.uint8),
        listed_until=np.full((len(lists), n), NOT_LISTED, np.uint16),
        left_on=np.full(
            (len(lists) if any(it.relapse for it in lists) else 0, n), NEVER, np.uint16
        ),
        forgotten=np.zeros((len(lists) if any(it.forgets for it in lists) else 0, n), np.uint8),
        slots=np.zeros((plan.n_slots, n), np.uint8),
        beliefs=np.zeros((2 * len(plan.own_kinds), n), np.uint8),
        children=np.zeros(0 if plan.children is None else n, np.uint8),
    )
    for k, ledger in enumerate(ledgers):
        opening = one_score(ledger.opening)
        if opening is not None:
            open_at(plan, people, k, slice(None), np.array([opening]))
    return people


def beside(mine: People, drawn: People) -> People:
    """People whose traits were drawn in another world of the same luck.

    What no world moves is the same memory: traits come from the counter, and so do those of
    newcomers, who take the same places in all worlds. What a world moves is copied.
    """
    np.copyto(mine.marks, drawn.marks)
    return mine._replace(
        quantile=drawn.quantile, look_alike=drawn.look_alike, awareness=drawn.awareness
    )


def open_at(plan: Plan, people: People, k: int, who: I64 | slice, score: I64) -> None:
    """Open ledger k at these scores, in all three columns; the standing holds no band of it."""
    band = bands_at(plan.regime.banded[k], score)
    people.score[COLUMNS * k : COLUMNS * (k + 1), who] = score
    people.band[COLUMNS * k : COLUMNS * (k + 1), who] = band
    people.standing[who] += (band * plan.standings.radix[k]).astype(np.uint16)


def forget(people: People, who: I64) -> None:
    """Take these people off every list and ledger, as if nothing had ever been recorded."""
    people.standing[who] = 0
    people.counted[:, who] = 0
    people.listed_until[:, who] = NOT_LISTED
    people.left_on[:, who] = NEVER
    people.forgotten[:, who] = 0
    people.slots[:, who] = 0


def draw_people(
    plan: Plan,
    people: People,
    key: tuple[int, int],
    stratum: int,
    row: int,
    first: int,
    last: int,
) -> None:
    """Draw traits and openings of the people ``[first, last)``: rows ``row``, ... of a stratum."""
    draw_traits(
        people.quantile,
        people.look_alike,
        people.awareness,
        people.marks,
        stratum,
        row,
        first,
        last,
        plan.enrolled_below[stratum],
        plan.common_below,
        0,
        np.uint64(key[0]),
        np.uint64(key[1]),
    )
    draw_openings(plan, people, key, stratum, row, first, last)


def draw_openings(
    plan: Plan,
    people: People,
    key: tuple[int, int],
    stratum: int,
    row: int,
    first: int,
    last: int,
) -> None:
    """Draw where these people open in ledgers that do not open alike, and their children."""
    for openings in plan.openings:
        k = openings.place
        score = np.empty(last - first, np.int64)
        draw_scores(
            score,
            openings.scores[stratum],
            openings.upto[stratum],
            OPENING,
            k,
            stratum,
            row,
            np.uint64(key[0]),
            np.uint64(key[1]),
        )
        open_at(plan, people, k, slice(first, last), score)
    if plan.children is not None:
        found, keys = np.empty(last - first, np.int64), (np.uint64(key[0]), np.uint64(key[1]))
        draw_scores(found, NUMBERS, plan.children[stratum], CHILDREN, 0, stratum, row, *keys)
        people.children[first:last] = found


def check_addresses(counts: I64) -> None:
    """Raises ValueError where a stratum is larger than its part of an address."""
    if counts.shape != (N_STRATA,):
        raise ValueError(f"a census has {N_STRATA} strata, not {counts.shape}")
    if counts.size and int(counts.max()) >= 1 << ROW_BITS:
        raise ValueError(
            f"stratum {int(counts.argmax())} holds {int(counts.max()):,} people, more than the "
            f"{1 << ROW_BITS:,} an address can tell apart; simulate a sample with --people"
        )


def bytes_of(people: People) -> int:
    """Bytes of all columns of the people."""
    return sum(column.nbytes for column in people)


def bytes_shared(people: People) -> int:
    """Bytes of the columns that several worlds of the same people share."""
    return sum(column.nbytes for column in (people.quantile, people.look_alike, people.awareness))


def state_digest(people: People) -> str:
    """The sha256 of everything a run has moved, in the census order."""
    digest = hashlib.sha256()
    for column in (
        people.marks,
        people.score,
        people.band,
        people.standing,
        people.counted,
        people.listed_until,
        people.left_on,
        people.forgotten,
        people.slots,
        people.beliefs,
    ):
        digest.update(np.ascontiguousarray(column).data)
    return digest.hexdigest()
