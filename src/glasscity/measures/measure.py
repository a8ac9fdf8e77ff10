"""A measure of a run: a name, a heading and a function of the run."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from glasscity.results.run import Run


@dataclasses.dataclass(frozen=True)
class Measure:
    """One measure: ``of`` a run it finds a table, a dataclass of numbers, or plain values.

    ``name`` is its key in what ``--json`` prints, ``title`` its heading. Summary and report show
    a measure that is not ``told`` as a table under that heading; one that is told has words or
    a chart of its own there.
    """

    name: str
    title: str
    of: Callable[[Run], Any]
    told: bool = False


def plain(found: Any) -> Any:
    """What a measure found, in values that JSON knows; what is not estimable becomes null."""
    if isinstance(found, pd.DataFrame):
        return [plain(row) for row in found.to_dict(orient="records")]
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return plain(dataclasses.asdict(found))
    if isinstance(found, dict):
        return {str(name): plain(value) for name, value in found.items()}
    if isinstance(found, list | tuple):
        return [plain(value) for value in found]
    if isinstance(found, float) and not math.isfinite(found):
        return None
    item = getattr(found, "item", None)
    if callable(item):
        return plain(item())
    return found if isinstance(found, int | float | str | bool | None) else str(found)
