"""Every regime of the catalogue: it runs, and each number has a source or a reason and a range."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from catalogue.cities import city_of, lived
from glasscity.documents import shelf
from glasscity.documents.quantities import evidenced
from glasscity.evidence import Quantity
from glasscity.measures.deeds import deeds_by_kind

REGIMES = shelf.names("regime")
WEAK = ("M", "R-")
KEPT_BY_FIRMS = ("sesame", "baihang")


@pytest.mark.parametrize("name", REGIMES)
def test_a_regime_runs_for_two_years(name: str) -> None:
    run = lived(name)
    assert (run.outcome.people, run.windows) == (2_000, 24)
    assert deeds_by_kind(run)["visible"].sum() > 100


@pytest.mark.parametrize("name", REGIMES)
def test_a_guess_says_what_else_it_could_be(name: str) -> None:
    """Where the lowest band begins is where the scale does: no guess."""
    regime = city_of(name).regime
    lowest = [ledger.bands[0].from_ for ledger in regime.banded]
    loose = [
        ".".join(map(str, loc))
        for loc, number in evidenced(regime)
        if isinstance(number, Quantity) and number.assumed
        if number.range is None and number not in lowest
    ]
    assert loose == []


@pytest.mark.parametrize("name", REGIMES)
def test_no_regime_rests_on_memory_or_on_weak_reports(name: str) -> None:
    """Such facts stand in the reasons of assumptions, and are cited by populations alone."""
    found = [
        ".".join(map(str, loc))
        for loc, number in evidenced(city_of(name).regime)
        if number.grade in WEAK
    ]
    assert found == []


def _widest(part: Any) -> Any:
    """The part with each number at the upper end of its range."""
    if isinstance(part, dict):
        wide = {key: _widest(value) for key, value in part.items()}
        if wide.get("range") is not None and "value" in wide:
            wide["value"] = wide["range"][1]
        return wide
    return [_widest(item) for item in part] if isinstance(part, list | tuple) else part


@pytest.mark.parametrize("name", REGIMES)
def test_no_sensor_sees_more_than_a_kind_allows_within_its_range(name: str) -> None:
    city = city_of(name)
    reach = {kind.id: kind.seen_at_most.value for kind in city.conduct.kinds}
    for sensor in city.regime.sensors:
        wide = type(sensor).model_validate(_widest(sensor.model_dump(by_alias=True)))
        for deed in sensor.sees:
            seen = float(wide.chances(deed, reach[deed]).view.max())
            assert seen <= 1 + 1e-9, (sensor.id, deed)


@pytest.mark.parametrize("name", REGIMES)
def test_bands_ascend_however_their_ranges_fall(name: str) -> None:
    for ledger in city_of(name).regime.banded:
        spans = [b.from_.range or (b.from_.value, b.from_.value) for b in ledger.bands]
        assert all(low[1] < high[0] for low, high in itertools.pairwise(spans)), ledger.id


@pytest.mark.parametrize("name", REGIMES)
def test_a_regime_says_what_it_leaves_open(name: str) -> None:
    assert city_of(name).regime.notes


def test_systems_of_firms_are_marked_as_reconstructed() -> None:
    theirs = [name for name in REGIMES if name.startswith(KEPT_BY_FIRMS)]
    assert all(name.endswith("-reconstructed") for name in theirs)
    assert all(city_of(name).regime.status == "reconstructed" for name in theirs)


@pytest.mark.parametrize("name", REGIMES)
def test_shares_of_an_opening_do_not_range_apart(name: str) -> None:
    """They add up to 1: a range of one alone makes no city, and an audit could draw none."""
    loose = [
        ".".join(map(str, loc))
        for loc, number in evidenced(city_of(name).regime)
        if isinstance(number, Quantity) and "opening" in loc and loc[-1] == "share"
        if number.range is not None and number.range[0] != number.range[1]
    ]
    assert loose == []
