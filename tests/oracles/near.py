"""When a simulated number agrees with an exact one.

It must lie within four standard errors, and the standard error must be small enough to
matter: at most 1 % of the quantity, or 0.003 of a share. Otherwise a small run would agree with
anything.

Every assertion is named ``target: what is compared``; ``make validate`` makes a row of each.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from oracles.validation import MODE, note, seed_of

Counts = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

ERRORS = 4.0
RELATIVE = 0.01
SHARE = 0.003
ROUNDING = 1e-12


def assert_near(
    name: str, got: float, exact: float, error: float, small: float, delta: float = 0.0
) -> None:
    """Fail unless ``got`` is within four of ``error`` of ``exact``, and ``error`` is ``small``.

    ``delta`` is allowed beside: 0 unless the target itself gives one.
    """
    allowed = ERRORS * error + delta + ROUNDING
    note(name, exact, got, error, error <= small and abs(got - exact) <= allowed)
    assert error <= small, f"{name}: a standard error of {error:.3g} says nothing; simulate more"
    assert abs(got - exact) <= allowed, f"{name}: {got:.6g} is not {exact:.6g} +- {allowed:.2g}"


def assert_exact(name: str, got: float, exact: float, within: float = 0.0) -> None:
    """Fail unless ``got`` is ``exact``, to rounding (1e-9 of it) or ``within`` printed digits."""
    allowed = max(within, 1e-9 * abs(exact), ROUNDING)
    note(name, exact, got, 0.0, abs(got - exact) <= allowed)
    assert abs(got - exact) <= allowed, f"{name}: {got:.12g} is not {exact:.12g} +- {allowed:.2g}"


def assert_number(name: str, got: float, exact: float, error: float) -> None:
    """A number, whose standard error is known."""
    assert_near(name, got, exact, error, RELATIVE * abs(exact))


def assert_count(name: str, got: int, exact: float, dispersion: float = 1.0) -> None:
    """A count of ``dispersion`` times the variance of a Poisson law."""
    assert_number(name, float(got), exact, math.sqrt(dispersion * exact))


def assert_share(name: str, got: int, of: int, exact: float) -> None:
    """A share of independent people."""
    assert_near(name, got / of, exact, math.sqrt(exact * (1.0 - exact) / of), SHARE)


def assert_mean(name: str, people: Counts, values: Values, chances: Values) -> None:
    """The mean of a value over independent people, ``people[k]`` of whom have ``values[k]``."""
    n = int(people.sum())
    mean = float(values @ chances)
    error = math.sqrt(float((values - mean) ** 2 @ chances) / n)
    assert_number(name, float(values @ people) / n, mean, error)


def size(ci: int, full: int) -> int:
    """How many people or replicates: ``ci``, or ``full`` in a validation."""
    return full if MODE.is_full else ci


def draws(number: int) -> np.random.Generator:
    """A generator of parameters; call it in a test, so that a validation can draw others."""
    return np.random.default_rng(seed_of(number))
