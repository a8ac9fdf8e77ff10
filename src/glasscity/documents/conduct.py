"""The catalogue of conduct: what people do and try, whatever regime they live under."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import (
    Bounding,
    Frozen,
    Id,
    Multipliers,
    Occurrence,
    Share,
    Spread,
    Title,
)
from glasscity.vocabulary.terms import Context, Valence


class Gravity(Frozen):
    """An ordinal gravity of a deed with its rationale (the legal penalty, where known)."""

    rank: Annotated[int, Field(ge=0, le=9, strict=True)]
    because: Annotated[str, Field(min_length=12)]


class Propensity(Frozen):
    """A factor behind several kinds: people differ in it by a gamma law of mean 1.

    ``spread`` is the coefficient of variation. ``bound`` is the total rate of candidate deeds
    (per person-year, a Poisson law) or the chance of one (per window, at most one): the kinds
    of the factor fill it in file order, and what they leave is null.
    """

    id: Id
    title: Title
    spread: Spread
    bound: Occurrence


class Kind(Frozen):
    """A kind of deed. Its unregulated rate is ``rate`` times the multipliers of ``by``.

    ``at_most`` bounds what any response may multiply it by; ``seen_at_most`` is the largest
    share of such deeds that any sensor may see.
    """

    id: Id
    title: Title
    context: Context
    valence: Valence
    gravity: Gravity
    factor: str
    rate: Occurrence
    by: tuple[Multipliers, ...] = ()
    at_most: Bounding
    seen_at_most: Share


class Service(Frozen):
    """Something people try to get: a consequence acts at the attempt. No response changes it.

    ``rate`` is of attempts per person-year (a Poisson law), or the chance of one per window (at
    most one). What people try for ``each`` child that depends on them, such as a place at a
    school, is tried at the rate per child and year.
    """

    id: Id
    title: Title
    context: Context
    rate: Occurrence
    by: tuple[Multipliers, ...] = ()
    each: Literal["person", "child"] = "person"


class Conduct(Frozen):
    """A catalogue of conduct. ``correlation`` is that of any two propensities of a person.

    ``references`` names a file, relative to this one, with sources beside the packaged ones.
    """

    format: Literal["glasscity/conduct/1"]
    id: Id
    title: Title
    correlation: Share
    factors: tuple[Propensity, ...] = Field(min_length=1, max_length=64)
    kinds: tuple[Kind, ...] = Field(min_length=1, max_length=250)
    services: tuple[Service, ...] = Field(default=(), max_length=60)
    references: Annotated[str, Field(min_length=1)] | None = None
