"""True and wrongful records: how many, from where, and who bore them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from glasscity.measures.groups import EVERYBODY, Group, groups_of, subject_of
from glasscity.measures.interval import Interval, rate, share
from glasscity.measures.names import kinds_of
from glasscity.results.run import Run

Sources = dict[tuple[str, str], int]
"""Counts by sensor and kind."""

FEWEST_RECORDS = 30
"""A share of wrongful records is not estimable from fewer of them than this."""


def harmful_kinds(run: Run) -> frozenset[str]:
    """The ids of the kinds of deed that the catalogue of conduct calls harmful."""
    kinds = kinds_of(run.city.conduct).values()
    return frozenset(kind.id for kind in kinds if kind.valence == "harmful")


def records_by_source(run: Run) -> pd.DataFrame:
    """True and wrongful records by sensor and kind, in file order, zero rows included.

    Columns: sensor, kind, sensor_title, kind_title, valence, true, wrongful (simulated), and
    both per 1,000 people and year: true_per_1000, wrongful_per_1000.
    """
    true = _by_source(run, "recorded")
    wrongful = _by_source(run, "false_records")
    kinds = kinds_of(run.city.conduct)
    exposure = run.outcome.people * run.years / 1000.0
    rows = []
    for sensor in run.city.regime.sensors:
        for kind in sensor.sees:
            t, w = true.get((sensor.id, kind), 0), wrongful.get((sensor.id, kind), 0)
            title, valence = kinds[kind].title.en, kinds[kind].valence
            rows.append(
                (sensor.id, kind, sensor.title.en, title, valence, t, w, t / exposure, w / exposure)
            )
    names = ["sensor", "kind", "sensor_title", "kind_title", "valence", "true", "wrongful"]
    return pd.DataFrame(rows, columns=[*names, "true_per_1000", "wrongful_per_1000"])


def _by_source(run: Run, measure: str) -> dict[tuple[str, str], int]:
    frame = run.tallies.total(measure, "sensor", "kind")
    return {(str(s), str(k)): int(n) for s, k, n in frame.itertuples(index=False)}


def records_by_group(run: Run) -> pd.DataFrame:
    """True records of harmful deeds, and wrongful records, by group.

    One row per group and truth, true ones first. Columns: truth (true, wrongful), dimension,
    level, n (simulated people), count (simulated), represented, per_1000 with low and high
    (per 1,000 people and year, 95 % interval; NaN where not estimable), estimable.
    """
    harmful = harmful_kinds(run)
    rows = [
        *_group_rows(run, "true", "recorded", harmful),
        *_group_rows(run, "wrongful", "false_records", None),
    ]
    names = ["truth", "dimension", "level", "n", "count", "represented"]
    return pd.DataFrame(rows, columns=[*names, "per_1000", "low", "high", "estimable"])


def _group_rows(
    run: Run, truth: str, measure: str, kinds: Collection[str] | None
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    sources = sources_by_group(run, measure, kinds)
    everybody = sum(sources[EVERYBODY, EVERYBODY].values())
    for group in groups_of(run):
        by_source = sources.get((group.dimension, group.level), {})
        count = sum(by_source.values())
        part = count / everybody if everybody else 0.0
        if truth == "wrongful":
            spread = wrongful_dispersion(run, group.n, by_source, part)
        else:
            spread = _true_dispersion(run, group, by_source)
        found = rate(count, group.n, group.person_years, dispersion=spread)
        shown = (*found.numbers(), found.estimable)
        names = (truth, group.dimension, group.level, group.n, count, count * run.weight)
        rows.append((*names, *shown))
    return rows


def sources_by_group(
    run: Run, measure: str, kinds: Collection[str] | None
) -> dict[tuple[str, str], Sources]:
    """Counts by (sensor, kind) of each group, by dimension and level; ``kinds``: None for all."""
    found: dict[tuple[str, str], Sources] = {(EVERYBODY, EVERYBODY): {}}
    for dimension in (EVERYBODY, *subject_of(run).dimensions):
        by = () if dimension == EVERYBODY else (dimension,)
        frame = run.tallies.total(measure, *by, "sensor", "kind")
        levels = frame[dimension] if by else [EVERYBODY] * len(frame)
        for level, sensor, kind, count in zip(
            levels, frame["sensor"], frame["kind"], frame["count"].tolist(), strict=True
        ):
            if kinds is None or kind in kinds:
                found.setdefault((dimension, level), {})[sensor, kind] = count
    return found


def wrongful_dispersion(run: Run, n: int, by_source: Sources, part: float) -> float:
    """Variance over mean of the wrongful records of a group of ``n``, an upper estimate.

    ``part`` is the group's part of all wrongful records.

    People who are often mistaken stay so, which adds ``mean x spread^2``; and pooled
    records (a camera's) inherit the chance of the pool they are dealt from, which adds at most the
    group's part of the pool.
    """
    count = sum(by_source.values())
    if not count or not n:
        return 1.0
    of_pools = sum(times for (sensor, _), times in by_source.items() if sensor in run.pooled)
    persistent = count / n * run.city.population.look_alike_spread.value**2
    return 1.0 + persistent + of_pools / count * part


def _true_dispersion(run: Run, group: Group, by_source: Sources) -> float:
    """Variance over mean of a group's true records: people differ and stay different."""
    count = sum(by_source.values())
    if not count or not group.n:
        return 1.0
    kinds = kinds_of(run.city.conduct)
    spreads = {factor.id: factor.spread.value for factor in run.city.conduct.factors}
    by_factor: dict[str, int] = {}
    for (_, kind), n in by_source.items():
        factor = kinds[kind].factor
        by_factor[factor] = by_factor.get(factor, 0) + n
    persistent = sum(n * n * spreads[factor] ** 2 for factor, n in by_factor.items())
    return 1.0 + persistent / group.n / count


def share_on_innocent(run: Run) -> Interval:
    """Of the wrongful records, the share on people with no harmful deed till then that a sensor
    could have seen.

    "Harmful deed" is one within a sensor's reach; deeds beyond it are not simulated one by
    one. ``n`` is the number of wrongful records.
    """
    whole = run.tallies.sum("false_records")
    return share(run.tallies.sum("false_on_innocent"), whole, FEWEST_RECORDS)


def everybody_of(table: pd.DataFrame, truth: str) -> Interval:
    """Everybody's rate per 1,000 people and year in a table of :func:`records_by_group`."""
    row = table[(table["truth"] == truth) & (table["dimension"] == EVERYBODY)].iloc[0]
    if not row["estimable"]:
        return Interval(None, None, None, int(row["n"]))
    return Interval(float(row["per_1000"]), float(row["low"]), float(row["high"]), int(row["n"]))
