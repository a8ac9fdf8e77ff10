"""Calibrate: what a regime gives where figures of the real system were published."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from glasscity.documents.published import Counted, PublishedFigure, published
from glasscity.documents.resolve import City, load
from glasscity.documents.sourced import citations
from glasscity.results.run import Run
from glasscity.studies.doubt.survey import identity, survey
from glasscity.studies.run import asked_of, simulate
from glasscity.vocabulary.time import YEAR_DAYS

SETTINGS, PEOPLE = 64, 20_000
WITHIN = 1.5
"""The factor within which a setting counts as near a figure: most of these are rough."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Held:
    """A figure, and what a city gives: at its own numbers, and at each setting tried.

    ``is_used``: the documents cite the same reference already, so that agreement proves nothing.
    """

    figure: PublishedFigure
    stated: float
    tried: tuple[float, ...]
    is_used: bool

    def is_near(self, value: float) -> bool:
        """Whether a value lies within the factor of the published one."""
        return self.figure.value / WITHIN <= value <= self.figure.value * WITHIN

    @property
    def span(self) -> tuple[float, float]:
        """The 5th and 95th percentile of the settings."""
        low, high = np.nanquantile(self.tried, (0.05, 0.95)).tolist()
        return low, high


@dataclass(frozen=True)
class Calibrated:
    """Each figure held against the city; ``refused`` settings made no city."""

    city: City
    held: tuple[Held, ...]
    refused: int

    @property
    def settings(self) -> int:
        """Settings tried."""
        return len(self.held[0].tried) if self.held else 0

    @property
    def near_all(self) -> int:
        """Settings that come near every figure at once."""
        rows = zip(*(it.tried for it in self.held), strict=True)
        return sum(
            all(it.is_near(value) for it, value in zip(self.held, row, strict=True)) for row in rows
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, as plain types."""
        return {
            "schema_version": 1,
            "regime": self.city.regime.id,
            "settings": self.settings,
            "refused": self.refused,
            "within_factor": WITHIN,
            "near_all": self.near_all,
            "figures": [
                {
                    "id": it.figure.id,
                    "source": it.figure.fact,
                    "grade": it.figure.grade,
                    "published": it.figure.value,
                    "stated": None if math.isnan(it.stated) else it.stated,
                    "p05_p95": [None if math.isnan(v) else v for v in it.span],
                    "near": sum(map(it.is_near, it.tried)),
                    "is_used": it.is_used,
                }
                for it in self.held
            ],
        }


def calibrate(
    name: str,
    objectives: Sequence[PublishedFigure] = (),
    people: int = PEOPLE,
    years: float = 5.0,
    settings: int = SETTINGS,
    seed: int = 1,
    keep: Path | None = None,
    progress: Progress | None = None,
) -> Calibrated:
    """Hold a regime against published figures, at ``settings`` of its doubtful numbers.

    ``objectives`` are all figures published of the regime, or these of them. Raises
    DocumentError, TypeError for objectives that are no published figures, ValueError.
    """
    city = load(name)
    wanted = tuple(objectives) or published(city.regime.id)
    for figure in wanted:
        if type(figure) is not PublishedFigure:
            raise TypeError("only published figures can be objectives; see PublishedFigure")
        if figure.regime != city.regime.id:
            told = f"'{figure.id}' was published of {figure.regime}, not of {city.regime.id}"
            raise ValueError(f"{told} - name figures of this regime")
    if not wanted:
        raise ValueError(f"nothing was published of '{city.regime.id}' that a run could be held to")
    measure = Figures(wanted, people, years, seed)
    folder = None
    if keep is not None:
        asked = identity(city, people=people, years=years, seed=seed, figures=str(wanted))
        folder = keep / f"calibrate-{asked}"
    found = survey(city, measure, settings, folder, progress=progress, seed=seed)
    parts = (("regime", city.regime), ("population", city.population), ("conduct", city.conduct))
    cited = {it.key for it in citations(parts)}
    held = tuple(
        Held(it, found.stated[it.id], tuple(found.values[it.id].tolist()), it.fact in cited)
        for it in wanted
    )
    return Calibrated(city, held, sum(found.refused.values()))


@dataclass(frozen=True)
class Figures:
    """What a city gives for each figure, lived by so many people."""

    wanted: tuple[PublishedFigure, ...]
    people: int
    years: float
    seed: int

    def __call__(self, city: City) -> Mapping[str, float]:
        """The figures by id; NaN where there is nobody to count."""
        run = simulate(city, asked_of(city, self.people, self.years, self.seed))
        return {it.id: figure_of(run, it) for it in self.wanted}


def figure_of(run: Run, figure: PublishedFigure) -> float:
    """What a run gives for a figure, a year; NaN where there is nobody to count."""
    counted = sum(_count(run, part) for part in figure.counted)
    measure, key = figure.over
    days = sum(run.outcome.window_days)
    base = run.outcome.people * days if measure == "people" else _count(run, (measure, key))
    return counted / base * YEAR_DAYS if base else math.nan


def _count(run: Run, part: Counted) -> float:
    """The count of a measure over all keys that begin so."""
    measure, key = part
    columns = run.outcome.columns
    wanted = [
        place
        for place, (name, found) in enumerate(columns)
        if name == measure and (found == key or found.startswith(f"{key}/"))
    ]
    return float(run.outcome.count[np.isin(run.outcome.column, wanted)].sum())
