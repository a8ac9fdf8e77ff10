"""A made-up but consistent outcome: a few thousand people, one cheap law, every measure filled.

It is no engine. It only has to add up as a real outcome does: stocks follow flows, people in
bands are all the people, the scores of the last day lie in the bands of the last day.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import COLUMN_NAMES, Event
from glasscity.vocabulary.strata import N_STRATA, labels_of
from results.fake_city import BANDS, fake_city

Ints = npt.NDArray[np.int64]
STARTS = np.array([start for _, start in BANDS])
NAMES = [name for name, _ in BANDS]
MONTHS = (30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31)
KINDS = {  # sensor, chance of a deed a window, chance seen, false records a window, points, rule
    "red-light": ("crossing-camera", 0.05, 0.22, 0.0012, -30, "crossing"),
    "unpaid-bill": ("utility", 0.008, 0.80, 0.0004, -20, "bill"),
    "loan-default": ("court", 0.0025, 0.95, 0.0001, -50, "default"),
    "blood-donation": ("desk", 0.010, 0.15, 0.0, 10, "donation"),
}


@dataclass
class Book:
    """Counts by (window, stratum, measure, key)."""

    rows: Counter[tuple[int, int, str, str]] = field(default_factory=Counter)

    def add(self, window: int, strata: Ints, measure: str, key: str = "", each: int = 1) -> None:
        counted = np.bincount(strata, minlength=N_STRATA)
        for stratum in np.flatnonzero(counted):
            self.rows[window, int(stratum), measure, key] += int(counted[stratum]) * each


def _people(n: int, chance: np.random.Generator) -> Ints:
    weight = np.array(
        [
            {"migrant": 0.07, "local-rural": 0.38, "local-urban": 0.55}[labels_of(g)["residence"]]
            * {"60-64": 0.05, "65+": 0.15}.get(labels_of(g)["age"], 0.2)
            for g in range(N_STRATA)
        ]
    )
    return np.sort(chance.choice(N_STRATA, size=n, p=weight / weight.sum())).astype(np.int64)


class _City:
    """The state of the made-up people, and the book of what happened to them."""

    def __init__(self, people: int, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.strata = _people(people, self.chance)
        self.book = Book()
        self.score = np.full((3, people), 1000)
        self.band = np.full((3, people), NAMES.index("A"))
        self.innocent = np.ones(people, dtype=bool)
        self.listed = np.zeros(people, dtype=bool)
        self.old = np.array([labels_of(int(g))["age"] == "65+" for g in self.strata])
        self.book.add(0, self.strata, "people")

    def points(self, window: int, column: int, who: Ints, points: int, rule: str) -> None:
        self.score[column, who] = np.clip(self.score[column, who] + points, 0, 1300)
        if column == 0:
            self.book.add(window, self.strata[who], "hits_of_rule", rule)
            name = "points_up" if points > 0 else "points_down"
            self.book.add(window, self.strata[who], name, rule, abs(points))

    def kind(self, window: int, kind: str) -> None:
        sensor, rate, seen_rate, false_rate, points, rule = KINDS[kind]
        n = self.strata.size
        deed = np.flatnonzero(self.chance.random(n) < rate)
        seen = deed[self.chance.random(deed.size) < seen_rate]
        tilt = np.where(self.old, 2.0, 0.85) if sensor == "crossing-camera" else np.ones(n)
        late = 0.0 if sensor == "crossing-camera" and window == 0 else 1.0
        false = np.flatnonzero(self.chance.random(n) < false_rate * tilt * late)
        if points < 0:
            self.innocent[deed] = False
        source = f"{sensor}/{kind}"
        add = self.book.add
        add(window, self.strata[deed], "candidates", each=2)
        add(window, self.strata[deed], "deeds", kind)
        add(window, self.strata[seen], "seen", kind)
        add(window, self.strata[seen], "recorded", source)
        add(window, self.strata[deed[: deed.size // 3]], "in_view", source)
        add(window, self.strata[seen], "hits", source)
        if sensor == "crossing-camera":
            add(window, self.strata[deed[::9]], "pinned", source)
        add(window, self.strata[false], "false_records", source)
        add(window, self.strata[false[self.innocent[false]]], "false_on_innocent", source)
        add(window, self.strata[false[::4]], "filed")
        add(window, self.strata[false[::8]], "struck")
        self.points(window, 2, deed, points, "")
        self.points(window, 1, seen, points, "")
        self.points(window, 0, seen, points, f"points/{rule}/true")
        self.points(window, 0, false, points, f"points/{rule}/false")
        if kind == "loan-default":
            self.enlist(window, seen, "true")
            self.enlist(window, false, "false")

    def enlist(self, window: int, who: Ints, truth: str) -> None:
        new = who[~self.listed[who]]
        self.listed[new] = True
        self.book.add(window, self.strata[new], "list_entries", f"defaulters/{truth}")

    def close(self, window: int, days: int) -> None:
        """Consequences, published bands and lists at the window's end."""
        add = self.book.add
        self.consequence(window, "hospital", "deposit", self.band[0] <= 2, 0.0125, 200_000)
        self.consequence(window, "bus-pass", "bus-discount", self.band[0] >= 5, 0.25, 8_000)
        self.consequence(window, "fast-train", "no-fast-train", self.listed, 0.12, 0)
        leave = np.flatnonzero(self.listed & (self.chance.random(self.listed.size) < 0.02))
        self.listed[leave] = False
        add(window, self.strata[leave[::2]], "list_exits", "defaulters/term")
        add(window, self.strata[leave[1::2]], "list_exits", "defaulters/struck")
        add(window, self.strata[self.listed], "people_listed", "defaulters")
        add(window, self.strata[self.listed], "days_listed", "defaulters", days)
        before = self.band[0].copy()
        self.band = np.searchsorted(STARTS, self.score, side="right") - 1
        for column, name in enumerate(COLUMN_NAMES):
            for band, label in enumerate(NAMES):
                here = self.strata[self.band[column] == band]
                add(window, here, "people_in_band", f"points/{name}/{label}")
        for a, b in sorted(set(zip(before.tolist(), self.band[0].tolist(), strict=True))):
            if a != b:
                moved = self.strata[(before == a) & (self.band[0] == b)]
                add(window, moved, "band_moves", f"points/{NAMES[a]}>{NAMES[b]}")

    def consequence(
        self,
        window: int,
        service: str,
        name: str,
        who: npt.NDArray[np.bool_],
        rate: float,
        fen: int,
    ) -> None:
        tried = np.flatnonzero(who & (self.chance.random(who.size) < rate))
        self.book.add(window, self.strata[tried], "attempts", service)
        measure = "booked" if fen else "refused"
        self.book.add(window, self.strata[tried], measure, name)
        if fen:
            self.book.add(window, self.strata[tried], "money", name, fen)

    def last_day(self, window: int) -> None:
        for column, name in enumerate(COLUMN_NAMES):
            for score in np.unique(self.score[column]):
                here = self.strata[self.score[column] == score]
                self.book.add(window, here, "score_at_end", f"points/{name}/{score}")
        for a in range(len(NAMES)):
            for b in range(len(NAMES)):
                here = self.strata[(self.band[0] == a) & (self.band[1] == b)]
                key = f"points/{NAMES[a]}/{NAMES[b]}"
                self.book.add(window, here, "standing_at_end", key)


