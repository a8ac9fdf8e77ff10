"""The worlds that a comparison names: regimes, and worlds made from the first of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from glasscity.documents import switches
from glasscity.documents.apart import without_cross_context
from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.resolve import City, load
from glasscity.documents.shelf import is_path, names

Make = Callable[[City], City]
SHORT = 32
"""A longer title has no room in charts and tables."""


@dataclass(frozen=True)
class Made:
    """A world made from a regime's city by taking something away; ``title`` as faces call it."""

    title: str
    make: Make


MADE = {
    "none": Made("no regime", switches.no_regime),
    "perfect-sight": Made("perfect sight", switches.perfect_sight),
    "without-error": Made("no error", switches.without_error),
    "without-responses": Made("nobody responding", switches.without_responses),
    "without-recourse": Made("no way back", switches.without_recourse),
    "without-cross-context": Made("no cross-context consequence", without_cross_context),
    "placebo": Made("a regime that knows nothing", switches.placebo),
}
"""By the word that a person gives."""


@dataclass(frozen=True)
class Named:
    """A world of a comparison; ``make`` where it is made from the first regime's city."""

    name: str
    title: str
    city: City
    make: Make | None = None

    @property
    def short(self) -> str:
        """The title where it is short, else the name."""
        return self.title if len(self.title) <= SHORT else Path(self.name).stem


def worlds_of(given: Sequence[str], population: str | None = None) -> tuple[Named, ...]:
    """The worlds that these names mean: the first is compared with each other one.

    ``population``: another for all of them to be lived on. Raises DocumentError with every problem.
    """
    problems = list(_asked(given))
    if problems:
        raise DocumentError(problems)
    regimes = {name: load(name, population=population) for name in given if name not in MADE}
    base = next(iter(regimes.values()))
    titles = [city.regime.title.en for city in regimes.values()]
    return tuple(
        Named(name, MADE[name].title, MADE[name].make(base), MADE[name].make)
        if name in MADE
        else Named(name, _title(name, regimes[name], titles), regimes[name])
        for name in given
    )


def _title(name: str, city: City, titles: list[str]) -> str:
    """The title of a regime, or its name where another has the same title."""
    title = city.regime.title.en
    return title if titles.count(title) == 1 else name


def _asked(given: Sequence[str]) -> list[Problem]:
    """What is wrong with the names before any file is read."""
    if len(given) < 2:
        told = given[0] if given else "compare"
        what, mend = "one world cannot be compared", "name two or more, as in: suqian-2018 none"
        return [Problem(told, 0, 0, "", what, mend)]
    found = []
    if all(name in MADE for name in given):
        what = "is made from a regime, and none is named"
        found.append(Problem(given[0], 0, 0, "", what, "name a regime too"))
    for name in dict.fromkeys(given):
        if given.count(name) > 1:
            found.append(Problem(name, 0, 0, "", "is named twice", "name each world once"))
        known = (*names("regime"), *names("scenario"), *MADE)
        if not is_path(name) and name not in known:
            what = "is neither a regime or scenario of the catalogue nor a world that can be made"
            mend = f"name a YAML file, or one of: {some_of(known, 20)}"
            found.append(Problem(name, 0, 0, "", what, mend, did_you_mean(name, known)))
    return found
