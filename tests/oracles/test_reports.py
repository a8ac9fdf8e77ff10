"""A4 (i) for those who tell, flag and read: volume and precision of reports, flags and posts.

Informants: deeds at rate m, reported with chance d, a share e of reports on somebody else, f made
up: m d + f reports a person-year, of which m d (1 - e) are right. Platforms: false flags on users
only. Monitors: posts misread with chance f are false records of another kind, so that the share
of right ones is pi t / (pi t + (1 - pi) f), as of faces (T8).
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.lowering import observe
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.tables.outcome import Outcome
from glasscity.tables.rows import SensorRow
from glasscity.vocabulary.strata import N_STRATA
from oracles.little import YEARLY, act, by, city, conduct, live, stratum, years
from oracles.near import assert_count, assert_share
from oracles.reading import scores, total
from reference_tests.town import ledger, regime, rule
from strategies.words import Words, quantity, title

OFFLINE, ONLINE = stratum(online="offline"), stratum(online="online")
PEOPLE = {OFFLINE: 200_000, ONLINE: 200_000}
WINDOWS = 12


def sensor(kind: str, *sees: str, **changes: object) -> Words:
    return {
        "kind": kind,
        "id": "eye",
        "title": title("eye"),
        "sees": list(sees),
        "delay": quantity(0, "days"),
    } | changes


@dataclass(frozen=True)
class Tale:
    """What informants do: see the page's first words."""

    m: float
    d: float
    e: float
    f: float

    @property
    def volume(self) -> float:
        return self.m * self.d + self.f

    @property
    def precision(self) -> float:
        return self.m * self.d * (1.0 - self.e) / self.volume

    def city(self) -> City:
        ear = sensor(
            "informant",
            "spit",
            reports=quantity(self.d, "share"),
            mistaken=quantity(self.e, "share"),
            malicious=quantity(self.f, YEARLY),
        )
        return city(regime(60, sensors=[ear]), conduct(act("spit", self.m), bound=self.m))


def tales() -> list[Tale]:
    luck = random.Random(44)
    return [
        Tale(
            luck.uniform(0.5, 5), luck.uniform(0.1, 1), luck.uniform(0.1, 0.6), luck.uniform(0.1, 1)
        )
        for _ in range(3)
    ]


def check_tale(tale: Tale, outcome: Outcome) -> None:
    """Mistaken reports fall a window late, so those of the last window are still to come."""
    exposure = outcome.people * years(outcome)
    right = total(outcome, "recorded", "eye/spit")
    pinned = total(outcome, "pinned", "eye/spit")
    told = total(outcome, "hits", "eye/spit")
    fallen = total(outcome, "false_records", "eye/spit")
    undelivered = total(outcome, "pinned", "eye/spit", window=WINDOWS - 1)
    made_up = tale.f * exposure
    assert_count("A4: right reports", right, tale.m * tale.d * (1.0 - tale.e) * exposure)
    assert_count("A4: reports of deeds", told, tale.m * tale.d * exposure)
    mistaken = tale.m * tale.d * tale.e * exposure * (WINDOWS - 1) / WINDOWS
    assert_count("A4: wrongful reports", fallen, mistaken + made_up, dispersion=2.0)
    volume = right + fallen + undelivered
    assert_count("A4: volume", volume, tale.volume * exposure, dispersion=2.0)
    assert_share("A4: precision", right, volume, tale.precision)
    assert pinned + right == told


TALES = tales()


@pytest.mark.parametrize("tale", TALES, ids=str)
def test_informants_are_right_as_often_as_the_law_says(tale: Tale) -> None:
    check_tale(tale, live(tale.city(), PEOPLE, WINDOWS, seed=81))


def without_pool(self: Informant) -> SensorRow:
    """Mistaken reports are lost instead of charged to somebody."""
    return SensorRow(delay=0, false_rate=np.full(N_STRATA, self.malicious.value))


@pytest.mark.slow
def test_mistaken_reports_that_are_lost_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Informant, "row", without_pool)
    outcome = live(TALES[0].city(), PEOPLE, WINDOWS, seed=81)
    with pytest.raises(AssertionError, match=r"A4: wrongful reports: .* is not"):
        check_tale(TALES[0], outcome)


# ---- platforms

USERS: Mapping[int, float] = {OFFLINE: 0.1, ONLINE: 0.8}


def shop() -> City:
    till = sensor(
        "payment-platform",
        "spit",
        users=by("online", "share", offline=USERS[OFFLINE], online=USERS[ONLINE]),
        true_flag=quantity(0.6, "chance"),
        false_flags=quantity(0.7, YEARLY),
    )
    return city(regime(60, sensors=[till]), conduct(act("spit", 1.5), bound=1.5))


def check_shop(outcome: Outcome) -> None:
    for g, users in USERS.items():
        exposure = PEOPLE[g] * years(outcome)
        right = total(outcome, "recorded", "eye/spit", [g])
        wrong = total(outcome, "false_records", "eye/spit", [g])
        assert_count(f"A4: right flags, {g}", right, 1.5 * users * 0.6 * exposure)
        assert_count(f"A4: wrong flags, {g}", wrong, 0.7 * users * exposure)


