"""A chunk's calendar: what is filed is taken once, and its bytes are known."""

from __future__ import annotations

import numpy as np

from glasscity.engine.calendar import Calendar
from glasscity.kernels.items import PERSON_SHIFT
from glasscity.tables.law import I64


def items(*people: int) -> I64:
    return np.array([person << PERSON_SHIFT | 5 for person in people], np.int64)


def test_a_window_gives_what_was_filed_under_it_and_only_once() -> None:
    calendar = Calendar(3)
    calendar.add(1, items(4, 2))
    calendar.add(2, items(9))
    calendar.add(1, items(3))
    assert calendar.nbytes == 4 * 8
    assert calendar.take(1).tolist() == items(4, 2, 3).tolist()
    assert calendar.take(1).tolist() == calendar.take(0).tolist() == []
    assert calendar.nbytes == 8


def test_nothing_is_left_of_those_who_are_forgotten() -> None:
    calendar = Calendar(3)
    calendar.add(0, items(0, 1, 2, 1))
    calendar.add(0, items(2))
    calendar.add(2, items(1))
    calendar.forget(np.array([False, True, False]))
    assert calendar.nbytes == 3 * 8
    assert calendar.take(0).tolist() == items(0, 2, 2).tolist()
    assert calendar.take(2).tolist() == []
