"""Contesting records in a life: who never learns of one, whom the cost deters, who appeals."""

from __future__ import annotations

from glasscity.evidence import Title
from glasscity.studies.life_causes import Appeal
from glasscity.studies.life_lines import About, Diary, Moment
from glasscity.studies.life_words import say
from glasscity.vocabulary.codes import Event


def contested(diary: Diary, moment: Moment, words: Title, kind: int) -> tuple[Title, Appeal | None]:
    """The words on a record with what was done about it beside a correction, and its appeal."""
    appeal = None
    if moment.tail(Event.UNTOLD):
        words = say("untold", told=words)
    if moment.tail(Event.DETERRED):
        words = say("deterred", told=words)
    for _, filed, serial, _ in moment.tail(Event.APPEALED):
        appeal = (filed, serial)
        diary.appealed[appeal] = kind
        words = say("appealed", told=words, date=str(diary.date(filed)))
    return words, appeal


def decided(diary: Diary, moment: Moment) -> None:
    """An appeal is decided."""
    is_false, is_struck, filed, serial = moment.numbers
    kind = diary.names.kinds[diary.appealed.pop((filed, serial))]
    if is_struck:
        diary.dues.strike((filed, serial), moment.day)
    key = "appeal-struck" if is_struck else "appeal-stands"
    words = say(key, date=str(diary.date(filed)), kind=kind.title)
    about: About = {"kind": kind.id, "struck": is_struck}
    diary.write(moment.day, "heard", words, about, is_true=not is_false)
