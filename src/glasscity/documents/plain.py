"""A rule set in plain words: what it is, how it sees, what it does, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from glasscity.documents.check_grants import ladders
from glasscity.documents.claim import Claims
from glasscity.documents.conduct import Conduct
from glasscity.documents.gravity import GravityOrder
from glasscity.documents.helping import Helping
from glasscity.documents.plain_ground import tell_conduct, tell_population
from glasscity.documents.plain_instruments import instrument_blocks
from glasscity.documents.plain_scenario import tell_scenario
from glasscity.documents.plain_studies import tell_claims, tell_gravity, tell_helping, tell_rewiring
from glasscity.documents.plain_sweep import tell_sweep
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City, Examined
from glasscity.documents.rewiring import Rewiring
from glasscity.documents.scenario import Scenario
from glasscity.documents.sweep import Sweep
from glasscity.documents.telling import (
    Block,
    Language,
    Row,
    Section,
    Tongue,
    brief,
    row_of,
    rows_of,
    tongue_of,
)
from glasscity.documents.wording import span
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.encounters import Encounter
from glasscity.mechanisms.grant import Grant
from glasscity.mechanisms.investigations import Investigation
from glasscity.mechanisms.recourse import Recourse
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.spread import Spread
from glasscity.mechanisms.standing import When
from glasscity.vocabulary.strata import SUBJECTS

T = TypeVar("T")

STATUS = {
    "documented": "documented: its text is known",
    "reconstructed": "reconstructed: pieced together from reports, with gaps filled by assumption",
    "announced": "announced: a plan, not known to have been carried out",
    "fictional": "fictional: made up for comparison",
    "test": "a test document: nothing in it is about the world",
}


def tell(examined: Examined, language: Language = "en") -> tuple[Section, ...]:
    """The sections of any document in plain words; titles in ``language``."""
    if isinstance(examined.model, Scenario):
        return tell_scenario(examined, examined.model, STATUS[examined.model.status], language)
    if examined.city is not None:
        return tell_regime(examined.city, language)
    if isinstance(examined.model, Sweep):
        return tell_sweep(examined, examined.model, language)
    if isinstance(examined.model, Population):
        return tell_population(examined.model, language)
    if isinstance(examined.model, Conduct):
        return tell_conduct(examined.model, language)
    if isinstance(examined.model, Helping):
        return tell_helping(examined.model, language)
    if isinstance(examined.model, Rewiring):
        return tell_rewiring(examined.model, language)
    if isinstance(examined.model, GravityOrder):
        return tell_gravity(examined.model, language)
    if isinstance(examined.model, Claims):
        return tell_claims(examined.model, language)
    entries = examined.references.entries
    facts = tuple(Block(key, (fact.statement, *fact.sources)) for key, fact in entries.items())
    return (Section("References", facts),)


def tell_regime(city: City, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a regime in plain words; titles in ``language``."""
    regime = city.regime
    of_firms = () if city.firms is None else city.firms.regime.instruments
    instruments = (*of_firms, *regime.instruments)
    tongue = tongue_of(language, city.conduct, instruments, regime.sensors)
    return (
        Section(tongue.of(regime.title), (_what(city, tongue),)),
        Section("What stands in doubt", _notes(regime, tongue)),
        Section("Who knows the rules", (_awareness(regime, city.population.unit),)),
        _section("What sees", "Nothing sees.", regime.sensors, _sensor, tongue),
        Section("What is kept", _instruments(regime, tongue)),
        _section("What it does", "It has no effect.", regime.consequences, _consequence, tongue),
        _section("What comes of it", "Nothing.", regime.outcomes, _outcome, tongue),
        _section("What way back there is", "There is none.", regime.recourse, _recourse, tongue),
        _section("Who meets whom", "Nobody.", regime.encounters, _encounter, tongue),
        _section("What is passed on", "Nothing.", regime.spreads, _spread, tongue),
        _section("Who is looked into", "Nobody.", regime.investigations, _investigation, tongue),
        _section(
            f"How {SUBJECTS[city.population.unit].many} respond",
            "Conduct does not change.",
            regime.responses,
            _response,
            tongue,
        ),
    )


