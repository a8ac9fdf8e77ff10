"""Children of people on whose standing a consequence bears (semantics 10.9)."""

from __future__ import annotations

import numpy as np

from glasscity.lowering.impose import standings_named
from glasscity.lowering.plan import Plan
from glasscity.lowering.spread import strata_of
from glasscity.tables.law import I64, Frame, People
from glasscity.vocabulary.strata import N_STRATA


def count_children(plan: Plan, people: People, counts: I64, frame: Frame, tally: I64) -> None:
    """Count, at a window's end, the children whom each consequence on what they need affects."""
    last = frame.first_day + frame.n_days - 1
    stratum = np.repeat(np.arange(N_STRATA), counts) if plan.on_children else counts
    for c in plan.on_children:
        row = plan.regime.consequences[c]
        first, until = row.in_force.days(plan.regime.clock.start)
        if not first <= last < until:
            continue
        named = standings_named(plan.regime, row.when)[people.standing] != 0
        who = np.flatnonzero(named & strata_of(row.whom)[stratum])
        of_each = np.bincount(stratum[who], people.children[who], minlength=N_STRATA)
        tally[:, plan.places.children_affected + c] += of_each.astype(np.int64)
