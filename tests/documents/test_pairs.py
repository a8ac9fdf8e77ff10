"""A delayed record names its (sensor, deed) pair in nine bits; more pairs are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents.corpus import references
from glasscity.documents.digest import resolved
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import load
from reference_tests import town


def write(folder: Path, n_sensors: int, n_kinds: int) -> Path:
    """A regime in which so many registries see so many kinds of deed each."""
    names = [f"deed-{k}" for k in range(n_kinds)]
    kinds = [town.deed(name, factor="f") for name in names]
    for kind in kinds:
        kind["rate"]["value"] = 1 / 256
    factor = town.certain(kinds[0])
    eyes = [town.registry(f"eyes-{s}", *names, delay=3) for s in range(n_sensors)]
    files = {
        "conduct": town.conduct(*kinds, factors=[factor]),
        "population": town.population(),
        "regime": town.regime(sensors=eyes),
    }
    for name, model in files.items():
        words = resolved(model)
        if name == "regime":
            words |= {"conduct": "conduct.yaml", "population": "population.yaml"}
        (folder / f"{name}.yaml").write_text(json.dumps(words), encoding="utf-8")
    return folder / "regime.yaml"


@pytest.mark.parametrize(("n_sensors", "n_kinds", "is_fine"), [(4, 128, True), (3, 171, False)])
def test_the_limit_of_pairs(n_sensors: int, n_kinds: int, is_fine: bool, tmp_path: Path) -> None:
    path = write(tmp_path, n_sensors, n_kinds)
    if is_fine:
        assert load(str(path), references()).regime.sensors
        return
    with pytest.raises(DocumentError) as refused:
        load(str(path), references())
    (told,) = refused.value.problems
    assert "513 pairs of a sensor and a deed, more than the 512" in str(told)
    assert "sensors" in str(told)
