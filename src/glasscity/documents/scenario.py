"""A scenario: a regime as it would be with a few things changed, each told one by one."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from glasscity.evidence import Frozen, Id, Title
from glasscity.vocabulary.terms import Status

Place = Annotated[str, Field(pattern=r"^[^.\s]+(\.[^.\s]+)*$")]
"""A place in a regime: words with dots between, items by their id (``sensors.banks.delay``)."""
Reason = Annotated[str, Field(min_length=12)]
World = Literal[
    "no-regime",
    "without-error",
    "perfect-sight",
    "without-responses",
    "without-recourse",
    "without-cross-context",
    "placebo",
]


class Set(Frozen):
    """What stands ``at`` a place becomes ``to``: a quantity with its evidence, or a word."""

    kind: Literal["set"]
    at: Place
    to: Any
    because: Reason | None = None


class Add(Frozen):
    """``item`` is added to the list ``at`` a place, in force from a day on if need be."""

    kind: Literal["add"]
    at: Place
    item: dict[str, Any]
    from_: datetime.date | None = Field(default=None, alias="from")
    because: Reason | None = None


class Replace(Frozen):
    """``item`` takes the place of the one ``at`` a place."""

    kind: Literal["replace"]
    at: Place
    item: dict[str, Any]
    because: Reason | None = None


class LeaveOut(Frozen):
    """What stands ``at`` a place is left out, and with it what could do nothing then.

    With ``from`` a day it stays in force until that day.
    """

    kind: Literal["leave-out"]
    at: Place
    from_: datetime.date | None = Field(default=None, alias="from")
    because: Reason | None = None


class Variant(Frozen):
    """The item ``at`` a place takes another of the forms that research does not tell apart."""

    kind: Literal["variant"]
    at: Place
    form: Annotated[str, Field(min_length=1)]
    because: Reason | None = None


class Switch(Frozen):
    """The whole city becomes one of the worlds that audits compare with."""

    kind: Literal["switch"]
    to: World
    because: Reason | None = None


class Lived(Frozen):
    """It is run on another population or conduct, of the catalogue or of a file beside this one.

    Only worlds with one and the same conduct can be compared person by person.
    """

    kind: Literal["population", "conduct"]
    to: Annotated[str, Field(min_length=1)]
    because: Reason | None = None


Change = Annotated[
    Set | Add | Replace | LeaveOut | Variant | Switch | Lived, Field(discriminator="kind")
]


class Scenario(Frozen):
    """Changes to a ``base``, in order: a regime or scenario by name or path.

    ``digest`` is that of the base for which the changes were written, at least its first 16
    digits: if the base has changed since, somebody must look again. Title, summary and status
    are those of the regime that comes of it. ``references`` names a file, relative to this one,
    with sources beside those that the base may cite.
    """

    format: Literal["glasscity/scenario/1"]
    id: Id
    title: Title
    summary: Title
    status: Status
    base: Annotated[str, Field(min_length=1)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
    changes: tuple[Change, ...] = Field(min_length=1)
    references: Annotated[str, Field(min_length=1)] | None = None