def _section(
    heading: str,
    empty: str,
    items: Sequence[T],
    tell: Callable[[T, Tongue], Block],
    tongue: Tongue,
) -> Section:
    blocks = tuple(tell(item, tongue) for item in items)
    return Section(heading, blocks or (Block("", (empty,)),))


def _what(city: City, tongue: Tongue) -> Block:
    regime = city.regime
    window = regime.clock.window
    length = "calendar month" if window == "month" else f"span of {window.value:.0f} days"
    many = SUBJECTS[city.population.unit].many
    people_there = f"{city.population.id}, {city.population.people.value:,.0f} {many}"
    setting = (
        f"It starts on {regime.clock.start} and is settled each {length}. It is run on "
        f"{tongue.of(city.population.title)} ({people_there}) with "
        f"{tongue.of(city.conduct.title)} ({city.conduct.id})."
    )
    words: tuple[str, ...] = (tongue.of(regime.summary), setting)
    if city.firms is not None and regime.firms is not None:
        firms, led_by = city.firms, regime.firms.led_by
        among = "" if led_by is None else f", of {led_by.by} {', '.join(led_by.levels)}"
        words += (
            (
                f"Beside them live {firms.population.people.value:,.0f} firms under "
                f"{tongue.of(firms.regime.title)} ({firms.regime.id}), each with one legal "
                f"representative among the people{among}."
            ),
        )
    if regime.sizes == "nation":
        words += (
            "Where its people live in many places, capacities and quotas are shared by them.",
        )
    return Block(f"{regime.id}, {STATUS[regime.status]}", words, rows_of(regime.clock))


def _notes(regime: Regime, tongue: Tongue) -> tuple[Block, ...]:
    notes = tuple(tongue.of(note) for note in regime.notes)
    return (Block("", notes or ("The file names nothing.",)),)


def _instruments(regime: Regime, tongue: Tongue) -> tuple[Block, ...]:
    blocks = tuple(b for it in regime.instruments for b in instrument_blocks(it, tongue))
    return blocks or (Block("", ("Nothing is kept.",)),)


def _awareness(regime: Regime, unit: str) -> Block:
    start = rows_of(regime.awareness.start, "at the start")
    growth = rows_of(regime.awareness.spread, "of the others, each year")
    return Block(f"Share of {SUBJECTS[unit].many} who know them", rows=(*start, *growth))


def _sensor(sensor: Sensor, tongue: Tongue) -> Block:
    deeds = tongue.names("deed", sensor.sees)
    return Block(tongue.of(sensor.title), (sensor.says.format(deeds=deeds),), rows_of(sensor))


def _who(when: When, tongue: Tongue) -> str:
    """The people of a standing."""
    ledger = tongue.name("instrument", when.instrument)
    if when.bands is None and when.codes is None:
        return f"those on '{ledger}'"
    if when.bands is None:
        rows = tuple(f"{when.instrument}-{code}" for code in when.codes or ())
        return f"those on '{ledger}' for {tongue.names('instrument', rows)}"
    return f"those in {tongue.names(when.instrument, when.bands)} of '{ledger}'"


def _spread(spread: Spread, tongue: Tongue) -> Block:
    whom = f"people tied to them as '{spread.along}'" if spread.along else "the same people"
    if spread.whom is not None:
        whom += f", of {spread.whom.by} {', '.join(spread.whom.levels)} only"
    if spread.of == "firms":
        whom = "the legal representative of each such firm" + whom.removeprefix("the same people")
    how = "when they come to stand so" if spread.each == "entry" else "each window they stand so"
    words = f"{_who(spread.when, tongue)}: {tongue.name('deed', spread.as_)} on {whom}, {how}."
    return Block(tongue.of(spread.title), (spread.says, words), rows_of(spread))


