"""Populations, and how many people of each stratum are simulated."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from glasscity.tables.census import Census
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA
from strategies.words import REASON, Words, any_of, head, quantity, title, varied


@st.composite
def populations(draw: st.DrawFn) -> Words:
    """A population of even margins, with some, all or none enrolled."""
    return head("population", "drawn-population") | {
        "status": "test",
        "people": quantity(1000, "people"),
        "margins": [
            {
                "over": [name],
                "unit": "share",
                "assumed": REASON,
                "cells": {level: 1 / len(levels) for level in levels},
            }
            for name, levels in DIMENSIONS.items()
        ],
        "enrolled": draw(varied(any_of(1.0, 0.9, 0.6, 0.0), "share")),
        "look_alike_spread": quantity(draw(any_of(0.0, 0.5, 1.0)), "spread"),
        "ties": [draw(ties(n)) for n in range(draw(st.sampled_from((0, 1, 2))))],
        "children": draw(st.none() | _children() | _children()),
        "turnover": draw(st.none() | st.none() | turnovers()),
    }


@st.composite
def _children(draw: st.DrawFn) -> Words:
    """People with children: few, many, or all in some strata."""
    one = draw(varied(any_of(0.5, 0.2, 0.0), "share"))
    two = draw(varied(any_of(0.3, 0.1, 0.0), "share"))
    return {"one": one, "two": two, "three": draw(varied(any_of(0.2, 0.0), "share"))}


@st.composite
def ties(draw: st.DrawFn, place: int) -> Words:
    """Friends of one to four rounds, partners, or relatives of other levels."""
    words: Words = {
        "id": f"ties-{place}",
        "title": title(f"ties {place}"),
        "degree": quantity(draw(st.integers(1, 4)), "people"),
        "homophily": quantity(draw(any_of(0.0, 0.5, 1.0)), "share"),
        "by": draw(st.sampled_from(list(DIMENSIONS))),
    }
    if draw(st.booleans()):
        words["looks"] = draw(varied(any_of(1.0, 0.6, 0.3, 0.0), "share"))
    if draw(st.booleans()):
        words["between"] = draw(_between(words))
    return words


@st.composite
def _between(draw: st.DrawFn, words: Words) -> Words:
    """Two sides of a dimension other than the one by which people are alike."""
    by = draw(st.sampled_from([name for name in DIMENSIONS if name != words["by"]]))
    levels = list(draw(st.permutations(DIMENSIONS[by])))
    first = draw(st.integers(1, len(levels) - 1))
    last = draw(st.integers(first + 1, len(levels)))
    return {"by": by, "one": levels[:first], "other": levels[first:last]}


def turnovers() -> st.SearchStrategy[Words]:
    """Nobody, some or everybody leaves, by chance per window or by rate."""
    chances = varied(any_of(0.0, 0.3, 1.0), "per window")
    rates = varied(any_of(0.0, 0.5, 12.0), "per person-year")
    going = chances | rates
    return st.fixed_dictionaries({"leaves": going, "moves": st.none() | going})


@st.composite
def censuses(draw: st.DrawFn) -> Census:
    """Five to sixty people in a few strata, each standing for one person or more."""
    first = draw(st.integers(0, N_STRATA - 1))
    others = draw(st.lists(st.integers(0, N_STRATA - 1), max_size=4))
    alike = draw(st.lists(st.integers(0, 3).map(lambda n: (first + n) % N_STRATA), max_size=2))
    counts = np.zeros(N_STRATA, dtype=np.int64)
    for stratum in (*others, *alike):
        counts[stratum] = draw(st.integers(1, 8))
    counts[first] = draw(st.integers(5, 12))
    return Census(counts, float(counts.sum()) * draw(any_of(1.0, 1.0, 2.5, 1000.0)))
