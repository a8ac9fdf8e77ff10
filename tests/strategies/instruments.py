"""Ledgers with narrow bounds, so that clamps bind, and lists with terms down to 0 days."""

from __future__ import annotations

from hypothesis import strategies as st

from glasscity.vocabulary.strata import DIMENSIONS
from strategies.clocks import Pace
from strategies.words import Words, quantity, some, spans, title


@st.composite
def ledgers(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str]) -> Words:
    """A ledger of one to four bands and up to six rules."""
    floor = draw(st.integers(-20, 20))
    ceiling = floor + draw(st.sampled_from((1, 5, 12, 60)))
    scores = st.sampled_from((floor, ceiling)) | st.integers(floor, ceiling)
    n_edges = min(ceiling - floor, draw(st.integers(0, 2)))
    edges = st.lists(st.integers(floor + 1, ceiling), unique=True, min_size=n_edges, max_size=3)
    starts = [floor, *sorted(draw(edges))]
    n_rules = draw(st.integers(1, 6))
    names = [f"band-{n}" for n in range(len(starts))]
    opening = draw(openings(scores))
    ways = {}
    if draw(st.integers(0, 2)) == 0:
        ways["clamp"] = "each window"
    if draw(st.integers(0, 4)) > 1 and "value" in opening:
        ways["resets"] = "each year"
    updates = ("each window",) if ways.get("clamp") else ("each record", "each window")
    return {
        "kind": "ledger",
        "id": f"ledger-{place}",
        "title": title(f"ledger {place}"),
        "opening": opening,
        "newcomers": draw(st.none() | openings(scores)),
        "follows": draw(st.booleans()),
        "floor": quantity(floor, "points"),
        "ceiling": quantity(ceiling, "points"),
        "update": draw(st.sampled_from(updates)),
        "bands": [
            {"id": f"band-{n}", "title": title(f"band {n}"), "from": quantity(start, "points")}
            for n, start in enumerate(starts)
        ],
        "rules": [draw(_rules(pace, n, kinds, names)) for n in range(n_rules)],
    } | ways


@st.composite
def openings(draw: st.DrawFn, scores: st.SearchStrategy[int]) -> Words:
    """One score, or a distribution, which may differ by level."""
    if draw(st.integers(0, 2)):
        return quantity(draw(scores), "points")
    if draw(st.booleans()):
        return draw(_spread_out(scores))
    by = draw(st.sampled_from(list(DIMENSIONS)))
    return {"by": by, "levels": {level: draw(_spread_out(scores)) for level in DIMENSIONS[by]}}


@st.composite
def _spread_out(draw: st.DrawFn, scores: st.SearchStrategy[int]) -> Words:
    weights = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4).filter(any))
    shares = [weight / sum(weights) for weight in weights]
    return {
        "spread": [
            {"score": quantity(draw(scores), "points"), "share": quantity(share, "share")}
            for share in shares
        ]
    }


@st.composite
def _rules(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str], bands: list[str]) -> Words:
    points = draw(st.lists(st.integers(-15, 15), min_size=1, max_size=3))
    to = draw(st.sampled_from(bands)) if draw(st.integers(0, 3)) == 0 else None
    words = {
        "id": f"rule-{place}",
        "title": title(f"rule {place}"),
        "on": draw(st.sampled_from(kinds)),
        "exclusive": draw(st.sampled_from((False, False, True))),
        "in_force": draw(spans(pace.start, pace.edges)),
    }
    if to is not None:
        words["to"] = to
    else:
        words["points"] = [quantity(value, "points") for value in points]
    if to is None and draw(st.integers(0, 2)) == 0:
        words["cap"] = quantity(draw(st.sampled_from((1, 7, 20, 255))), "points")
    if draw(st.booleans()):
        words["expires"] = quantity(draw(_lapses(pace)), "days")
    return words


def _lapses(pace: Pace) -> st.SearchStrategy[int]:
    """Days until something lapses: at once, soon, a window later, or late."""
    return st.sampled_from((0, 1, 3, pace.n_days, 2 * pace.n_days + 1, 400))


