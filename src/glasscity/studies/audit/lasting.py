"""Question 3: how long a fall lasts, who never comes back, and what keeping records does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasscity.charts.figure import Figure, Table
from glasscity.charts.spells import spell_figure
from glasscity.documents.forgetting import MONTH, forgets_in
from glasscity.measures.bands import year_ends
from glasscity.measures.burdens import more_here
from glasscity.measures.each import traced
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval, share
from glasscity.measures.mobility import mobility_of, transition_matrix, traps
from glasscity.measures.names import BandEdge, band_edges, opening_band
from glasscity.measures.spells import (
    FEWEST_FALLS,
    I64,
    YEAR,
    Fall,
    falls_of,
    histories,
    lasting,
    lasting_longer,
    moves_between,
    moving_share,
)
from glasscity.measures.wording import decimal, percent, whole, with_bounds, with_percents
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.run import Run
from glasscity.studies.audit.answer import (
    NOT_ESTIMABLE,
    NOTHING,
    Answer,
    Number,
    Raised,
    raised_above,
)
from glasscity.studies.audit.lab import REGIME, SHORT_MEMORY, Lab

ID = "time"
TITLE = "Time"
NUMBERS = (
    "falls_not_undone_in_a_year",
    "falls_not_undone_by_the_end",
    "people_in_another_band_a_year_later",
    "burden_days_by_memory_per_1000",
)
BECAUSE = "raised where some falls last longer than a year beyond chance"
METHOD = (
    "A fall is a move to a lower band, undone when the person is back at the band it began from, "
    "or a listing, undone when it ends; it may come of a record, of a lapsed reward, or of both. "
    "Falls of people whose lives were followed line by line; the shares have Wilson intervals, "
    "that of a year counts falls that began a year before the end or earlier. Curves count those "
    "cut off by the end for as long as they were seen (Kaplan and Meier; bounds by Greenwood). "
    "Days by memory are days under a burden that the same people would not have if points were "
    f"given back and listings ended after {MONTH} days at the most."
)


def headline(lab: Lab) -> Interval:
    """The share of falls that are not undone within a year."""
    run = lab.run()
    return lasting_longer(falls_of(run), YEAR, _horizon(run))


def _horizon(run: Run) -> int:
    return sum(run.outcome.window_days)


def answer(lab: Lab) -> Answer:
    """How long falls last, how people move between bands, and what a short memory would spare."""
    run = lab.run()
    falls, who = falls_of(run), many(run)
    longer = lasting_longer(falls, YEAR, _horizon(run))
    never = share(sum(not it.is_undone for it in falls), len(falls), FEWEST_FALLS)
    memory = _by_memory(lab)
    numbers = (
        Number(NUMBERS[0], "falls not undone in a year", longer, "share"),
        Number(NUMBERS[1], "falls not undone when the run ended", never, "share"),
        Number(NUMBERS[2], f"{who} in another band a year later", _moving(run), "share"),
        Number(NUMBERS[3], "days under a burden by memory", memory),
    )
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(who, longer, memory),
        numbers=numbers,
        raised=_raised(run, falls, longer),
        because=BECAUSE,
        method=METHOD,
        tables=(
            _falls_table(run, falls),
            *(table for ledger in run.city.regime.banded for table in _ladder(run, ledger)),
        ),
        draw=lambda: _figures(run, falls),
    )


def _sentence(who: str, longer: Interval, memory: Interval) -> str:
    if longer.estimable:
        said = (
            f"Of the falls to a lower band or onto a list {with_percents(longer)} were not undone "
            f"within a year (n = {whole(longer.n)} falls)"
        )
    else:
        said = (
            f"How many falls to a lower band or onto a list are undone within a year is not "
            f"estimable (n = {whole(longer.n)} falls that could be followed so long)"
        )
    if not memory.estimable:
        return f"{said}."
    return (
        f"{said}, and {with_bounds(memory)} days under a burden a year per 1,000 {who} are there "
        f"only because things are kept for more than {MONTH} days."
    )


def _raised(run: Run, falls: Sequence[Fall], longer: Interval) -> Raised:
    if not falls and not run.city.regime.instruments:
        return "no"  # there is nothing to fall from
    return raised_above(longer) if longer.estimable else NOT_ESTIMABLE


def _by_memory(lab: Lab) -> Interval:
    """Not estimable where no instrument could forget sooner in this way."""
    if not forgets_in(lab.city):
        return NOTHING
    return more_here(lab.pair(REGIME, SHORT_MEMORY))[0].days


def _moving(run: Run) -> Interval:
    """Of the ledger on which fewest move."""
    found = []
    for ledger in run.city.regime.banded:
        lives = histories(run, ledger, year_ends(run))
        if lives is not None:
            found.append(moving_share(lives, len(ledger.bands)))
    return min(found, key=lambda it: 1.0 if it.value is None else it.value, default=NOTHING)


def _falls_table(run: Run, falls: Sequence[Fall]) -> Table:
    body = []
    for title, parts in _sorted(run, falls):
        spells = lasting(parts)
        median = spells.median
        enough = len(parts) >= FEWEST_FALLS
        body.append(
            (
                title,
                whole(spells.began),
                whole(spells.ended),
                "not seen" if median is None or not enough else whole(median),
                with_percents(lasting_longer(parts, YEAR, _horizon(run))),
            )
        )
    header = ("into", "falls", "undone", "days until half are", "not undone in a year")
    followed = f"{whole(traced(run))} {many(run)} followed"
    caption = f"Falls of {followed}, by the lowest band they led to"
    return Table(caption, header, tuple(body))


def _sorted(run: Run, falls: Sequence[Fall]) -> list[tuple[str, list[Fall]]]:
    """Falls by where they led, in file order, bands from the lowest; empty ones included."""
    found = []
    for ledger in run.city.regime.banded:
        for edge in band_edges(ledger)[:-1]:
            own = [f for f in falls if f.instrument == ledger.id and f.into == edge.id]
            found.append((f"{ledger.title.en}: {edge.label}", own))
    found += [
        (listing.title.en, [f for f in falls if f.instrument == listing.id])
        for listing in run.city.regime.lists
    ]
    return found


def _ladder(run: Run, ledger: Ledger) -> tuple[Table, ...]:
    """The matrix of moves from year to year, and what follows from it."""
    lives = histories(run, ledger, year_ends(run))
    edges = band_edges(ledger)
    if lives is None or len(edges) < 2 or lives.shape[1] < 2:
        return ()
    counts = moves_between(lives, len(edges))
    matrix = transition_matrix(counts)
    body = tuple(
        (
            edge.label,
            whole(int(counts[row].sum())),
            *(percent(it) if counts[row].sum() else "nobody" for it in matrix[row].tolist()),
        )
        for row, edge in enumerate(edges)
    )
    header = ("a year before", "person-years", *(edge.label for edge in edges))
    told = _indices(counts, _traps(ledger, edges, counts))
    named = ledger.title.en
    return (
        Table(f"{named}: where {many(run)} stand a year later", header, body),
        Table(f"{named}: mobility from year to year", ("index", "value"), told),
    )


def _traps(ledger: Ledger, edges: Sequence[BandEdge], counts: I64) -> str:
    """Bands below the opening that nobody was seen to leave, though enough were there."""
    matrix, opening = transition_matrix(counts), edges.index(opening_band(ledger))
    found = [
        ", ".join(edges[place].label for place in trap)
        for trap in traps(matrix)
        if max(trap) < opening and counts[list(trap)].sum() >= FEWEST_FALLS
    ]
    return "; ".join(found) or "none seen"


def _indices(counts: I64, trapped: str) -> tuple[tuple[str, str], ...]:
    """Of the bands in which somebody was a year before: the others tell nothing of moves."""
    seen = counts.sum(axis=1) > 0
    table = counts[np.ix_(seen, seen)]
    if len(table) < 2:
        return (("bands in which anybody was", whole(len(table))),)
    found = mobility_of(transition_matrix(table), table.sum(axis=1) / table.sum())
    return (
        ("bands in which anybody was", whole(len(table))),
        ("by what stays (Shorrocks and Prais)", decimal(found.prais)),
        ("1 less the determinant", decimal(found.determinant)),
        ("1 less the second eigenvalue", decimal(found.second)),
        ("share that moves, scaled (Bartholomew)", decimal(found.moving)),
        ("mean bands moved, scaled (Bartholomew)", decimal(found.distance)),
        ("bands below the opening that nobody left", trapped),
    )


def _figures(run: Run, falls: Sequence[Fall]) -> tuple[Figure, ...]:
    parts = [(title, lasting(own)) for title, own in _sorted(run, falls) if own]
    enough = [(title, it) for title, it in parts if it.began >= FEWEST_FALLS]
    return (spell_figure(run, enough, _horizon(run)),) if enough else ()