def test_flags_fall_on_users() -> None:
    check_shop(live(shop(), PEOPLE, WINDOWS, seed=83))


@pytest.mark.slow
def test_flags_on_everybody_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = np.full(N_STRATA, 0.7 * 0.45)
    monkeypatch.setattr(
        PaymentPlatform, "row", lambda _: SensorRow(delay=0, false_rate=everybody, is_fresh=True)
    )
    outcome = live(shop(), PEOPLE, WINDOWS, seed=83)
    with pytest.raises(AssertionError, match=r"A4: wrong flags, .* is not"):
        check_shop(outcome)


# ---- monitors


@dataclass(frozen=True)
class Reading:
    """Posts at ``rate`` a year, a share ``pi`` of the kind looked for, found with ``t``; others
    are taken for it with ``f``. Of those who are online only; ``filed`` of false ones struck."""

    rate: float
    pi: float
    t: float
    f: float
    struck: float

    @property
    def precision(self) -> float:
        right = self.pi * self.t
        return right / (right + (1.0 - self.pi) * self.f)

    def city(self) -> City:
        eye = sensor(
            "monitor",
            "rumour",
            "opinion",
            true_positive=by("online", "share", online=self.t),
            misreads=[
                {
                    "deed": "opinion",
                    "taken_for": "rumour",
                    "chance": by("online", "share", online=self.f),
                }
            ],
        )
        kinds = [act("rumour", self.rate * self.pi), act("opinion", self.rate * (1.0 - self.pi))]
        book = ledger(0, -1000, 1000, rule("r", "rumour", -1), rule("o", "opinion", 1))
        way_back = {
            "kind": "correction",
            "id": "correction",
            "title": title("correction"),
            "files_if_aware": quantity(self.struck, "share"),
            "files_if_unaware": quantity(0.0, "share"),
            "success": quantity(1.0, "chance"),
            "lag": quantity(0, "days"),
        }
        rules = regime(60, sensors=[eye], instruments=[book], recourse=[way_back])
        return city(rules, conduct(*kinds, bound=self.rate))


def readings() -> list[Reading]:
    luck = random.Random(88)
    return [Reading(12.0, 0.01, 0.95, 0.02, 0.5)] + [
        Reading(
            luck.uniform(4, 12),
            luck.uniform(0.1, 0.5),
            luck.uniform(0.5, 1),
            luck.uniform(0.05, 0.3),
            luck.uniform(0.1, 0.9),
        )
        for _ in range(2)
    ]


READINGS = readings()


def check_reading(reading: Reading, outcome: Outcome) -> None:
    """Right and wrong records; corrections; and the yardsticks, which read each post as it is."""
    posts = PEOPLE[ONLINE] * years(outcome) * reading.rate
    lawful = posts * (1.0 - reading.pi)
    right = total(outcome, "recorded", "eye/rumour", [ONLINE])
    wrong = total(outcome, "false_records", "eye/opinion", [ONLINE])
    assert_count("A4: posts found", right, posts * reading.pi * reading.t)
    assert_count("A4: posts misread", wrong, lawful * reading.f)
    assert_share("T8: precision of posts", right, right + wrong, reading.precision)
    assert_share("A8: misread posts struck", total(outcome, "struck"), wrong, reading.struck)
    assert wrong == total(outcome, "false_records", "eye/opinion")
    assert wrong == total(outcome, "false_on_innocent", "eye/opinion")
    points = {
        column: sum(
            n * s
            for n, s in zip(scores(outcome, -1000, 1000, column), range(-1000, 1001), strict=True)
        )
        for column in ("recorded", "unerring", "all-seen")
    }
    deeds = {name: total(outcome, "deeds", name) for name in ("rumour", "opinion")}
    assert points["all-seen"] == deeds["opinion"] - deeds["rumour"]
    assert points["unerring"] == total(outcome, "seen", "opinion") - right
    assert points["recorded"] == total(outcome, "struck") - right - wrong


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_posts_are_misread_as_often_as_the_law_says(reading: Reading) -> None:
    check_reading(reading, live(reading.city(), PEOPLE, WINDOWS, seed=87))


@pytest.mark.slow
def test_misread_posts_that_count_as_right_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each post is recorded as what it is, so that nothing is ever false."""
    honest = observe.pairs_of
    monkeypatch.setattr(
        "glasscity.lowering.plan.pairs_of",
        lambda *of: [observe.Pair(p.sensor, p.kind, p.kind, p.chances, p.law) for p in honest(*of)],
    )
    outcome = live(READINGS[1].city(), PEOPLE, WINDOWS, seed=87)
    with pytest.raises(AssertionError, match=r"eye/opinion|A4: posts misread"):
        check_reading(READINGS[1], outcome)
