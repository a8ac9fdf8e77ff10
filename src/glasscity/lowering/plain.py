"""Which deeds and pending items take the long way through a window (kernels.plain)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasscity.lowering.observe import Pair, sources_of
from glasscity.tables.law import (
    ANSWER_ROW,
    ARRIVAL,
    EXPIRY,
    IN_TURN,
    LEDGER_EACH_RECORD,
    NOT_SOON,
    Books,
    Oddities,
    Shown,
    WayBack,
)
from glasscity.vocabulary.codes import Column

_REAL = int(Column.RECORDED)


def lower_oddities(
    books: Books, shown: Shown, way_back: WayBack, pairs: list[Pair], own: Sequence[int]
) -> Oddities:
    """Plain are ledgers whose bands wait for the window's end, and what moves nothing else.

    ``own`` are the kinds about whose risk people learn from their own deeds. Where true records
    can be contested, or standings are shown, nothing is plain.
    """
    n_kinds = books.answer_first.shape[1] - 1
    kinds = np.zeros(n_kinds, np.int64)
    items = np.ones((4, 512), np.uint8)
    if way_back.place[IN_TURN] >= 0 or shown.rows.shape[0] > 0:
        return Oddities(kinds, items)
    rows = np.flatnonzero(books.ledgers[:, LEDGER_EACH_RECORD] == 0)
    items[EXPIRY, rows] = 0
    misread = {pairs[source.pair].kind for source in sources_of(pairs) if source.is_misread}
    plain = [
        [set(_answering(books, column, kind)) <= set(rows.tolist()) for kind in range(n_kinds)]
        for column in range(len(Column))
    ]
    for kind in sorted(set(range(n_kinds)) - misread - set(own)):
        delays = [pair.law.delay for pair in pairs if pair.kind == kind]
        if all(plain[column][kind] for column in range(len(Column)) if column != _REAL):
            kinds[kind] = NOT_SOON if plain[_REAL][kind] else min(delays, default=NOT_SOON)
    for r, pair in enumerate(pairs):
        items[ARRIVAL, r] = int(pair.kind in misread or not plain[_REAL][pair.kind])
    return Oddities(kinds, items)


def _answering(books: Books, column: int, kind: int) -> list[int]:
    """The rows that answer a kind in a column."""
    first, last = books.answer_first[column, kind : kind + 2]
    return [int(row) for row in books.answers[first:last, ANSWER_ROW]]
