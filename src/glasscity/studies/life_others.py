"""Other people in a life: whom one met, what came of it, and who took one's place."""

from __future__ import annotations

from glasscity.studies.life_causes import Cause
from glasscity.studies.life_lines import About, Diary, Moment
from glasscity.studies.life_records import filed
from glasscity.studies.life_recourse import contested
from glasscity.studies.life_words import figure, say
from glasscity.vocabulary.codes import Column, Event

DID = ("met", "met-failed", "met-refused")
FOUND = ("investigated", "investigated-found", "investigated-accused")


def met(diary: Diary, moment: Moment) -> None:
    """An encounter: what this person did, and whether the other refused."""
    place, did, was_refused, _ = moment.numbers
    encounter = diary.names.encounters[place]
    words = say(DID[did], encounter=encounter.title)
    if was_refused:
        words = say("met-and-refused", told=words)
    about: About = {"encounter": encounter.id, "did": did, "refused": was_refused}
    diary.write(moment.day, "met", words, about)


def investigated(diary: Diary, moment: Moment) -> None:
    """Somebody looked into this person: what was found, and what is claimed."""
    place, result, fen, _ = moment.numbers
    inquiry = diary.names.investigations[place]
    words = say(FOUND[result], investigation=inquiry.title)
    if fen:
        words = say("claimed", told=words, money=figure(f"{fen / 100:,.2f}"))
    about: About = {"investigation": inquiry.id, "found": result, "fen": fen}
    diary.write(moment.day, "investigated", words, about)


def delivered(diary: Diary, moment: Moment) -> None:
    """What came of an encounter or an investigation is recorded."""
    kind, is_true = diary.names.kinds[moment.numbers[1]], moment.numbers[2] == 0
    words = say("delivered", kind=kind.title)
    if is_true:
        words, appeal = contested(diary, moment, words, moment.numbers[1])
        diary.cause = Cause(moment.day, is_true=True, appeal=appeal)
    else:
        words, diary.cause = filed(diary, moment, words, moment.numbers[1])
    diary.write(moment.day, "delivered", words, {"kind": kind.id}, is_true=is_true)


def left(diary: Diary, moment: Moment) -> None:
    """The person leaves; what follows is the life of a newcomer."""
    _begin_anew(diary, moment, "left")


def moved(diary: Diary, moment: Moment) -> None:
    """The person moves; ledgers that do not follow people open anew, as the tail tells."""
    _begin_anew(diary, moment, "moved")


def _begin_anew(diary: Diary, moment: Moment, what: str) -> None:
    opened = {place: score for place, score, _, _ in moment.tail(Event.OPENED)}
    diary.begin_anew(opened)
    for column in Column:
        diary.write(moment.day, what, say(what), {}, column=int(column))


def scored(diary: Diary, moment: Moment) -> None:
    """A score is worked out anew."""
    row, change, score, _ = moment.numbers
    ledger, column = divmod(row, len(Column))
    diary.scores[column][ledger] = score
    about: About = {"moved": change}
    diary.write(moment.day, "scored", say("scored"), about, column=column, ledger=ledger)
