"""T9: rates of error on published confusion tables (ProPublica 2016; identity: Chouldechova 2017).

A "positive" is a person of a medium or high score; aggregates only, nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glasscity.measures import fairness
from glasscity.measures.fairness import Confusion, area_under, false_positives_from
from oracles.near import assert_exact
from oracles.published import rows_of

CELLS = ("recid_high", "not_recid_high", "recid_low", "not_recid_low")
PRINTED = {
    "fpr_pct": ("false positive", 100.0, 0.005),
    "fnr_pct": ("false negative", 100.0, 0.005),
    "ppv": ("positive predictive value", 1.0, 0.005),
    "npv": ("negative predictive value", 1.0, 0.005),
}
PREVALENCE = {"All": 0.45, "Black": 0.51, "White": 0.39}
AREAS = {"African-American": 0.69183, "Caucasian": 0.69315}


def tables() -> dict[str, tuple[Confusion, dict[str, str]]]:
    rows = rows_of("compas_confusion_tables.csv")
    return {row["group"]: (Confusion(*(int(row[cell]) for cell in CELLS)), row) for row in rows}


def value(table: Confusion, rate: str) -> float:
    found = table.rate(rate).value
    assert found is not None
    return found


def check_printed() -> None:
    for group, (table, row) in tables().items():
        for column, (rate, scale, digits) in PRINTED.items():
            got = scale * value(table, rate)
            assert_exact(f"T9: {group}, {rate}", got, float(row[column]), digits + 1e-9)
        got = value(table, "prevalence")
        assert_exact(f"T9: {group}, prevalence", got, PREVALENCE[group], 0.005)


def check_identity() -> None:
    found = tables()
    for group, (table, _) in found.items():
        parts = ("prevalence", "positive predictive value", "false negative")
        got = false_positives_from(*(value(table, rate) for rate in parts))
        wanted = value(table, "false positive")
        assert abs(got - wanted) <= 1e-12
        assert_exact(f"T9: {group}, the identity", got, wanted)
    white, black = found["White"][0], found["Black"][0]
    other = false_positives_from(
        value(black, "prevalence"),
        value(white, "positive predictive value"),
        value(white, "false negative"),
    )
    assert_exact("T9: false positives at the other's prevalence", other, 0.38262, 5e-6)


def check_areas() -> None:
    rows = rows_of("compas_decile_counts.csv")
    counts = {
        group: tuple(
            [int(row[outcome]) for row in rows if row["group"] == group]
            for outcome in ("recid", "no_recid")
        )
        for group in AREAS
    }
    for group, (positives, negatives) in counts.items():
        got = area_under(positives, negatives)
        assert_exact(f"T9: {group}, area under the curve", got, AREAS[group], 5e-6)


def test_rates_are_those_that_were_printed() -> None:
    check_printed()


def test_the_identity_of_error_rates_holds_to_rounding() -> None:
    check_identity()


def test_areas_count_ties_half() -> None:
    check_areas()


def _transposed(self: Confusion, rate: str) -> tuple[int, int]:
    swapped = Confusion(self.both, self.named_only, self.selected_only, self.neither)
    return _HONEST(swapped, rate)


def _over_predictions(self: Confusion, rate: str) -> tuple[int, int]:
    part, whole = _HONEST(self, rate)
    if rate == "false positive":
        whole = self.both + self.selected_only
    return part, whole


_HONEST = Confusion.part


def _without_ties(positives: list[int], negatives: list[int]) -> float:
    below, won = 0, 0.0
    for positive, negative in zip(positives, negatives, strict=True):
        won += positive * below
        below += negative
    return won / (sum(positives) * below)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [_transposed, _over_predictions])
def test_another_table_or_denominator_is_rejected(
    wrong: Callable[[Confusion, str], tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Confusion, "part", wrong)
    with pytest.raises(AssertionError):
        check_printed()


@pytest.mark.slow
def test_dropped_ties_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "area_under", _without_ties)
    with pytest.raises(AssertionError):
        check_areas()


@pytest.mark.slow
def test_a_forgotten_factor_of_the_identity_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = fairness.false_positives_from
    monkeypatch.setitem(
        globals(), "false_positives_from", lambda prev, ppv, fnr: honest(prev, ppv, 0.0 * fnr)
    )
    with pytest.raises(AssertionError):
        check_identity()