@st.composite
def lists(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str]) -> Words:
    """A list entered by one to three records."""
    words = {
        "kind": "list",
        "id": f"list-{place}",
        "title": title(f"list {place}"),
        "grounds": draw(some(kinds)),
        "count": quantity(draw(st.sampled_from((1, 1, 1, 2, 3))), "records"),
        "period": quantity(draw(st.sampled_from((1, 3, pace.n_days, 400))), "days"),
        "in_force": draw(spans(pace.start, pace.edges)),
    }
    if draw(st.integers(0, 3)):
        words["term"] = quantity(draw(st.just(0) | _lapses(pace)), "days")
    if draw(st.integers(0, 3)) == 0:
        words["lapse"] = "memoryless"
    return words | draw(_endings(pace, words, kinds))


@st.composite
def _endings(draw: st.DrawFn, pace: Pace, listing: Words, kinds: list[str]) -> Words:
    """What moves the end of a listing, and what comes after it."""
    words: Words = {"forgets": draw(st.sampled_from((False, False, True)))}
    others = [kind for kind in kinds if kind not in listing["grounds"]]
    if others and draw(st.integers(0, 3)) > 0:
        words["ends_on"] = {"deeds": draw(some(others))}
        if draw(st.integers(0, 3)) > 0:
            words["ends_on"]["after"] = quantity(draw(st.sampled_from((0, 1, 1, 3, 7))), "days")
    if draw(st.booleans()) and ("term" in listing or "ends_on" in words):
        words["extension"] = "restart"
        if "term" in listing and draw(st.booleans()):
            words["extension"] = quantity(draw(_lapses(pace)), "days")
    if draw(st.integers(0, 2)) == 0:
        words["relapse"] = {
            "within": quantity(draw(_lapses(pace)), "days"),
            "count": quantity(draw(st.sampled_from((1, 1, 2))), "records"),
        }
        if draw(st.booleans()):
            words["relapse"]["term"] = quantity(draw(_lapses(pace)), "days")
    return words


@st.composite
def dossiers(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str]) -> Words:
    """A dossier of few strikes."""
    most = draw(st.sampled_from((1, 3, 200)))
    starts = draw(st.lists(st.integers(1, min(most, 4)), unique=True, max_size=2))
    return {
        "kind": "dossier",
        "id": f"dossier-{place}",
        "title": title(f"dossier {place}"),
        "strikes": draw(some(kinds)),
        "most": quantity(most, "records"),
        "bands": [
            {"id": f"mark-{n}", "title": title(f"mark {n}"), "from": quantity(start, "records")}
            for n, start in enumerate([0, *sorted(starts)])
        ],
        "in_force": draw(spans(pace.start, pace.edges)),
    }


@st.composite
def registers(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str]) -> Words:
    """A register of one or two codes."""
    return {
        "kind": "register",
        "id": f"register-{place}",
        "title": title(f"register {place}"),
        "codes": [draw(_codes(pace, n, kinds)) for n in range(draw(st.integers(1, 2)))],
        "in_force": draw(spans(pace.start, pace.edges)),
    }


@st.composite
def _codes(draw: st.DrawFn, pace: Pace, place: int, kinds: list[str]) -> Words:
    opens = draw(some(kinds))
    others = [kind for kind in kinds if kind not in opens]
    words = {
        "id": f"code-{place}",
        "title": title(f"code {place}"),
        "opens_on": opens,
        "closes_on": draw(some(others) if others else st.just([])),
        "retention": quantity(draw(st.sampled_from((0, 1, 4, 400))), "days"),
    }
    if draw(st.booleans()):
        words["closes_after"] = quantity(draw(_lapses(pace)), "days")
    return words


@st.composite
def instruments(draw: st.DrawFn, pace: Pace, kinds: list[str]) -> list[Words]:
    """Up to two ledgers and two lists, and perhaps a dossier or a register, in any order."""
    n_ledgers = draw(st.sampled_from((1, 1, 1, 2, 2, 0)))
    n_lists = draw(st.sampled_from((1, 1, 2, 0)))
    drawn = [draw(ledgers(pace, n, kinds)) for n in range(n_ledgers)]
    drawn += [draw(lists(pace, n, kinds)) for n in range(n_lists)]
    if draw(st.integers(0, 3)) == 0:
        drawn.append(draw(dossiers(pace, 0, kinds)))
    if draw(st.integers(0, 2)) == 0:
        drawn.append(draw(registers(pace, 0, kinds)))
    return draw(st.permutations(drawn))
