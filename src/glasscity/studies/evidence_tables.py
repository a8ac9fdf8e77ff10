"""What of a run is sourced and what is assumed, as tables."""

from __future__ import annotations

from collections import Counter

from glasscity.charts.figure import Table
from glasscity.measures.headline import Headline, Leaning
from glasscity.measures.wording import decimal, number
from glasscity.results.grounds import Ground, grounds_of
from glasscity.results.run import Run
from glasscity.vocabulary.terms import GRADE_MEANING


def _range(ground: Ground) -> str:
    if ground.range is None:
        return "none given"
    return f"{number(ground.range[0])} to {number(ground.range[1])}"


def _value(ground: Ground) -> str:
    return "shares" if ground.value is None else number(ground.value)


def sourced_table(run: Run) -> Table:
    """Each cited fact: what it states, who published it, what contests it, how often it is used."""
    used: Counter[tuple[str, str]] = Counter(
        (ground.source, ground.grade or "")
        for ground in grounds_of(run.city)
        if ground.source is not None
    )
    entries = run.city.references.entries
    body = []
    for (source, grade), times in sorted(used.items()):
        entry = entries.get(source)
        stated = entry.statement if entry else "not in the list of references"
        where = "; ".join(entry.sources) if entry else ""
        against = (entry.contested if entry else None) or ""
        body.append((source, grade, stated, where, against, str(times)))
    header = ("id", "grade", "what it states", "published in", "contested", "numbers that cite it")
    return Table("Facts cited", header, tuple(body))


def grade_table() -> Table:
    """What the grades mean."""
    return Table("Grades", ("grade", "meaning"), tuple(GRADE_MEANING.items()))


def assumed_table(run: Run) -> Table:
    """Each assumed number with its range and reason, in file order."""
    body = tuple(
        (f"{g.document}: {g.path}", _value(g), g.unit, _range(g), g.assumed)
        for g in grounds_of(run.city)
        if g.assumed is not None
    )
    header = ("number", "value", "unit", "could be", "why assumed")
    return Table("Assumptions", header, body)


def leaning_table(headline: Headline) -> Table:
    """What each assumption alone does to the wrongful rate, widest first."""
    first = () if headline.leans_on is None else (headline.leans_on,)
    body = tuple(_leaning(leaning) for leaning in (*first, *headline.others))
    header = ("assumption", "value", "unit", "could be", "rate at the low end", "at the high end")
    caption = "Wrongful records a year per 1,000 at the ends of each assumption's range"
    return Table(caption, header, body)


def _leaning(leaning: Leaning) -> tuple[str, ...]:
    return (
        leaning.words,
        number(leaning.value),
        leaning.unit,
        f"{number(leaning.low)} to {number(leaning.high)}",
        decimal(leaning.at_low),
        decimal(leaning.at_high),
    )


def evidence_counts(run: Run) -> tuple[int, int, int]:
    """How many numbers are sourced, assumed with a range, and assumed without one."""
    grounds = grounds_of(run.city)
    assumed = [g for g in grounds if g.assumed is not None]
    ranged = sum(g.range is not None for g in assumed)
    return len(grounds) - len(assumed), ranged, len(assumed) - ranged
