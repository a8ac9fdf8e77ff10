"""The flat tables a window is lived under. A kernel sees these and never a kind.

Shapes use: G strata, F factors, A kinds, R sensor rows (sensor, kind), H look-alike groups, N sources of
false records, W answers (rule or ground, per column), E ledger rows (3 per ledger), Q lists,
S standings, V services, C consequences. Thresholds are int64 in ``[0, 2^32]`` unless said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
I16 = npt.NDArray[np.int16]
I64 = npt.NDArray[np.int64]


class Temptation(NamedTuple):
    """How many candidates of which kind a person meets in a window of this length."""

    count_from: U32  # (F, 256) by quantile: words below this mean none
    count_rows: I64  # (F, 256, width) inverse-CDF rows
    kind_first: I64  # (F + 1) first of each factor's kinds in `kind_list`
    kind_list: I64  # (A) kinds factor by factor, as places in the file
    kind_upto: I64  # (G, A) in the order of `kind_list`: cumulative share within the factor
    kind_is_harmful: U8  # (A)


class Acceptance(NamedTuple):
    """Whether a candidate becomes a deed, and who knows the rules (rebuilt each window)."""

    below: I64  # (S, A, 2) by standing, kind, aware
    aware_below: I64  # (G) in [0, 65536]: aware iff the trait is below


class Observation(NamedTuple):
    """What sensors make of a deed. Cells: enrolled + 2 * aware (rebuilt each window)."""

    row_first: I64  # (A + 1) first of each kind's rows in `row_list`
    row_list: I64  # (R) rows by kind, then in order of sensors
    row_sensor: I64  # (R)
    row_kind: I64  # (R)
    row_delay: I64  # (R) days
    self_below: I64  # (G, R, 4) recorded on the doer
    pinned_below: I64  # (G, R, 4) cumulative: pinned on somebody else
    hit_below: I64  # (G, R, 4) cumulative: thrown away by review
    view_below: I64  # (G, R, 4) cumulative: in view without a hit


class Mistakes(NamedTuple):
    """False records that fall on people (rebuilt each window)."""

    group: I64  # (G) look-alike group
    count_from: U32  # (H, 2, 256) by group, enrolled, look-alike quantile
    count_rows: I64  # (H, 2, 256, width)
    source_upto: I64  # (H, 2, N) cumulative share of the source
    source_kind: I64  # (N)


class Books(NamedTuple):
    """Instruments as rows: what a record of a kind does in each column."""

    answer_first: I64  # (3, A + 1) answers to a kind in a column, in document order
    answer_row: I64  # (W) ledger row, or E + list
    answer_rule: I64  # (W) rule over all ledgers in file order; -1 for a list
    answer_from: I64  # (W) first day in force
    answer_until: I64  # (W) first day no longer in force
    answer_step_first: I64  # (W) first of its points in `points`
    answer_n_steps: I64  # (W)
    answer_step_slot: I64  # (W) counter of earlier records, -1 none
    answer_cap_slot: I64  # (W) counter of points moved, -1 none
    answer_cap: I64  # (W)
    answer_expires: I64  # (W) days, -1 never (a list: the period)
    answer_exclusive: U8  # (W)
    points: I64  # steps of all answers
    floor: I64  # (E)
    ceiling: I64  # (E)
    each_record: U8  # (E) band published at each record, else at the window's end
    band_first: I64  # (E) where the ledger's scores start in `band_of`
    band_of: U8  # band by score - floor, ledger after ledger
    band_radix: I64  # (E) weight of the band in the standing; 0 in the shadows
    list_count: I64  # (Q)
    list_term: I64  # (Q) days, -1 open
    list_radix: I64  # (Q)


class Doors(NamedTuple):
    """Consequences at attempts to get a service."""

    needs: U8  # (S) some service must be drawn for this standing
    needs_service: U8  # (V, S)
    count_rows: I64  # (G, V, width) inverse-CDF rows for a window of this length
    first: I64  # (V + 1) consequences of a service, in document order
    consequence: I64  # (C) its place in the document
    is_bar: U8  # (C)
    fen: I64  # (C)
    from_day: I64  # (C)
    until_day: I64  # (C)
    applies: U8  # (C, S)


class WayBack(NamedTuple):
    """Correction of false records; all zero where a regime has none."""

    is_there: int
    files_below: I64  # (G, 2) by aware
    success_below: int
    lag: int


class Law(NamedTuple):
    """Everything in force in one window."""

    tempt: Temptation
    accept: Acceptance
    observe: Observation
    mistakes: Mistakes
    books: Books
    doors: Doors
    way_back: WayBack


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
    slots: U8  # (slots, n) counters of the calendar year


NOT_LISTED = 65535
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
    band_column: I64  # (E) first column of the row's bands, from people_in_band
    move_column: I64  # (E) first column of the row's moves, from band_moves; -1 in shadows
    n_bands: I64  # (E)


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
