"""The measures of a real run: they add up, and the closed form finds what the engine finds."""

from __future__ import annotations

import functools

import pytest

from glasscity.documents.resolve import load
from glasscity.measures.bands import band_stocks
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.expectation import expected_wrongful, setting_of
from glasscity.measures.headline import headline_of
from glasscity.measures.records import records_by_source
from glasscity.measures.standings import standing_matrix
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate


@functools.cache
def _run() -> Run:
    request = Request(name="suqian-2018", people=200_000, years=2.0, windows=24, seed=11, threads=2)
    return simulate(load("suqian-2018"), request)


def test_the_closed_form_finds_what_the_engine_finds() -> None:
    headline = headline_of(_run())
    wrongful = headline.wrongful
    assert wrongful.value is not None
    assert wrongful.high is not None
    error = (wrongful.high - wrongful.value) / 1.96
    assert error < 0.08 * wrongful.value
    assert abs(wrongful.value - headline.expected) < 4.5 * error


def test_each_source_errs_as_often_as_the_closed_form_says() -> None:
    run = _run()
    expected = expected_wrongful(run.city, setting_of(run))
    exposure = run.outcome.people * run.years / 1000.0
    for source in records_by_source(run).to_dict(orient="records"):
        mean = expected.get((source["sensor"], source["kind"]), 0.0) * exposure
        # a camera's pool doubles the variance at most; look-alikes add a little
        assert abs(source["wrongful"] - mean) <= 4.5 * (2.2 * mean) ** 0.5 + 1e-9


def test_stocks_and_standings_hold_everybody() -> None:
    run = _run()
    sums = band_stocks(run).groupby(["ledger", "column", "window"])["people"].sum()
    assert (sums == run.outcome.people).all()
    for ledger in run.city.regime.instruments:
        if isinstance(ledger, Ledger):
            assert standing_matrix(run, ledger)["people"].sum() == run.outcome.people


def test_every_seen_deed_makes_one_record() -> None:
    run = _run()
    seen = deeds_by_kind(run)["seen"].sum()
    assert records_by_source(run)["true"].sum() == seen > 0


@pytest.mark.parametrize("measure", ["deeds", "recorded", "hits_of_rule", "people_in_band"])
def test_keys_are_those_of_the_published_list(measure: str) -> None:
    """A key with other parts than the list says would be summed under a wrong name."""
    from glasscity.results.tallies import key_parts

    keys = [key for name, key in _run().outcome.columns if name == measure]
    assert keys
    assert {len(key.split("/")) for key in keys} == {len(key_parts()[measure])}
