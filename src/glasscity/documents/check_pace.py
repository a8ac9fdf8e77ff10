"""Whether a window is short enough for what happens in it, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.chance import CLASSES, gamma_classes
from glasscity.documents.levels import combinations, rate_in, times
from glasscity.documents.population import Children
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.vocabulary.time import YEAR_DAYS

LAST_START = 28
"""The last day of a month that every month has."""
MOST = 20.0
"""The largest mean of the Poisson laws of a window."""


def check_pace(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Windows that cannot be, and events so frequent that a window would hold too many."""
    clock = sheet.model.clock
    window = clock.window
    if window == "month" and clock.start.day > LAST_START:
        what = f"months cannot start on day {clock.start.day}: some are too short"
        mend = f"start on day 1 to {LAST_START}, or give the window in days"
        yield sheet.problem(("clock", "start"), what, mend)
    days = 31.0 if window == "month" else window.value
    if days == 0:
        what = "a window of 0 days never ends"
        yield sheet.problem(("clock", "window", "value"), what, "write 1 day or more")
        return
    for name, rate in _rates(sheet, setting):
        mean = rate * days / YEAR_DAYS
        if mean > MOST:
            what = f"{name}: up to {mean:.3g} in a window of {days:.0f} days, more than {MOST:.0f}"
            mend = "shorten the window, or lower the rate"
            yield sheet.problem(("clock", "window"), what, mend)


def _rates(sheet: Ground, setting: Setting) -> Iterator[tuple[str, float]]:
    """What is drawn by a Poisson law, and its largest yearly rate for one person."""
    conduct = setting.conduct.model if setting.conduct else None
    for factor in conduct.factors if conduct else ():
        if factor.bound.unit == "per person-year":
            yield f"deeds of factor '{factor.id}'", _peak(factor.bound.value, factor.spread.value)
    for service in conduct.services if conduct else ():
        if service.rate.unit == "per window":
            continue
        dimensions = {m.by for m in service.by}
        rates = [rate_in(service, labels) for labels in combinations(dimensions)]
        most = len(Children.model_fields) if service.each == "child" else 1
        yield f"attempts at service '{service.id}'", max(rates) * most
    for way in sheet.model.recourse:
        law = way.mending()
        if law is not None and law.rate.unit == "per person-year":
            strata = combinations({m.by for m in law.by})
            means = [times(law.rate.value, law.by, labels) for labels in strata]
            yield f"attempts at '{way.id}'", max(means)
    laws = [(sensor.row().false_rate, len(sensor.sees)) for sensor in sheet.model.sensors]
    false = sum(float(rate.max()) * deeds for rate, deeds in laws if rate is not None)
    spread = setting.population.model.look_alike_spread.value if setting.population else 0.0
    yield "false records", _peak(false, spread)


def _peak(rate: float, spread: float) -> float:
    """The rate of the most prone class of people; its table is built only where it may matter."""
    return rate if rate * CLASSES <= MOST else rate * gamma_classes(spread)[-1]
