"""Scores, classes and lists in a life."""

from __future__ import annotations

from dataclasses import replace

from glasscity.studies.life_causes import Effect
from glasscity.studies.life_lines import About, Diary, Moment
from glasscity.studies.life_words import figure, say
from glasscity.vocabulary.codes import COLUMN_NAMES, EXITS, Column


def points(diary: Diary, moment: Moment) -> None:
    """A rule answers a record."""
    row, moved, score, number = moment.numbers
    ledger, column = divmod(row, len(COLUMN_NAMES))
    rule, cause = diary.names.rules[number], diary.cause
    is_true = cause.is_true
    diary.scores[column][ledger] = score
    if moved:
        known = cause if column == Column.RECORDED else replace(cause, appeal=None)
        until = diary.new_year(moment.day) if diary.names.ledgers[ledger].resets else None
        diary.dues.file(row, rule.expires, Effect(-moved, known, number), until)
    words = say("points", points=figure(f"{moved:+,}"), rule=rule.title)
    about: About = {"rule": rule.id, "points": moved}
    diary.write(moment.day, "points", words, about, is_true=is_true, column=column, ledger=ledger)


def _give_back(diary: Diary, moment: Moment, *, is_correction: bool) -> None:
    row, moved, score, _ = moment.numbers
    ledger, column = divmod(row, len(COLUMN_NAMES))
    effect = diary.dues.take(row, moment.day, is_correction=is_correction)
    rule = diary.names.rules[effect.rule]
    diary.scores[column][ledger] = score
    words = say(
        "points-struck" if is_correction else "points-back",
        points=figure(f"{moved:+,}"),
        rule=rule.title,
        date=str(diary.date(effect.cause.day)),
    )
    about: About = {"rule": rule.id, "points": moved}
    event, is_true = ("corrected" if is_correction else "given_back"), effect.cause.is_true
    diary.write(moment.day, event, words, about, is_true=is_true, column=column, ledger=ledger)


def given_back(diary: Diary, moment: Moment) -> None:
    """Points expire."""
    _give_back(diary, moment, is_correction=False)


def corrected(diary: Diary, moment: Moment) -> None:
    """A struck record loses its effect, on a ledger or a list."""
    row, _, count, _ = moment.numbers
    place = row - diary.list_row(0)
    if place < 0:
        _give_back(diary, moment, is_correction=True)
    else:
        _uncount(diary, moment, place, count, is_correction=True)


def band(diary: Diary, moment: Moment) -> None:
    """A class is published."""
    row, before, after, _ = moment.numbers
    ledger, column = divmod(row, len(COLUMN_NAMES))
    diary.bands[column][ledger] = after
    bands = diary.names.ledgers[ledger].bands
    words = say("published", after=bands[after].title, before=bands[before].title)
    about: About = {"before": bands[before].id, "after": bands[after].id}
    diary.write(moment.day, "band", words, about, column=column, ledger=ledger)


def counted(diary: Diary, moment: Moment) -> None:
    """A list counts a record."""
    place, count, drawn, _ = moment.numbers
    listing, cause = diary.names.lists[place], diary.cause
    span = (drawn if drawn > 0 else None) if drawn else listing.period
    diary.dues.file(diary.list_row(place), span, Effect(1, cause))
    limit = figure(f"{listing.count.value:,.0f}")
    words = say("counted", list=listing.title, count=str(count), limit=limit)
    about: About = {"list": listing.id, "count": count}
    diary.write(moment.day, "counted", words, about, is_true=cause.is_true)


def dropped(diary: Diary, moment: Moment) -> None:
    """A record counts no more for a list."""
    place, count, _, _ = moment.numbers
    _uncount(diary, moment, place, count, is_correction=False)


def _uncount(diary: Diary, moment: Moment, place: int, count: int, *, is_correction: bool) -> None:
    listing = diary.names.lists[place]
    row = diary.list_row(place)
    effect = diary.dues.take(row, moment.day, is_correction=is_correction)
    words = say("uncounted" if is_correction else "lapsed", list=listing.title, count=str(count))
    event = "corrected" if is_correction else "dropped"
    about: About = {"list": listing.id, "count": count}
    diary.write(moment.day, event, words, about, is_true=effect.cause.is_true)


def listed(diary: Diary, moment: Moment) -> None:
    """The person is put on a list."""
    place, end, is_false, _ = moment.numbers
    listing = diary.names.lists[place]
    if end < 0:
        words = say("listed-open", list=listing.title)
    else:
        words = say("listed", list=listing.title, date=str(diary.date(end)))
    diary.write(moment.day, "listed", words, {"list": listing.id}, is_true=not is_false)


def released(diary: Diary, moment: Moment) -> None:
    """The person leaves a list."""
    place, why, _, _ = moment.numbers
    listing, is_struck = diary.names.lists[place], EXITS[why] == "struck"
    if listing.forgets:
        diary.dues.forget(diary.list_row(place))
    words = say(("term-over", "struck-off", "put-right", "complied-off")[why], list=listing.title)
    about: About = {"list": listing.id, "struck": int(is_struck)}
    diary.write(moment.day, "released", words, about, is_true=False if is_struck else None)


def extended(diary: Diary, moment: Moment) -> None:
    """The end of a listing moves away."""
    place, end, is_false, _ = moment.numbers
    listing = diary.names.lists[place]
    if end < 0:
        words = say("extended-open", list=listing.title)
    else:
        words = say("extended", list=listing.title, date=str(diary.date(end)))
    diary.write(moment.day, "extended", words, {"list": listing.id}, is_true=not is_false)


def complied(diary: Diary, moment: Moment) -> None:
    """The person did what ends a listing later on."""
    place, end, _, _ = moment.numbers
    listing = diary.names.lists[place]
    words = say("complied", list=listing.title, date=str(diary.date(end)))
    diary.write(moment.day, "complied", words, {"list": listing.id}, is_true=True)


def _set(diary: Diary, moment: Moment, event: str) -> None:
    row, moved, score, _ = moment.numbers
    ledger, column = divmod(row, len(COLUMN_NAMES))
    diary.scores[column][ledger] = score
    words = say(event, points=figure(f"{moved:+,}"))
    about: About = {"points": moved}
    diary.write(moment.day, event, words, about, column=column, ledger=ledger)


def clamped(diary: Diary, moment: Moment) -> None:
    """The netted points of a window are cut at a bound."""
    _set(diary, moment, "clamped")


def reset(diary: Diary, moment: Moment) -> None:
    """The score returns to the opening."""
    _set(diary, moment, "reset")
