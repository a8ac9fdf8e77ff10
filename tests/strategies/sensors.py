"""Sensors of all kinds, whose records come at once, late, or never."""

from __future__ import annotations

from hypothesis import strategies as st

from glasscity.vocabulary.strata import DIMENSIONS, LOOK_ALIKE
from strategies.clocks import Pace
from strategies.words import Words, any_of, quantity, shares, some, title, varied

FAMILIES = (
    "camera",
    "registry",
    "declaration",
    "camera",
    "informant",
    "payment-platform",
    "monitor",
)


@st.composite
def sensors(draw: st.DrawFn, pace: Pace, place: int, kinds: list[Words]) -> Words:
    """A sensor that sees some of these kinds, never more of them than may be seen."""
    sees = draw(some([kind["id"] for kind in kinds]))
    most = min(kind["seen_at_most"]["value"] for kind in kinds if kind["id"] in sees)
    family = draw(st.sampled_from(FAMILIES))
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
        words = {"completeness": draw(reach), "false_records": rate}
        return common | words | draw(_attention(place))
    if family == "declaration":
        return common | {"bother": draw(reach)}
    if family == "informant":
        malicious = pace.per_year(draw(any_of(0.5, 0.1, 0.0))) / len(sees)
        words = {
            "reports": draw(reach),
            "mistaken": quantity(draw(shares()), "share"),
            "malicious": quantity(malicious, "per person-year"),
        }
        return common | words | draw(_homophily())
    if family == "payment-platform":
        false = pace.per_year(draw(any_of(1.0, 0.3, 0.0))) / len(sees)
        return common | {
            "users": draw(reach),
            "true_flag": quantity(draw(any_of(1.0, 0.5)), "chance"),
            "false_flags": quantity(false, "per person-year"),
        }
    if family == "monitor":
        return common | {"true_positive": draw(reach), "misreads": draw(_misreads(sees, reach))}
    words = {"coverage": draw(reach)} | draw(_searches())
    return common | words | draw(_homophily()) | draw(_attention(place))


@st.composite
def _attention(draw: st.DrawFn, place: int) -> Words:
    """Effort that follows records, those of the sensor before it too."""
    if draw(st.integers(0, 2)):
        return {}
    by = draw(st.sampled_from(list(DIMENSIONS)))
    some_first = [
        draw(any_of(1.0, 2.5, 40.0)),
        *(draw(any_of(0.0, 1.0, 7.0)) for _ in DIMENSIONS[by]),
    ]
    levels = zip(DIMENSIONS[by], some_first, strict=False)
    return {
        "attention": {
            "opening": {"by": by, "levels": {name: quantity(n, "records") for name, n in levels}},
            "also": [f"sensor-{place - 1}"] if place and draw(st.booleans()) else [],
            "corrected": draw(st.booleans()),
        }
    }


@st.composite
def _misreads(draw: st.DrawFn, sees: list[str], reach: st.SearchStrategy[Words]) -> list[Words]:
    """Some of the later kinds are taken for the first."""
    target, *others = sees
    wrong = [name for name in others if draw(st.integers(0, 3))]
    return [{"deed": name, "taken_for": target, "chance": draw(reach)} for name in wrong]


@st.composite
def _homophily(draw: st.DrawFn) -> Words:
    if draw(st.booleans()):
        return {}
    by = draw(st.sampled_from(LOOK_ALIKE))
    levels = {level: quantity(draw(shares()), "share") for level in DIMENSIONS[by]}
    return {
        "homophily": draw(
            st.sampled_from((levels[DIMENSIONS[by][0]], {"by": by, "levels": levels}))
        )
    }


def _delays(pace: Pace) -> st.SearchStrategy[int]:
    """At once, within a window, across windows, or past the horizon."""
    return st.sampled_from((0, 0, 0, 1, pace.n_days, pace.n_days + 2, 16000))


@st.composite
def _searches(draw: st.DrawFn) -> Words:
    words = {
        "detection": quantity(draw(any_of(1.0, 1.0, 0.9, 0.5)), "chance"),
        "gallery": quantity(draw(any_of(1000, 1000, 30, 0)), "people"),
        "absentees": quantity(draw(any_of(0, 5, 200)), "people"),
        "law": draw(st.sampled_from(("gallery", "gallery", "fixed"))),
        "false_match": draw(varied(any_of(0.05, 1.0, 0.001, 0.0), "chance")),
        "miss": draw(varied(any_of(0.5, 0.1, 1.0, 0.0), "chance")),
        "look_alikes": draw(st.sampled_from(("persistent", "persistent", "fresh"))),
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
