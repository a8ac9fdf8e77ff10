"""A camera that names people: coverage, detection, a gallery search, and human review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasscity.evidence import (
    Chance,
    Days,
    Frozen,
    Multiple,
    People,
    PerMonth,
    Share,
    Title,
    VariedShare,
    VariedYears,
    YearlyShare,
)


class Review(Frozen):
    """People who look at a machine's hit before it counts.

    ``capacity`` hits a month can be looked at; of those, a wrong hit is caught with chance
    ``catches``, lessened by the ``automation_bias`` (share of reviewers' doubts that yield to
    the machine), and a right one is thrown away with chance ``rejects_right``.
    """

    capacity: PerMonth
    catches: Chance
    automation_bias: Share
    rejects_right: Chance


class Camera(Frozen):
    """An error law of face identification against a gallery (FACTS FR-01, FR-10; target T8).

    A deed in view is searched among ``gallery`` faces. The doer's own photo, if enrolled, is
    missed with chance ``miss`` plus ``ageing`` for each year of ``photo_age``. Somebody else's
    photo matches with chance 1 - (1 - false_match)^gallery. ``passers_by`` people outside the
    gallery come into view for each resident's deed in view, and can only be mistaken for
    others. ``absentees`` are in the gallery but no longer in the city: part of the mistaken
    hits falls on them.
    """

    kind: Literal["camera"]
    id: str
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    coverage: VariedShare
    detection: Chance
    gallery: People
    absentees: People
    false_match: Chance
    miss: Chance
    ageing: YearlyShare
    photo_age: VariedYears
    passers_by: Multiple
    delay: Days
    review: Review | None = None
