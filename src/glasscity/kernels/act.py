"""Act: does a temptation become a deed?"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.believe import own_limit
from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined
from glasscity.kernels.items import say
from glasscity.kernels.scratch import ACCEPT_WORD, INSTANT, KIND
from glasscity.tables.law import GUILTY, U8, U32, WORK_OUT, Acceptance
from glasscity.vocabulary.codes import Event

_DEED = int(Event.DEED)


@inlined
def do(is_harmful: U8, here: Here, me: Me, kind: Int, instant: Int, day: Int) -> None:
    """A deed is done."""
    here.tally[here.places.deeds + kind] += 1
    if is_harmful[kind]:
        here.people.marks[me.p] |= GUILTY
    say(me.voice, day, _DEED, kind, instant, me.is_aware, 0)


@inlined
def act(
    accept: Acceptance, is_harmful: U8, here: Here, me: Me, candidates: U32, c: Int, day: Int
) -> bool:
    """True iff the candidate is accepted under the person's standing; then it is done."""
    kind = np.int64(candidates[KIND, c])
    standing = here.people.standing[me.p]
    limit = accept.below[standing, kind, me.is_aware]
    if limit == WORK_OUT:
        beliefs = here.people.beliefs
        limit = own_limit(accept, beliefs, me.p, np.int64(standing), kind, me.is_aware)
    if np.int64(candidates[ACCEPT_WORD, c]) >= limit:
        return False
    do(is_harmful, here, me, kind, np.int64(candidates[INSTANT, c]), day)
    return True
