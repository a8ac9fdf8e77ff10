"""What a person is born with: drawn once, at window 0 (section 2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from glasscity.chance import Stream, threshold
from glasscity.evidence import Quantity, Varied, value_in
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.vocabulary.strata import labels_of, look_alike_group
from reference.laws import class_means
from reference.luck import Luck
from reference.reading import Reading


@dataclass(frozen=True)
class Traits:
    """``propensity`` holds z of each factor, ``look_alike`` is psi, ``awareness`` a 16-bit word.

    ``opening`` holds the first score of each ledger; ``children`` depend on the person.
    """

    stratum: int
    group: int
    enrolled: bool
    awareness: int
    look_alike: float
    propensity: tuple[float, ...]
    opening: tuple[int, ...]
    children: int


def traits_of(reading: Reading, stratum: int, luck: Luck, window: int = 0) -> Traits:
    """The traits of a person of a stratum with this luck, born in this window."""
    population, conduct = reading.population, reading.conduct
    common, awareness, look_alike, enrolment = luck.draw(Stream.TRAIT, window)
    shares_common = threshold(math.sqrt(conduct.correlation.value))
    propensity = []
    for f, factor in enumerate(conduct.factors):
        own, which, _, _ = luck.draw(Stream.TRAIT, window, block=1 + f)
        quantile = common if which < shares_common else own
        propensity.append(class_means(factor.spread.value)[quantile >> 24])
    return Traits(
        stratum,
        look_alike_group(stratum),
        enrolment < threshold(value_in(population.enrolled, labels_of(stratum))),
        awareness >> 16,
        class_means(population.look_alike_spread.value)[look_alike >> 24],
        tuple(propensity),
        tuple(
            _opening(led, place, stratum, luck, window) for place, led in enumerate(reading.ledgers)
        ),
        _children(reading, stratum, luck, window),
    )


def _children(reading: Reading, stratum: int, luck: Luck, window: int) -> int:
    """How many children depend on a person."""
    words = reading.population.children
    if words is None:
        return 0
    word, share = luck.draw(Stream.TRAIT, window, ordinal=2)[0], 0.0
    for number, part in enumerate((words.one, words.two, words.three), start=1):
        share += value_in(part, labels_of(stratum))
        if word < threshold(min(1.0, share)):
            return number
    return 0


def _opening(ledger: Ledger, place: int, stratum: int, luck: Luck, window: int) -> int:
    """Where a person opens in a ledger: a score of the file, drawn where people differ."""
    opening = ledger.newcomers if window and ledger.newcomers else ledger.opening
    if isinstance(opening, Quantity):
        return int(opening.value)
    if isinstance(opening, Varied):
        opening = opening.levels[labels_of(stratum)[opening.by]]
    parts = [part for part in opening.spread if part.share.value]
    word = luck.draw(Stream.TRAIT, window, ordinal=1, block=place)[0]
    below = 0.0
    for part in parts[:-1]:
        below += part.share.value
        if word < threshold(min(1.0, below)):
            return int(part.score.value)
    return int(parts[-1].score.value)
