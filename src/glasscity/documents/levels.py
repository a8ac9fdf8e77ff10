"""The strata as far as a few varied numbers tell them apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from glasscity.documents.conduct import Kind, Service
from glasscity.evidence import Multipliers, Quantity, Varied, value_in
from glasscity.vocabulary.strata import EVERY_DIMENSION

Labels = dict[str, str]


def combinations(dimensions: Iterable[str]) -> Iterator[Labels]:
    """Each combination of levels of these dimensions, as label by dimension."""
    wanted = [name for name in EVERY_DIMENSION if name in set(dimensions)]
    for labels in itertools.product(*(EVERY_DIMENSION[name] for name in wanted)):
        yield dict(zip(wanted, labels, strict=True))


def dimensions_of(*numbers: Quantity | Varied[Quantity]) -> set[str]:
    """The dimensions by which any of these numbers varies."""
    return {number.by for number in numbers if isinstance(number, Varied)}


def rate_in(item: Kind | Service, labels: Labels) -> float:
    """The unregulated rate of a deed or service in a stratum: the rate times its multipliers."""
    return times(item.rate.value, item.by, labels)


def times(rate: float, by: Iterable[Multipliers], labels: Labels) -> float:
    """A rate times its multipliers in a stratum, left to right."""
    for multipliers in by:
        rate = rate * value_in(multipliers, labels)
    return rate


def told(labels: Labels) -> str:
    """A stratum in words: ``for male, migrant``, or nothing where all are alike."""
    return f" for {', '.join(labels.values())}" if labels else ""
