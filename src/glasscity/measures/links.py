"""Which rule leads to which consequence, by the documents: a deed's context, and a door's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.evidence import Title
from glasscity.measures.exposure import is_burden
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.standing import When
from glasscity.tables.rows import CardRow, GateRow

IN_PUBLIC = "in public"
"""The context of a consequence that needs no service: a name shown to everybody."""


@dataclass(frozen=True)
class Link:
    """A rule that answers a deed, and a consequence that its instrument can lead to.

    ``rule``: of a ledger its id, of a list the deed that is a ground, of a register the code;
    ``instrument/rule`` is how a rule is left out (documents/switches.py). ``points``: of the
    rule's steps; empty where it lists a person or moves straight to a band. ``leads_in``: a
    record can bring a person into the standing that the consequence names; otherwise it can
    only take one out. ``through``: what lies between the rule's instrument and the consequence.
    ``is_passed_on``: it can fall on people tied to whoever did the deed.
    """

    instrument: str
    rule: str
    title: Title
    deed: str
    deed_context: str
    points: tuple[float, ...]
    leads_in: bool
    consequence: str
    consequence_context: str
    is_burden: bool
    through: tuple[str, ...] = ()
    is_passed_on: bool = False

    @property
    def crosses(self) -> bool:
        """Whether a deed in one context has a consequence in another."""
        return self.deed_context != self.consequence_context

    @property
    def harms(self) -> bool:
        """Whether a record can bring a burden on a person."""
        return self.is_burden and self.leads_in


@dataclass(frozen=True)
class _Path:
    """How one came from a consequence to an instrument.

    ``when`` is the standing that counts there; None: any change of its score may.
    """

    when: When | None
    through: tuple[str, ...] = ()
    is_passed_on: bool = False
    met: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Rule:
    instrument: str
    id: str
    title: Title
    deed: str
    points: tuple[float, ...]
    leads_in: bool
    path: _Path


def context_of(city: City, consequence: Consequence) -> str:
    """The context in which a consequence is felt: that of its service, or in public."""
    contexts = {service.id: str(service.context) for service in city.conduct.services}
    return IN_PUBLIC if consequence.service is None else contexts[consequence.service]


def deed_contexts(city: City) -> dict[str, str]:
    """The context of each kind of deed."""
    return {kind.id: str(kind.context) for kind in city.conduct.kinds}


def sources_of(instrument: Instrument) -> tuple[str, ...]:
    """The other instruments whose scores this one is worked out from."""
    law = instrument.settled()
    if isinstance(law, CardRow):
        return tuple(factor.reads for factor in law.factors)
    return (law.reads,) if isinstance(law, GateRow) else ()


def _leads_in(ledger: Ledger, rule: Rule, when: When | None) -> bool:
    """Whether the rule can move a person from another band into one that counts."""
    if when is None:
        return True
    bands = [(band.id in (when.bands or ())) for band in ledger.bands]
    if rule.to is not None:
        return rule.to in (when.bands or ())
    inside = [place for place, counts in enumerate(bands) if counts]
    outside = [place for place, counts in enumerate(bands) if not counts]
    if not inside or not outside:
        return False
    from_below = min(outside) < max(inside) and max(rule.steps) > 0.0
    from_above = max(outside) > min(inside) and min(rule.steps) < 0.0
    return from_below or from_above


def _own_rules(instrument: Instrument, path: _Path) -> Iterator[_Rule]:
    for ledger in instrument.ledger_rows():
        for rule in ledger.rules:
            points = rule.steps if rule.to is None else ()
            leads_in = _leads_in(ledger, rule, path.when)
            yield _Rule(instrument.id, rule.id, rule.title, rule.on, points, leads_in, path)
    lists = instrument.list_rows()
    for listing in lists if path.when is None else path.when.lists(lists):
        code = listing.id.removeprefix(f"{instrument.id}-")
        for deed in listing.grounds:
            name = deed if listing.id == instrument.id else code
            names = (instrument.id, name, listing.title, deed)
            yield _Rule(*names, points=(), leads_in=True, path=path)


def _rules_behind(city: City, name: str, path: _Path) -> Iterator[_Rule]:
    """The rules that move a standing on an instrument: its own, and those of what it reads.

    What people are told of their firm begins with the deed it is told as.
    """
    (instrument,) = (it for it in city.regime.instruments if it.id == name)
    spreads = [(spread.as_, spread) for spread in city.regime.spreads if spread.of != "firms"]
    met = path.met | {name}
    passed_as = {deed for deed, _ in spreads}
    for rule in _own_rules(instrument, path):
        if rule.deed not in passed_as:
            yield rule
            continue
        for deed, spread in spreads:
            if deed == rule.deed and spread.when.instrument not in met:
                through = (spread.id, name, *path.through)
                is_passed_on = path.is_passed_on or spread.along is not None
                before = _Path(spread.when, through, is_passed_on, met)
                yield from _rules_behind(city, spread.when.instrument, before)
    for source in sources_of(instrument):
        if source not in met:
            before = _Path(None, (name, *path.through), path.is_passed_on, met)
            yield from _rules_behind(city, source, before)


def links_of(city: City) -> tuple[Link, ...]:
    """Every rule with every consequence that it can lead to, in the order of the documents.

    Follows scores that are worked out from others, and standings that are passed on: what
    counts there is the deed at the root. ``Link.through`` says what was passed.
    """
    contexts = deed_contexts(city)
    return tuple(
        Link(
            instrument=rule.instrument,
            rule=rule.id,
            title=rule.title,
            deed=rule.deed,
            deed_context=contexts[rule.deed],
            points=rule.points,
            leads_in=rule.leads_in,
            consequence=row.id,
            consequence_context=context_of(city, row),
            is_burden=is_burden(row),
            through=rule.path.through,
            is_passed_on=rule.path.is_passed_on,
        )
        for row in city.regime.consequences
        for rule in _rules_behind(city, row.when.instrument, _Path(row.when))
    )


def contexts_of_origin(city: City) -> tuple[str, ...]:
    """The contexts of the deeds that rules answer, in the order of the documents."""
    return tuple(dict.fromkeys(link.deed_context for link in links_of(city)))


def contexts_of_consequence(city: City) -> tuple[str, ...]:
    """The contexts in which consequences are felt, in the order of the documents."""
    return tuple(dict.fromkeys(context_of(city, row) for row in city.regime.consequences))


def punished_twice(city: City) -> dict[str, tuple[tuple[str, str], ...]]:
    """Deeds that more than one rule answers with a burden: (instrument, rule) of each."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for link in links_of(city):
        if link.harms:
            found.setdefault(link.deed, {})[link.instrument, link.rule] = None
    return {deed: tuple(rules) for deed, rules in found.items() if len(rules) > 1}
