from __future__ import annotations

from pathlib import Path

import pytest

from documents.corpus import CORPUS, references
from glasscity.documents import shelf
from glasscity.documents.digest import digest
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City, load, packaged_references
from glasscity.documents.sourced import citations, tally

GROUND = CORPUS / "valid"


def _load(name: str) -> City:
    return load(str(GROUND / name), references())


def test_a_city_holds_the_documents_that_its_regime_names() -> None:
    city = _load("everything.yaml")
    assert (city.regime.id, city.population.id, city.conduct.id) == (
        "everything",
        "village",
        "village-life",
    )
    assert city.digests == {
        "regime": digest(city.regime),
        "population": digest(city.population),
        "conduct": digest(city.conduct),
    }
    assert city.digests["population"] == _load("minimal.yaml").digests["population"]
    assert city.digests["regime"] != _load("minimal.yaml").digests["regime"]


@pytest.mark.parametrize("name", shelf.names("regime"))
def test_every_regime_of_the_catalogue_loads(name: str) -> None:
    city = load(name)
    assert city.regime.id == name
    cited = {
        c.key
        for c in citations(
            [("regime", city.regime), ("conduct", city.conduct), ("population", city.population)]
        )
    }
    assert cited <= set(packaged_references().entries)
    assert tally(city.population).share > 0.5


def test_the_catalogue_is_not_empty() -> None:
    assert "suqian-2018" in shelf.names("regime")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(DocumentError, match=r"'suqian-2081' .*did you mean 'suqian-20"):
        load("suqian-2081")


def test_a_population_is_no_regime() -> None:
    with pytest.raises(DocumentError, match="is no regime but has the format") as caught:
        load(str(GROUND / "population.yaml"), references())
    assert caught.value.problems[0].line == 1


def test_paths_are_relative_to_the_regime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _load("minimal.yaml").regime.id == "minimal"
