from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
import pytest

from glasscity.charts.figure import Figure, enough
from glasscity.charts.gallery import figures_of
from glasscity.charts.harm import true_harm
from glasscity.charts.layout import untitled
from glasscity.charts.scores import _bin_width, binned_scores
from glasscity.charts.theme import MOST_ROWS, ladder_colours
from results.fake_outcome import fake_run, shared_run

RUN = shared_run()
FIGURES = figures_of(RUN)
EACH = pytest.mark.parametrize("figure", FIGURES, ids=[f.name for f in FIGURES])


def _parts(spec: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a specification, data left out."""
    if isinstance(spec, dict):
        yield spec
        for name, part in spec.items():
            if name != "datasets":
                yield from _parts(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _parts(part)


def _by_name(name: str) -> Figure:
    return next(figure for figure in FIGURES if figure.name == name)


def test_the_order_of_the_charts_is_fixed() -> None:
    assert [f.name for f in FIGURES] == [
        "bands-points",
        "scores-points",
        "harm",
        "standings-points",
    ]


@EACH
def test_a_chart_is_valid_vega_lite(figure: Figure) -> None:
    alt.VConcatChart.from_dict(figure.spec, validate=True)
    assert figure.chart().to_dict()["description"] == figure.alternative
    json.dumps(figure.spec, allow_nan=False)


@EACH
def test_a_chart_is_small(figure: Figure) -> None:
    datasets = figure.spec["datasets"]
    used = {part["data"]["name"] for part in _parts(figure.spec) if "name" in part.get("data", {})}
    assert used == set(datasets)
    assert 0 < sum(len(rows) for rows in datasets.values()) <= MOST_ROWS


def test_long_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="5001 rows"):
        enough(pd.DataFrame({"a": range(MOST_ROWS + 1)}))


def test_twenty_five_years_are_drawn_in_few_rows() -> None:
    for figure in figures_of(fake_run(people=100, windows=300)):
        assert sum(len(rows) for rows in figure.spec["datasets"].values()) <= MOST_ROWS


@EACH
def test_a_chart_has_title_source_text_and_tables(figure: Figure) -> None:
    titles = [p["title"] for p in _parts(figure.spec) if isinstance(p.get("title"), dict)]
    said = [t["text"] for t in titles if "text" in t]
    assert figure.title in said
    assert figure.source in said
    assert "SYNTHETIC" in figure.source
    assert RUN.digest[:12] in figure.source
    assert figure.spec["description"] == figure.alternative
    assert len(figure.alternative) > 120
    assert re.search(r"\d", figure.alternative)
    assert figure.tables
    for table in figure.tables:
        assert table.body
        assert {len(line) for line in table.body} == {len(table.header)}


@EACH
def test_a_chart_can_be_drawn(figure: Figure) -> None:
    svg = figure.svg()
    assert svg.startswith("<svg")
    assert figure.title.replace("'", "&apos;") in svg or figure.title in svg
    assert "NaN" not in svg


def test_a_picture_can_be_had() -> None:
    assert _by_name("standings-points").png(scale=1.0).startswith(b"\x89PNG")


def test_a_page_may_have_the_title_itself() -> None:
    figure = _by_name("harm")
    bare = json.dumps(untitled(figure.spec))
    assert figure.title not in bare
    assert figure.source not in bare
    assert "no harmful deed until then" in bare
    assert figure.title in json.dumps(figure.spec)


def test_harm_under_true_records_is_drawn_before_error() -> None:
    spec = json.dumps(_by_name("harm").spec["vconcat"])
    first, second, last = (
        spec.index(words)
        for words in (
            "First: harmful deeds recorded truly",
            "True records of harmful deeds, by group",
            "Then: wrongful records, by group",
        )
    )
    assert first < second < last


def test_true_records_are_never_drawn_without_the_wrongful() -> None:
    for figure in FIGURES:
        words = json.dumps(figure.spec) + json.dumps([t.header for t in figure.tables])
        if "true record" in words.lower():
            assert "wrongful record" in words.lower()
    assert "true record" in json.dumps(_by_name("harm").spec)


def test_colour_never_stands_alone() -> None:
    """Direction has a sign, bands have names beside them and an order in the legend."""
    marks = {row["label"][0] for row in _labelled("standings-points") if row["where"] == "lower"}
    assert marks == {"\u25bc"}
    assert any(row["said"].startswith("A ") for row in _labelled("bands-points", "said"))
    shapes = {
        p["mark"]["shape"]
        for p in _parts(_by_name("harm").spec)
        if "mark" in p and "shape" in p["mark"]
    }
    assert shapes == {"circle", "diamond"}


def _labelled(name: str, column: str = "label") -> list[dict[str, Any]]:
    rows = [row for rows in _by_name(name).spec["datasets"].values() for row in rows]
    return [row for row in rows if column in row and ("where" in row or column == "said")]


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("n", "opening"), [(8, 4), (8, 0), (8, 7), (2, 0), (1, 0), (5, 2)])
def test_neighbouring_bands_differ_in_lightness(n: int, opening: int) -> None:
    colours = ladder_colours(n, opening)
    assert len(colours) == n
    light = [_lightness(colour) for colour in colours]
    assert light[opening] == max(light)
    assert all(abs(a - b) > 12 for a, b in itertools.pairwise(light))


def test_bins_hold_everybody() -> None:
    bins = binned_scores(RUN, RUN.city.regime.banded[0])
    assert bins.groupby("group")["share"].sum().tolist() == pytest.approx([1.0] * 19)
    assert set(bins["end"] - bins["start"]) == {10}  # every rule of the city moves tens


@pytest.mark.parametrize(
    ("scores", "width"),
    [([1000], 1), ([0, 1, 59], 2), ([0, 1, 58], 1), ([500, 1300, 1000], 100), ([0, 999, 1000], 20)],
)
def test_bins_are_few_and_as_fine_as_the_scores(scores: list[int], width: int) -> None:
    assert _bin_width(pd.Series(scores)) == width


def test_a_group_too_small_says_so() -> None:
    (harm,) = (f for f in figures_of(fake_run(people=900, windows=1)) if f.name == "harm")
    cells = [cell for table in harm.tables for line in table.body for cell in line]
    assert any(re.fullmatch(r"not estimable \(of \d+\)", cell) for cell in cells)


def test_harm_lists_what_standings_bring_but_no_favours() -> None:
    table = true_harm(RUN)
    assert table["part"].tolist() == ["records"] * 3 + ["consequences"] * 2
    assert not table["what"].str.contains("bus").any()
