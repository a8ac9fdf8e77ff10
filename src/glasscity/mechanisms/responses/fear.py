"""Three laws of how a believed risk becomes fear; research does not tell them apart."""

from __future__ import annotations

from glasscity.evidence import Quantity
from glasscity.tables.rows import Form


def value_or_zero(half_risk: Quantity | None) -> float:
    """The half risk of a form, 0 where it has none."""
    return 0.0 if half_risk is None else half_risk.value


def fear(form: Form, risk: float, half_risk: float) -> float:
    """The part of the largest effect at a risk, in [0, 1].

    ``saturating``: risk / (risk + half_risk), half at ``half_risk``. ``linear``: the risk itself.
    ``threshold``: all from ``half_risk`` on, nothing below.
    """
    if form == "saturating":
        return risk / (risk + half_risk) if risk > 0.0 else 0.0
    if form == "linear":
        return risk
    return 1.0 if risk >= half_risk else 0.0
