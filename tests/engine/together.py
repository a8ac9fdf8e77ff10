"""Worlds lived together: from a drawn case, and what their joint tallies say."""

from __future__ import annotations

from collections import defaultdict

from engine.test_against_reference import city_of
from engine.test_drawn_invariants import under, with_rule
from glasscity.engine.worlds import Together, World, live_together
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from strategies.cases import Case

Row = tuple[int, int, str, str]


def worlds_of(case: Case) -> dict[str, Case]:
    """The case, and other worlds of the same people, deeds and clock."""
    return {
        "as drawn": case,
        "a rule more": with_rule(case, {}),
        "no sensors": under(case, sensors=(), outcomes=()),
        "no responses": under(case, responses=(), consequences=()),
    }


def together(cases: dict[str, Case], chunk: int = 65536, threads: int = 1) -> Together:
    first = next(iter(cases.values()))
    return live_together(
        [World(name, city_of(case)) for name, case in cases.items()],
        first.census,
        first.n_windows,
        first.key,
        threads,
        chunk,
    )


def margins(joint: Joint, pair: tuple[str, str], side: int) -> dict[Row, int]:
    """What joint tallies say of one of a pair's worlds alone: 0 here, 1 there."""
    wanted = joint.pairs.index(pair)
    found: defaultdict[Row, int] = defaultdict(int)
    columns = (joint.window, joint.pair, joint.stratum, joint.column, joint.count)
    for w, p, g, c, n in zip(*(it.tolist() for it in columns), strict=True):
        measure, key = joint.columns[c]
        if p != wanted:
            continue
        if measure == "people_in_bands":
            name, *bands = key.split("/")
            found[w, g, "people_in_band", f"{name}/recorded/{bands[side]}"] += n
        name, _, where = key.rpartition("/")
        if measure == "people_on_lists" and where in (("here only", "there only")[side], "both"):
            found[w, g, "people_listed", name] += n
    return dict(found)


def own_rows(outcome: Outcome, measures: set[str]) -> dict[Row, int]:
    """A world's own tallies of these measures; of bands, the published ones."""
    columns = (outcome.window, outcome.stratum, outcome.column, outcome.count)
    rows = zip(*(it.tolist() for it in columns), strict=True)
    named = ((w, g, *outcome.columns[c], n) for w, g, c, n in rows)
    return {
        (w, g, measure, key): n
        for w, g, measure, key, n in named
        if measure in measures and (measure != "people_in_band" or key.split("/")[1] == "recorded")
    }
