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
    opened = moment.tail(Event.OPENED)
    diary.begin([score for _, score, _, _ in opened])
    for column in Column:
        diary.write(moment.day, "left", say("left"), {}, column=int(column))
