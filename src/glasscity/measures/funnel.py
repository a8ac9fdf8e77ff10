"""What becomes of wrongful records: known, contested, answered, put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.measures.exposure import by_level
from glasscity.measures.groups import EVERYBODY, Group, groups_of
from glasscity.measures.interval import Interval, share
from glasscity.measures.records import FEWEST_RECORDS
from glasscity.results.run import Run
from glasscity.vocabulary.strata import N_STRATA

Floats = npt.NDArray[np.float64]
STAGES = ("wronged", "knew", "applied", "answered", "put_right")


@dataclass(frozen=True)
class Funnel:
    """Wrongful records of simulated people of a group by how far they came.

    ``knew`` is an expectation where true records can be contested too. ``answered`` and
    ``put_right`` include corrections that fall due after the end.
    """

    group: Group
    wronged: int
    knew: float
    applied: int
    answered: int
    put_right: int

    def reached(self, stage: str) -> Interval:
        """The share of wrongful records that came to a stage."""
        return share(round(getattr(self, stage)), self.wronged, FEWEST_RECORDS)


def _by_stratum(run: Run, measure: str, truth: str | None = None) -> Floats:
    """A count by stratum; ``truth`` names the records that count, where they are told apart."""
    by = ("stratum",) if truth is None else ("stratum", "true-or-false")
    frame = run.tallies.total(measure, *by)
    if truth is not None:
        frame = frame[frame["true-or-false"] == truth]
    counts = np.zeros(N_STRATA)
    counts[frame["stratum"].to_numpy(dtype=np.int64)] = frame["count"]
    return counts


def _knew(run: Run, wronged: Floats) -> Floats:
    """Wrongful records whose person learnt of them: counted, or expected among all contestable."""
    regime = run.city.regime
    laws = [way.hearing() for way in regime.recourse]
    learns = np.ones(N_STRATA)
    for law in laws:
        if law is not None:
            learns = learns * law.learns
    contests = [it for way in regime.recourse if (it := way.contest()) is not None]
    if contests and all(it.success[0] == 0.0 and it.capacity is None for it in contests):
        return wronged - _by_stratum(run, "untold")  # only wrongful records can be contested
    return wronged * learns


def funnels_of(run: Run) -> Iterator[Funnel]:
    """The funnel of everybody and of each group, in permanent order."""
    wronged = _by_stratum(run, "false_records") + _by_stratum(run, "accused")
    by_appeal = {
        m: _by_stratum(run, f"appeals_{m}", "false") for m in ("filed", "decided", "struck")
    }
    filed = _by_stratum(run, "filed")
    stages = {
        "wronged": wronged,
        "knew": _knew(run, wronged),
        "applied": filed + by_appeal["filed"],
        "answered": filed + by_appeal["decided"],
        "put_right": _by_stratum(run, "struck") + by_appeal["struck"],
    }
    for group in groups_of(run):
        found = {
            name: float(counts.sum())
            if group.dimension == EVERYBODY
            else by_level(counts, group.dimension)[group.level]
            for name, counts in stages.items()
        }
        yield Funnel(
            group,
            round(found["wronged"]),
            found["knew"],
            round(found["applied"]),
            round(found["answered"]),
            round(found["put_right"]),
        )


def days_to_right(run: Run) -> float:
    """Mean days from a wrongful record to its striking, NaN where none was struck.

    Corrections take what the document says; appeals as long as the run found from filing.
    """
    total, struck = 0.0, 0.0
    heard_after = sum(it.after for way in run.city.regime.recourse if (it := way.hearing()))
    for way in run.city.regime.recourse:
        law = way.contest()
        if law is not None and law.capacity is None:
            n = float(run.tallies.sum("struck"))
            total, struck = total + n * (heard_after + law.lag), struck + n
    appeals = {
        m: float(_by_stratum(run, f"appeals_{m}", "false").sum())
        for m in ("decided", "days", "struck")
    }
    if appeals["decided"]:
        mean = heard_after + appeals["days"] / appeals["decided"]
        total, struck = total + appeals["struck"] * mean, struck + appeals["struck"]
    return total / struck if struck else float("nan")


@dataclass(frozen=True)
class Reviewed:
    """People who look at what a sensor found before it counts.

    ``looked_at``: the mean share of hits looked at. ``wrong_caught``: of the wrong hits, the share
    thrown away by it. ``right_lost``: of the right ones.
    """

    sensor: str
    title: str
    looked_at: float
    wrong_caught: float
    right_lost: float


def reviews_of(run: Run) -> tuple[Reviewed, ...]:
    """The human review of each sensor that has one, in file order."""
    days = np.array(run.outcome.window_days)
    found = []
    for sensor in run.city.regime.sensors:
        law = sensor.row()
        shares = [
            (window, value)
            for window, name, key, value in run.outcome.fields
            if name == "review_share" and key == sensor.id and window < run.windows
        ]
        if shares:
            weights = days[[window for window, _ in shares]]
            looked_at = float(np.average([value for _, value in shares], weights=weights))
            caught, lost = looked_at * law.catches_wrong, looked_at * law.rejects_right
            found.append(Reviewed(sensor.id, sensor.title.en, looked_at, caught, lost))
    return tuple(found)
