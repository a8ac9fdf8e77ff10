"""Propensities as 256 equal classes: mean exactly 1, nearly the declared spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import gamma

from glasscity.chance import CLASSES, gamma_classes

SPREADS = [0.05, 0.3, 0.7, 1.0, 1.5, 3.0, 5.0]


@pytest.mark.parametrize("spread", SPREADS)
def test_the_mean_is_one(spread: float) -> None:
    assert math.fsum(gamma_classes(spread)) / CLASSES == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("spread", "kept"), [(0.05, 0.995), (0.3, 0.995), (1.0, 0.985), (3.0, 0.9)]
)
def test_the_spread_is_kept_but_for_that_within_a_class(spread: float, kept: float) -> None:
    assert kept * spread < float(np.std(gamma_classes(spread))) < spread


@pytest.mark.parametrize("spread", SPREADS)
def test_a_class_lies_between_its_quantiles(spread: float) -> None:
    """Conditional means, so each is within the part of the law it stands for; they ascend."""
    shape = spread**-2
    edges = gamma.ppf(np.arange(CLASSES + 1) / CLASSES, shape, scale=1 / shape)
    classes = np.array(gamma_classes(spread))
    assert (edges[:-1] <= classes * (1 + 1e-9)).all()
    assert (classes <= edges[1:] * (1 + 1e-9)).all()
    assert (np.diff(classes) >= 0).all()


def test_people_who_are_alike() -> None:
    assert gamma_classes(0.0) == (1.0,) * CLASSES
