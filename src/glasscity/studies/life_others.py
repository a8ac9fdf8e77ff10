"""Other people in a life: whom one met, what came of it, and who took one's place."""

from __future__ import annotations

from glasscity.studies.life_causes import Cause
from glasscity.studies.life_lines import About, Diary, Moment
from glasscity.studies.life_recourse import contested
from glasscity.studies.life_words import say
from glasscity.vocabulary.codes import Column, Event

DID = ("met", "met-failed", "met-refused")


def met(diary: Diary, moment: Moment) -> None:
    """An encounter: what this person did, and whether the other refused."""
    place, did, was_refused, _ = moment.numbers
    encounter = diary.names.encounters[place]
    words = say(DID[did], encounter=encounter.title)
    if was_refused:
        words = say("met-and-refused", told=words)
    about: About = {"encounter": encounter.id, "did": did, "refused": was_refused}
    diary.write(moment.day, "met", words, about)


def delivered(diary: Diary, moment: Moment) -> None:
    """What came of an encounter is recorded."""
    kind = diary.names.kinds[moment.numbers[1]]
    words, appeal = contested(diary, moment, say("delivered", kind=kind.title), moment.numbers[1])
    diary.cause = Cause(moment.day, is_true=True, appeal=appeal)
    diary.write(moment.day, "delivered", words, {"kind": kind.id}, is_true=True)


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
