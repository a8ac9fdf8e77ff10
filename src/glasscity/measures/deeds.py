"""Deeds done, seen and missed, by kind."""

from __future__ import annotations

import pandas as pd

from glasscity.measures.names import kinds_of
from glasscity.results.run import Run


def deeds_by_kind(run: Run) -> pd.DataFrame:
    """What was done, and how much of it the sensors saw, one row per kind in file order.

    Columns: kind, title, valence, visible (deeds done in view of any sensor's reach), seen (on
    the doer), missed (visible, not seen), beyond (deeds out of every sensor's reach: an
    expectation, ``visible / seen_at_most - visible``, never simulated), done (visible +
    beyond), seen_share (seen / done, NaN without deeds), per_1000 (done per 1,000 people and
    year), represented (done, people represented). Counts are of simulated people.
    """
    done = _by_kind(run, "deeds")
    seen = _by_kind(run, "seen")
    rows = []
    for kind in kinds_of(run.city.conduct).values():
        visible, caught = done.get(kind.id, 0), seen.get(kind.id, 0)
        reach = kind.seen_at_most.value
        beyond = visible / reach - visible if reach > 0.0 else 0.0
        everything = visible + beyond
        rows.append(
            {
                "kind": kind.id,
                "title": kind.title.en,
                "valence": kind.valence,
                "visible": visible,
                "seen": caught,
                "missed": visible - caught,
                "beyond": beyond,
                "done": everything,
                "seen_share": caught / everything if everything else float("nan"),
                "per_1000": 1000.0 * everything / (run.outcome.people * run.years),
                "represented": everything * run.weight,
            }
        )
    return pd.DataFrame(rows)


def _by_kind(run: Run, measure: str) -> dict[str, int]:
    frame = run.tallies.total(measure, "kind")
    return dict(zip(frame["kind"], frame["count"].tolist(), strict=True))
