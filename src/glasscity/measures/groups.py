"""The groups whose burdens are compared: the levels of each dimension, and everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.results.run import Run
from glasscity.vocabulary.strata import SUBJECTS, Subject

EVERYBODY = "everybody"

LABELS = {
    "sex": "Sex",
    "age": "Age",
    "income": "Income fifth",
    "residence": "Residence",
    "online": "Online",
    "ownership": "Ownership",
    "sector": "Sector",
    "size": "Employees",
    "seat": "Seat",
    "market": "Market",
    EVERYBODY: "Everybody",
}
"""How a dimension is written in a face."""


def subject_of(run: Run) -> Subject:
    """What the population of the run is made of: people, or firms."""
    return SUBJECTS[run.city.population.unit]


def many(run: Run) -> str:
    """How a face calls those who are counted: people, or firms."""
    return subject_of(run).many


@dataclass(frozen=True)
class Group:
    """A level of a dimension with its simulated people and their person-years."""

    dimension: str
    level: str
    n: int
    person_years: float


def groups_of(run: Run) -> Iterator[Group]:
    """Everybody, then each level of each dimension in permanent order, empty ones included."""
    n = run.tallies.sum("people")
    yield Group(EVERYBODY, EVERYBODY, n, n * run.years)
    for dimension, levels in subject_of(run).dimensions.items():
        people = counts_by(run, "people", dimension)
        for level in levels:
            n = people.get(level, 0)
            yield Group(dimension, level, n, n * run.years)


def counts_by(run: Run, measure: str, dimension: str) -> dict[str, int]:
    """The count of a measure by level of a dimension, over the whole run."""
    if dimension == EVERYBODY:
        return {EVERYBODY: run.tallies.sum(measure)}
    frame = run.tallies.total(measure, dimension)
    return dict(zip(frame[dimension], frame["count"].tolist(), strict=True))
