"""Believe: what a person makes of the risk after their own deeds (clauses 8.6 and 8.7)."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ONE
from glasscity.kernels.house import Int, kernel, small
from glasscity.kernels.items import BELIEF_FULL, TROUBLE
from glasscity.tables.law import (
    FIXED,
    I64,
    LINEAR,
    SATURATING,
    STEP_FADE,
    STEP_FALL,
    STEP_FORM,
    STEP_HALF,
    STEP_PRIOR,
    STEP_SEEN,
    STEP_UNAWARE,
    STEP_WEIGHT,
    U8,
    Acceptance,
)


@kernel
def own_limit(
    accept: Acceptance, beliefs: U8, p: Int, standing: Int, kind: Int, is_aware: Int
) -> Int:
    """The threshold of acceptance of a kind about whose risk people learn by themselves."""
    slot = accept.own_slot[kind]
    n, seen = np.float64(beliefs[2 * slot, p]), np.float64(beliefs[2 * slot + 1, p])
    product = 1.0
    for x in range(accept.own_first[kind], accept.own_first[kind + 1]):
        step = accept.own_steps[x]
        r = accept.own_stake[x, standing, is_aware]
        if step[STEP_FORM] != FIXED:
            risk = (step[STEP_PRIOR] + seen) / (step[STEP_WEIGHT] + n / step[STEP_SEEN])
            if step[STEP_FORM] == SATURATING:
                fear = risk / (risk + step[STEP_HALF]) if risk > 0.0 else 0.0
            elif step[STEP_FORM] == LINEAR:
                fear = risk
            else:
                fear = 1.0 if risk >= step[STEP_HALF] else 0.0
            r = 1.0 - step[STEP_FALL] * fear * r
            if step[STEP_FADE] != 1.0:
                r = 1.0 + step[STEP_FADE] * (r - 1.0)
            if is_aware == 0:
                r = 1.0 + step[STEP_UNAWARE] * (r - 1.0)
        product = product * r
    return np.int64(np.floor(product / accept.at_most[kind] * ONE))


@small
def learn(beliefs: U8, cursor: I64, p: Int, slot: Int, best: Int) -> None:
    """A deed was done, and recorded on its doer iff ``best`` is a row; 255 is all that fits."""
    if beliefs[2 * slot, p] == 255:
        cursor[TROUBLE] = BELIEF_FULL
    else:
        beliefs[2 * slot, p] += 1
        if best >= 0:
            beliefs[2 * slot + 1, p] += 1
