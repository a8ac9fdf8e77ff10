"""A sweep in plain words: what it lives, and which numbers it moves how far."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.resolve import Examined
from glasscity.documents.sweep import Moved, Sweep
from glasscity.documents.swept import columns_of, number_of
from glasscity.documents.telling import Block, Language, Row, Section
from glasscity.documents.uncertain import Doubt

DESIGN = {
    "latin-hypercube": "A Latin hypercube: each number is drawn once from every part of its range.",
    "sobol": "A Sobol sequence: settings that leave no corner empty.",
}
HALVES = "Half of the settings lie below the stated value of a number, half above."


def counted(n: float, noun: str) -> str:
    """So many of something."""
    return f"{n:,g} {noun}" + ("" if n == 1 else "s")


def tell_sweep(examined: Examined, sweep: Sweep, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a sweep."""
    titles = {name: city.regime.title for name, city in examined.cities.items()}
    lived = tuple(Row(name, "", str(getattr(title, language))) for name, title in titles.items())
    summary = str(getattr(sweep.summary, language))
    size = (
        f"{counted(sweep.members, 'run')}: {counted(len(sweep.scenarios), 'scenario')}, "
        f"{counted(sweep.settings, 'setting')}, {counted(sweep.seeds.many, 'seed')}."
    )
    each = f"Each is lived by {sweep.people:,} people for {counted(sweep.years, 'year')}."
    if sweep.population is not None:
        each += f" All live in {sweep.population}."
    return (
        Section(
            str(getattr(sweep.title, language)),
            (Block(sweep.id, (summary, size, each, "There is no objective.")),),
        ),
        Section("What is lived", (Block("", rows=lived),)),
        Section("Which numbers are moved", tuple(_moved(examined, sweep))),
    )


def _moved(examined: Examined, sweep: Sweep) -> Iterator[Block]:
    draws = sweep.draws
    if draws is None:
        yield Block("", ("None: every scenario is lived as it is written.",))
        return
    beside = f"{counted(draws.many, 'setting')} beside the one as written."
    yield Block("", (beside, DESIGN[draws.by], HALVES))
    if draws.numbers is None:
        n = len(columns_of(sweep, examined.cities))
        yield Block("", (f"Every number that is written with a range: {n:,} of them.",))
        return
    for moved in draws.numbers:
        because = () if moved.because is None else (moved.because,)
        yield Block(moved.name, (*_spans(examined, moved), *because))


def _spans(examined: Examined, moved: Moved) -> Iterator[str]:
    """A number and its range as the scenarios have it; alike ones once."""
    told: dict[str, list[str]] = {}
    for name, city in examined.cities.items():
        doubt = number_of(moved, city)
        if isinstance(doubt, Doubt):
            low, high = doubt.range
            more = f", with {len(doubt.places) - 1} more like it" if len(doubt.places) > 1 else ""
            unit = doubt.quantity.unit
            words = f"{doubt.quantity.value:g} {unit}, from {low:g} to {high:g}{more}"
            told.setdefault(words, []).append(name)
    for words, names in told.items():
        yield words if len(names) == len(examined.cities) else f"{words} (in {', '.join(names)})"
