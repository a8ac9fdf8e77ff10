"""Lines of a life: the numbers that a replay tells, turned into words with dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from glasscity.documents.resolve import City
from glasscity.evidence import Title
from glasscity.lowering.clock import new_years
from glasscity.lowering.stand import band_at
from glasscity.studies.life_causes import Appeal, Cause, Dues
from glasscity.studies.life_names import Names, names_of
from glasscity.studies.life_words import say
from glasscity.tables.law import I64
from glasscity.vocabulary.codes import COLUMN_NAMES, Column, Event

TAILS = {
    Event.RECORDED,
    Event.MISREAD,
    Event.PINNED,
    Event.FILED,
    Event.REFUSED,
    Event.BOOKED,
    Event.UNTOLD,
    Event.DETERRED,
    Event.APPEALED,
    Event.OPENED,
}
"""Events that are told in one line with the event before them."""

RECORDED = int(Column.RECORDED)
Numbers = tuple[int, int, int, int]
About = Mapping[str, str | int]


@dataclass(frozen=True)
class Moment:
    """Something that happened, with what is told in one line with it."""

    day: int
    event: Event
    numbers: Numbers
    tails: tuple[tuple[Event, Numbers], ...]

    def tail(self, event: Event) -> tuple[Numbers, ...]:
        """The numbers of the tails of one kind."""
        return tuple(numbers for kind, numbers in self.tails if kind == event)


def moments_of(lines: I64) -> Iterator[Moment]:
    """The moments of a replayed life, from lines of shape (n, 8)."""
    head: tuple[int, Event, Numbers] | None = None
    tails: list[tuple[Event, Numbers]] = []
    for _, _, day, code, a, b, c, d in lines.tolist():
        event = Event(code)
        if event in TAILS:
            tails.append((event, (a, b, c, d)))
            continue
        if head is not None:
            yield Moment(*head, tuple(tails))
        head, tails = (day, event, (a, b, c, d)), []
    if head is not None:
        yield Moment(*head, tuple(tails))


@dataclass(frozen=True)
class Line:
    """One line of a life.

    ``event`` is a word of vocabulary.codes.Event in small letters, or ``decided``. ``is_true``
    says whether the record behind the line is true (None: there is no record behind it).
    ``ledger`` is the number of the ledger concerned, if one is. ``scores`` and ``bands``
    (places) are those of all ledgers after it; ``about`` are the ids and amounts it speaks of.
    """

    day: int
    date: datetime.date
    event: str
    words: Title
    is_true: bool | None
    is_aware: bool
    ledger: int | None
    scores: tuple[int, ...]
    bands: tuple[int, ...]
    about: About


@dataclass(frozen=True)
class Decision:
    """A correction that was filed for: when it is decided, and how. ``kind`` is of the deed."""

    filed: int
    day: int
    kind: int
    is_struck: bool


@dataclass
class Diary:
    """A life while it is told.

    ``horizon`` is the first day after the run; ``aware_day`` the first on which the person knew
    the rules (None: never). ``told`` and ``scores`` and ``bands`` (by ledger) come by column.
    ``cause`` is the record that the instruments answer now, ``appealed`` the deeds of records
    whose appeals wait.
    ``new_years`` are the first days of windows that open a year.
    """

    names: Names
    start: datetime.date
    horizon: int
    aware_day: int | None
    scores: tuple[list[int], ...]
    bands: tuple[list[int], ...]
    new_years: tuple[int, ...] = ()
    told: tuple[list[Line], ...] = field(default_factory=lambda: tuple([] for _ in COLUMN_NAMES))
    cause: Cause = field(default_factory=lambda: Cause(0, is_true=True))
    dues: Dues = field(default_factory=Dues)
    decisions: list[Decision] = field(default_factory=list)
    appealed: dict[Appeal, int] = field(default_factory=dict)

    @classmethod
    def opened(
        cls, city: City, horizon: int, aware_day: int | None, opening: Sequence[int]
    ) -> Diary:
        """An empty diary at the opening scores, by ledger."""
        diary = cls(names_of(city), city.regime.clock.start, horizon, aware_day, (), ())
        diary.new_years = new_years(city.regime.clock, horizon)
        diary.begin(opening)
        return diary

    def begin_anew(self, opened: Mapping[int, int]) -> None:
        """Stand at these scores (by place of the ledger), with nothing pending."""
        for place, score in opened.items():
            band = band_at(self.names.ledgers[place], score)
            for scores, bands in zip(self.scores, self.bands, strict=True):
                scores[place], bands[place] = score, band
        self.dues, self.decisions, self.appealed = Dues(), [], {}

    def begin(self, opening: Sequence[int]) -> None:
        """Stand at these scores, by ledger, with nothing pending."""
        ledgers = self.names.ledgers
        bands = [band_at(led, score) for led, score in zip(ledgers, opening, strict=True)]
        self.scores = tuple(list(opening) for _ in COLUMN_NAMES)
        self.bands = tuple(list(bands) for _ in COLUMN_NAMES)
        self.dues, self.decisions, self.appealed = Dues(), [], {}

    def new_year(self, day: int) -> int | None:
        """The first day of the next window of a new year, None if there is none."""
        return next((first for first in self.new_years if first > day), None)

    def date(self, day: int) -> datetime.date:
        """The date of a day of the run."""
        return self.start + datetime.timedelta(days=day)

    def list_row(self, place: int) -> int:
        """The row of a list behind those of all ledgers."""
        return len(COLUMN_NAMES) * len(self.names.ledgers) + place

    def write(
        self,
        day: int,
        event: str,
        words: Title,
        about: About,
        *,
        is_true: bool | None = None,
        column: int = RECORDED,
        ledger: int | None = None,
    ) -> None:
        """Add a line; where there are several ledgers it names the one concerned."""
        if ledger is not None and len(self.names.ledgers) > 1:
            words = say("in-ledger", ledger=self.names.ledgers[ledger].title, told=words)
        is_aware = self.aware_day is not None and day >= self.aware_day
        scores, bands = tuple(self.scores[column]), tuple(self.bands[column])
        line = Line(
            day, self.date(day), event, words, is_true, is_aware, ledger, scores, bands, about
        )
        self.told[column].append(line)
