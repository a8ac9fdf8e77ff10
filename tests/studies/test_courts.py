"""The courts' list: fitted to published totals alone, and lived as arithmetic has it."""

from __future__ import annotations

import datetime
import functools
import json
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from glasscity.cli import app
from glasscity.documents.published import PublishedTotal, published_totals
from glasscity.documents.shelf import facts
from glasscity.documents.tested import trials_of
from glasscity.studies.courts import Courts, courts
from glasscity.studies.courts.fit import Fit, fit
from glasscity.studies.courts.predict import predictions
from glasscity.studies.courts.series import (
    COUNTED_FROM,
    bar_of,
    day_of,
    entries_until,
    ever_refused,
    left_by,
    on_list,
    refused_by,
)
from glasscity.studies.courts.spells import live
from glasscity.vocabulary.published import totals

FILE = facts().parents[1] / "predictions" / "court-list-2026-11-22.yaml"


@functools.cache
def _done() -> Courts:
    return courts(people=2_000)


def test_each_total_states_its_value_and_no_total_falls() -> None:
    found = [PublishedTotal(name) for name in totals()]
    assert len(found) >= 25
    for counted in ("listed", "flights", "trains", "complied"):
        rows = published_totals(counted, "pace", "fit", "kept")
        assert [it.date for it in rows] == sorted(it.date for it in rows)
        values = [it.value for it in rows]
        assert values == sorted(values)
        assert len(values) > 3


def test_only_totals_up_to_march_2018_are_fitted() -> None:
    fitted = [PublishedTotal(name) for name in totals() if totals()[name]["use"] == "fit"]
    assert max(it.date for it in fitted) == datetime.date(2018, 3, 1)
    untyped: Any = fit
    with pytest.raises(TypeError, match="only published totals"):
        untyped(flights=[10.0])
    with pytest.raises(ValueError, match="kept out of the fit"):
        fit(flights=published_totals("flights", "kept"))


def test_a_value_that_no_reference_states_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from glasscity.documents import published

    row = {**totals()["flights-2018-03-01"], "value": "10.2"}
    monkeypatch.setattr(published, "totals", lambda: {"flights-2018-03-01": row})
    with pytest.raises(ValueError, match=r"does not state 10\.2"):
        PublishedTotal("flights-2018-03-01")


def test_names_come_and_go_as_a_chain_of_days_has_it() -> None:
    entries = entries_until(datetime.date(2018, 6, 30))
    assert entries.sum() == pytest.approx(11.23)
    stay = np.exp(-0.2 / 365.25)
    ages = np.arange(len(entries))[::-1]
    assert on_list(entries, 0.2)[-1] == pytest.approx(float((entries * stay**ages).sum()))
    assert left_by(entries, 0.0)[-1] == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(ValueError, match="give a pace beyond"):
        entries_until(datetime.date(2018, 7, 31))


def test_the_fit_meets_spans_between_totals_on_geometric_average() -> None:
    fitted = fit()
    entries = entries_until(datetime.date(2018, 3, 1))
    stock = on_list(entries, fitted.leaving)
    refused = refused_by(stock, bar_of(len(entries), 1.0, 1.0), fitted.trains)
    rows = published_totals("trains", "fit")
    ours = np.diff([0.0, *(refused[day_of(it.date) - 1] for it in rows)])
    theirs = np.diff([0.0, *(it.value for it in rows)])
    assert float(np.log(ours / theirs).mean()) == pytest.approx(0.0, abs=1e-9)


def test_no_wish_is_no_refusal_and_every_wish_is_soon_one() -> None:
    entries = entries_until(datetime.date(2018, 6, 30))
    assert ever_refused(entries, 0.15, 0.0) == 0.0
    many = ever_refused(entries, 0.0, 1e6)
    assert many == pytest.approx(11.23, rel=1e-3)
    late = float(entries[day_of(COUNTED_FROM) :].sum())
    assert late < ever_refused(entries, 1e3, 1e9) < many + 1e-9


def test_the_engine_and_arithmetic_agree() -> None:
    """Listings leave and are refused at the fitted rates: within four standard errors."""
    done = _done()
    assert done.spells.listings > 1_500
    for it in done.against:
        ours = done.simulated[it.total.id]
        error = 4.0 / np.sqrt(done.spells.refusals / 4) * it.fitted
        assert abs(ours - it.fitted) < error, it.total.id
    for row in done.distinct:
        assert row.each_wish == pytest.approx(row.by_hand, rel=0.08)
        assert row.many_tries < row.each_wish


def test_without_wishes_nobody_is_refused_and_who_never_leaves_stays() -> None:
    spells = live(Fit(leaving=0.0, flights=0.0, trains=0.0), people=200, years=2.0)
    assert spells.refusals == 0
    assert spells.still[-1] > 0.99
    assert spells.trains[-1] == 0.0


def test_the_count_of_2014_is_in_no_fit_and_the_fit_misses_it() -> None:
    done = _done()
    assert not any(row["fact"] == "SPC-27" for row in totals().values())
    assert done.published_each == pytest.approx(8.7, abs=0.05)
    assert 1.0 <= done.spells.per_refused < 1.2
    assert done.flights_2014 < 0.108 / 5


def test_what_the_list_of_trials_says_of_kept_totals_is_so() -> None:
    """Rows 'validated' of court-list-2013: within a twentieth, but for flights after mid-2018."""
    ratios = {it.total.id: it.ratio for it in _done().against if it.total.use == "kept"}
    near = ("flights-2018-05-31", "trains-2018-05-31", "trains-2018-12-31")
    assert all(abs(ratios[it] - 1.0) < 0.05 for it in near), ratios
    assert 0.87 < ratios["flights-2018-12-31"] < 0.93
    kept = {it.total.fact for it in _done().against if it.total.use == "kept"} | {"SPC-27"}
    told = {it.rests_on for it in trials_of("court-list-2013")["validated"]}
    assert told <= kept


def test_the_dated_file_is_what_the_study_foretells() -> None:
    held = YAML(typ="safe", pure=True).load(FILE)
    assert str(held["made"]) == FILE.stem[-10:]
    assert len(held["assumptions"]) > 4
    ours = [(it.what, it.date, it.low, it.middle, it.high, it.by) for it in predictions()]
    assert len(held["predictions"]) == len(ours) == 26
    for row, (what, date, *values, by) in zip(held["predictions"], ours, strict=True):
        assert (row["what"], row["date"], row["if"]) == (what, date, by)
        assert [row["low"], row["middle"], row["high"]] == pytest.approx(values, abs=6e-4)
        assert row["low"] <= row["middle"] <= row["high"]


def test_the_command_tells_and_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    assert app(["courts", "--people", "5"], result_action="return_value") == 2
    assert "100 to 1,000,000" in capsys.readouterr().err
    assert app(["courts", "--people", "500", "--json"], result_action="return_value") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["refused_2014"]["published_each"] == pytest.approx(8.72, abs=0.01)
    assert app(["courts", "--people", "500"], result_action="return_value") == 0
    words = capsys.readouterr().out
    assert "Kept out of the fit" in words
    assert "2019-07-31" in words
