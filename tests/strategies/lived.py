"""A drawn case, lived by the reference interpreter."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import reject

from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import N_STRATA
from reference.city import Firms, run
from reference.clock import Clock
from reference.laws import DAYS_OF_YEAR, MOST_PER_WINDOW, TooMany, class_means
from reference.mistakes import yearly
from reference.result import Result
from strategies.cases import Case


def lived(case: Case) -> Result:
    """What the reference makes of a case.

    A case in which any class of people could meet more false records than a window holds is
    rejected: pools are not bounded by what documents say.
    """
    try:
        result = run(
            case.regime,
            case.conduct,
            case.population,
            case.census,
            case.n_windows,
            case.key,
            firms=firms_of(case),
        )
    except TooMany:
        reject()
    if busiest(case, result) > MOST_PER_WINDOW:
        reject()
    firms, of_firms = case.firms, result.firms
    if firms and of_firms and busiest(firms, of_firms) > MOST_PER_WINDOW:
        reject()
    return result


def firms_of(case: Case) -> Firms | None:
    """The firms of a case, where there are any."""
    firms = case.firms
    if firms is None:
        return None
    return Firms(firms.regime, firms.conduct, firms.population, firms.census)


def busiest(case: Case, result: Result) -> float:
    """The largest mean of false records in a window, of any look-alike group and class."""
    pools: defaultdict[tuple[int, str], float] = defaultdict(float)
    for window, name, key, value in result.fields:
        if name == "pool_rate":
            pools[window, key.rsplit("/", 1)[1]] += value
    registries = sum(
        max(yearly(sensor, stratum) for stratum in range(N_STRATA)) * len(sensor.sees)
        for sensor in case.regime.sensors
        if isinstance(sensor, Registry | Informant | PaymentPlatform)
    )
    days = max(window.n_days for window in Clock(case.regime.clock, case.n_windows).windows)
    most_prone = class_means(case.population.look_alike_spread.value)[-1]
    return (max(pools.values(), default=0.0) + registries * days / DAYS_OF_YEAR) * most_prone
