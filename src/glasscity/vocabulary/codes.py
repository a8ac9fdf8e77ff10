"""Codes of the events in a person's life line, and what their four numbers mean."""

from __future__ import annotations

import enum


class Column(enum.IntEnum):
    """Which records an instrument reads: the real ones, or one of two yardsticks."""

    RECORDED = 0
    UNERRING = 1
    ALL_SEEN = 2


COLUMN_NAMES = ("recorded", "unerring", "all-seen")


EXITS = ("term", "struck", "repaired", "complied")
"""Why a person leaves a list; numbers are places."""


@enum.unique
class Event(enum.IntEnum):
    """A line of a life: ``person, window, day, code, a, b, c, d`` (int64 each).

    Numbers are places in the documents (kind, sensor, source, rule of all ledgers in file order,
    list, consequence, service); a ledger row is ``3 * ledger + column``; a list row is
    ``3 * ledgers + list``; unused numbers are 0.
    """

    DEED = 1  # a kind, b instant (0 if it comes of a delayed grant), c aware (0 or 1)
    RECORDED = 2  # a sensor, b kind, c day of arrival
    PINNED = 3  # a sensor, b kind: blamed on somebody else
    ARRIVED = 4  # a sensor, b kind: a delayed record takes effect
    FALSE = 5  # a source, b kind, c aware: a record of a deed not done, or misread
    FILED = 6  # a 1 if it will be struck, b the day it would be
    POINTS = 7  # a ledger row, b points moved, c score after, d rule
    GIVEN_BACK = 8  # a ledger row, b points moved, c score after: an expiry
    CORRECTED = 9  # a ledger or list row, b points moved (or -1), c score (or count) after
    BAND = 10  # a ledger row, b band before, c band after: published
    COUNTED = 11  # a list, b count after, c days it counts if drawn (0 the period, -1 for good)
    DROPPED = 12  # a list, b count after
    LISTED = 13  # a list, b day of the end (-1 none), c 1 if the record was false
    RELEASED = 14  # a list, b why (0 term over, 1 struck off, 2 put right, 3 complied)
    ATTEMPT = 15  # a service
    REFUSED = 16  # a consequence, b service
    BOOKED = 17  # a consequence, b service, c amount in fen, d days to wait
    MISREAD = 18  # a sensor, b kind, c day of arrival, d kind it is taken for
    GRANTED = 26  # a service: what was delayed is granted, and something comes of it
    PUBLISHED = 27  # a consequence: the person is shown in public
    WITHDRAWN = 28  # a consequence: no longer shown
    TRIED = 29  # a way back: to put things right, b 1 if it succeeded, c fen, d hours
    MENDED = 30  # a ledger row, b points moved, c score after: put right
    UNTRIED = 31  # a service: not tried, after a refusal in the same year
    UNTOLD = 34  # the person never learns of the record
    DETERRED = 35  # a way to contest: would have filed but for what it costs
    APPEALED = 36  # a 1 if the record is false, b day of filing, c serial
    HEARD = 37  # an appeal is decided: a 1 if false, b 1 if struck, c day of filing, d serial
    MET = 40  # a encounter, b 0 tried, 1 tried and failed, 2 refused the other, c 1 if refused
    DELIVERED = 41  # a delivery, b kind, c 1 if false: settlement sent a record
    LEFT = 42  # a newcomer takes the place; the lines so far end
    OPENED = 43  # a ledger, b score at which the newcomer opens
    CLAMPED = 20  # a ledger row, b points cut at the window's end, c score after
    RESET = 21  # a ledger row, b points moved, c score after: back to the opening
    EXTENDED = 22  # a list, b day of the new end (-1 none), c 1 if the record was false
    COMPLIED = 23  # a list, b day on which the listing will end
    MOVED = 48  # the person moves: what does not follow is opened anew
    SCORED = 44  # a ledger row, b points moved, c score after: worked out anew
    INVESTIGATED = 45  # a investigation, b 0 nothing, 1 found, 2 accused, c claimed in fen


TRACE_WIDTH = 8
