"""Consequences of every kind, on services, and the way back of a false record."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.clocks import Pace
from strategies.words import Words, any_of, quantity, some, spans, title, varied


@st.composite
def consequences(
    draw: st.DrawFn, pace: Pace, place: int, services: list[str], instruments: list[Words]
) -> Words:
    """A bar, price or privilege for one of these standings."""
    instrument = draw(st.sampled_from(instruments))
    when: Words = {"instrument": instrument["id"]}
    if instrument["kind"] == "ledger":
        when["bands"] = draw(some([band["id"] for band in instrument["bands"]]))
    family = draw(st.sampled_from(("bar", "bar", "price", "privilege")))
    words = {
        "kind": family,
        "id": f"consequence-{place}",
        "title": title(f"consequence {place}"),
        "service": draw(st.sampled_from(services)),
        "when": when,
        "in_force": draw(spans(pace.start, pace.edges)),
    }
    if family != "bar":
        words["amount"] = quantity(draw(st.integers(-5000, 5000)) / 100, "CNY")
    return words


@st.composite
def corrections(draw: st.DrawFn, pace: Pace) -> Words:
    """A correction that comes at once, soon, or later than the record lasts."""
    return {
        "kind": "correction",
        "id": "correction",
        "title": title("correction"),
        "files_if_aware": draw(varied(any_of(1.0, 1.0, 0.5, 0.0), "share")),
        "files_if_unaware": draw(varied(any_of(1.0, 0.8, 0.8, 0.0), "share")),
        "success": quantity(draw(st.sampled_from((1.0, 1.0, 1.0, 0.5, 0.0))), "chance"),
        "lag": quantity(draw(st.sampled_from((0, 0, 1, 2, pace.n_days, 150))), "days"),
    }