def outcome_of(rows: dict[tuple[int, int, str, str], int]) -> Outcome:
    """An outcome of one window that holds just these rows by (window, stratum, measure, key)."""
    columns = tuple(sorted({(measure, key) for _, _, measure, key in rows}))
    place = {pair: k for k, pair in enumerate(columns)}
    table = sorted((w, g, place[m, k], n) for (w, g, m, k), n in rows.items() if n)
    array = np.array(table, dtype=np.int64).reshape(-1, 4)
    return Outcome(
        columns=columns,
        window=array[:, 0].astype(np.int32),
        stratum=array[:, 1].astype(np.int32),
        column=array[:, 2].astype(np.int32),
        count=array[:, 3],
        fields=(),
        trace=np.zeros((0, 8), dtype=np.int64),
        state_digest="0" * 64,
        people=sum(n for (_, _, m, _), n in rows.items() if m == "people") or 1,
        represented=1000.0,
        window_days=(30,),
        seconds=2.0,
        bytes_per_person=40.0,
    )


def fake_outcome(people: int = 20_000, windows: int = 12, seed: int = 7) -> Outcome:
    city = _City(people, seed)
    days = tuple(MONTHS[w % 12] for w in range(windows))
    for window in range(windows):
        for kind in KINDS:
            city.kind(window, kind)
        city.close(window, days[window])
    city.last_day(windows - 1)
    trace = np.array(
        [[7, 0, 3, Event.DEED, 0, 12345, 1, 0], [7, 0, 6, Event.RECORDED, 0, 0, 6, 0]],
        dtype=np.int64,
    )
    fields = tuple((w, "awareness", "", 0.3 + 0.01 * w) for w in range(windows))
    return dataclasses.replace(
        outcome_of(dict(city.book.rows)),
        represented=3_650_000.0,
        window_days=days,
        fields=fields,
        trace=trace,
    )


def fake_run(
    people: int = 20_000, windows: int = 12, seed: int = 7, *, traced: bool = False
) -> Run:
    request = Request(
        name="test-regime",
        people=people,
        years=windows / 12,
        windows=windows,
        seed=seed,
        trace_every=7 if traced else 0,
    )
    start = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    return Run(
        city=fake_city(),
        request=request,
        outcome=fake_outcome(people, windows, seed),
        started=start,
        stopped=start + datetime.timedelta(seconds=2),
    )


@functools.cache
def shared_run() -> Run:
    """The run most tests look at; nobody changes it."""
    return fake_run()
