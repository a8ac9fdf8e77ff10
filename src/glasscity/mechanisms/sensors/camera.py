"""A camera that names people: coverage, detection, a gallery search, and human review."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import ClassVar, Literal, Self

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
    VariedChance,
    VariedShare,
    VariedYears,
    YearlyShare,
)
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.sensors.alike import Alike
from glasscity.mechanisms.sensors.attention import Attention
from glasscity.mechanisms.unerring import all_of, changed, none_of
from glasscity.mechanisms.varied import by_look_alike, by_stratum
from glasscity.tables.rows import CELLS, F64, Chances, SensorRow
from glasscity.vocabulary.strata import N_STRATA

NEARLY = 1.0 - 2.0**-32
"""The largest chance of a mistake that leaves something to chance."""


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


class Camera(Part):
    """An error law of face identification against a gallery (FACTS FR-01, FR-10; target T8).

    A deed in view is searched among ``gallery`` faces. The doer's own photo, if enrolled, is
    missed with chance ``miss`` plus ``ageing`` for each year of ``photo_age``. Somebody else's
    photo matches with chance 1 - (1 - false_match)^gallery, or, under the ``fixed`` law, with
    chance false_match whatever the gallery (a threshold that is set anew as the gallery grows).
    ``passers_by`` people outside the gallery come into view for each resident's deed in view,
    and can only be mistaken for others. ``absentees`` are in the gallery but no longer in the
    city: part of the mistaken hits falls on them.

    A mistaken hit falls with share ``homophily`` (all, where nothing is said) on the doer's own
    look-alike group, else on the others. ``persistent`` look-alikes are the same people again and
    again; with ``fresh`` ones each mistake falls on anybody of the group. With ``attention`` it
    looks at one area a window.
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
    law: Literal["gallery", "fixed"] = "gallery"
    false_match: VariedChance
    miss: VariedChance
    ageing: YearlyShare
    photo_age: VariedYears
    passers_by: Multiple
    homophily: Alike | None = None
    look_alikes: Literal["persistent", "fresh"] = "persistent"
    delay: Days
    review: Review | None = None
    attention: Attention | None = None

    def without_error(self) -> Self:
        """It names the doer as often as it did, and nobody else.

        Reviewers have no wrong hits to look at, and more time for the right ones.
        """
        nobody = none_of("chance")
        return self.model_copy(update={"false_match": nobody, "delay": none_of("days")})

    def unreviewed(self) -> Self:
        """Every hit counts."""
        return self.model_copy(update={"review": None})

    def all_reviewed(self) -> Self:
        """People look at every hit, as well as they look at some."""
        if self.review is None:
            return self
        review = self.review.model_copy(update={"capacity": all_of("per month")})
        return self.model_copy(update={"review": review})

    def without(self, family: str, name: str) -> Self:
        """Its attention counts the records of one sensor fewer."""
        if family != "sensors" or self.attention is None:
            return self
        return self.model_copy(update={"attention": self.attention.without(name)})

    def variants(self) -> Iterator[tuple[str, Self]]:
        """The other law, look-alikes and attention.

        The laws agree on the gallery as it is; under one mistakes grow with the gallery, under
        the other a threshold is set anew as it grows. Where every search finds somebody, or
        nobody, no rate per comparison can be told from it.
        """
        if self.law == "gallery":
            fixed = changed(self.false_match, lambda f: self._wrong(f, self.gallery.value))
            yield "law-fixed", self.model_copy(update={"law": "fixed", "false_match": fixed})
        elif self.gallery.value > 0:
            each = changed(
                self.false_match,
                lambda f: -math.expm1(math.log1p(-min(f, NEARLY)) / self.gallery.value),
            )
            yield "law-gallery", self.model_copy(update={"law": "gallery", "false_match": each})
        other = "fresh" if self.look_alikes == "persistent" else "persistent"
        yield f"look-alikes-{other}", self.model_copy(update={"look_alikes": other})
        for name, attention in self.attention.variants() if self.attention else ():
            yield name, self.model_copy(update={"attention": attention})

    def wrong_match(self) -> F64:
        """Chance that a search whose face is not found names somebody, by stratum (FR-10)."""
        gallery = self.gallery.value
        return np.array([self._wrong(f, gallery) for f in by_stratum(self.false_match).tolist()])

    def _wrong(self, false_match: float, gallery: float) -> float:
        if gallery == 0.0:
            return 0.0
        if self.law == "fixed" or false_match == 1.0:
            return false_match
        return -math.expm1(gallery * math.log1p(-false_match))

    def _each(self, wrong: float) -> float:
        """The chance of a false match per comparison, if ``wrong`` is that of a whole search."""
        return -math.expm1(math.log1p(-min(wrong, NEARLY)) / self.gallery.value)

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        del deed
        wrong = self.wrong_match()
        seen = by_stratum(self.coverage) * self.detection.value / seen_at_most
        worn = self.ageing.value * by_stratum(self.photo_age)
        miss = np.minimum(1.0, by_stratum(self.miss) + worn)
        view = np.repeat(seen[:, None], CELLS, axis=1)
        on_self, on_other = np.zeros((N_STRATA, CELLS)), np.zeros((N_STRATA, CELLS))
        on_other[:] = (seen * wrong)[:, None]
        for enrolled in (1, 3):
            on_self[:, enrolled] = seen * (1.0 - miss)
            on_other[:, enrolled] = seen * miss * wrong
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
            homophily=by_look_alike(self.homophily, absent=1.0),
            is_fresh=self.look_alikes == "fresh",
            attention=self.attention.row() if self.attention else None,
        )
