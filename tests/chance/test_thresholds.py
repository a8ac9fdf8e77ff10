"""Chances as integers: when a word below a threshold means yes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasscity.chance import ONE, threshold


def test_never_and_always() -> None:
    """No word is below 0, and every word is below 2^32."""
    assert threshold(0.0) == 0
    assert threshold(-0.0) == 0
    assert threshold(1.0) == ONE == 2**32


def test_the_smallest_chance() -> None:
    assert threshold(2.0**-32) == 1
    assert threshold(math.nextafter(1.0, 0.0)) == ONE - 1
    with pytest.raises(ValueError, match=r"below 2\^-32"):
        threshold(math.nextafter(2.0**-32, 0.0))
    with pytest.raises(ValueError, match=r"below 2\^-32"):
        threshold(5e-324)


@pytest.mark.parametrize("p", [-1e-300, math.nextafter(1.0, 2.0), 2.0, math.inf, -1.0, math.nan])
def test_no_chance_outside_its_bounds(p: float) -> None:
    with pytest.raises(ValueError, match=r"outside \[0, 1\]"):
        threshold(p)


@given(st.floats(2.0**-32, 1.0), st.floats(2.0**-32, 1.0))
def test_thresholds_are_exact_and_ordered(p: float, q: float) -> None:
    assert 0.0 <= p - threshold(p) / 2**32 < 2.0**-32
    if p <= q:
        assert threshold(p) <= threshold(q)
