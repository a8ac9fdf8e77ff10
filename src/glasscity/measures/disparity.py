"""Whose wrongful records are more than everybody else's, and what an unseen minority would bear."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from glasscity.measures.fairness import Disparity
from glasscity.measures.groups import EVERYBODY, groups_of
from glasscity.measures.interval import LEVEL, Interval, level_of_each, rate, ratio_of
from glasscity.measures.records import Sources, sources_by_group, wrongful_dispersion
from glasscity.results.run import Run


def wrongful_disparities(run: Run, rates: int = 1) -> tuple[Disparity, ...]:
    """Wrongful records of each group per 1,000 people and year, over those of everybody else.

    The intervals of the ratios are wide enough for all groups at once, and so many ``rates``.
    """
    sources = sources_by_group(run, "false_records", None)
    everybody, *groups = groups_of(run)
    whole = Counter(sources[EVERYBODY, EVERYBODY])
    level = level_of_each(rates * len(groups))
    found = []
    for group in groups:
        own = Counter(sources.get((group.dimension, group.level), {}))
        rest = whole - own
        n = everybody.n - group.n
        told, wide = (
            (_rate(run, group.n, own, whole, at), _rate(run, n, rest, whole, at))
            for at in (LEVEL, level)
        )
        name = group.dimension, group.level
        found.append(Disparity(name, *told, ratio_of(*wide)))
    return tuple(found)


def _rate(run: Run, n: int, own: Sources, whole: Sources, level: float) -> Interval:
    count, everybody = sum(own.values()), sum(whole.values())
    spread = wrongful_dispersion(run, n, own, count / everybody if everybody else 0.0)
    return rate(count, n, n * run.years, 1000.0, spread, level)


@dataclass(frozen=True)
class Minority:
    """A minority of a share of the people on whom error falls so many times as often.

    ``own`` and ``others`` are rates of wrongful records; ``borne`` the share of all of them that
    falls on the minority.
    """

    share: float
    times: float
    own: float
    others: float
    borne: float


def minority_of(rate_of_all: float, share: float, times: float) -> Minority:
    """What a minority that no dimension shows would bear, the rate of all being the same."""
    others = rate_of_all / (1.0 - share + share * times)
    borne = share * times / (1.0 - share + share * times)
    return Minority(share, times, times * others, others, borne)
