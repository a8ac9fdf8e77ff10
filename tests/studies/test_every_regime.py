"""Whatever regime is sound can be run and told of, however little or much stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.corpus import VALID, references
from glasscity.documents.read import read
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import load
from glasscity.measures.every import measures_of
from glasscity.measures.standings import displaced
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.report import page_of
from glasscity.studies.run import simulate

REGIMES = [path for path in VALID if isinstance(read(path).model, Regime)]


def _lived(path: Path) -> Run:
    return simulate(load(str(path), references()), Request(path.stem, 300, 0.25, 3, seed=7))


@pytest.mark.parametrize("path", REGIMES, ids=lambda path: path.stem)
def test_a_sound_regime_is_run_measured_and_reported(path: Path) -> None:
    run = _lived(path)
    assert run.outcome.people == 300
    assert measures_of(run)["headline"]
    page = page_of(run)
    assert run.city.regime.title.en in page
    for ledger in run.city.regime.banded:
        assert ledger.title.en in page


def test_nobody_stands_elsewhere_where_there_is_one_band() -> None:
    (path,) = (path for path in REGIMES if path.stem == "one_band")
    run = _lived(path)
    (ledger,) = run.city.regime.banded
    found = displaced(run, ledger)
    assert (found.lower.value, found.higher.value) == (0.0, 0.0)
