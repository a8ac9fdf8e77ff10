"""Numbers and places in words a reader can follow."""

from __future__ import annotations

import math

from pydantic import BaseModel

from glasscity.evidence import Title
from glasscity.measures.interval import Interval
from glasscity.results.grounds import Place

NOT_ESTIMABLE = "not estimable"


def number(value: float) -> str:
    """A number with three telling digits, thousands set apart: 1,234; 12.3; 0.012; 1e-8."""
    if math.isnan(value):
        return NOT_ESTIMABLE
    if value == 0.0:
        return "0"
    size = abs(value)
    if size < 0.0001:
        digits, power = f"{value:.1e}".split("e")
        return f"{digits.removesuffix('.0')}e{int(power)}"
    decimals = max(0, min(6, 2 - math.floor(math.log10(size))))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(value: float) -> str:
    """A count: 1,234."""
    return f"{round(value):,}"


def percent(value: float) -> str:
    """A share, or a change by a share, as a percentage: 12.3 %; -4.5 %."""
    if math.isnan(value):
        return NOT_ESTIMABLE
    if value < 0.0:
        return f"-{percent(-value)}".replace("-< ", "> -")
    points = 100.0 * value
    if points == 0.0 or points == 100.0:
        return f"{points:.0f} %"
    if points < 0.01:
        return "< 0.01 %"
    return f"{points:.2f} %" if points < 1.0 else f"{points:.1f} %"


def decimal(value: float) -> str:
    """A rate: 1,234; 12.3; 2.31; 0.30; 0.012."""
    if math.isnan(value):
        return NOT_ESTIMABLE
    if abs(value) >= 1000.0:
        return whole(value)
    if abs(value) >= 10.0:
        return f"{value:,.1f}"
    if abs(value) >= 0.1:
        return f"{value:.2f}"
    return number(float(f"{value:.2g}"))


def with_bounds(interval: Interval) -> str:
    """A rate with its bounds: 12.3 (12.0 to 12.6); one without chance alone."""
    if interval.value is None or interval.low is None or interval.high is None:
        return f"{NOT_ESTIMABLE} (of {whole(interval.n)})"
    if interval.low == interval.high:
        return decimal(interval.value)
    return f"{decimal(interval.value)} ({decimal(interval.low)} to {decimal(interval.high)})"


def with_percents(interval: Interval) -> str:
    """A share with its bounds: 12.3 % (12.0 % to 12.6 %); one without chance alone."""
    if interval.value is None or interval.low is None or interval.high is None:
        return f"{NOT_ESTIMABLE} (of {whole(interval.n)})"
    if interval.low == interval.high:
        return percent(interval.value)
    return f"{percent(interval.value)} ({percent(interval.low)} to {percent(interval.high)})"


def in_words(model: BaseModel, steps: Place) -> str:
    """A place of a document in words: ``false match of "Cameras at crossings"``."""
    node: object = model
    own = getattr(model, "title", None)
    title, fields = own.en if isinstance(own, Title) else "", list[str]()
    for step in steps:
        if isinstance(node, BaseModel):
            node = getattr(node, str(step))
            fields.append(str(step).rstrip("_").replace("_", " "))
        elif isinstance(node, tuple) and isinstance(step, int):
            node = node[step]
        elif isinstance(node, dict):
            node = node[step]
            fields.append(str(step))
        named = getattr(node, "title", None)
        if isinstance(named, Title):
            title, fields = named.en, []
    words = " of ".join(reversed(fields))
    return f'{words} of "{title}"' if title else words
