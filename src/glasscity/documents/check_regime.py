"""What a regime means on its population and conduct, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from glasscity.documents.check import Check
from glasscity.documents.check_consequences import check_consequences
from glasscity.documents.check_dimensions import check_dimensions
from glasscity.documents.check_encounters import check_encounters
from glasscity.documents.check_grants import check_grants
from glasscity.documents.check_instruments import check_instruments
from glasscity.documents.check_pace import check_pace
from glasscity.documents.check_ranking import check_ranking
from glasscity.documents.check_recourse import check_recourse
from glasscity.documents.check_responses import check_responses
from glasscity.documents.check_sensors import check_sensors
from glasscity.documents.check_settled import check_settled
from glasscity.documents.check_spreads import check_spreads
from glasscity.documents.problem import Problem
from glasscity.documents.regime import Regime
from glasscity.documents.setting import Ground, Setting


def _guard(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Made-up margins serve tests: no other regime is shown on them."""
    population = setting.population
    made_up = population is not None and population.model.status == "test"
    if made_up and sheet.model.status != "test":
        what = f"a {sheet.model.status} regime on a population with status 'test'"
        mend = "name a sourced population, or give the regime 'status: test'"
        yield sheet.problem(("population",), what, mend)


REGIME_CHECKS: tuple[Callable[[Ground, Setting], Iterator[Problem]], ...] = (
    _guard,
    check_dimensions,
    check_pace,
    check_sensors,
    check_instruments,
    check_settled,
    check_consequences,
    check_grants,
    check_recourse,
    check_responses,
    check_encounters,
    check_spreads,
    check_ranking,
)


def regime_checks(setting: Setting) -> tuple[Check[Regime], ...]:
    """The checks of a regime in this setting."""

    def bind(check: Callable[[Ground, Setting], Iterator[Problem]]) -> Check[Regime]:
        return lambda sheet: check(sheet, setting)

    return tuple(bind(check) for check in REGIME_CHECKS)
