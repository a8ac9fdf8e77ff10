"""Ways back of every kind: some of them, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.clocks import Pace
from strategies.conducts import EVERY
from strategies.doors import standings, whom
from strategies.words import (
    Words,
    any_of,
    largest_multiple,
    multipliers,
    quantity,
    spans,
    title,
    varied,
)


@st.composite
def recourse(draw: st.DrawFn, pace: Pace, instruments: list[Words]) -> list[Words]:
    """None, some or all of a notice, a correction and an appeal, and up to two repairs."""
    ways = [draw(corrections(pace))] if draw(st.integers(0, 3)) else []
    if draw(st.integers(0, 2)):
        ways.append(draw(appeals(pace)))
    if draw(st.integers(0, 3)) == 0:
        ways.append(draw(notices(pace)))
    instruments = [one for one in instruments if one["kind"] != "register"]
    if draw(st.booleans()) and instruments:
        n_repairs = draw(st.integers(1, 2))
        ways.extend(draw(repairs(pace, n, instruments)) for n in range(n_repairs))
    return draw(st.permutations(ways))


@st.composite
def repairs(draw: st.DrawFn, pace: Pace, place: int, instruments: list[Words]) -> Words:
    """A way to put right some standing, by points or by leaving a list."""
    when = draw(standings(instruments))
    by = draw(multipliers(EVERY))
    rate = quantity(pace.per_year(draw(any_of(3.0, 1.0, 0.3))), "per person-year")
    if draw(st.booleans()):
        chance = draw(any_of(1.0, 0.7, 0.3, 0.0)) / max(1.0, largest_multiple(by))
        rate = quantity(chance, "per window")
    words: Words = {
        "kind": "repair",
        "id": f"repair-{place}",
        "title": title(f"repair {place}"),
        "when": when,
        "rate": rate,
        "by": by,
        "success": quantity(draw(any_of(1.0, 0.5, 1.0, 0.0)), "chance"),
        "in_force": draw(spans(pace.start, pace.edges)),
    }
    if "bands" in when:
        words["points"] = quantity(draw(st.integers(1, 12)), "points")
    if draw(st.booleans()):
        words["at_most"] = quantity(draw(st.sampled_from((1, 0, 2))), "attempts")
    if draw(st.booleans()):
        words["pays"] = quantity(draw(st.integers(0, 5000)) / 100, "CNY")
    if draw(st.booleans()):
        words["gives"] = quantity(draw(st.integers(0, 40)), "hours")
    if draw(st.integers(0, 3)) == 0:
        words["whom"] = draw(whom())
    return words


@st.composite
def notices(draw: st.DrawFn, pace: Pace) -> Words:
    """A notice of some or all records, at once or later."""
    return {
        "kind": "notice",
        "id": "notice",
        "title": title("notice"),
        "learns": draw(varied(any_of(0.5, 0.9, 1.0, 0.0), "share")),
        "after": quantity(draw(lags(pace)), "days"),
    }


def lags(pace: Pace) -> st.SearchStrategy[float]:
    """At once, soon, a window later, or later than most records last."""
    return st.sampled_from((0, 0, 1, 2, pace.n_days, 150))


@st.composite
def filings(draw: st.DrawFn, name: str) -> Words:
    """A way to contest a record, with or without its cost."""
    words = {
        "kind": name,
        "id": name,
        "title": title(name),
        "files_if_aware": draw(varied(any_of(1.0, 1.0, 0.5, 0.0), "share")),
        "files_if_unaware": draw(varied(any_of(1.0, 0.8, 0.8, 0.0), "share")),
    }
    if draw(st.booleans()):
        words["fee"] = quantity(draw(st.integers(0, 5000)) / 100, "CNY")
        words["deterred"] = draw(varied(any_of(0.5, 0.0, 0.2, 1.0), "share"))
    return words


@st.composite
def corrections(draw: st.DrawFn, pace: Pace) -> Words:
    """A correction that comes at once, soon, or later than the record lasts."""
    return draw(filings("correction")) | {
        "success": quantity(draw(st.sampled_from((1.0, 1.0, 1.0, 0.5, 0.0))), "chance"),
        "lag": quantity(draw(lags(pace)), "days"),
    }


@st.composite
def appeals(draw: st.DrawFn, pace: Pace) -> Words:
    """Appeals that are all heard, or wait for a few decisions a month."""
    words = draw(filings("appeal")) | {
        "success_if_wrong": quantity(draw(any_of(1.0, 0.5, 1.0, 0.0)), "chance"),
        "success_if_right": quantity(draw(any_of(0.5, 0.1, 0.0, 1.0)), "chance"),
        "lag": quantity(draw(lags(pace)), "days"),
    }
    if draw(st.integers(0, 2)):
        words["capacity"] = quantity(draw(any_of(3.0, 20.0, 200.0, 0.0)), "per month")
    return words
