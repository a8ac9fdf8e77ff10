"""Closed vocabularies of the documents."""

from __future__ import annotations

from typing import Literal, get_args

Context = Literal[
    "money", "traffic", "work", "speech", "family", "health", "civic", "consumption", "travel"
]
Valence = Literal["harmful", "neutral", "prosocial", "lawful-speech"]
Status = Literal["documented", "reconstructed", "announced", "fictional", "test"]
Grade = Literal["S", "P", "R", "R-", "D", "M"]
Unit = Literal[
    "points",
    "days",
    "years",
    "share",
    "chance",
    "per person-year",
    "per window",
    "per month",
    "per year",
    "people",
    "places",
    "records",
    "attempts",
    "hours",
    "deeds",
    "CNY",
    "multiple",
    "spread",
    "weight",
]
Dimension = Literal[
    "sex",
    "age",
    "income",
    "residence",
    "online",
    "ownership",
    "sector",
    "size",
    "seat",
    "market",
]
UnitOfPopulation = Literal["person", "firm"]

GRADES: tuple[str, ...] = get_args(Grade)
UNITS: tuple[str, ...] = get_args(Unit)
GRADE_MEANING: dict[str, str] = {
    "S": "stated in a source article",
    "P": "official text or statistics, or peer-reviewed research",
    "R": "reported by press, think-tank or encyclopaedia",
    "R-": "weakly reported",
    "D": "derived by arithmetic from graded facts",
    "M": "from memory, not seen",
}