def _encounter(encounter: Encounter, tongue: Tongue) -> Block:
    words = [encounter.says]
    if encounter.shuns is not None:
        words.append(f"Refused: {_who(encounter.shuns, tongue)}.")
    if encounter.refuses_as is not None:
        words.append(f"Who refuses is recorded: {tongue.name('deed', encounter.refuses_as)}.")
    if encounter.fails_as is not None:
        words.append(f"Who fails is recorded: {tongue.name('deed', encounter.fails_as)}.")
    return Block(tongue.of(encounter.title), tuple(words), rows_of(encounter))


def _investigation(inquiry: Investigation, tongue: Tongue) -> Block:
    first = f"the {inquiry.first} first"
    words = [inquiry.says, f"The score is '{tongue.name('instrument', inquiry.reads)}', {first}."]
    for what, kind in (("right", inquiry.found_as), ("wrong", inquiry.accused_as)):
        if kind is not None:
            words.append(f"A {what} finding is recorded: {tongue.name('deed', kind)}.")
    return Block(tongue.of(inquiry.title), tuple(words), rows_of(inquiry))


def _consequence(consequence: Consequence, tongue: Tongue) -> Block:
    who = _who(consequence.when, tongue)
    if consequence.whom is not None:
        who += f", of {consequence.whom.by} {', '.join(consequence.whom.levels)} only"
    name = consequence.service
    service = "" if name is None else tongue.name("service", name)
    words = consequence.says.format(service=service, who=who)
    force = span(consequence.in_force)
    return Block(
        tongue.of(consequence.title),
        (words, f"In force {force}.") if force else (words,),
        rows_of(consequence),
    )


def _outcome(grant: Grant, tongue: Tongue) -> Block:
    deeds = tongue.names("deed", tuple(branch.deed for branch in grant.deeds))
    ledger = tongue.name("instrument", grant.ledger)
    words = f"After each granted attempt, by the score of '{ledger}', one of: {deeds}."
    rows = []
    for branch in grant.deeds:
        name = tongue.name("deed", branch.deed)
        for place, steps in ladders(branch):
            level = f", {place[-1]}" if len(place) > 1 else ""
            for step in steps:
                rows.append(row_of(f"{name}{level}: at a score from", step.from_))
                rows.append(row_of("  chance", step.chance))
        if branch.chances is None:
            rows.append(Row(f"{name}: in all other cases"))
    service = tongue.name("service", grant.service)
    return Block(tongue.of(grant.title), (f"{service}: {words}",), brief(rows))


def _recourse(recourse: Recourse, tongue: Tongue) -> Block:
    words = [recourse.says]
    if (law := recourse.mending()) is not None:
        name = tongue.name("instrument", law.when.instrument)
        bands = tongue.names(law.when.instrument, law.when.bands or ())
        only = "" if law.whom is None else f", {law.whom.by} {', '.join(law.whom.levels)} only"
        words.append(
            f"For those in {bands} of '{name}'{only}." if bands else f"For those on '{name}'{only}."
        )
        words += [f"In force {force}."] if (force := span(law.in_force)) else []
    return Block(tongue.of(recourse.title), tuple(words), rows_of(recourse))


def _response(response: Response, tongue: Tongue) -> Block:
    when, ledger, cut = response.condition(), response.reads(), response.cuts()
    words = response.says.format(
        deeds=tongue.names("deed", response.deeds),
        ledger=f"'{tongue.name('instrument', ledger)}'" if ledger is not None else "",
        who=_who(when, tongue) if when is not None else "",
        displaced=tongue.names("deed", response.displaces()),
        sensors=tongue.names("sensor", response.evades()),
        services=tongue.names("service", response.discourages()[0]),
        ties="" if cut is None else cut.ties,
    )
    return Block(tongue.of(response.title), (words,), rows_of(response))
