"""Proclaim: who is shown in public, and for how long."""

from __future__ import annotations

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, kernel
from glasscity.kernels.items import say
from glasscity.tables.law import SHOWN_FROM, SHOWN_PLACE, SHOWN_UNTIL, Shown
from glasscity.vocabulary.codes import Event

_PUBLISHED = int(Event.PUBLISHED)
_WITHDRAWN = int(Event.WITHDRAWN)


@kernel
def proclaim(shown: Shown, here: Here, me: Me, before: Int, after: Int, day: Int) -> None:
    """Book a change of standing on a day of the window, or at its end (the day behind it).

    Who holds a named standing when a row comes into force is shown from that day on: whoever has
    it at the window's start is added when the window is closed, the others here.
    """
    places, tally = here.places, here.tally
    end = here.frame.first_day + here.frame.n_days
    for x in range(shown.rows.shape[0]):
        was, now = shown.names[x, before], shown.names[x, after]
        if was == now or shown.bears_on[x, here.g] == 0:
            continue
        place = shown.rows[x, SHOWN_PLACE]
        first, until = shown.rows[x, SHOWN_FROM], shown.rows[x, SHOWN_UNTIL]
        sign = 1 if now != 0 else -1
        tally[places.people_published + place] += sign
        tally[places.days_published + place] += sign * max(min(until, end) - max(day, first), 0)
        is_shown = first <= day < until and first < end
        told = min(day, end - 1)
        if now != 0:
            if day < until and first < end:
                tally[places.published + place] += 1
            if is_shown:
                say(me.voice, told, _PUBLISHED, place, 0, 0, 0)
        else:
            if day < first < end:
                tally[places.published + place] -= 1
            if is_shown:
                say(me.voice, told, _WITHDRAWN, place, 0, 0, 0)
