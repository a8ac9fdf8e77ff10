"""A camera that names people: coverage, detection, a gallery search, and human review."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from glasscity.evidence import (
    Chance,
    Days,
    Frozen,
    Id,
    Multiple,
    People,
    PerMonth,
    Share,
    Title,
    VariedShare,
    VariedYears,
    YearlyShare,
    value_in,
)
from glasscity.tables.rows import CELLS, Chances, SensorRow
from glasscity.vocabulary.strata import N_STRATA, labels_of


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

    says: ClassVar[str] = (
        "A camera that names people. Sees {deeds}; may take the doer for somebody else."
    )

    kind: Literal["camera"]
    id: Id
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

    def wrong_match(self) -> float:
        """Chance that a search whose face is not found names somebody: 1 - (1 - f)^N (FR-10)."""
        false_match, gallery = self.false_match.value, self.gallery.value
        if gallery == 0.0:
            return 0.0
        if false_match == 1.0:
            return 1.0
        return -math.expm1(gallery * math.log1p(-false_match))

    def chances(self, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        wrong = self.wrong_match()
        view = np.zeros((N_STRATA, CELLS))
        on_self, on_other = np.zeros_like(view), np.zeros_like(view)
        for g in range(N_STRATA):
            labels = labels_of(g)
            seen = value_in(self.coverage, labels) * self.detection.value / seen_at_most
            age = value_in(self.photo_age, labels)
            miss = min(1.0, self.miss.value + self.ageing.value * age)
            view[g] = seen
            enrolled = (1, 3)
            on_other[g] = seen * wrong
            on_self[g, enrolled] = seen * (1.0 - miss)
            on_other[g, enrolled] = seen * miss * wrong
        return Chances(view, on_self, on_other)

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        review = self.review
        return SensorRow(
            delay=int(self.delay.value),
            rejects_right=review.rejects_right.value if review else 0.0,
            catches_wrong=review.catches.value * (1.0 - review.automation_bias.value)
            if review
            else 0.0,
            capacity=review.capacity.value if review else math.inf,
            wrong_match=self.wrong_match(),
            passers_by=self.passers_by.value,
            absentees=self.absentees.value,
            is_pooled=True,
        )
