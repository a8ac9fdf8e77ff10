"""A city at many settings of what it is not sure of: the same people, the same luck."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rfc8785

from glasscity.documents.moot import worth_trying
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import Doubt, drawn
from glasscity.results.parts import write_whole
from glasscity.studies.doubt.hands import hands
from glasscity.studies.doubt.luck import Numbers, settings

Measure = Callable[[City], Mapping[str, float]]
"""Named numbers of a city; NaN where one is not estimable. Sent to processes: no lambda."""
Progress = Callable[[int, int], None]
"""Called with (settings done, settings asked for)."""

BATCH = 4
"""Settings in a part file: what an interruption loses at most, times the workers.

Few, for whole batches are measured: also where one setting that makes no city is replaced.
"""
PATIENCE = 4
"""Settings tried for each one asked for, before it is told that too few can be."""


@dataclass(frozen=True)
class Survey:
    """What was measured at each setting; ``refused`` counts those that no city can have, by why.

    ``points`` has a row of coordinates per setting, in the order of ``doubts``; ``values`` a
    column of as many numbers per name.
    """

    doubts: tuple[Doubt, ...]
    stated: Mapping[str, float]
    points: Numbers
    values: Mapping[str, Numbers]
    refused: Counter[str]

    @property
    def n(self) -> int:
        """Settings measured."""
        return len(self.points)


class TooFewError(ValueError):
    """Hardly any setting within the ranges makes a city."""


@dataclass(frozen=True)
class _Row:
    """What one setting gave: numbers, or why there is no such city."""

    values: Mapping[str, float] | None
    refused: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        if self.values is None:
            return {"refused": self.refused}
        found = {name: None if math.isnan(v) else v for name, v in self.values.items()}
        return {"values": found}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> _Row:
        """The row that :meth:`plain` wrote."""
        if "refused" in plain:
            return cls(None, str(plain["refused"]))
        given = plain["values"].items()
        return cls({name: math.nan if v is None else float(v) for name, v in given})


_Hand = Callable[[Numbers], Callable[[], list[_Row]]]
"""Takes a batch and returns what waits for its rows."""


def survey(
    city: City,
    measure: Measure,
    n: int,
    keep: Path | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    seed: int = 1,
) -> Survey:
    """Measure the city as it stands, and at ``n`` settings of all doubts that are read together.

    Settings that make no city are told and replaced. With ``keep``, a folder of this very
    survey (see :func:`identity`), finished batches are read from it and new ones added.
    Raises TooFewError.
    """
    found = worth_trying(city)
    points = settings(len(found), n, PATIENCE, seed)
    stated = dict(measure(city))
    rows: list[_Row] = []
    with hands(_Job(city, found, measure), workers) as hand:
        while (got := sum(row.values is not None for row in rows)) < n:
            first = len(rows)
            last = min(first + n - got, len(points))
            batches = [points[i : i + BATCH] for i in range(first, last, BATCH)]
            if not batches:
                raise TooFewError(_too_few(rows, n))
            for done in _measured(batches, first // BATCH, keep, hand):
                rows += done
                if progress is not None:
                    progress(min(n, sum(row.values is not None for row in rows)), n)
    return _survey(found, stated, points, rows, n)


def identity(city: City, **asked: float | str) -> str:
    """What makes a survey this one and no other, as 16 hexadecimal digits for its folder."""
    told = {name: str(value) for name, value in asked.items()}
    return hashlib.sha256(rfc8785.dumps({**city.digests, **told})).hexdigest()[:16]


def _survey(
    found: tuple[Doubt, ...], stated: Mapping[str, float], points: Numbers, rows: list[_Row], n: int
) -> Survey:
    kept = [i for i, row in enumerate(rows) if row.values is not None][:n]
    last = kept[-1] if kept else 0
    refused = Counter(row.refused for row in rows[: last + 1] if row.values is None)
    values = {
        name: np.array([(rows[i].values or {}).get(name, math.nan) for i in kept])
        for name in stated
    }
    return Survey(found, stated, points[kept], values, refused)


def _too_few(rows: list[_Row], n: int) -> str:
    why = Counter(row.refused for row in rows if row.values is None).most_common(1)
    reason = f"; most often: {why[0][0]}" if why else ""
    return (
        f"of {len(rows)} settings within the ranges too few make a city ({n} wanted){reason}; "
        "mend ranges that do not go together"
    )


def _measured(
    batches: Sequence[Numbers], first: int, keep: Path | None, hand: _Hand
) -> Iterator[list[_Row]]:
    """The rows of each batch in order, read where they are kept, else measured and kept."""
    kept = [_read(keep, first + i, len(batch)) for i, batch in enumerate(batches)]
    asked = [
        hand(batch) if rows is None else None for batch, rows in zip(batches, kept, strict=True)
    ]
    for i, (rows, done) in enumerate(zip(kept, asked, strict=True)):
        if rows is None and done is not None:
            rows = done()
            _write(keep, first + i, rows)
        yield rows or []


def _part(keep: Path, number: int) -> Path:
    return keep / f"settings-{number:04d}.json"


def _read(keep: Path | None, number: int, size: int) -> list[_Row] | None:
    if keep is None or not _part(keep, number).is_file():
        return None
    rows = [_Row.of(it) for it in json.loads(_part(keep, number).read_text("utf-8"))]
    return rows if len(rows) == size else None


def _write(keep: Path | None, number: int, rows: list[_Row]) -> None:
    if keep is not None:
        text = json.dumps([row.plain() for row in rows], allow_nan=False)
        write_whole(_part(keep, number), text.encode())


@dataclass(frozen=True)
class _Job:
    """What measures a batch: every worker needs it once."""

    city: City
    doubts: tuple[Doubt, ...]
    measure: Measure

    def __call__(self, batch: Numbers) -> list[_Row]:
        """The rows of a batch of settings."""
        return [self._row(point) for point in batch]

    def _row(self, point: Numbers) -> _Row:
        from glasscity.engine.trouble import RunError

        try:
            return _Row(dict(self.measure(drawn(self.city, self.doubts, point))))
        except DocumentError as error:
            first = error.problems[0]
            return _Row(None, f"{first.file} {first.path}")
        except (RunError, ValueError) as error:
            return _Row(None, str(error))
