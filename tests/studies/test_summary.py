from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from rich.console import Console

from glasscity.documents.regime import Regime
from glasscity.results.run import Run
from glasscity.studies.summary import print_summary
from results.fake_city import regime_document
from results.fake_outcome import fake_run, outcome_of, shared_run

RUN = shared_run()


def _printed(run: Run = RUN, terminal: bool | None = None) -> str:
    out = io.StringIO()
    console = Console(file=out, width=80, highlight=False, force_terminal=terminal)
    print_summary(run, console, report=Path("runs/x/report.html"))
    return out.getvalue()


TEXT = _printed()
FLAT = " ".join(TEXT.split())


@pytest.mark.parametrize("windows", [1, 12, 100])
def test_no_line_is_longer_than_the_screen(windows: int) -> None:
    printed = _printed(fake_run(people=3000, windows=windows))
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "\u2026" not in printed  # nothing was cut off to make it fit


def test_it_is_plain_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(RUN)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "SYNTHETIC CITY" in printed.splitlines()[0]
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "\x1b[1m" in _printed(terminal=True)


def test_harm_under_true_records_stands_before_error() -> None:
    places = [
        TEXT.index(words)
        for words in (
            "SYNTHETIC CITY",
            "share of people by class",
            "Deeds done, seen and missed",
            "Harm under true records",
            "Refusals and money",
            "Harm by error: who bore the wrongful records",
            "What is assumed",
            "In one sentence",
            "To get it again",
        )
    ]
    assert places == sorted(places)


def test_the_bands_are_those_of_the_start_and_each_year() -> None:
    (line,) = (x for x in TEXT.splitlines() if x.split()[:1] == ["A"])
    assert line.split()[1:3] == ["100", "%"]
    assert "class start year 1 represented" in FLAT
    assert "At the end without error:" in FLAT


def test_numbers_are_readable() -> None:
    assert "20,000 simulated people stand for 3,650,000" in FLAT
    assert "3650000" not in TEXT


def test_every_group_has_true_and_wrongful_rates_with_intervals() -> None:
    lines = [
        x for x in TEXT.splitlines() if x.strip().startswith(("Sex", "Age", "Income", "Resid"))
    ]
    assert len(lines) == 16
    assert all(line.count(" to ") == 2 for line in lines)


def test_each_exception_and_the_deciding_assumption_are_printed() -> None:
    assert "- Utility bill left unpaid by income: lowest x1.6" in FLAT
    assert 'leans most on an assumption, false match of "Cameras at crossings"' in FLAT
    assert RUN.request.command() in FLAT
    assert RUN.digest in TEXT
    assert "runs/x/report.html" in TEXT


def test_small_groups_are_told_not_dropped() -> None:
    printed = _printed(fake_run(people=300, windows=1))
    assert printed.count("not estimable") > 8
    assert "\u2026" not in printed


def test_a_regime_of_nothing_is_summed_up() -> None:
    bare: dict[str, object] = {"sensors": [], "instruments": [], "consequences": [], "recourse": []}
    regime = Regime.model_validate({**regime_document(), **bare})
    run = dataclasses.replace(
        RUN,
        city=dataclasses.replace(RUN.city, regime=regime),
        outcome=outcome_of({(0, 0, "people", ""): 500}),
    )
    printed = _printed(run)
    assert "The rules name no consequence." in printed
    assert "No true record took points from anybody." in printed
