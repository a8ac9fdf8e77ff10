"""Putting things right in a life."""

from __future__ import annotations

from glasscity.studies.life_lines import Diary, Moment
from glasscity.studies.life_words import figure, say
from glasscity.vocabulary.codes import COLUMN_NAMES


def tried(diary: Diary, moment: Moment) -> None:
    """An attempt to put things right, and what it cost."""
    place, succeeded, fen, hours = moment.numbers
    way = diary.names.ways[place]
    words = say("tried-well" if succeeded else "tried", way=way.title)
    about: dict[str, str | int] = {"way": way.id, "succeeded": succeeded}
    about |= {"fen": fen, "hours": hours}
    diary.write(moment.day, "tried", words, about)


def mended(diary: Diary, moment: Moment) -> None:
    """Points for it."""
    row, moved, score, _ = moment.numbers
    ledger, column = divmod(row, len(COLUMN_NAMES))
    diary.scores[column][ledger] = score
    words = say("mended", points=figure(f"{moved:+,}"), score=figure(f"{score:,}"))
    diary.write(moment.day, "mended", words, {"points": moved}, column=column, ledger=ledger)
