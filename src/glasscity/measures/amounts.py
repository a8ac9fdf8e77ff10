"""By how much people differ between two worlds, in classes, with bounds over all couplings."""

from __future__ import annotations

import pandas as pd

from glasscity.measures.coupling import below_bounds
from glasscity.measures.groups import EVERYBODY
from glasscity.measures.pairs import Outcome, differences_of, margin_of
from glasscity.results.pair import HERE, THERE, Pair

STEPS = {"windows": (1, 2, 4, 7, 13, 25, 61), "score": (1, 5, 10, 20, 50, 100, 200, 500)}
"""Where the classes of amounts begin."""
People = dict[int, int]
"""How many have a number."""
Row = tuple[str, str, int, int, int, int]
"""Effect, amount, people; with so much or more: as they are, at least, at most."""


def amounts(pair: Pair, outcome: Outcome) -> pd.DataFrame:
    """People by how much they differ, from the worst class that has anybody to the best.

    Columns: effect (worse, same, better), amount (words), people, share; or_more (share with
    this much or more), least and most (the same over all couplings).
    """
    whole = EVERYBODY, EVERYBODY
    here, there = (margin_of(pair, outcome, world)[whole] for world in (HERE, THERE))
    found = differences_of(pair, outcome)[whole]
    steps = STEPS[outcome.measure]
    classes = list(zip(steps, (*steps[1:], None), strict=True))
    up = [_class(found, here, there, low, end) for low, end in classes]
    turned = {-by: n for by, n in found.items()}
    down = [_class(turned, there, here, low, end) for low, end in classes]
    worse, better = (down, up) if outcome.is_good else (up, down)
    rows: list[Row] = [
        *(("worse", *part) for part in worse[::-1]),
        _same(found, here, there),
        *(("better", *part) for part in better),
    ]
    used = [place for place, row in enumerate(rows) if row[2] or row[0] == "same"]
    kept = [
        (effect, amount, n, *(part / pair.n for part in (n, *rest)))
        for effect, amount, n, *rest in rows[used[0] : used[-1] + 1]
    ]
    columns = ["effect", "amount", "people", "share", "or_more", "least", "most"]
    return pd.DataFrame(kept, columns=columns)


def _class(
    found: People, mine: People, other: People, low: int, end: int | None
) -> tuple[str, int, int, int, int]:
    """Who has more by ``low`` to ``end``, and by ``low`` or more."""
    n = sum(n for by, n in found.items() if by >= low and (end is None or by < end))
    more = sum(n for by, n in found.items() if by >= low)
    bounds = below_bounds({number + low - 1: n for number, n in other.items()}, mine)
    return _words(low, end), n, more, *bounds


def _same(found: People, here: People, there: People) -> Row:
    """Who does not differ. Only one number can be so frequent that some must have it twice."""
    n, total = found.get(0, 0), sum(here.values())
    most = sum(min(people, there.get(number, 0)) for number, people in here.items())
    least = max(0, *(people + there.get(number, 0) - total for number, people in here.items()))
    return "same", "no difference", n, n, least, most


def _words(low: int, end: int | None) -> str:
    if end is None:
        return f"{low} or more"
    return f"{low}" if end == low + 1 else f"{low} to {end - 1}"
