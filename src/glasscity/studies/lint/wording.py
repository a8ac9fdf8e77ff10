"""Words that findings share."""

from __future__ import annotations

from collections.abc import Sequence


def points(value: float) -> str:
    """``1 point``, ``1,160 points``."""
    return f"{value:,.0f} point{'' if abs(value) == 1 else 's'}"


def quoted(names: Sequence[str]) -> list[str]:
    """Names in quotes."""
    return [f"'{name}'" for name in names]


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def years(value: float) -> str:
    """A span in years, or in days or months where it is short."""
    if value > 10_000:
        return "more than 10,000 years"
    if value >= 10:
        return f"{value:,.0f} years"
    if value >= 1:
        return f"{value:.1f} years"
    if value * 12 >= 1:
        return f"{value * 12:.1f} months"
    return f"{value * 365.25:.1f} days"


def span(value: float | None) -> str:
    """The same in a few letters, for a table."""
    if value is None:
        return "\u2013"
    if value == float("inf"):
        return "never"
    if value > 10_000:
        return ">10,000 y"
    if value >= 10:
        return f"{value:,.0f} y"
    if value >= 1:
        return f"{value:.1f} y"
    return f"{value * 12:.1f} mo" if value * 12 >= 1 else f"{value * 365.25:.1f} d"
