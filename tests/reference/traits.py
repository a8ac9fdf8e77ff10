"""What a person is born with: drawn once, at window 0 (section 2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from glasscity.chance import Stream, threshold
from glasscity.evidence import value_in
from glasscity.vocabulary.strata import labels_of, look_alike_group
from reference.laws import class_means
from reference.luck import Luck
from reference.reading import Reading


@dataclass(frozen=True)
class Traits:
    """``propensity`` holds z of each factor, ``look_alike`` is psi, ``awareness`` a 16-bit word."""

    stratum: int
    group: int
    enrolled: bool
    awareness: int
    look_alike: float
    propensity: tuple[float, ...]


def traits_of(reading: Reading, stratum: int, luck: Luck) -> Traits:
    """The traits of a person of a stratum with this luck."""
    population, conduct = reading.population, reading.conduct
    common, awareness, look_alike, enrolment = luck.draw(Stream.TRAIT)
    shares_common = threshold(math.sqrt(conduct.correlation.value))
    propensity = []
    for f, factor in enumerate(conduct.factors):
        own, which, _, _ = luck.draw(Stream.TRAIT, block=1 + f)
        quantile = common if which < shares_common else own
        propensity.append(class_means(factor.spread.value)[quantile >> 24])
    return Traits(
        stratum,
        look_alike_group(stratum),
        enrolment < threshold(value_in(population.enrolled, labels_of(stratum))),
        awareness >> 16,
        class_means(population.look_alike_spread.value)[look_alike >> 24],
        tuple(propensity),
    )
