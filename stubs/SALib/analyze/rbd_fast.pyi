# The part of SALib that the studies of doubt use; SALib ships no types.

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]

def analyze(
    problem: dict[str, Any], x: Numbers, y: Numbers, /, **options: int
) -> dict[str, list[float]]: ...
