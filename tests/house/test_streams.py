"""Stream numbers are declared once and permanent: changing one deals everyone new luck."""

from __future__ import annotations

import re

import pytest

from glasscity.chance import Stream
from house.tree import PACKAGE

PERMANENT = {
    "TRAIT": 1,
    "HEAD": 2,
    "TEMPT": 3,
    "OBSERVE": 4,
    "FALSE_RECORD": 5,
    "CORRECT": 6,
    "DEMAND": 7,
    "APPEAL": 8,
    "HELPING": 17,
    "REWIRE": 18,
    "ATTENTION": 9,
    "REPAIR": 16,
    "LIFE": 10,
    "ENCOUNTER": 11,
    "TIE": 12,
    "RATING": 13,
    "LAPSE": 19,
    "INVESTIGATE": 14,
    "STATUS": 15,
    "KEY": 65535,
}


def test_numbers_are_the_permanent_ones() -> None:
    """A new stream gets a new row here; no row is ever edited or removed."""
    assert {name: int(stream) for name, stream in Stream.__members__.items()} == PERMANENT


def test_numbers_fit_their_half_of_the_address() -> None:
    assert all(0 < stream < 1 << 16 for stream in Stream)


def test_two_streams_with_one_number_do_not_import() -> None:
    source = (PACKAGE / "chance.py").read_text(encoding="utf-8")
    doubled, changes = re.subn(r"^    DEMAND = 7$", "    DEMAND = 6", source, flags=re.MULTILINE)
    assert changes == 1
    with pytest.raises(ValueError, match="DEMAND -> CORRECT"):
        exec(compile(doubled, "chance", "exec"), {"__name__": "doubled"})
