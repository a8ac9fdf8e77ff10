"""A pool too large for a window is named, with what to change."""

from __future__ import annotations

import pytest

from oracles import little
from reference_tests import town
from strategies.words import quantity


def test_a_pool_above_the_largest_mean_names_window_group_and_source() -> None:
    deeds = little.conduct(little.act("act", 200.0), bound=200.0)
    eyes = town.camera("eyes", "act", passers_by=quantity(1000.0, "multiple"))
    rules = town.regime(30, sensors=[eyes])
    with pytest.raises(
        ValueError, match=r"window 1: look-alike group 0: up to .* more than 20"
    ) as it:
        little.live(little.city(rules, deeds), {0: 50}, 3, 1)
    assert "sensor number 1, kind number 1" in str(it.value)
    assert "coverage, false_match or passers_by" in str(it.value)
