"""The members of a sweep: every scenario with every luck at every setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from glasscity.documents.city import City
from glasscity.documents.sweep import Sweep
from glasscity.documents.swept import columns_of
from glasscity.studies.doubt.luck import FRACTION, Numbers, settings, words


@dataclass(frozen=True)
class Member:
    """One run of a sweep: the number of its scenario and its setting (0: as written), its seed.

    ``point``: where each number that is moved stands in its range, from 0 to 1, in the order of
    the sweep's columns; empty at the setting as written.
    """

    scenario: int
    setting: int
    seed: int
    point: tuple[float, ...]

    @property
    def key(self) -> str:
        """The key of its part."""
        return f"scenario-{self.scenario:03d}.setting-{self.setting:05d}.seed-{self.seed}"


def members(sweep: Sweep, cities: Mapping[str, City]) -> tuple[Member, ...]:
    """All members, setting by setting, so that what is done first says something of each."""
    return tuple(_members(sweep, points(sweep, len(columns_of(sweep, cities)))))


def _members(sweep: Sweep, drawn: Numbers) -> Iterator[Member]:
    seeds = range(sweep.seeds.first, sweep.seeds.first + sweep.seeds.many)
    for setting in range(sweep.settings):
        point = () if setting == 0 else tuple(drawn[setting - 1].tolist())
        for seed in seeds:
            for scenario in range(len(sweep.scenarios)):
                yield Member(scenario, setting, seed, point)


def points(sweep: Sweep, dimensions: int) -> Numbers:
    """Coordinates of the settings beside the one as written, from a hash and no generator."""
    draws = sweep.draws
    if draws is None:
        return np.zeros((0, dimensions))
    if draws.by == "latin-hypercube":
        return settings(dimensions, draws.many, 1, draws.seed)
    return _sobol(dimensions, draws.many, draws.seed)


def _sobol(dimensions: int, n: int, seed: int) -> Numbers:
    """A Sobol sequence whose digits are shifted by words of a hash (a random digital shift)."""
    from scipy.stats import qmc

    digits = qmc.Sobol(dimensions, scramble=False, bits=30).random_base2(n.bit_length() - 1)
    whole = np.round(digits * 2.0**53).astype(np.uint64)
    shift = words(dimensions, seed, dimensions) >> np.uint64(11)
    return np.asarray((whole ^ shift) * FRACTION, np.float64)
