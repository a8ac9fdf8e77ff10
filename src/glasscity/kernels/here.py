"""What is within reach while one person lives a window: here, and me.

Tables are not in here: a verb is handed just the ones it reads, which keeps what the compiler
carries from verb to verb small (with all tables in one bundle it took ten times as long).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from glasscity.kernels.house import Int
from glasscity.tables.law import I64, Frame, People, Places


class Here(NamedTuple):
    """The people and the window; the same for everybody in a stratum."""

    people: People
    places: Places
    frame: Frame
    tally: I64  # (columns) of the stratum
    clock: np.uint64  # counter word 1
    key0: np.uint64
    key1: np.uint64
    g: Int  # stratum


class Agenda(NamedTuple):
    """What is still to happen to one person: in this window, and later."""

    queue: I64  # (2, QUEUE_ROOM)
    out: I64  # items for later windows
    noted: I64  # appeals filed (kernels.scratch), to be heard when the place settles
    cursor: I64
    window_end: Int
    horizon: Int
    mine: Int  # place in the chunk


class Voice(NamedTuple):
    """Where the lines of a life are written, if anybody listens."""

    trace: I64  # (lines, 8)
    cursor: I64
    is_heard: Int
    person: Int
    window: Int


class Me(NamedTuple):
    """The person whose window it is."""

    p: Int  # column in the people's arrays
    address: np.uint64  # counter word 0
    is_enrolled: Int
    is_aware: Int
    agenda: Agenda
    voice: Voice


class Record(NamedTuple):
    """What is handed to the instruments: from column ``first`` down to ``last``; -1: nothing.

    ``fate``: what comes of contesting it (kernels.contest).
    """

    first: Int
    last: Int
    kind: Int
    is_false: Int
    fate: Int
