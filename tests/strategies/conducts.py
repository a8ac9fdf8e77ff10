"""Conduct: one to five factors, one to six kinds, up to three services."""

from __future__ import annotations

from hypothesis import strategies as st

from glasscity.vocabulary.terms import Dimension, Unit
from strategies.clocks import Pace
from strategies.words import (
    Words,
    any_of,
    head,
    largest_multiple,
    multipliers,
    name_list,
    quantity,
    shares,
    title,
)

EQUAL: tuple[Dimension, ...] = ("age", "online")
"""Dimensions by which even harmful deeds may be assumed to differ."""
VALENCES = (*("harmful", "prosocial", "neutral") * 2, "lawful-speech")
EVERY: tuple[Dimension, ...] = ("sex", "age", "income", "residence", "online")


@st.composite
def conducts(draw: st.DrawFn, pace: Pace) -> Words:
    """A catalogue whose factors are filled to the bound, or nearly."""
    n_factors = draw(st.sampled_from((1, 2, 3, 5)))
    units: list[Unit] = [
        draw(st.sampled_from(("per person-year", "per person-year", "per window")))
        for _ in range(n_factors)
    ]
    n_kinds = draw(st.integers(1, 6))
    home = [draw(st.integers(0, n_factors - 1)) for _ in range(n_kinds)]
    crowd = [home.count(f) for f in range(n_factors)]
    kinds = [draw(_kinds(pace, n, f, units[f], crowd[f])) for n, f in enumerate(home)]
    for _ in range(draw(st.sampled_from((0, 1, 2, 2)))):
        kinds.append(_outcome(len(kinds)) | {"rate": quantity(0.0, units[0])})
    return head("conduct", "drawn-conduct") | {
        "correlation": quantity(draw(shares()), "share"),
        "factors": [draw(_factors(pace, f, units[f], kinds)) for f in range(n_factors)],
        "kinds": kinds,
        "services": [draw(_services(pace, name)) for name in draw(_names_of_services())],
    }


def _names_of_services() -> st.SearchStrategy[list[str]]:
    return st.integers(0, 3).map(lambda n: name_list("service", n))


@st.composite
def _kinds(draw: st.DrawFn, pace: Pace, place: int, factor: int, unit: Unit, crowd: int) -> Words:
    valence = draw(st.sampled_from(VALENCES))
    by = draw(multipliers(EQUAL if valence == "harmful" else EVERY))
    at_most = draw(any_of(1.0, 1.5, 2.0))
    seen_at_most = draw(any_of(1.0, 1.0, 0.5, 0.1))
    often = draw(any_of(1.0, 0.8, 0.5, 0.1, 0.0))
    if draw(st.integers(0, 3)) == 0:  # a deed that only comes of what is granted
        valence, by, seen_at_most, often = "neutral", [], 1.0, 0.0
    visible = often / crowd / max(1.0, largest_multiple(by))
    rate = visible / at_most / seen_at_most
    if unit == "per person-year":
        rate = min(1000.0, pace.per_year(rate * draw(any_of(1.0, 2.0))))
    return {
        "id": f"kind-{place}",
        "title": title(f"kind {place}"),
        "context": "civic",
        "valence": valence,
        "gravity": {"rank": 1, "because": "nobody is asked for a reason"},
        "factor": f"factor-{factor}",
        "rate": quantity(rate, unit),
        "by": by,
        "at_most": quantity(at_most, "multiple"),
        "seen_at_most": quantity(seen_at_most, "share"),
    }


@st.composite
def _factors(draw: st.DrawFn, pace: Pace, place: int, unit: Unit, kinds: list[Words]) -> Words:
    need = sum(_need(kind) for kind in kinds if kind["factor"] == f"factor-{place}")
    bound = need * draw(any_of(1.0, 1.0, 1.25))
    spread = 0.0
    if unit == "per window":
        bound = min(1.0, bound) or 0.5
    else:
        bound = min(1000.0, bound) or pace.per_year(0.5)
        spread = draw(any_of(0.0, 0.5, 1.0))
    return {
        "id": f"factor-{place}",
        "title": title(f"factor {place}"),
        "spread": quantity(spread, "spread"),
        "bound": quantity(max(bound, need), unit),
    }


def _need(kind: Words) -> float:
    """What a kind takes of its factor's bound where it is most frequent."""
    rate = kind["rate"]["value"] * largest_multiple(kind["by"])
    return float(rate * kind["at_most"]["value"] * kind["seen_at_most"]["value"])


@st.composite
def _services(draw: st.DrawFn, pace: Pace, name: str) -> Words:
    by = draw(multipliers(EVERY))
    rate = quantity(pace.per_year(draw(any_of(3.0, 1.0, 0.3))), "per person-year")
    if draw(st.integers(0, 2)) == 0:
        chance = draw(any_of(1.0, 0.7, 0.3, 0.0)) / max(1.0, largest_multiple(by))
        rate = quantity(chance, "per window")
    words = {"id": name, "title": title(name), "context": "travel", "rate": rate, "by": by}
    if rate["unit"] == "per person-year" and draw(st.integers(0, 3)) == 0:
        words["each"] = "child"
        rate["value"] /= 3
    return words


def _outcome(place: int) -> Words:
    """A deed that is only done where it comes of something."""
    return {
        "id": f"kind-{place}",
        "title": title(f"kind {place}"),
        "context": "money",
        "valence": "neutral",
        "gravity": {"rank": 1, "because": "nobody is asked for a reason"},
        "factor": "factor-0",
        "rate": quantity(0.0, "per window"),
        "by": [],
        "at_most": quantity(1.0, "multiple"),
        "seen_at_most": quantity(1.0, "share"),
    }
