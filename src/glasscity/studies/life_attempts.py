"""Attempts to get a service in a life."""

from __future__ import annotations

from glasscity.evidence import Title
from glasscity.mechanisms.consequences import Consequence
from glasscity.studies.life_lines import Diary, Moment
from glasscity.studies.life_words import figure, joined, say
from glasscity.tables.rows import Verb
from glasscity.vocabulary.codes import Event

WORDS: dict[Verb, str] = {
    "refused": "refused",
    "surcharged": "dearer",
    "eased": "eased",
    "delayed": "delayed",
    "published": "published",
}
"""The phrase for what a consequence does."""
FEN = 100
"""Fen in a yuan."""


def attempt(diary: Diary, moment: Moment) -> None:
    """An attempt at a service: refused, on other terms, or as anybody's."""
    names = diary.names
    service = names.services[moment.numbers[0]]
    refused, booked = moment.tail(Event.REFUSED), moment.tail(Event.BOOKED)
    about: dict[str, str | int] = {"service": service.id}
    if refused:
        bar = names.consequences[refused[0][0]]
        about["refused"] = bar.id
        words = say("refused", service=service.title, consequence=bar.title)
    elif booked:
        about["booked"] = " ".join(names.consequences[place].id for place, _, _, _ in booked)
        about |= _amounts(diary, moment)
        terms = joined(_terms(diary, place, fen, days) for place, _, fen, days in booked)
        words = say("booked", service=service.title, terms=terms)
    else:
        words = say("as-anybody", service=service.title)
    diary.write(moment.day, "attempt", words, about)


def _amounts(diary: Diary, moment: Moment) -> dict[str, int]:
    """The fen by which the service was dearer, what its easing is worth, days to wait for it."""
    sums = {"dearer_fen": 0, "eased_fen": 0}
    for place, _, amount, days in moment.tail(Event.BOOKED):
        word = _word(diary.names.consequences[place])
        if word == "delayed":
            sums["delayed_days"] = sums.get("delayed_days", 0) + days
        else:
            sums[f"{word}_fen"] += amount
    return sums


def granted(diary: Diary, moment: Moment) -> None:
    """What was delayed is granted."""
    service = diary.names.services[moment.numbers[0]]
    words = say("granted", service=service.title)
    diary.write(moment.day, "granted", words, {"service": service.id})


def untried(diary: Diary, moment: Moment) -> None:
    """An attempt that is not made, because one was refused."""
    service = diary.names.services[moment.numbers[0]]
    words = say("untried", service=service.title)
    diary.write(moment.day, "untried", words, {"service": service.id})


def published(diary: Diary, moment: Moment) -> None:
    """The person is shown in public, or no longer."""
    consequence = diary.names.consequences[moment.numbers[0]]
    is_shown = moment.event == Event.PUBLISHED
    words = say("shown" if is_shown else "no-longer-shown", consequence=consequence.title)
    word = "published" if is_shown else "withdrawn"
    diary.write(moment.day, word, words, {"consequence": consequence.id})


def _terms(diary: Diary, place: int, fen: int, days: int) -> Title:
    consequence = diary.names.consequences[place]
    if _word(consequence) == "delayed":
        return say("delayed", days=figure(f"{days:,}"), consequence=consequence.title)
    yuan = figure(f"{fen / FEN:,.2f}".removesuffix(".00"))
    return say(_word(consequence), yuan=yuan, consequence=consequence.title)


def _word(consequence: Consequence) -> str:
    """How a life says what a consequence that does not refuse did."""
    return WORDS[consequence.row().verb]
