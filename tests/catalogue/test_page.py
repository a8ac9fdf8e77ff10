"""The page about the catalogue says of each regime what its file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.cities import city_of
from glasscity.documents import shelf
from glasscity.documents.resolve import packaged_references
from glasscity.documents.sourced import tally

PAGE = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
REGIMES = shelf.names("regime")


def _row(name: str) -> str:
    city = city_of(name)
    counts = tally(city.regime)
    sourced = sum(counts.by_grade.values())
    numbers = f"{sourced} of {sourced + counts.assumed}"
    cells = (f"`{name}`", city.regime.status, city.population.id, city.conduct.id, numbers)
    return "| " + " | ".join(cells) + " |"


@pytest.mark.parametrize("name", REGIMES)
def test_each_regime_has_its_row(name: str) -> None:
    assert _row(name) in PAGE


def test_no_regime_is_told_that_does_not_exist() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, flags=re.MULTILINE)
    assert sorted(told) == sorted(REGIMES)


def test_the_page_cites_what_exists() -> None:
    cited = set(re.findall(r"\b[A-Z]{2,3}-D?\d+\b", PAGE))
    assert len(cited) > 10
    assert cited <= set(packaged_references().entries)
