"""What a standing did when people tried: refusals, surcharges and privileges."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pandas as pd

from glasscity.measures.groups import EVERYBODY, groups_of, subject_of
from glasscity.measures.interval import rate
from glasscity.measures.names import consequences_of
from glasscity.results.run import Run
from glasscity.tables.rows import Verb

FEN = 100.0
"""Fen in a yuan."""


def consequences_table(run: Run) -> pd.DataFrame:
    """Each consequence in file order, zero rows included.

    Columns: consequence, title, kind (bar, price, ...), service (title), times (refused
    or booked, simulated), represented, per_1000 (a year), yuan (CNY booked, represented),
    verb (refused, surcharged, eased, delayed, published: what the kind does, whatever it is
    called), days_waited, days_published (represented). ``times`` of those that do not refuse
    are attempts that went through dearer, easier or later, or people who came to be shown.
    """
    refused = _by(run, "refused", "consequence")
    booked = _by(run, "booked", "consequence")
    money = _by(run, "money", "consequence")
    waited = _by(run, "days_waited", "consequence")
    published = _by(run, "published", "consequence")
    shown = _by(run, "days_published", "consequence")
    services = {service.id: service.title.en for service in run.city.conduct.services}
    exposure = run.outcome.people * run.years / 1000.0
    rows = []
    for name, consequence in consequences_of(run.city.regime).items():
        times = refused.get(name, 0) + booked.get(name, 0) + published.get(name, 0)
        rows.append(
            {
                "consequence": name,
                "title": consequence.title.en,
                "kind": consequence.kind,
                "service": services.get(consequence.service or "", ""),
                "times": times,
                "represented": times * run.weight,
                "per_1000": times / exposure,
                "yuan": money.get(name, 0) / FEN * run.weight,
                "verb": consequence.row().verb,
                "days_waited": waited.get(name, 0) * run.weight,
                "days_published": shown.get(name, 0) * run.weight,
            }
        )
    names = ["consequence", "title", "kind", "service", "times", "represented", "per_1000", "yuan"]
    return pd.DataFrame(rows, columns=[*names, "verb", "days_waited", "days_published"])


def refusals_by_group(run: Run) -> pd.DataFrame:
    """Refusals, surcharges and privileges by group, per 1,000 people and year.

    Columns: what (refused, surcharged, eased, delayed, published), dimension, level, n, count
    (simulated), per_1000, low, high (95 %, NaN where not estimable), yuan_per_person (CNY a
    year paid more or saved; 0 where no money is booked).
    """
    refused, booked, money = (_by_verb(run, m) for m in ("refused", "booked", "money"))
    published = _by_verb(run, "published")
    counted = {"refused": refused, "published": published}
    rows = []
    for what in get_args(Verb):
        counts = counted.get(what, booked)
        for group in groups_of(run):
            key = (what, group.dimension, group.level)
            count, years = counts.get(key, 0), group.person_years
            found = rate(count, group.n, years)
            yuan = money.get(key, 0) / FEN / years if years else float("nan")
            shown = (*found.numbers(), yuan)
            rows.append((what, group.dimension, group.level, group.n, count, *shown))
    columns = ["what", "dimension", "level", "n", "count", "per_1000", "low", "high"]
    return pd.DataFrame(rows, columns=[*columns, "yuan_per_person"])


def _by_verb(run: Run, measure: str) -> Counter[tuple[str, str, str]]:
    """A measure by what the consequence does, dimension and level."""
    verbs = {row.id: row.row().verb for row in run.city.regime.consequences}
    found: Counter[tuple[str, str, str]] = Counter()
    for dimension in (EVERYBODY, *subject_of(run).dimensions):
        by = () if dimension == EVERYBODY else (dimension,)
        frame = run.tallies.total(measure, *by, "consequence")
        levels = frame[dimension] if by else [EVERYBODY] * len(frame)
        for level, name, count in zip(
            levels, frame["consequence"], frame["count"].tolist(), strict=True
        ):
            found[verbs[name], dimension, level] += count
    return found


def _by(run: Run, measure: str, part: str) -> dict[str, int]:
    frame = run.tallies.total(measure, part)
    return dict(zip(frame[part], frame["count"].tolist(), strict=True))


def attempts_by_service(run: Run) -> dict[str, int]:
    """Attempts drawn (simulated) by service: of people whose standing a consequence names."""
    return _by(run, "attempts", "service")
