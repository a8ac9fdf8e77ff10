"""Bounds over all couplings, against every coupling of a few people."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasscity.measures.coupling import below_bounds, cell_bounds

FEW = st.lists(st.integers(0, 4), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(FEW, st.data())
def test_the_bounds_are_what_the_best_and_the_worst_coupling_reach(
    here: list[int], data: st.DataObject
) -> None:
    there = data.draw(st.lists(st.integers(0, 4), min_size=len(here), max_size=len(here)))
    below = [
        sum(a < b for a, b in zip(here, way, strict=True)) for way in itertools.permutations(there)
    ]
    assert below_bounds(Counter(here), Counter(there)) == (min(below), max(below))


@settings(max_examples=40, deadline=None)
@given(FEW, st.data())
def test_each_cell_reaches_its_bounds(here: list[int], data: st.DataObject) -> None:
    there = data.draw(st.lists(st.integers(0, 4), min_size=len(here), max_size=len(here)))
    tables = []
    for way in itertools.permutations(there):
        table = np.zeros((5, 5), np.int64)
        np.add.at(table, (here, list(way)), 1)
        tables.append(table)
    margins = [[numbers.count(k) for k in range(5)] for numbers in (here, there)]
    least, most = cell_bounds(*margins)
    assert np.array_equal(least, np.min(tables, axis=0))
    assert np.array_equal(most, np.max(tables, axis=0))


def test_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="3 people here are not 2 there"):
        below_bounds({0: 3}, {1: 2})
