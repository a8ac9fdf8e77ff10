"""A population and a catalogue of conduct in plain words."""

from __future__ import annotations

from dataclasses import replace

from glasscity.documents.conduct import Conduct, Kind, Service
from glasscity.documents.places import places_of
from glasscity.documents.population import Margin, Population, Ties
from glasscity.documents.telling import (
    Block,
    Language,
    Row,
    Section,
    Tongue,
    rows_of,
    tongue_of,
)
from glasscity.documents.wording import amount, basis
from glasscity.vocabulary.strata import SUBJECTS


def tell_population(population: Population, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a population: who lives there, by which published margins."""
    title = str(getattr(population.title, language))
    made_up = "A test document: its margins are made up."
    about = made_up if population.status == "test" else "Made from published margins only."
    many = SUBJECTS[population.unit].many
    margins = tuple(_margin(margin) for margin in population.margins)
    look_alike = rows_of(population.look_alike_spread, "spread of being mistaken for others")
    return (
        Section(title, (Block(population.id, (about,), rows_of(population.people, many)),)),
        Section("Margins", margins),
        *(() if population.places is None else (Section("Places", _places(population)),)),
        Section("Coming and going", (_turnover(population),)),
        Section("Friends", _ties(population, language)),
        Section("Children", (_children(population),)),
        Section(
            "Photos and faces",
            (
                Block(
                    "", rows=(*rows_of(population.enrolled, "photo in the register"), *look_alike)
                ),
            ),
        ),
    )


def _places(population: Population) -> tuple[Block, ...]:
    """The regions of a nation, how many places each has, and how large those are."""
    given = population.places
    if given is None:
        return ()
    words = (
        "Lived whole, or one in so many, people stay in closed places.",
        "Each has its own pools and fields; with a number of people asked for, all are one place.",
        "Regions have as many places as their people come to (highest averages), all alike.",
    )
    sizes: dict[str, list[int]] = {}
    for place in places_of(population):
        sizes.setdefault(place.region, []).append(place.people)
    rows = tuple(Row(region, f"{len(found)} of {found[0]:,}") for region, found in sizes.items())
    own = tuple(
        replace(_margin(margin), heading=f"{region}: {' by '.join(margin.over)}")
        for region, of in given.own.items()
        for margin in of.margins
    )
    heading = Block("", words, rows_of(given.number, "places in all"))
    return (
        heading,
        Block(f"places of so many {SUBJECTS[population.unit].many}", (basis(given),), rows),
        *own,
    )


def _ties(population: Population, language: Language) -> tuple[Block, ...]:
    return tuple(
        Block(str(getattr(ties.title, language)), _tied(ties), rows_of(ties))
        for ties in population.ties
    ) or (Block("", ("Nobody knows anybody.",)),)


def _children(population: Population) -> Block:
    if population.children is None:
        return Block("", ("Nobody has children who depend on them, or none is said to.",))
    words = "So many people have children who depend on them; the others have none."
    return Block("", (words,), rows_of(population.children))


def _tied(ties: Ties) -> tuple[str, ...]:
    who = "everybody" if ties.looks is None else "those who look for somebody"
    words = f"So many rounds pair {who} with one other, some of them within their level of "
    words += f"'{ties.by}'."
    if ties.between is None:
        return (words,)
    one, other = (", ".join(levels) for levels in (ties.between.one, ties.between.other))
    return words, f"Only across {ties.between.by}: {one} with {other}."


def _turnover(population: Population) -> Block:
    if population.turnover is None:
        return Block("", ("Nobody leaves and nobody comes.",))
    many = SUBJECTS[population.unit].many
    words = f"Newcomers of the same stratum take the places of {many} who leave."
    return Block("", (words,), rows_of(population.turnover))


def _margin(margin: Margin) -> Block:
    rows = []
    for level, cell in margin.cells.items():
        inner = cell if isinstance(cell, dict) else {"": cell}
        for name, number in inner.items():
            label = f"{level}, {name}" if name else level
            rows.append(Row(label, amount(number, margin.unit)))
    words = (basis(margin),) if margin.assumed is None else (f"assumed: {margin.assumed}",)
    return Block(" by ".join(margin.over), words, tuple(rows))


def tell_conduct(conduct: Conduct, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a catalogue of conduct: what people do and try, and how often."""
    tongue = tongue_of(language, conduct)
    factors = tuple(
        Block(tongue.of(factor.title), (factor.id,), rows_of(factor)) for factor in conduct.factors
    )
    correlation = rows_of(conduct.correlation, "correlation of any two")
    return (
        Section(tongue.of(conduct.title), (Block(conduct.id, rows=correlation),)),
        Section("What lies behind deeds", factors),
        Section("Deeds", tuple(_kind(kind, tongue) for kind in conduct.kinds)),
        Section("Services", tuple(_service(service, tongue) for service in conduct.services)),
    )


def _kind(kind: Kind, tongue: Tongue) -> Block:
    gravity = f"Gravity {kind.gravity.rank} of 9: {kind.gravity.because}."
    factor = tongue.name("factor", kind.factor)
    sort = f"{kind.valence.capitalize()}, {kind.context}; behind it: {factor}."
    return Block(tongue.of(kind.title), (sort, gravity), rows_of(kind))


def _service(service: Service, tongue: Tongue) -> Block:
    words = [f"Context: {service.context}."]
    words += ["Tried for each child."] if service.each == "child" else []
    return Block(tongue.of(service.title), tuple(words), rows_of(service))
