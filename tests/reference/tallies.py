"""The measures of vocabulary/measures.csv, read back from the lines of lives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

from glasscity.vocabulary.codes import Event
from reference.account import Account
from reference.diary import Line
from reference.person import Person
from reference.reading import Reading
from reference.result import Tallies


def tallies_of(reading: Reading, people: Iterable[Person], lines: Iterable[Line]) -> Tallies:
    """Count by (window, stratum, measure, key); zeros are left out."""
    lives: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        lives[line[0]].append(line)
    total: Counter[tuple[int, int, str, str]] = Counter()
    for person in people:
        account = Account(reading, person.first_opening)
        _read(reading, account, lives[person.index])
        for counts in (account.counts, person.deeds.unwritten, person.shown.counts):
            for (window, measure, key), count in counts.items():
                total[window, person.traits.stratum, measure, key] += count
    return {row: count for row, count in total.items() if count}


def _read(reading: Reading, account: Account, life: list[Line]) -> None:
    place = 0
    for window in reading.clock.windows:
        account.open_window(window)
        while place < len(life) and life[place][1] == window.number:
            _enter(account, life, place)
            place += 1
        account.close_window()
    account.close()


def _enter(account: Account, life: list[Line], place: int) -> None:
    code = Event(life[place][3])
    if code is Event.DEED:
        sensed = takewhile(_is_of_a_sensor, life[place + 1 :])
        arrivals = [
            (line[6], line[4], line[3] == Event.MISREAD)
            for line in sensed
            if line[3] != Event.PINNED
        ]
        account.deed(life[place], first=min(arrivals, default=None))
    else:
        account.enter(code, life[place])


def _is_of_a_sensor(line: Line) -> bool:
    return line[3] in (Event.RECORDED, Event.MISREAD, Event.PINNED)
