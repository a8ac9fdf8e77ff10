"""A regime: a rule set as reported, with the evidence of each number."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from glasscity.evidence import Days, Frozen, Id, Title, VariedShare, YearlyShare
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.encounters import Encounter
from glasscity.mechanisms.grant import Grant
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.investigations import Investigation
from glasscity.mechanisms.recourse import Recourse
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.spread import Spread
from glasscity.mechanisms.standing import Whom
from glasscity.vocabulary.terms import Status


def _window(value: Any) -> str:
    return "month" if isinstance(value, str) else "days"


Window = Annotated[
    Annotated[Literal["month"], Tag("month")] | Annotated[Days, Tag("days")],
    Discriminator(_window),
]


class Clock(Frozen):
    """The first day and the length of a window: a calendar month, or a number of days."""

    start: datetime.date
    window: Window = "month"


class Awareness(Frozen):
    """The share of people who know the rules: at the start, and growing by ``spread`` a year.

    Each window the unaware shrink by ``spread`` times the window's part of a year. A person
    once aware stays so.
    """

    start: VariedShare
    spread: YearlyShare


class Firms(Frozen):
    """The firms of the same place, under a rule set of their own, ``regime`` (name or file).

    Each firm has one legal representative, among the people whom ``led_by`` names (all, where
    nothing is said). People read what firms come to at the end of a window; firms read nothing
    of people.
    """

    regime: Annotated[str, Field(min_length=1)]
    led_by: Whom | None = None


class Regime(Frozen):
    """A rule set that can be run. ``population`` and ``conduct`` name what it is run on.

    ``sizes`` says whose the numbers are that count people or turns (galleries, capacities,
    quotas, firms): those of each place, or those of all places of a nation together.
    ``references`` names a file, relative to this one, with sources beside the packaged ones.
    """

    format: Literal["glasscity/regime/1"]
    id: Id
    title: Title
    summary: Title
    status: Status
    population: Annotated[str, Field(min_length=1)]
    conduct: Annotated[str, Field(min_length=1)]
    sizes: Literal["place", "nation"] = "place"
    clock: Clock
    awareness: Awareness
    sensors: tuple[Sensor, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    outcomes: tuple[Grant, ...] = ()
    recourse: tuple[Recourse, ...] = ()
    responses: tuple[Response, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    spreads: tuple[Spread, ...] = ()
    firms: Firms | None = None
    investigations: tuple[Investigation, ...] = ()
    notes: tuple[Title, ...] = ()
    references: Annotated[str, Field(min_length=1)] | None = None

    @property
    def banded(self) -> tuple[Ledger, ...]:
        """Everything that has a score and bands, as ledgers, in file order.

        A ledger stands for itself; other kinds say which ledgers they come to, perhaps without
        rules.
        """
        return tuple(row for it in self.instruments for row in it.ledger_rows())

    @property
    def is_contestable(self) -> bool:
        """Whether a record can be contested in some way."""
        return any(way.contest() is not None for way in self.recourse)

    @property
    def lists(self) -> tuple[Listing, ...]:
        """Everything that people are on or off, as lists, in file order."""
        return tuple(row for it in self.instruments for row in it.list_rows())
