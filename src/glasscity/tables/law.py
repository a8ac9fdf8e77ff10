"""The flat tables a window is lived under. A kernel sees these and never a kind.

Shapes use: G strata, F factors, A kinds, R sensor rows (sensor, kind), B circles of blame,
N sources of false records, W answers (rule or ground, per column), E ledger rows (3 per ledger),
Q lists, S standings, V services, C consequences. Thresholds are int64 in ``[0, 2^32]`` unless said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
I16 = npt.NDArray[np.int16]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]


class Temptation(NamedTuple):
    """How many candidates of which kind a person meets in a window of this length."""

    count_from: U32  # (F, 256) by quantile: words below this mean none
    count_again: U32  # (F, 256) words below this mean one at most
    count_rows: I64  # (F, 256, width) inverse-CDF rows
    kind_first: I64  # (F + 1) first of each factor's kinds in `kind_list`
    kind_list: I64  # (A) kinds factor by factor, as places in the file
    kind_upto: I64  # (G, A) in the order of `kind_list`: cumulative share within the factor
    kind_guide: U16  # (G, F, 64) by a word's first bits: the first place in `kind_list` it may mean
    kind_is_harmful: U8  # (A)


class Acceptance(NamedTuple):
    """Whether a candidate becomes a deed, and who knows the rules (rebuilt each window)."""

    below: I64  # (S, A, 2) by standing, kind, aware; WORK_OUT where own belief decides
    aware_below: I64  # (G) in [0, 65536]: aware iff the trait is below
    own_slot: I64  # (A) place among the kinds with an own belief; -1 without
    own_first: I64  # (A + 1) first of each such kind's steps
    own_steps: F64  # (X, 8) columns STEP_*: the responses to a kind, in document order
    own_stake: F64  # (X, S, 2) by standing, aware: the stake, or all that a FIXED step multiplies
    at_most: F64  # (A)


WORK_OUT = -1
(
    STEP_FORM,
    STEP_PRIOR,  # first belief times its weight
    STEP_WEIGHT,
    STEP_SEEN,  # the share of such deeds that can be seen at all
    STEP_FALL,
    STEP_HALF,
    STEP_FADE,
    STEP_UNAWARE,
) = range(8)
SATURATING, LINEAR, THRESHOLD, FIXED = range(4)
"""Forms of a step; FIXED: no own belief in it."""


class Observation(NamedTuple):
    """What sensors make of a deed. Cells: enrolled + 2 * aware (rebuilt each window)."""

    row_first: I64  # (A + 1) first of each kind's rows in `row_list`
    row_list: I64  # (R) rows by kind, then in order of sensors
    rows: I64  # (R + deliveries, 7) columns EYE_*
    group: U32  # (A) four sensors whose words are drawn beforehand: those of the kind's first row
    below: I64  # (G, R, 4 cells, 4) cumulative, columns SELF, PINNED, HIT, VIEW


(
    EYE_SENSOR,  # -1 - d: delivery d of settlement
    EYE_KIND,
    EYE_DELAY,  # days
    EYE_TOP,  # highest column told of an arrival
    EYE_AS,  # kind it is recorded as
    EYE_SOURCE,  # the source of false records it is if that is another kind, else -1
    EYE_FALSE,  # whether a delivery tells of a deed not done
) = range(7)
SELF, PINNED, HIT, VIEW = range(4)
"""Recorded on the doer; pinned on somebody else; thrown away by review; in view without a hit."""


class Mistakes(NamedTuple):
    """False records that fall on people (rebuilt each window)."""

    group: I64  # (G) circle: those who are blamed alike
    count_from: U32  # (B, 2, 256) by circle, enrolled, look-alike quantile
    count_rows: I64  # (B, 2, 256, width)
    source_upto: I64  # (B, 2, 256 or 1, N) cumulative share; 1 where quantiles make no difference
    source_row: I64  # (N) row of the sensor
    source_kind: I64  # (N) kind recorded


class Books(NamedTuple):
    """Instruments as rows: what a record of a kind does in each column."""

    answer_first: I64  # (3, A + 1) answers to a kind in a column, in document order
    answers: I64  # (W, 13) columns ANSWER_*
    points: I64  # points of the steps of all answers
    ledgers: I64  # (E, 12) columns LEDGER_*
    band_of: U8  # band by score - floor, ledger after ledger
    lists: I64  # (Q, 10) columns LIST_*
    lapses: I64  # (lists from which records lapse at random, days) inverse-CDF rows of the days


(
    ANSWER_ROW,  # ledger row, or E + list; E + Q + list where it ends a listing
    ANSWER_RULE,  # rule over all ledgers in file order; -1 for a list
    ANSWER_FROM,  # first day in force
    ANSWER_UNTIL,  # first day no longer in force
    ANSWER_STEP_FIRST,  # first of its points in `points`
    ANSWER_N_STEPS,
    ANSWER_STEP_SLOT,  # counter of earlier records, -1 none
    ANSWER_CAP_SLOT,  # counter of points moved, -1 none
    ANSWER_CAP,
    ANSWER_EXPIRES,  # days, -1 never (a list: the period)
    ANSWER_EXCLUSIVE,
    ANSWER_LOW,  # the score is moved to this at least, and
    ANSWER_HIGH,  # to this at most
) = range(13)
(
    LEDGER_FLOOR,
    LEDGER_CEILING,
    LEDGER_EACH_RECORD,  # band published at each record, else at the window's end
    LEDGER_BAND_FIRST,  # where the ledger's scores start in `band_of`
    LEDGER_RADIX,  # weight of the band in the standing; 0 in the shadows
    LEDGER_N_BANDS,
    LEDGER_STOCK,  # tally column of the row's first band
    LEDGER_MOVES,  # tally column of the row's first move between bands
    LEDGER_LOWEST,  # bounds within the window: floor and ceiling,
    LEDGER_HIGHEST,  # or those of 16 bits where points are netted first
    LEDGER_RESETS,  # returns to the opening with the year
    LEDGER_OPENING,  # of a ledger that resets
) = range(12)
FEWEST, MOST = -32767, 32767
"""Scores that a ledger netting its points must not reach within a window."""
(
    LIST_COUNT,  # records that list a person
    LIST_TERM,  # days on the list (-1: open)
    LIST_RADIX,  # weight in the standing
    LIST_EXTENDS,  # days that a further record adds; 0 none; RESTART: the term starts anew
    LIST_AFTER,  # days from compliance to the end
    LIST_FORGETS,  # counts from zero after a listing
    LIST_WITHIN,  # days after a listing within which it is a relapse; 0 never
    LIST_COUNT_AGAIN,  # count and term of a relapse
    LIST_TERM_AGAIN,
    LIST_LAPSE,  # row of `lapses`; -1: a record counts for the period
) = range(10)
RESTART = -1
LAST_END = 60000
"""No end of a listing is later; a run is over before."""


class Doors(NamedTuple):
    """Consequences at attempts to get a service."""

    needs: U8  # (S) some service must be drawn for this standing
    wakes: U8  # (S) of these, some that need not be drawn for everybody
    needs_service: U8  # (V, S)
    of_all: I64  # services that are drawn for everybody
    count_from: U32  # (G, V) words below this mean none
    count_rows: I64  # (G, V or more, width) inverse-CDF rows for a window of this length
    first: I64  # (V + 1) consequences of a service, in document order
    rows: I64  # (C, 10) columns DOOR_*
    applies: U8  # (C, S)
    bears_on: U8  # (C, G)
    of_children: I64  # (V) row of `count_rows` for one child, then two and three; -1: for persons
    dismay: I64  # (V, 2) columns DISMAY_*


DISMAY_SLOT, DISMAY_BELOW = range(2)
"""Counter of refusals at the service (-1: nobody stops trying); threshold of not trying then."""
(
    DOOR_PLACE,  # in the document
    DOOR_IS_BAR,
    DOOR_FEN,  # amount
    DOOR_FROM,  # first day in force
    DOOR_UNTIL,  # first day no longer in force
    DOOR_BITES,  # threshold of the attempt's luck below which it bears
    DOOR_DELAY,  # days
    DOOR_ALLOWED,  # granted attempts before it refuses
    DOOR_SLOT,  # counter of these, -1 none
    DOOR_EACH_WINDOW,  # counted by window, else by calendar year
) = range(10)


class Shown(NamedTuple):
    """Standings that are shown in public."""

    rows: I64  # (P, 3) columns SHOWN_*
    names: U8  # (P, S)
    bears_on: U8  # (P, G)


SHOWN_PLACE, SHOWN_FROM, SHOWN_UNTIL = range(3)
"""Place among the consequences; first day in force, first day no longer."""


class Mends(NamedTuple):
    """Ways to put a standing right."""

    needs: U8  # (S) some way must be drawn for this standing
    count_rows: I64  # (G, M, width) inverse-CDF rows for a window of this length
    rows: I64  # (M, 10) columns MEND_*
    names: U8  # (M, S)
    bears_on: U8  # (M, G)


(
    MEND_PLACE,  # among the ways back
    MEND_FROM,  # first day in force
    MEND_UNTIL,  # first day no longer in force
    MEND_SUCCESS,  # threshold
    MEND_ROW,  # ledger row, or E + list
    MEND_POINTS,
    MEND_SLOT,  # counter of successes of the calendar year, -1 none
    MEND_AT_MOST,
    MEND_FEN,
    MEND_HOURS,
) = range(10)


class Grants(NamedTuple):
    """What comes of a granted attempt, by service."""

    rows: I64  # (V, 5) columns GRANT_*
    at: I64  # (V, G) where the stratum's cells start in `below`
    below: I64  # cumulative chances: score by score, in each branch by branch
    kinds: I64  # kinds of the branches of all services


GRANT_LEDGER, GRANT_FLOOR, GRANT_CEILING, GRANT_FIRST, GRANT_BRANCHES = range(5)
"""Ledger row whose score counts (-1: nothing comes of it); its floor; first branch in `kinds`;
how many branches."""


class WayBack(NamedTuple):
    """Who learns of records, and two ways to contest them: AT_ONCE (false ones only) and IN_TURN.

    ``place`` is the way's place among those of the regime, -1 where it has none.
    """

    place: I64  # (2)
    learns_below: I64  # (G)
    learns_after: int
    files_below: I64  # (2, G, 2) by way and aware
    deterred_below: I64  # (2, G)
    success_below: I64  # (2, 2) by way, of a true record and of a false one
    lag: I64  # (2)
    fen: I64  # (2)


AT_ONCE, IN_TURN = range(2)


class Oddities(NamedTuple):
    """What takes the long way (kernels.plain): not ledgers alone move, or bands do not wait."""

    kinds: I64  # (A) days after a deed on which it may come to that; NOT_SOON: never
    items: U8  # (4, 512) 1 for such pending items, by type and row; else 0


NOT_SOON = 1 << 16
"""More days than a run can have."""
EXPIRY, END, CORRECTION, ARRIVAL = range(4)
"""Types of pending items."""


class Law(NamedTuple):
    """Everything in force in one window."""

    tempt: Temptation
    accept: Acceptance
    observe: Observation
    mistakes: Mistakes
    books: Books
    doors: Doors
    grants: Grants
    shown: Shown
    mends: Mends
    way_back: WayBack
    oddities: Oddities


class People(NamedTuple):
    """The people of one place, ordered by stratum: traits, then what a regime moves.

    Columns are indexed by the person's place in the census order, shape (..., n).
    """

    quantile: U8  # (F, n) class of each propensity
    look_alike: U8  # (n) class of how often the person is mistaken for others
    awareness: U16  # (n)
    marks: U8  # (n) bit 0 enrolled, bit 1 has done a harmful deed
    score: I16  # (E, n)
    band: U8  # (E, n) published
    standing: U16  # (n)
    counted: U8  # (Q, n) records within the period
    listed_until: U16  # (Q, n) day; OPEN_END; NOT_LISTED
    left_on: U16  # (Q or 0, n) day of the last exit; NEVER, also while listed the first time
    forgotten: U8  # (Q or 0, n) how often the count began anew, modulo 256
    slots: U8  # (slots, n) counters of the calendar year
    beliefs: U8  # (2 * kinds with an own belief, n) own deeds, then those of them that were seen
    children: U8  # (n, or 0 where nobody is said to have any)


NOT_LISTED = 65535
NEVER = 65535
OPEN_END = 65534
ENROLLED = 1
GUILTY = 2


class Places(NamedTuple):
    """First tally column of each measure; see vocabulary/measures.csv for the meaning."""

    candidates: int
    deeds: int
    seen: int
    recorded: int
    in_view: int
    hits: int
    pinned: int
    false_records: int
    false_on_innocent: int
    filed: int
    struck: int
    untold: int
    deterred: int
    fees: int
    appeals_filed: int
    appeals_decided: int
    appeals_struck: int
    appeals_waiting: int
    appeals_days: int
    hits_of_rule: int
    points_up: int
    points_down: int
    people_in_band: int
    band_moves: int
    list_entries: int
    list_exits: int
    people_listed: int
    days_listed: int
    attempts: int
    refused: int
    booked: int
    money: int
    days_waited: int
    published: int
    people_published: int
    days_published: int
    repairs: int
    repaired: int
    repair_paid: int
    repair_hours: int
    met_failed: int
    met_refused: int
    investigated: int
    found: int
    accused: int
    claimed: int
    left: int
    spread: int
    untried: int
    children_affected: int
    ties_cut: int
    ties_made: int
    moved: int


class Meetings(NamedTuple):
    """Encounters at settlement: M of them. A delivery of -1 sends nothing."""

    shuns: U8  # (M, S) standings that are refused
    rows: I64  # (M, 3) columns MEET_*


MEET_FAILS, MEET_FAILED_AS, MEET_REFUSED_AS = range(3)
"""Threshold of a try that fails; deliveries for who failed and for who refused."""


class Frame(NamedTuple):
    """The window itself: key, place in time, and who is watched."""

    key0: int
    key1: int
    window: int
    place: int
    first_day: int
    n_days: int
    horizon: int
    trace_every: int
    trace_first: int
    is_reset: int  # scores of ledgers that reset return to the opening now
    next_reset: int  # first day of the next window of a new year, the horizon if none
