"""Deeds and records in a life: done, seen, missed, blamed on another, false, contested."""

from __future__ import annotations

import math

from glasscity.evidence import Title
from glasscity.studies.life_causes import Cause
from glasscity.studies.life_lines import About, Decision, Diary, Moment, Numbers
from glasscity.studies.life_recourse import contested
from glasscity.studies.life_words import joined, say
from glasscity.vocabulary.codes import Event


def deed(diary: Diary, moment: Moment) -> None:
    """A deed, with who saw it, who took it for what, and who else was blamed."""
    kind, sensors = diary.names.kinds[moment.numbers[0]], diary.names.sensors
    seen, blamed = moment.tail(Event.RECORDED), moment.tail(Event.PINNED)
    misread = moment.tail(Event.MISREAD)
    about: dict[str, str | int] = {
        "kind": kind.id,
        "seen": len(seen) + len(misread),
        "blamed": len(blamed),
    }
    if misread and _soonest(misread) < _soonest(seen):
        seen = ()
    for name, these in (("seen_by", seen), ("blamed_by", blamed)):
        if these:
            about[name] = " ".join(sensors[numbers[0]].id for numbers in these)
    words = _sighting(diary, moment, kind.title)
    if blamed:
        by = joined(sensors[numbers[0]].title for numbers in blamed)
        also = say("also-blamed", told=words, sensors=by)
        words = also if seen else say("blamed", kind=kind.title, sensors=by)
    if misread:
        by = joined(sensors[numbers[0]].title for numbers in misread)
        other = joined(diary.names.kinds[numbers[3]].title for numbers in misread[:1])
        if seen or blamed:
            words = say("also-misread", told=words, sensors=by, other=other)
        else:
            words = say("misread", kind=kind.title, sensors=by, other=other)
    words, appeal = contested(diary, moment, words, moment.numbers[0])
    diary.cause = Cause(moment.day, is_true=True, appeal=appeal)
    diary.write(moment.day, "deed", words, about, is_true=True if seen else None)


def _soonest(sightings: tuple[Numbers, ...]) -> tuple[float, int]:
    """Day and sensor of the record that counts; a day without end where there is none."""
    return min(((numbers[2], numbers[0]) for numbers in sightings), default=(math.inf, 0))


def _sighting(diary: Diary, moment: Moment, kind: Title) -> Title:
    """Who saw a deed, and from when it is on record."""
    seen = moment.tail(Event.RECORDED)
    if not seen:
        return say("nobody-saw", kind=kind)
    sensors = joined(diary.names.sensors[numbers[0]].title for numbers in seen)
    day = min(numbers[2] for numbers in seen)
    if day == moment.day:
        return say("seen", kind=kind, sensors=sensors)
    if day >= diary.horizon:
        return say("seen-too-late", kind=kind, sensors=sensors)
    return say("seen-later", kind=kind, sensors=sensors, date=str(diary.date(day)))


def arrived(diary: Diary, moment: Moment) -> None:
    """A delayed record takes effect."""
    sensor, kind = diary.names.sensors[moment.numbers[0]], diary.names.kinds[moment.numbers[1]]
    words = say("arrived", kind=kind.title, sensor=sensor.title)
    words, appeal = contested(diary, moment, words, moment.numbers[1])
    diary.cause = Cause(moment.day, is_true=True, appeal=appeal)
    about: About = {"kind": kind.id, "sensor": sensor.id}
    diary.write(moment.day, "arrived", words, about, is_true=True)


def false(diary: Diary, moment: Moment) -> None:
    """A record of a deed that the person did not do, contested or not."""
    source, number, _, _ = moment.numbers
    sensor, kind = diary.names.sources[source], diary.names.kinds[number]
    words = say("false-record", kind=kind.title, sensor=sensor.title)
    words, cause = filed(diary, moment, words, number)
    diary.cause = cause
    about: About = {
        "kind": kind.id,
        "sensor": sensor.id,
        "contested": len(moment.tail(Event.FILED)) + (cause.appeal is not None),
        "struck": int(cause.struck_on is not None),
    }
    diary.write(moment.day, "false", words, about, is_true=False)


def filed(diary: Diary, moment: Moment, words: Title, number: int) -> tuple[Title, Cause]:
    """The words on a false record with what was done about it, and it as a cause."""
    struck_on = None
    for is_struck, day, _, _ in moment.tail(Event.FILED):
        struck_on = day if is_struck else None
        diary.decisions.append(Decision(moment.day, day, number, bool(is_struck)))
        if day < diary.horizon:
            words = say("contested", told=words, date=str(diary.date(day)))
        else:
            words = say("contested-too-late", told=words)
    if diary.names.can_be_contested and not moment.tails:
        words = say("not-contested", told=words)
    words, appeal = contested(diary, moment, words, number)
    return words, Cause(moment.day, is_true=False, struck_on=struck_on, appeal=appeal)


def decide(diary: Diary, day: int, event: Event | None) -> None:
    """Tell the decisions that were taken before an event of this day.

    A replay does not tell them: it only tells what they gave back. One that is taken on the day
    of its filing comes before what it gives back, any other before all else of its day.
    """
    for decision in tuple(diary.decisions):
        comes_first = event == Event.CORRECTED or decision.filed < decision.day
        is_due = decision.day < day or (decision.day == day and comes_first)
        if is_due and decision.day < diary.horizon:
            diary.decisions.remove(decision)
            kind = diary.names.kinds[decision.kind]
            words = say("struck" if decision.is_struck else "stands", kind=kind.title)
            about: About = {"kind": kind.id, "struck": int(decision.is_struck)}
            diary.write(decision.day, "decided", words, about, is_true=False)
