"""Everything that is asked about the doubts of findings, together and in order."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import OfWorld
from glasscity.results.parts import write_whole
from glasscity.studies.doubt.alike import Alike, alike
from glasscity.studies.doubt.flip import BUDGET, Flip, Step, leanings, smallest_flip
from glasscity.studies.doubt.hands import hands
from glasscity.studies.doubt.influence import Influence, influence
from glasscity.studies.doubt.survey import Survey, identity, survey
from glasscity.studies.doubt.survival import Finding, Survival, survival

Tell = Callable[[str], None]
Variant = tuple[str, City]
"""Another form of a city, or a city with no knowledge at all, and how it is called."""


class Measures(Protocol):
    """Named numbers of a city, of which one can be asked for alone."""

    def __call__(self, city: City, /) -> Mapping[str, float]:
        """The numbers, NaN where one is not estimable."""
        ...

    def only(self, name: str) -> Self:
        """The same for one number."""
        ...


@dataclass(frozen=True)
class Asked:
    """How much is tried: ``settings`` of all doubts, ``budget`` cities in each search."""

    settings: int = 512
    budget: int = BUDGET
    workers: int = 1
    keep: Path | None = None


@dataclass(frozen=True)
class Inquiry:
    """What became of each finding, in their order; ``variants`` holds numbers by name."""

    survey: Survey
    survivals: tuple[Survival, ...]
    influences: tuple[Influence, ...]
    flips: tuple[Flip, ...]
    variants: tuple[tuple[str, Mapping[str, float]], ...]
    alike: tuple[Alike, ...]


def inquire(
    city: City,
    measures: Measures,
    findings: Sequence[Finding],
    asked: Asked,
    variants: Sequence[Variant],
    tell: Tell,
) -> Inquiry:
    """Try the settings, search for the smallest change of each finding, live the variants.

    With ``asked.keep``, a folder for this very question, what is done is kept and never done
    twice. Raises studies.doubt.survey.TooFewError.
    """

    def progress(done: int, n: int) -> None:
        tell(f"settings of the assumptions: {done} of {n}")

    tried = survey(city, measures, asked.settings, asked.keep, asked.workers, progress)
    return Inquiry(
        survey=tried,
        survivals=tuple(survival(tried, it) for it in findings),
        influences=tuple(influence(tried, it.name) for it in findings),
        flips=tuple(_flips(city, measures, findings, tried, asked, tell)),
        variants=tuple(_lived(measures, findings, variants, asked.keep, tell)),
        alike=alike(city),
    )


def _lived(
    measures: Measures,
    findings: Sequence[Finding],
    variants: Sequence[Variant],
    keep: Path | None,
    tell: Tell,
) -> Iterator[tuple[str, Mapping[str, float]]]:
    from glasscity.engine.trouble import RunError

    for name, city in variants:
        path = None if keep is None else keep / f"form-{identity(city)}.json"
        if path is not None and path.is_file():
            yield name, _numbers(json.loads(path.read_text("utf-8")))
            continue
        tell(f"another form: {name}")
        try:
            found = dict(measures(city))
        except (DocumentError, RunError, ValueError):  # one that fails leaves the others
            found = {it.name: _alone(measures.only(it.name), it.name, city) for it in findings}
        if path is not None:
            plain = {key: None if math.isnan(it) else it for key, it in found.items()}
            write_whole(path, json.dumps(plain, allow_nan=False).encode())
        yield name, found


def _alone(measures: Measures, name: str, city: City) -> float:
    """One number of a city, NaN where it cannot be worked out."""
    from glasscity.engine.trouble import RunError

    try:
        return measures(city)[name]
    except (DocumentError, RunError, ValueError):
        return math.nan


def _numbers(plain: Mapping[str, float | None]) -> dict[str, float]:
    return {key: math.nan if it is None else it for key, it in plain.items()}


def _flips(
    city: City,
    measures: Measures,
    findings: Sequence[Finding],
    tried: Survey,
    asked: Asked,
    tell: Tell,
) -> Iterator[Flip]:
    """The smallest change of each finding, as far as they were found before, else searched for."""
    kept = [_read(asked, it, tried) for it in findings]
    searches = [
        None if flip else _search(city, measures, it, tried, asked)
        for it, flip in zip(findings, kept, strict=True)
    ]
    with hands(_found, asked.workers) as hand:
        waiting = [None if it is None else hand(it) for it in searches]
        for finding, flip, done in zip(findings, kept, waiting, strict=True):
            if flip is None and done is not None:
                tell(f"what would flip it: {finding.words}")
                flip = done()
                _write(asked, flip)
            if flip is not None:
                yield flip


def _found(search: Callable[[], Flip]) -> Flip:
    return search()


def _search(
    city: City, measures: Measures, finding: Finding, tried: Survey, asked: Asked
) -> Callable[[], Flip]:
    leans = [
        (doubt, lean)
        for doubt, lean in leanings(tried, finding.name).items()
        if isinstance(doubt, OfWorld)
    ]
    alone = measures.only(finding.name)
    return partial(smallest_flip, city, alone, finding, leans, asked.budget)


def _path(asked: Asked, name: str) -> Path | None:
    return None if asked.keep is None else asked.keep / f"flip-{name}-{asked.budget}.json"


def _write(asked: Asked, flip: Flip) -> None:
    path = _path(asked, flip.finding.name)
    if path is None:
        return
    numbers = {"stated": flip.stated, "value": flip.value}
    plain = {
        **{name: None if math.isnan(it) else it for name, it in numbers.items()},
        "steps": [[step.doubt.name, step.value, step.part] for step in flip.steps],
        "runs": flip.runs,
    }
    write_whole(path, json.dumps(plain, allow_nan=False).encode())


def _read(asked: Asked, finding: Finding, tried: Survey) -> Flip | None:
    path = _path(asked, finding.name)
    if path is None or not path.is_file():
        return None
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    by_name = {doubt.name: doubt for doubt in tried.doubts if isinstance(doubt, OfWorld)}
    steps = tuple(Step(by_name[name], value, part) for name, value, part in plain["steps"])
    stated, value = (math.nan if plain[it] is None else plain[it] for it in ("stated", "value"))
    return Flip(finding, stated, value, steps, plain["runs"], asked.budget)
