from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from glasscity.measures.machine import machine_summary
from results.fake_outcome import fake_run, shared_run

RUN = shared_run()


def _told(run: Any = RUN) -> dict[str, Any]:
    return dict(json.loads(json.dumps(machine_summary(run), allow_nan=False)))


def test_what_is_promised_is_there() -> None:
    told = _told()
    promised = {"regime", "people", "windows", "seed", "digest", "seconds"}
    promised |= {"person_months_per_second", "candidates_per_person_month", "bytes_per_person"}
    assert promised | {"measures"} <= set(told)
    assert told["regime"] == "test-regime"
    assert told["digest"] == RUN.digest
    months = 20_000 * 12
    assert told["person_months_per_second"] == months / 2.0
    assert told["candidates_per_person_month"] == RUN.tallies.sum("candidates") / months


def test_months_are_months_whatever_the_window() -> None:
    clock = RUN.city.regime.clock.model_copy(
        update={"window": RUN.city.regime.sensors[0].delay.model_copy(update={"value": 30})}
    )
    regime = RUN.city.regime.model_copy(update={"clock": clock})
    run = dataclasses.replace(RUN, city=dataclasses.replace(RUN.city, regime=regime))
    assert run.months == pytest.approx(12 * sum(RUN.outcome.window_days) / 365.25)
    assert RUN.months == 12


def test_measures_are_plain_and_whole() -> None:
    measures = _told()["measures"]
    assert len(measures["bands"]) == 3 * 8 * 2
    assert {row["when"] for row in measures["bands"]} == {"start", "year 1"}
    assert len(measures["records_by_group"]) == 2 * 19
    assert measures["headline"]["leans_on"]["path"] == "sensors[crossing-camera].false_match"
    assert len(measures["unequal_base_rates"]) == 1
    assert measures["displaced_by_error"]["points"]["lower"]["value"] > 0


def test_detection_never_comes_without_its_wrongful_hits() -> None:
    measures = _told()["measures"]
    for row in measures["records_by_source"]:
        assert {"true", "wrongful"} <= set(row)


def test_what_is_not_estimable_is_null() -> None:
    measures = _told(fake_run(people=300, windows=1))["measures"]
    small = [row for row in measures["records_by_group"] if row["n"] < 100]
    assert len(small) > 3
    assert {row["per_1000"] for row in small} == {None}
