"""What the catalogue holds, and how far each rule set of it is sourced and tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.documents import shelf
from glasscity.documents.resolve import load
from glasscity.documents.sourced import Tally, tally
from glasscity.documents.tested import Trial, trials_of
from glasscity.studies.lint.recorded import Recorded, recorded


@dataclass(frozen=True)
class Entry:
    """A regime of the catalogue.

    ``numbers`` are its own, ``all_numbers`` those of its conduct and population too; ``tests``
    are by column, ``findings`` those of ``glasscity lint``.
    """

    name: str
    title: str
    status: str
    population: str
    conduct: str
    numbers: Tally
    all_numbers: Tally
    tests: dict[str, tuple[Trial, ...]]
    findings: tuple[Recorded, ...]

    @property
    def questions(self) -> int:
        """Findings that want an answer."""
        return sum(it.severity == "question" for it in self.findings)

    @property
    def notes(self) -> int:
        """Findings that are good to know."""
        return len(self.findings) - self.questions


def entries() -> Iterator[Entry]:
    """Every regime of the catalogue, in alphabetical order."""
    for name in shelf.names("regime"):
        city = load(name)
        yield Entry(
            name,
            city.regime.title.en,
            city.regime.status,
            city.population.id,
            city.conduct.id,
            tally(city.regime),
            tally(city.regime, city.conduct, city.population),
            trials_of(name),
            tuple(recorded(name).values()),
        )


def machine_entry(entry: Entry) -> dict[str, object]:
    """An entry as plain JSON."""
    return {
        "name": entry.name,
        "title": entry.title,
        "status": entry.status,
        "population": entry.population,
        "conduct": entry.conduct,
        "sourced": entry.numbers.sourced,
        "numbers": entry.numbers.total,
        "sourced_share": round(entry.numbers.share, 4),
        "sourced_share_with_conduct_and_population": round(entry.all_numbers.share, 4),
        "tests": {
            column: [{"rests_on": it.rests_on, "says": it.says} for it in them]
            for column, them in entry.tests.items()
        },
        "questions": entry.questions,
        "notes": entry.notes,
    }
