"""Panels put together into one specification.

Altair copies a chart and its data each time it is put beside another, so panels are written
out once and joined as plain Vega-Lite.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from glasscity.charts.theme import QUIET, config

Panel = alt.LayerChart | alt.FacetChart
Spec = dict[str, Any]
"""A Vega-Lite specification."""


def panel(chart: Panel) -> Spec:
    """One chart written out, without what belongs to the whole."""
    spec = dict(chart.to_dict(validate=False))
    for name in ("$schema", "config"):
        spec.pop(name, None)
    return spec


def beside(*specs: Spec, spacing: int) -> Spec:
    """Panels from left to right."""
    return {"hconcat": list(specs), "spacing": spacing, "bounds": "flush"}


def stacked(*specs: Spec, spacing: int) -> Spec:
    """Panels from top to bottom."""
    return {"vconcat": list(specs), "spacing": spacing}


def _take_data(spec: Spec) -> dict[str, Any]:
    """Move the data of all parts out of them."""
    found: dict[str, Any] = spec.pop("datasets", {})
    for parts in ("hconcat", "vconcat"):
        for part in spec.get(parts, ()):
            found |= _take_data(part)
    return found


def untitled(spec: Spec) -> Spec:
    """A finished specification whose title and source line are left to the page."""
    inner = spec["vconcat"][0]
    title = dict(inner["title"])
    lines = title.pop("subtitle")
    plain = {"fontSize": 12, "fontWeight": "normal", "color": QUIET}
    bare = {name: part for name, part in spec.items() if name != "title"}
    return {**bare, "vconcat": [{**inner, "title": {**title, **plain, "text": lines}}]}


def finished(body: Spec, heading: alt.Title, source: str, alternative: str) -> Spec:
    """The panels under their heading, above their source line, with their text alternative."""
    below = alt.Title(
        source, orient="bottom", anchor="start", fontSize=10, fontWeight="normal", color=QUIET
    )
    data = _take_data(body)
    inner = {"title": heading.to_dict(validate=False), "vconcat": [body]}
    return {
        "$schema": alt.SCHEMA_URL,
        "config": config().to_dict(validate=False),
        "datasets": data,
        "description": alternative,
        "padding": 8,
        "title": below.to_dict(validate=False),
        "vconcat": [inner],
    }
