"""Which members a sweep has, and where their settings lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import examine
from glasscity.documents.sweep import Sweep
from glasscity.documents.swept import columns_of, numbers_of
from glasscity.studies.sweep import sweep_of
from glasscity.studies.sweep.design import members, points
from sweep.files import drawn, written


def _sweep(path: Path) -> Sweep:
    model = examine(path).model
    assert isinstance(model, Sweep)
    return model


def test_every_scenario_has_every_luck_at_every_setting(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        scenarios="[ledger.yaml, before.yaml]",
        seeds="{first: 5, many: 3}",
        draws=drawn(4),
    )
    sweep = _sweep(path)
    found = members(sweep, examine(path).cities)
    assert len(found) == sweep.members == 2 * 5 * 3
    assert len({it.key for it in found}) == 30
    assert {it.seed for it in found} == {5, 6, 7}
    alike = {it.point for it in found if it.setting == 3}
    assert len(alike) == 1  # the same setting in both scenarios, with every luck
    assert {len(it.point) for it in found if it.setting} == {1}
    assert {it.point for it in found if not it.setting} == {()}
    assert [it.setting for it in found] == sorted(it.setting for it in found)


@pytest.mark.parametrize("by", ["latin-hypercube", "sobol"])
def test_each_part_of_a_range_is_drawn_once(tmp_path: Path, by: str) -> None:
    sweep = _sweep(written(tmp_path, draws=drawn(64, by=by)))
    found = points(sweep, 3)
    assert found.shape == (64, 3)
    for column in found.T:
        assert sorted((column * 64).astype(int).tolist()) == list(range(64))
    assert np.abs(np.corrcoef(found.T) - np.eye(3)).max() < 0.4
    assert np.array_equal(found, points(sweep, 3))


def test_a_sobol_sequence_leaves_no_square_empty(tmp_path: Path) -> None:
    found = points(_sweep(written(tmp_path, draws=drawn(64, by="sobol"))), 2)
    squares = {tuple(it) for it in (found * 8).astype(int).tolist()}
    assert len(squares) == 64


@pytest.mark.parametrize("by", ["latin-hypercube", "sobol"])
def test_another_seed_draws_other_settings(tmp_path: Path, by: str) -> None:
    sweep = _sweep(written(tmp_path, draws=drawn(8, by=by)))
    assert sweep.draws is not None
    other = sweep.model_copy(update={"draws": sweep.draws.model_copy(update={"seed": 2})})
    assert not np.any(points(sweep, 3) == points(other, 3))


def test_every_number_with_a_range_is_moved_where_none_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, scenarios="[ledger.yaml, before.yaml]", draws="{many: 2}")
    cities = examine(path).cities
    assert columns_of(_sweep(path), cities) == (
        "regime.awareness.start.levels.online",
        "regime.instruments.points.rules.arrears.points.0",
    )
    assert numbers_of(_sweep(path), cities["before.yaml"]) == {}


def test_a_number_moves_over_the_range_given_for_it(tmp_path: Path) -> None:
    path = written(tmp_path, draws=drawn(2))
    (doubt,) = numbers_of(_sweep(path), examine(path).cities["ledger.yaml"]).values()
    assert (doubt.at(0.0), doubt.at(0.5), doubt.at(1.0)) == (0.0, 0.9, 1.0)


def test_an_unknown_measure_is_told_where_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, measures="[bands, lits]")
    with pytest.raises(DocumentError, match=r"measures\[1\] - unknown measure 'lits'.*'lists'"):
        sweep_of(str(path))


def test_nothing_in_a_sweep_is_an_objective() -> None:
    """The whole vocabulary of a sweep. A new word is a decision, made here."""
    schema = Sweep.model_json_schema()
    words = {name for block in schema["$defs"].values() for name in block.get("properties", {})}
    assert words | set(schema["properties"]) == set(
        "format id title summary scenarios population people years seeds draws measures "
        "first many by numbers seed of at range because en nl zh_Hans".split()
    )
