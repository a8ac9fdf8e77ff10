"""How much of each family of a rule set is sourced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.documents.quantities import evidenced
from glasscity.evidence import Quantity
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.wording import listed


@dataclass(frozen=True)
class Share:
    """Numbers of one part of the documents: sourced, assumed with a range, and without one."""

    part: str
    sourced: int
    ranged: int
    bare: int

    @property
    def total(self) -> int:
        """All its numbers."""
        return self.sourced + self.ranged + self.bare

    @property
    def share(self) -> float:
        """The sourced share."""
        return self.sourced / self.total if self.total else 0.0


def shares_of(ground: Ground) -> tuple[Share, ...]:
    """The families of the regime that hold numbers, then conduct and population."""
    city = ground.city
    parts = [(name, getattr(city.regime, name)) for name in type(city.regime).model_fields]
    found = [_share(name, part) for name, part in parts]
    found += [_share("conduct", city.conduct), _share("population", city.population)]
    return tuple(row for row in found if row.total)


def _share(name: str, part: object) -> Share:
    numbers = [number for _, number in evidenced(part)]
    sourced = sum(number.source is not None for number in numbers)
    ranged = sum(
        isinstance(number, Quantity) and number.source is None and number.range is not None
        for number in numbers
    )
    return Share(name, sourced, ranged, len(numbers) - sourced - ranged)


def unsourced(ground: Ground) -> Iterator[Finding]:
    """Families of the regime in which no number is sourced."""
    if ground.city.regime.status in ("fictional", "test"):
        return
    own = [row for row in shares_of(ground) if row.part in type(ground.city.regime).model_fields]
    rows = [row for row in own if row.sourced == 0]
    if rows:
        parts = listed([f"'{row.part}' ({row.total})" for row in rows])
        bare = sum(row.bare for row in rows)
        ranges = f"{bare} without a range" if bare else "all have a range"
        yield ground.finding(
            "nothing-sourced",
            "note",
            (rows[0].part,),
            f"no number of {parts} is sourced; {ranges}",
            "what the rules do there is this file's assumption, not the record",
            "cite what is known, and give the rest a range",
        )
