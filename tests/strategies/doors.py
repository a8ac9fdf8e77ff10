"""Consequences of every kind, on services."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from glasscity.vocabulary.strata import DIMENSIONS
from strategies.clocks import Pace
from strategies.words import Words, any_of, quantity, shares, some, spans, title


@st.composite
def standings(draw: st.DrawFn, instruments: list[Words]) -> Words:
    """What a row may read: bands of a ledger, or being on a list."""
    instrument = draw(st.sampled_from(instruments))
    when: Words = {"instrument": instrument["id"]}
    if "codes" in instrument and draw(st.booleans()):
        when["codes"] = draw(some([code["id"] for code in instrument["codes"]]))
    if "bands" in instrument:
        when["bands"] = draw(some([band["id"] for band in instrument["bands"]]))
    return when


@st.composite
def consequences(
    draw: st.DrawFn, pace: Pace, place: int, services: list[str], instruments: list[Words]
) -> Words:
    """A consequence of any kind for one of these standings."""
    when = draw(standings(instruments))
    family = draw(
        st.sampled_from(
            ("bar", "limit", "price", "privilege", "delay", "limit", "publish", "publish")
        )
    )
    words = {
        "kind": family,
        "id": f"consequence-{place}",
        "title": title(f"consequence {place}"),
        "service": draw(st.sampled_from(services)),
        "when": when,
        "in_force": draw(spans(pace.start, pace.edges)),
    }
    if draw(st.integers(0, 3)) == 0:
        words["whom"] = draw(whom())
    if family == "publish":
        del words["service"]
    elif draw(st.integers(0, 2)) == 0:
        words["chance"] = quantity(draw(shares()), "chance")
    if family in ("price", "privilege"):
        words["amount"] = quantity(draw(st.integers(-5000, 5000)) / 100, "CNY")
    if family == "limit":
        words["attempts"] = quantity(draw(st.sampled_from((1, 0, 2, 5))), "attempts")
        words["per"] = draw(st.sampled_from(("year", "window")))
    if family == "delay":
        words["days"] = quantity(draw(st.sampled_from((1, 0, 2, pace.n_days, 40))), "days")
    return words


@st.composite
def whom(draw: st.DrawFn) -> Words:
    """Some levels of a dimension."""
    by = draw(st.sampled_from(list(DIMENSIONS)))
    return {"by": by, "levels": draw(some(list(DIMENSIONS[by])))}


@st.composite
def outcomes(draw: st.DrawFn, place: int, service: str, deeds: list[str], ledger: Words) -> Words:
    """What comes of a granted attempt, by the score of this ledger."""
    some_deeds = draw(st.lists(st.sampled_from(deeds), min_size=1, max_size=3))
    branches: list[Words] = [
        {"deed": name, "chances": draw(_ladders(len(some_deeds), ledger))} for name in some_deeds
    ]
    if draw(st.booleans()):
        del branches[-1]["chances"]
    return {
        "id": f"outcome-{place}",
        "title": title(f"outcome {place}"),
        "service": service,
        "ledger": ledger["id"],
        "deeds": branches,
    }


@st.composite
def _ladders(draw: st.DrawFn, n: int, ledger: Words) -> Any:
    """Steps of chances that n branches can have, for everyone or by a dimension."""
    low, high = (int(ledger[name]["value"]) for name in ("floor", "ceiling"))
    cuts = st.lists(st.integers(low + 1, high), unique=True, max_size=3)
    if draw(st.integers(0, 2)):
        return [draw(_steps(start, n)) for start in (low, *sorted(draw(cuts)))]
    by = draw(st.sampled_from(list(DIMENSIONS)))
    return {
        "by": by,
        "levels": {
            level: [draw(_steps(start, n)) for start in (low, *sorted(draw(cuts)))]
            for level in DIMENSIONS[by]
        },
    }


@st.composite
def _steps(draw: st.DrawFn, start: int, n: int) -> Words:
    chance = quantity(draw(any_of(1.0, 0.5, 0.3, 0.0)) / n, "chance")
    return {"from": quantity(start, "points"), "chance": chance}
