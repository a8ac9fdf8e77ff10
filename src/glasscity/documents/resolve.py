"""A regime with the population and conduct it names: a city that can be run."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from glasscity.documents import shelf
from glasscity.documents.check import Sheet, check_never, run_checks, sheet_of
from glasscity.documents.check_claims import check_claims
from glasscity.documents.check_conduct import CONDUCT_CHECKS
from glasscity.documents.check_population import POPULATION_CHECKS
from glasscity.documents.check_regime import regime_checks
from glasscity.documents.cited import Citable, Entries, check_evidence, citable, together
from glasscity.documents.city import City, Origin
from glasscity.documents.claim import Claims
from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import digest
from glasscity.documents.page import Loc, Page
from glasscity.documents.patch import Done, draft_of
from glasscity.documents.patched import check_digest, page_of
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.read import FORMATS, Document, read, shaped
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.scenario import Scenario
from glasscity.documents.setting import Setting
from glasscity.documents.sweep import Sweep
from glasscity.documents.swept import check_sweep
from glasscity.documents.switches import on_population
from glasscity.evidence import Frozen

__all__ = ["City", "Examined", "examine", "load", "load_study", "moved", "packaged_references"]

M = TypeVar("M", bound=Frozen)
Folders = dict[str, Path]
"""Where paths to documents lead from, by the family named."""


def load(
    name_or_path: str, references: References | None = None, population: str | None = None
) -> City:
    """The city of a regime or scenario of the catalogue, or of a file whose name ends in .yaml.

    ``references`` stands in for the packaged list; documents may add lists of their own.
    With ``population`` it is run on another one. Raises DocumentError with every problem of all
    three documents.
    """
    examined = examine(shelf.find("regime", name_or_path), references)
    if examined.city is not None:
        return examined.city if population is None else moved(examined.city, population)
    page = examined.document.page
    what = f"is no regime but has the format '{page.plain['format']}'"
    raise DocumentError([page.problem(("format",), what, "name a regime or a scenario")])


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
    """A document of any format without problems, and the city if it is a regime or a scenario.

    ``folders`` are those in which a city's other documents were looked for, ``own`` what its
    regime may cite beside the packaged list. Of a scenario, ``base`` is what it changes and
    ``done`` what its changes did. Of a sweep, ``cities`` are those it lives, by its names.
    """

    document: Document[Frozen]
    model: Frozen
    city: City | None
    references: References
    folders: Folders = field(default_factory=dict)
    own: Entries = field(default_factory=dict)
    base: City | None = None
    done: tuple[Done, ...] = ()
    cities: dict[str, City] = field(default_factory=dict)

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


def examine(
    path: Path, references: References | None = None, above: tuple[Path, ...] = ()
) -> Examined:
    """Read and check a file, and the documents it names if it is a regime or a scenario.

    ``above`` are the scenarios of which it is the base. Raises DocumentError with all problems.
    """
    document = read(path)
    packaged = references if references is not None else packaged_references()
    given = document.page.plain.get("format")
    if given == "glasscity/regime/1":
        regime = cast(Document[Regime], document)
        folders = dict.fromkeys(("population", "conduct", "firms"), path.parent)
        city = _city(regime, folders, packaged)
        own = citable(document, packaged).own
        return Examined(document, city.regime, city, city.references, folders, own)
    if given == "glasscity/scenario/1":
        return _scenario(cast(Document[Scenario], document), path, packaged, above)
    if given == "glasscity/sweep/1":
        return _sweep(cast(Document[Sweep], document), path, packaged)
    known = citable(document, packaged)
    problems = _problems(document, known)
    if problems or document.model is None:
        raise DocumentError(problems)
    return Examined(document, document.model, None, together([(document.page, known)], packaged))


def _scenario(
    document: Document[Scenario], path: Path, packaged: References, above: tuple[Path, ...]
) -> Examined:
    """A scenario and the city that it makes. Raises DocumentError with all problems."""
    problems = [*document.problems]
    base = _base(document, path, packaged, above, problems)
    scenario = document.model
    if base is None or base.city is None or scenario is None:
        raise DocumentError(problems)
    if "digest" not in document.replaced:
        problems += check_digest(document.page, scenario, base.city)
    draft = draft_of(document.page, scenario, base.city)
    problems += draft.problems
    folders = {**base.folders, **dict.fromkeys(draft.swapped, path.parent)}
    entries = {**packaged.entries, **base.own}
    known = References(format=packaged.format, entries=entries)
    regime = shaped(page_of(draft), Regime)
    try:
        city = _city(regime, folders, known)
    except DocumentError as error:
        raise DocumentError([*problems, *error.problems]) from None
    if problems:
        raise DocumentError(problems)
    origin = Origin(scenario.id, digest(scenario), base.city.regime.id, base.city.digests["regime"])
    city = replace(city, origin=origin)
    own = {**base.own, **citable(document, packaged).own}
    done = tuple(draft.done)
    return Examined(document, scenario, city, city.references, folders, own, base.city, done)


def _base(
    document: Document[Scenario],
    path: Path,
    packaged: References,
    above: tuple[Path, ...],
    problems: list[Problem],
) -> Examined | None:
    """What a scenario changes, None (and a problem) where there is none."""
    name = document.page.plain.get("base")
    if not isinstance(name, str) or not name or "base" in document.replaced:
        return None
    return _other(document.page, ("base",), name, path, packaged, above, problems)


def _other(
    page: Page,
    loc: Loc,
    name: str,
    path: Path,
    packaged: References,
    above: tuple[Path, ...],
    problems: list[Problem],
) -> Examined | None:
    """The regime or scenario that a document names at ``loc``, None (and a problem) without."""
    where = path.parent / name if shelf.is_path(name) else shelf.shelved("regime", name)
    if where is None:
        problems.append(page.problem(loc, *shelf.unknown("regime", name)))
        return None
    if not where.is_file():
        what, mend = f"there is no file '{name}' beside this document", "mend the path"
        problems.append(page.problem(loc, what, mend))
        return None
    chain = (*above, path.resolve())
    if where.resolve() in chain:
        what = f"'{name}' is made from this scenario itself"
        problems.append(page.problem(loc, what, "name a regime"))
        return None
    try:
        found = examine(where, packaged, chain)
    except DocumentError as error:
        problems += error.problems
        return None
    if found.city is None:
        what = f"'{name}' has the format '{found.document.page.plain['format']}'"
        problems.append(page.problem(loc, what, "name a regime or a scenario"))
        return None
    return found


def _sweep(document: Document[Sweep], path: Path, packaged: References) -> Examined:
    """A sweep and the cities that it lives. Raises DocumentError with all problems."""
    problems = [*document.problems]
    page, sweep, sheet = document.page, document.model, sheet_of(document)
    if sweep is None or sheet is None:
        raise DocumentError(problems)
    cities: dict[str, City] = {}
    for n, name in enumerate(() if "scenarios" in document.replaced else sweep.scenarios):
        loc: Loc = ("scenarios", n)
        if name in sweep.scenarios[:n]:
            problems.append(page.problem(loc, f"'{name}' stands here twice", "leave one out"))
            continue
        found = _other(page, loc, name, path, packaged, (), problems)
        if found is not None and found.city is not None:
            cities[name] = found.city
    if sweep.population is not None and cities:
        cities = _resettled(page, sweep.population, path, cities, problems)
    problems += run_checks(sheet, [lambda it: check_sweep(it, cities)])
    if problems:
        raise DocumentError(problems)
    return Examined(document, sweep, None, packaged, cities=cities)


def _resettled(
    page: Page, name: str, path: Path, cities: dict[str, City], problems: list[Problem]
) -> dict[str, City]:
    """Cities on the population that a sweep names; none (and a problem) where that cannot be."""
    where = str(path.parent / name) if shelf.is_path(name) else name
    if not shelf.is_path(name) and shelf.packaged("population", name) is None:
        problems.append(page.problem(("population",), *shelf.unknown("population", name)))
        return {}
    try:
        return {key: moved(city, where) for key, city in cities.items()}
    except DocumentError as error:
        why = error.problems[0]
        problems.append(page.problem(("population",), f"'{name}': {why.what}", why.mend))
        return {}


def moved(city: City, name_or_path: str) -> City:
    """The city on another population, of the catalogue or of a file. Raises DocumentError."""
    examined = examine(shelf.find("population", name_or_path))
    if isinstance(examined.model, Population):
        return on_population(city, examined.model, examined.references)
    page = examined.document.page
    what = f"is no population but has the format '{page.plain['format']}'"
    raise DocumentError([page.problem(("format",), what, "name a file with a population")])


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
    elif isinstance(sheet.model, Claims):
        found += run_checks(sheet, [lambda it: check_claims(it, known)])
    found += run_checks(sheet, [check_never])
    return found


def _city(document: Document[Regime], folders: Folders, packaged: References) -> City:
    problems: list[Problem] = []
    population = _named(document, "population", Population, folders["population"], problems)
    conduct = _named(document, "conduct", Conduct, folders["conduct"], problems)
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
    firms = _firms(document, folders["firms"], packaged, problems)
    if sheet is not None:
        setting = Setting(
            sheet_of(population) if population is not None else None,
            sheet_of(conduct) if conduct is not None else None,
            firms.regime if firms is not None else None,
        )
        problems += run_checks(sheet, regime_checks(setting))
    if problems or sheet is None or population is None or conduct is None:
        raise DocumentError(problems)
    if population.model is None or conduct.model is None:
        raise DocumentError(problems)
    return City(sheet.model, population.model, conduct.model, references, firms=firms)


def _firms(
    document: Document[Regime], folder: Path, packaged: References, problems: list[Problem]
) -> City | None:
    """The city of the firms that a regime names, None (and perhaps a problem) without one."""
    words = document.page.plain.get("firms")
    name = words.get("regime") if isinstance(words, dict) else None
    if not isinstance(name, str) or not name:
        return None
    place = ("firms", "regime")
    path = folder / name if shelf.is_path(name) else shelf.packaged("regime", name)
    if path is None or not path.is_file():
        what, mend = f"there is no rule set '{name}' for firms", "mend the name or the path"
        problems.append(document.page.problem(place, what, mend))
        return None
    fault: str | None = None
    city: City | None = None
    try:
        words = read(path).page.plain
        if words.get("format") != "glasscity/regime/1":
            fault = f"'{name}' is no regime"
        elif words.get("firms") is not None:
            fault = f"'{name}' names firms itself, and firms have none"
        else:
            city = examine(path, packaged).city
    except DocumentError as error:
        problems += error.problems
        return None
    if city is not None and city.population.unit != "firm":
        fault = f"'{name}' is a rule set for people, not for firms"
    elif city is not None and document.model and city.regime.clock != document.model.clock:
        fault = f"'{name}' has another clock than this regime"
    if fault is None:
        return city
    mend = "name a regime for firms with the same start and windows"
    problems.append(document.page.problem(place, fault, mend))
    return None


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
