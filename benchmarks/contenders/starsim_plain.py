"""Starsim with its common random numbers off, which its settings offer for faster draws."""

from __future__ import annotations

import starsim as ss

from contenders.starsim_module import PACKAGE, THREADED, run

__all__ = ["DRAWS", "PACKAGE", "THREADED", "run"]

DRAWS = "when needed, from a stream of its own"
ss.options(crn=False)
