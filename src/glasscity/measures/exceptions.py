"""Base rates of harmful deeds that differ between groups, and by what right."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.measures.names import kinds_of
from glasscity.results.run import Run

RULE = "Base rates of harmful deeds are equal across groups, except as listed here."


@dataclass(frozen=True)
class Unequal:
    """A harmful kind whose base rate is multiplied by the levels of a dimension."""

    kind: str
    title: str
    dimension: str
    multipliers: tuple[tuple[str, float], ...]
    grounds: tuple[str, ...]

    def sentence(self) -> str:
        """The exception in words, with its grounds."""
        levels = ", ".join(f"{level} x{value:g}" for level, value in self.multipliers)
        return f"{self.title} by {self.dimension}: {levels} ({'; '.join(self.grounds)})"


def unequal_base_rates(run: Run) -> tuple[Unequal, ...]:
    """Each exception, in file order; multipliers that are all 1 are none."""
    found = []
    for kind in kinds_of(run.city.conduct).values():
        if kind.valence != "harmful":
            continue
        for by in kind.by:
            quantities = by.levels.values()
            if all(quantity.value == 1.0 for quantity in quantities):
                continue
            grounds = dict.fromkeys(
                f"{q.source}, grade {q.grade}" if q.source else f"assumed: {q.assumed}"
                for q in quantities
            )
            levels = tuple((level, q.value) for level, q in by.levels.items())
            found.append(Unequal(kind.id, kind.title.en, by.by, levels, tuple(grounds)))
    return tuple(found)


def sentences_of_exceptions(run: Run) -> list[str]:
    """Each exception in words."""
    return [exception.sentence() for exception in unequal_base_rates(run)]
