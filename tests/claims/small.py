"""A bench for tests: few people, and nothing tried but the numbers as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.studies.claims.bench import Bench, Span

FEW = 4_000


@dataclass(frozen=True)
class SmallBench(Bench):
    """Lives few people, and takes every number to be as it is stated."""

    people: int = FEW
    quick: bool = True

    def over(
        self,
        city: City,
        measure: Callable[[City], float],
        candidates: Sequence[str] | Mapping[str, str],
    ) -> Span:
        """The stated number alone, leaning on the first candidate."""
        stated = measure(city)
        first = next(iter(candidates))
        words = candidates[first] if isinstance(candidates, Mapping) else first
        return Span(stated, stated, first, words)
