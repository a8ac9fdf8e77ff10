"""T8: a face searched among N others, each falsely matching with chance f.

False positive identification rate ``1 - (1 - f)^N``, through the camera's own mechanism; and the
precision of its alerts where few of those who pass are enrolled. The published precision leaves
out enrolled people who are missed and then taken for somebody else; the camera does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.outcome import Outcome
from glasscity.tables.rows import Chances, SensorRow
from oracles.little import PER_WINDOW, act, by, city, conduct, live, population, stratum
from oracles.near import SHARE, assert_count, assert_exact, assert_near, assert_share, size
from oracles.reading import total
from reference_tests.town import camera, regime
from strategies.words import quantity

STRANGER, ENROLLED = stratum(online="offline"), stratum(online="online")


@dataclass(frozen=True)
class Search:
    """Galleries of these sizes, a false match with chance ``f``, a true one with ``t``."""

    f: float
    galleries: tuple[int, ...]
    t: float

    def false_alarm(self, gallery: int) -> float:
        """The chance that a search for a stranger names somebody."""
        return 1.0 - (1.0 - self.f) ** gallery

    def precision(self, gallery: int, enrolled: float) -> float:
        """The share of right alerts where this share of those who pass is enrolled."""
        wrong = (1.0 - enrolled) + enrolled * (1.0 - self.t)
        right = enrolled * self.t
        return right / (right + wrong * self.false_alarm(gallery))

    def city(self) -> City:
        """One camera per gallery; every person passes once a window, only those online enrolled.

        So many enrolled live elsewhere that next to no false record falls on the city.
        """
        eyes = [
            camera(
                f"eye-{gallery}",
                "pass",
                gallery=quantity(gallery, "people"),
                absentees=quantity(1e11, "people"),
                false_match=quantity(self.f, "chance"),
                miss=quantity(1.0 - self.t, "chance"),
            )
            for gallery in self.galleries
        ]
        deeds = conduct(act("pass", 1.0, PER_WINDOW), bound=1.0, unit=PER_WINDOW)
        return city(
            regime(sensors=eyes), deeds, population(enrolled=by("online", "share", online=1.0))
        )


def check(search: Search, outcome: Outcome, enrolled: float) -> None:
    """False alarms on strangers, and the precision of all alerts."""
    for gallery in search.galleries:
        key = f"eye-{gallery}/pass"
        searches = total(outcome, "in_view", key, [STRANGER])
        alarms = total(outcome, "hits", key, [STRANGER])
        assert_share(f"T8: false alarms, {gallery}", alarms, searches, search.false_alarm(gallery))
        hits = total(outcome, "hits", key)
        right = hits - total(outcome, "pinned", key)
        exact = search.precision(gallery, enrolled)
        # right alerts are binomial, wrong ones nearly Poisson; who is missed adds to both at most
        missed = 1.0 - search.t
        odds = missed / right + (1.0 + 2.0 * missed) / (hits - right)
        error = exact * (1.0 - exact) * math.sqrt(odds)
        assert_near(
            f"T8: precision, {gallery}", right / hits, exact, error, min(SHARE, 0.02 * exact)
        )


CROWD = Search(1e-6, (1_000, 10_000, 100_000, 1_000_000), 0.95)
STATION = Search(0.001, (200, 2_000, 7_000, 10_000), 0.95)
OFFICE = Search(0.001, (200, 2_000), 0.5)
PLACES = [(CROWD, 100, 999_900, 8), (STATION, 50_000, 450_000, 2), (OFFICE, 300_000, 200_000, 2)]
IDS = ["crowd", "station", "office"]


def test_the_published_numbers() -> None:
    alarms = (
        (CROWD, (0.0009995, 0.0099502, 0.0951626, 0.6321206), 2e-7),
        (STATION, (0.181351, 0.864800, 0.999091, 0.999955), 5e-7),
    )
    for search, rates, within in alarms:
        for gallery, rate in zip(search.galleries, rates, strict=True):
            name = f"T8: published false alarms, {gallery}"
            assert_exact(name, search.false_alarm(gallery), rate, within)
    for gallery, published in zip(
        CROWD.galleries, (0.08681, 0.009458, 0.0009974, 0.0001503), strict=True
    ):
        name = f"T8: published precision, {gallery}"
        assert_exact(name, CROWD.precision(gallery, 1e-4), published, within=5e-4 * published)


def run(search: Search, enrolled: int, strangers: int, windows: int) -> Outcome:
    people = {STRANGER: strangers, ENROLLED: enrolled}
    return live(search.city(), people, size(windows, 4 * windows), seed=61)


@pytest.mark.parametrize(("search", "enrolled", "strangers", "windows"), PLACES, ids=IDS)
def test_cameras_follow_the_law(
    search: Search, enrolled: int, strangers: int, windows: int
) -> None:
    outcome = run(search, enrolled, strangers, windows)
    check(search, outcome, enrolled / (enrolled + strangers))


@pytest.mark.slow
def test_counting_false_candidates_for_chances_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """N f in place of the law, cut at 1: right for small N f only."""
    monkeypatch.setattr(
        Camera,
        "wrong_match",
        lambda self: np.minimum(1.0, self.gallery.value * by_stratum(self.false_match)),
    )
    outcome = run(STATION, 50_000, 450_000, 1)
    with pytest.raises(AssertionError, match=r"T8: false alarms, 200: .* is not"):
        check(STATION, outcome, 0.1)


@pytest.mark.slow
def test_ignoring_that_the_enrolled_can_be_taken_for_others_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = Camera.chances

    def sabotaged(camera: Camera, deed: str, seen_at_most: float) -> Chances:
        chances = honest(camera, deed, seen_at_most)
        chances.on_other[:, [1, 3]] = 0.0
        return chances

    monkeypatch.setattr(Camera, "chances", sabotaged)
    outcome = run(OFFICE, 300_000, 200_000, 2)
    with pytest.raises(AssertionError, match=r"T8: precision, .* is not"):
        check(OFFICE, outcome, 0.6)


@pytest.mark.slow
def test_the_enrolled_can_be_taken_for_others() -> None:
    """With half of many enrolled missed, the published precision is too high."""
    outcome = run(OFFICE, 300_000, 200_000, 2)
    check(OFFICE, outcome, 0.6)
    hits = total(outcome, "hits", "eye-2000/pass")
    precision = 1 - total(outcome, "pinned", "eye-2000/pass") / hits
    published = 0.6 * 0.5 / (0.6 * 0.5 + 0.4 * OFFICE.false_alarm(2_000))
    assert published - precision > 0.1


# ---- other laws: a fixed rate, rates that differ between groups, and who passes by


@dataclass(frozen=True)
class Gate:
    """A gate at which each person passes once a window; a search errs by sex, within it by being
    online, which the enrolled are. ``others`` outsiders pass for each; they are searched as who
    is in view."""

    law: str
    gallery: int
    f: tuple[float, float]
    miss: tuple[float, float]
    others: float

    def wrong(self, sex: int) -> float:
        if self.law == "fixed":
            return self.f[sex]
        return 1.0 - (1.0 - self.f[sex]) ** self.gallery

    def city(self) -> City:
        eye = camera(
            "eye",
            "pass",
            law=self.law,
            gallery=quantity(self.gallery, "people"),
            false_match=by("sex", "chance", female=self.f[0], male=self.f[1]),
            miss=by("sex", "chance", female=self.miss[0], male=self.miss[1]),
            passers_by=quantity(self.others, "multiple"),
        )
        deeds = conduct(act("pass", 1.0, PER_WINDOW), bound=1.0, unit=PER_WINDOW)
        return city(
            regime(sensors=[eye]), deeds, population(enrolled=by("online", "share", online=1.0))
        )


GATES = [
    Gate("gallery", 500, (0.0008, 0.0002), (0.3, 0.1), 0.5),
    Gate("fixed", 500, (0.2, 0.05), (0.3, 0.1), 0.0),
    Gate("fixed", 1_000_000, (0.2, 0.05), (0.1, 0.3), 1.5),
]
STRANGERS, LISTED, PASSES = 100_000, 100_000, 6


def check_gate(gate: Gate, outcome: Outcome) -> None:
    """Alarms by group; and wrongful records, which fall on the enrolled of the group alone."""
    for n, sex in enumerate(("female", "male")):
        stranger, listed = (stratum(sex=sex, online=o) for o in ("offline", "online"))
        alarms = total(outcome, "hits", "eye/pass", [stranger])
        assert_share(f"T8: false alarms, {sex}", alarms, STRANGERS * PASSES, gate.wrong(n))
        missed = total(outcome, "pinned", "eye/pass", [listed])
        exact = gate.miss[n] * gate.wrong(n)
        assert_share(f"T8: taken for others, {sex}", missed, LISTED * PASSES, exact)
        faces = STRANGERS + gate.miss[n] * LISTED + gate.others * (STRANGERS + LISTED)
        fallen = total(outcome, "false_records", "eye/pass", [listed])
        wrongful = gate.wrong(n) * faces * (PASSES - 1)
        assert_count(f"T8: wrongful records, {sex}", fallen, wrongful, dispersion=2.0)
    assert total(outcome, "false_records", "eye/pass", [STRANGER, stratum(sex="male")]) == 0


def at_gate(gate: Gate) -> Outcome:
    people = {
        stratum(sex=sex, online=online): number
        for sex in ("female", "male")
        for online, number in (("offline", STRANGERS), ("online", LISTED))
    }
    return live(gate.city(), people, PASSES, seed=67)


@pytest.mark.parametrize("gate", GATES, ids=str)
def test_groups_are_searched_under_their_own_law(gate: Gate) -> None:
    check_gate(gate, at_gate(gate))


def anybody(camera: Camera) -> SensorRow:
    """Who is named is drawn from all who pass in place of the gallery."""
    return replace(HONEST_ROW(camera), is_of_register=False)


def alike_outside(camera: Camera) -> SensorRow:
    """Who passes by is searched under one law."""
    row = HONEST_ROW(camera)
    return replace(row, wrong_match=np.full_like(row.wrong_match, row.wrong_match.mean()))


HONEST_ROW = Camera.row


@pytest.mark.slow
@pytest.mark.parametrize("error", [anybody, alike_outside])
def test_naming_the_wrong_people_is_noticed(
    error: Callable[[Camera], SensorRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Camera, "row", error)
    outcome = at_gate(GATES[2])
    with pytest.raises(AssertionError, match=r"T8: wrongful records, .* is not"):
        check_gate(GATES[2], outcome)
