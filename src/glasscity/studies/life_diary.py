"""A whole life, told from the numbers of its replay."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.documents.resolve import City
from glasscity.studies import (
    life_attempts,
    life_others,
    life_records,
    life_recourse,
    life_repairs,
    life_standings,
)
from glasscity.studies.life_lines import Diary, moments_of
from glasscity.tables.law import I64
from glasscity.vocabulary.codes import Event

TELLERS = {
    Event.DEED: life_records.deed,
    Event.ARRIVED: life_records.arrived,
    Event.FALSE: life_records.false,
    Event.POINTS: life_standings.points,
    Event.GIVEN_BACK: life_standings.given_back,
    Event.CORRECTED: life_standings.corrected,
    Event.BAND: life_standings.band,
    Event.COUNTED: life_standings.counted,
    Event.DROPPED: life_standings.dropped,
    Event.LISTED: life_standings.listed,
    Event.RELEASED: life_standings.released,
    Event.EXTENDED: life_standings.extended,
    Event.COMPLIED: life_standings.complied,
    Event.CLAMPED: life_standings.clamped,
    Event.RESET: life_standings.reset,
    Event.ATTEMPT: life_attempts.attempt,
    Event.UNTRIED: life_attempts.untried,
    Event.GRANTED: life_attempts.granted,
    Event.TRIED: life_repairs.tried,
    Event.MENDED: life_repairs.mended,
    Event.PUBLISHED: life_attempts.published,
    Event.WITHDRAWN: life_attempts.published,
    Event.HEARD: life_recourse.decided,
    Event.MET: life_others.met,
    Event.INVESTIGATED: life_others.investigated,
    Event.DELIVERED: life_others.delivered,
    Event.LEFT: life_others.left,
    Event.MOVED: life_others.moved,
    Event.SCORED: life_others.scored,
}
"""Who tells which event; the others are told in one line with the event before them."""


def diary_of(
    city: City, lines: I64, horizon: int, aware_day: int | None, opening: Sequence[int]
) -> Diary:
    """The diary of a life, from the lines of its replay (n, 8).

    ``horizon``: first day after the run. ``aware_day``: the first day on which the person knew
    the rules (None: never).
    """
    diary = Diary.opened(city, horizon, aware_day, opening)
    for moment in moments_of(lines):
        life_records.decide(diary, moment.day, moment.event)
        TELLERS[moment.event](diary, moment)
    life_records.decide(diary, horizon, None)
    return diary
