"""Many settings of one city: the same however they are worked through, and none lost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from doubt.unsure import between, numbers_of, unsure_city
from glasscity.documents.resolve import City
from glasscity.studies.doubt.luck import settings
from glasscity.studies.doubt.survey import BATCH, Survey, TooFewError, identity, survey

N = 40


class Interrupted:
    """Measures so many cities and is then interrupted."""

    def __init__(self, calls: float = math.inf) -> None:
        self.left = calls
        self.calls = 0

    def __call__(self, city: City) -> Mapping[str, float]:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        self.calls += 1
        return numbers_of(city)


def same(one: Survey, other: Survey) -> bool:
    values = (
        np.array_equal(one.values[name], other.values[name], equal_nan=True) for name in one.values
    )
    return np.array_equal(one.points, other.points) and all(values)


def test_each_setting_is_measured_where_it_lies() -> None:
    found = survey(unsure_city(), numbers_of, N)
    assert [it.label for it in found.doubts][-1] == "spit: rate"
    rate, seen = found.doubts[-1], found.doubts[0]
    expected = [rate.at(p[-1]) * seen.at(p[0]) for p in found.points.tolist()]
    assert found.values["recorded"].tolist() == pytest.approx(expected, rel=1e-12)
    assert found.stated["recorded"] == 0.5
    above = [rate.at(c) > 1.0 for c in found.points[:, -1].tolist()]
    assert np.isfinite(found.values["sometimes"]).tolist() == above


def test_settings_fill_each_range_evenly() -> None:
    points = settings(3, N, blocks=2)
    for block in (points[:N], points[N:]):
        for column in block.T:
            assert sorted((column * N).astype(int).tolist()) == list(range(N))


def test_an_interrupted_survey_goes_on(tmp_path: Path) -> None:
    whole = survey(unsure_city(), numbers_of, N)
    with pytest.raises(KeyboardInterrupt):
        survey(unsure_city(), Interrupted(1 + BATCH + 3), N, keep=tmp_path)
    rest = Interrupted()
    assert same(survey(unsure_city(), rest, N, keep=tmp_path), whole)
    assert rest.calls == 1 + N - BATCH  # the city as stated, and the batches that were not kept
    again = Interrupted()
    assert same(survey(unsure_city(), again, N, keep=tmp_path), whole)
    assert again.calls == 1


def test_other_processes_measure_the_same() -> None:
    assert same(
        survey(unsure_city(), numbers_of, N, workers=2), survey(unsure_city(), numbers_of, N)
    )


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    survey(unsure_city(), numbers_of, N, progress=lambda done, n: told.append((done, n)))
    assert told == [(n, N) for n in range(BATCH, N + 1, BATCH)]


def test_settings_that_make_no_city_are_replaced_and_told() -> None:
    """A third of the thresholds lies above the ceiling."""
    city = unsure_city(good=between(5, 5, 35, "points"))
    found = survey(city, numbers_of, N)
    assert found.n == N
    assert set(found.refused) == {"regime instruments[0].bands[1].from.value"}
    assert N / 4 < found.refused.total() < N
    good = next(it for it in found.doubts if it.label == "points: good from")
    column = found.doubts.index(good)
    assert max(good.at(c) for c in found.points[:, column].tolist()) <= 20


def test_ranges_that_never_go_together_are_told() -> None:
    city = unsure_city(good=between(5, 5, 4000, "points"))
    with pytest.raises(TooFewError, match=r"too few make a city.*bands\[1\]"):
        survey(city, numbers_of, N)


def test_a_survey_is_known_by_its_city_and_what_was_asked() -> None:
    city, other = unsure_city(), unsure_city(rate=between(0.1, 1.0, 5.0, "per person-year"))
    names = {identity(city, n=1), identity(city, n=2), identity(city, m=1), identity(other, n=1)}
    assert len(names) == 4
    assert identity(city, n=1) == identity(unsure_city(), n=1)
