"""Sensors of all kinds, whose records come at once, late, or never."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.clocks import Pace
from strategies.words import Words, any_of, quantity, shares, some, title, varied


@st.composite
def sensors(draw: st.DrawFn, pace: Pace, place: int, kinds: list[Words]) -> Words:
    """A sensor that sees some of these kinds, never more of them than may be seen."""
    sees = draw(some([kind["id"] for kind in kinds]))
    most = min(kind["seen_at_most"]["value"] for kind in kinds if kind["id"] in sees)
    family = draw(st.sampled_from(("camera", "registry", "declaration", "camera", "registry")))
    reach = varied(any_of(1.0, 1.0, 1.0, 0.75, 0.5, 0.0).map(lambda share: share * most), "share")
    common = {
        "kind": family,
        "id": f"sensor-{place}",
        "title": title(f"sensor {place}"),
        "sees": sees,
        "delay": quantity(draw(_delays(pace)), "days"),
    }
    if family == "registry":
        false = pace.per_year(draw(any_of(1.0, 0.3, 0.0))) / len(sees)
        rate = quantity(false, "per person-year")
        return common | {"completeness": draw(reach), "false_records": rate}
    if family == "declaration":
        return common | {"bother": draw(reach)}
    return common | {"coverage": draw(reach)} | draw(_searches())


def _delays(pace: Pace) -> st.SearchStrategy[int]:
    """At once, within a window, across windows, or past the horizon."""
    return st.sampled_from((0, 0, 0, 1, pace.n_days, pace.n_days + 2, 16000))


@st.composite
def _searches(draw: st.DrawFn) -> Words:
    words = {
        "detection": quantity(draw(any_of(1.0, 1.0, 0.9, 0.5)), "chance"),
        "gallery": quantity(draw(any_of(1000, 1000, 30, 0)), "people"),
        "absentees": quantity(draw(any_of(0, 5, 200)), "people"),
        "false_match": quantity(draw(any_of(0.05, 1.0, 0.001, 0.0)), "chance"),
        "miss": quantity(draw(any_of(0.5, 0.1, 1.0, 0.0)), "chance"),
        "ageing": quantity(draw(any_of(0.0, 0.01, 0.3)), "per year"),
        "photo_age": draw(varied(any_of(0.0, 5.0, 12.5), "years")),
        "passers_by": quantity(draw(any_of(0.0, 0.0, 0.5, 1.0)), "multiple"),
    }
    return words | ({"review": draw(_reviews())} if draw(st.integers(0, 2)) else {})


@st.composite
def _reviews(draw: st.DrawFn) -> Words:
    return {
        "capacity": quantity(draw(any_of(1e6, 1e4, 100.0, 20.0, 2.0, 0.0)), "per month"),
        "catches": quantity(draw(shares()), "chance"),
        "automation_bias": quantity(draw(shares()), "share"),
        "rejects_right": quantity(draw(shares()), "chance"),
    }
