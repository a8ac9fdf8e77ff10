"""A regime with the population and conduct it names: a city that can be run."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from glasscity.documents import shelf
from glasscity.documents.check import Sheet, check_never, run_checks, sheet_of
from glasscity.documents.check_conduct import CONDUCT_CHECKS
from glasscity.documents.check_population import POPULATION_CHECKS
from glasscity.documents.check_regime import regime_checks
from glasscity.documents.cited import Citable, check_evidence, citable, together
from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import digest
from glasscity.documents.page import Page
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.read import FORMATS, Document, read
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.setting import Setting
from glasscity.evidence import Frozen

M = TypeVar("M", bound=Frozen)


@dataclass(frozen=True)
class City:
    """A regime, and the population and conduct it is run on, checked against one another."""

    regime: Regime
    population: Population
    conduct: Conduct
    references: References

    @functools.cached_property
    def digests(self) -> dict[str, str]:
        """sha256 (hex) of the resolved ``regime``, ``population`` and ``conduct``."""
        return {
            "regime": digest(self.regime),
            "population": digest(self.population),
            "conduct": digest(self.conduct),
        }


def load(name_or_path: str, references: References | None = None) -> City:
    """The city of a regime of the catalogue, or of a file whose name ends in .yaml.

    ``references`` stands in for the packaged list; documents may add lists of their own.
    Raises DocumentError with every problem of all three documents.
    """
    examined = examine(shelf.find("regime", name_or_path), references)
    if examined.city is not None:
        return examined.city
    page = examined.document.page
    what = f"is no regime but has the format '{page.plain['format']}'"
    raise DocumentError([page.problem(("format",), what, "name a file with a regime")])


def load_study(family: str, name_or_path: str, shape: type[M]) -> M:
    """The document of a study beside the engine, from the catalogue or a file.

    ``family`` is the word of its format, ``shape`` its model. Raises DocumentError.
    """
    examined = examine(shelf.find(family, name_or_path))
    if isinstance(examined.model, shape):
        return examined.model
    page = examined.document.page
    what = f"is no {family} but has the format '{page.plain['format']}'"
    raise DocumentError([page.problem(("format",), what, f"name a file for {family}")])


@dataclass(frozen=True)
class Examined:
    """A document of any format without problems, and the city if it is a regime."""

    document: Document[Frozen]
    model: Frozen
    city: City | None
    references: References

    @property
    def parts(self) -> list[tuple[str, Frozen]]:
        """The document by its kind; after a regime the conduct and population it is run on."""
        if self.city is None:
            kind = str(self.document.page.plain["format"]).split("/")[1]
            return [(kind, self.model)]
        city = self.city
        return [
            ("regime", city.regime),
            ("conduct", city.conduct),
            ("population", city.population),
        ]


def examine(path: Path, references: References | None = None) -> Examined:
    """Read and check a file, and the population and conduct it names if it is a regime.

    Raises DocumentError with all their problems.
    """
    document = read(path)
    packaged = references if references is not None else packaged_references()
    if document.page.plain.get("format") == "glasscity/regime/1":
        city = _city(cast(Document[Regime], document), path.parent, packaged)
        return Examined(document, city.regime, city, city.references)
    known = citable(document, packaged)
    problems = _problems(document, known)
    if problems or document.model is None:
        raise DocumentError(problems)
    return Examined(document, document.model, None, together([(document.page, known)], packaged))


@functools.cache
def packaged_references() -> References:
    """The references of the catalogue. Raises DocumentError if its file is broken."""
    document = read(shelf.facts())
    if document.problems or not isinstance(document.model, References):
        raise DocumentError(document.problems)
    return document.model


def _problems(document: Document[Frozen], known: Citable) -> list[Problem]:
    """The problems of a document by itself, and of the list of references that it names."""
    in_file = replace(document.page, shifted={})
    found = [*document.problems, *known.problems, *check_evidence(in_file, known)]
    sheet: Sheet[Any] | None = sheet_of(document)
    if sheet is None:
        return found
    if isinstance(sheet.model, Conduct):
        found += run_checks(sheet, CONDUCT_CHECKS)
    elif isinstance(sheet.model, Population):
        found += run_checks(sheet, POPULATION_CHECKS)
    found += run_checks(sheet, [check_never])
    return found


def _city(document: Document[Regime], folder: Path, packaged: References) -> City:
    problems: list[Problem] = []
    population = _named(document, "population", Population, folder, problems)
    conduct = _named(document, "conduct", Conduct, folder, problems)
    parts: list[tuple[Page, Citable]] = []
    for part in (document, population, conduct):
        if part is not None:
            parts.append((part.page, citable(part, packaged)))
            problems += _problems(part, parts[-1][1])
    try:
        references = together(parts, packaged)
    except DocumentError as error:
        references = packaged
        problems += error.problems
    sheet = sheet_of(document)
    if sheet is not None:
        setting = Setting(
            sheet_of(population) if population is not None else None,
            sheet_of(conduct) if conduct is not None else None,
        )
        problems += run_checks(sheet, regime_checks(setting))
    if problems or sheet is None or population is None or conduct is None:
        raise DocumentError(problems)
    if population.model is None or conduct.model is None:
        raise DocumentError(problems)
    return City(sheet.model, population.model, conduct.model, references)


def _named(
    document: Document[Regime],
    family: str,
    shape: type[M],
    folder: Path,
    problems: list[Problem],
) -> Document[M] | None:
    """The document that a regime names, None (and a problem) where there is none."""
    name = document.page.plain.get(family)
    if not isinstance(name, str) or not name:
        return None
    path = folder / name if shelf.is_path(name) else shelf.packaged(family, name)
    if path is None:
        problems.append(document.page.problem((family,), *shelf.unknown(family, name)))
        return None
    if not path.is_file():
        what, mend = f"there is no file '{name}' beside this regime", "mend the path"
        problems.append(document.page.problem((family,), what, mend))
        return None
    try:
        named = read(path)
    except DocumentError as error:
        problems += error.problems
        return None
    given = named.page.plain.get("format")
    if given in FORMATS and FORMATS[str(given)] is not shape:
        what = f"'{name}' has the format '{given}'"
        problems.append(document.page.problem((family,), what, f"name a {family}"))
        return None
    return cast(Document[M], named)
