"""What every face of a life shows: the person, the cells of a line, the end, the notes."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.telling import Language
from glasscity.evidence import Title
from glasscity.measures.wording import decimal
from glasscity.studies.life import COUNTS, Life
from glasscity.studies.life_lines import Line
from glasscity.studies.life_words import (
    figure,
    joined,
    phrases,
    say,
    spoken,
    without_common_words,
)

SPANS = ("age", "size")
"""Dimensions whose levels are spans of a number, which takes words of its own."""


@dataclass(frozen=True)
class Cells:
    """A line in one language. ``truth``: of the record, true, false or empty.

    Score and band may be empty.
    """

    date: str
    words: str
    truth: str
    knew: str
    score: str
    band: str


def opening(life: Life) -> tuple[Title, ...]:
    """Who this is: a number, a stratum, and the traits that luck gave."""
    regime, factors = life.city.regime, life.city.conduct.factors
    first, last = str(regime.clock.start), str(life.last_day)
    leanings = (
        say("propensity", factor=factor.title, value=_times(value))
        for factor, value in zip(factors, life.propensities, strict=True)
    )
    where = (say("place", place=figure(life.place)),) if life.place else ()
    return (
        person(life),
        *where,
        say("regime", regime=regime.title, first=first, last=last),
        stratum(life),
        *leanings,
        say("enrolled" if life.is_enrolled else "not-enrolled"),
        say("look-alike", times=_times(life.look_alike)),
        _awareness(life),
    )


def _times(value: float) -> Title:
    return figure(f"{value:.2f}" if value >= 0.01 else "< 0.01")


def person(life: Life) -> Title:
    """The person's number, which names nobody."""
    unit = life.city.population.unit
    return say(unit, person=figure(f"{life.person:,}"), people=figure(f"{life.people:,}"))


def stratum(life: Life) -> Title:
    """The levels of the stratum in words."""
    return joined(
        say(name, years=level) if name in SPANS else say(level)
        for name, level in life.labels.items()
    )


def _awareness(life: Life) -> Title:
    if life.aware_from is None:
        return say("aware-never")
    if life.aware_from == life.city.regime.clock.start:
        return say("aware-always")
    return say("aware-from", date=str(life.aware_from))


def cells(life: Life, line: Line, language: Language) -> Cells:
    """The cells of a line; score and class are those of the ledger concerned, or the only one."""
    score = band = ""
    place = line.ledger if line.ledger is not None else 0 if len(line.scores) == 1 else None
    if place is not None:
        score = spoken(figure(f"{line.scores[place]:,}"), language)
        band = band_labels(life, language)[place][line.bands[place]]
    key = {True: "true", False: "false", None: None}[line.is_true]
    return Cells(
        str(line.date),
        spoken(line.words, language),
        "" if key is None else spoken(say(key), language),
        spoken(say("yes" if line.is_aware else "no"), language),
        score,
        band,
    )


def band_labels(life: Life, language: Language) -> tuple[tuple[str, ...], ...]:
    """The short names of the classes of each ledger."""
    return tuple(
        without_common_words((band.title for band in ledger.bands), language)
        for ledger in life.ledgers
    )


def closing(life: Life) -> tuple[Title, ...]:
    """Where the life ended, and where two yardsticks would have put it."""
    told = []
    for place, ledger in enumerate(life.ledgers):
        opening = life.opening[place]
        first = next(band for band in reversed(ledger.bands) if band.from_.value <= opening)
        words = say(
            "from-to",
            ledger=ledger.title,
            opening=figure(f"{opening:,}"),
            first=first.title,
            score=figure(f"{life.scores[place]:,}"),
            last=ledger.bands[life.bands[place]].title,
        )
        told += [words, *yardsticks(life, place)]
    return (*told, *(say("on-list", list=life.lists[q].title) for q in life.listed))


def yardsticks(life: Life, place: int) -> tuple[Title, ...]:
    """Where each yardstick would have put the person, in the ledger of this number."""
    ledger = life.ledgers[place]
    told = tuple(
        say(
            yardstick.column,
            score=figure(f"{yardstick.scores[place]:,}"),
            band=ledger.bands[yardstick.bands[place]].title,
        )
        for yardstick in life.yardsticks
    )
    if len(life.ledgers) == 1:
        return told
    return tuple(say("in-ledger", ledger=ledger.title, told=words) for words in told)


def compared(life: Life) -> tuple[tuple[Title, Title, Title], ...]:
    """What is counted, of this person and of the average one."""
    return tuple(
        (
            phrases()[f"count/{name}"],
            figure(f"{life.counts[name]:,.2f}".removesuffix(".00")),
            figure(decimal(life.averages[name])),
        )
        for name in COUNTS
    )


def notes(life: Life) -> tuple[Title, ...]:
    """What a reader has to know about all lines."""
    keys = ["note/columns", "note/seen", "note/tried", "note/numbers"]
    if not life.is_same_engine:
        keys.append("note/other-engine")
    again = f"glasscity open {life.run} {life.person}"
    return (*(phrases()[key] for key in keys), say("again", command=again))
