from __future__ import annotations

import csv

import pytest

from glasscity.results.columns import measures_text
from glasscity.results.tallies import Tallies, key_parts, stocks
from glasscity.vocabulary.strata import DIMENSIONS, labels_of
from results.fake_outcome import fake_outcome, outcome_of

OUTCOME = fake_outcome(people=3000, windows=4)


def _naively(measure: str, by: tuple[str, ...]) -> dict[tuple[object, ...], int]:
    """The same sums, row by row."""
    parts = key_parts()[measure]
    found: dict[tuple[object, ...], int] = {}
    for w, g, c, n in zip(
        OUTCOME.window.tolist(),
        OUTCOME.stratum.tolist(),
        OUTCOME.column.tolist(),
        OUTCOME.count.tolist(),
        strict=True,
    ):
        name, key = OUTCOME.columns[c]
        if name == measure:
            row = {"window": w, "stratum": g, **labels_of(g)}
            row |= dict(zip(parts, key.split("/"), strict=False))
            place = tuple(row[b] for b in by)
            found[place] = found.get(place, 0) + n
    return found


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("people", ()),
        ("people", ("stratum",)),
        ("false_records", ("kind", "sex")),
        ("people_in_band", ("window", "column", "band", "residence")),
        ("score_at_end", ("column", "score")),
        ("points_down", ("true-or-false", "rule")),
        ("band_moves", ("from>to",)),
        ("list_entries", ("list", "true-or-false")),
    ],
)
def test_totals_are_the_sums_of_rows(measure: str, by: tuple[str, ...]) -> None:
    frame = Tallies(OUTCOME).total(measure, *by)
    assert list(frame.columns) == [*by, "count"]
    found = {tuple(row[:-1]): row[-1] for row in frame.itertuples(index=False)}
    assert found == _naively(measure, by)
    assert len(found) > 0


def test_levels_keep_their_order() -> None:
    frame = Tallies(OUTCOME).total("people", "age")
    assert frame["age"].tolist() == list(DIMENSIONS["age"])


def test_a_measure_that_counted_nothing_is_an_empty_table() -> None:
    empty = Tallies(outcome_of({(0, 0, "people", ""): 5}))
    assert list(empty.total("refused", "consequence", "sex").columns) == [
        "consequence",
        "sex",
        "count",
    ]
    assert len(empty.total("refused", "consequence")) == 0
    assert empty.sum("refused") == 0
    assert empty.sum("people") == 5


def test_a_table_handed_out_is_the_callers_own() -> None:
    tallies = Tallies(OUTCOME)
    mine = tallies.total("people", "sex")
    mine.loc[:, "count"] = 0
    assert tallies.total("people", "sex")["count"].sum() == 3000


def test_unknown_words_are_refused() -> None:
    with pytest.raises(KeyError):
        Tallies(OUTCOME).total("happiness")
    with pytest.raises(KeyError):
        Tallies(outcome_of({(0, 0, "happiness", ""): 5}))
    with pytest.raises(ValueError, match="colour"):
        Tallies(OUTCOME).total("deeds", "colour")


@pytest.mark.parametrize(
    ("measure", "part"), [("people", ""), ("false_records", "kind"), ("points_down", "rule")]
)
def test_counts_by_stratum_are_the_sums_of_rows(measure: str, part: str) -> None:
    tallies = Tallies(OUTCOME)
    by = (part, "stratum") if part else ("stratum",)
    summed = _naively(measure, by)
    for wanted in sorted({str(key[0]) for key in summed}) if part else [""]:
        counts = tallies.strata(measure, part, wanted)
        of_name = {key[-1]: n for key, n in summed.items() if not part or key[0] == wanted}
        assert {g: n for g, n in enumerate(counts.tolist()) if n} == of_name
        counts[:] = -1.0
        assert tallies.strata(measure, part, wanted).min() >= 0.0
    assert tallies.strata(measure, part, "nothing of the kind").sum() == (
        0.0 if part else tallies.sum(measure)
    )


def test_a_stock_is_what_is_counted_at_the_end_of_each_window() -> None:
    rows = csv.DictReader(measures_text().splitlines())
    said = {row["measure"] for row in rows if "at the window's end" in row["meaning"]}
    assert stocks() == said
    assert len(said) >= 5
