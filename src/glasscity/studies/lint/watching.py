"""Rules that no record meets, and records that no rule answers."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.page import Loc
from glasscity.mechanisms.force import InForce
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Ground, always
from glasscity.tables.rows import CardRow, GateRow


def _is_seen(ground: Ground, deed: str) -> bool:
    return any(deed in sensor.sees for sensor in ground.city.regime.sensors)


def _silence(ground: Ground, deed: str) -> str:
    """Why no record of a deed ever arises."""
    if not _is_seen(ground, deed):
        return f"no sensor sees '{deed}', and nothing else records it"
    return f"'{deed}' is never done where a sensor sees it, and no sensor errs about it"


def without_sensor(ground: Ground) -> Iterator[Finding]:
    """Rules, grounds and entries on a deed that is never recorded."""
    for i, instrument in enumerate(ground.city.regime.instruments):
        for place, deed in instrument.deeds():
            if not ground.flow(deed).arises:
                yield ground.finding(
                    "rule-without-sensor",
                    "question",
                    ("instruments", i, *place),
                    _silence(ground, deed),
                    "the rule stands in the book and touches nobody; whoever reads the rules is "
                    "misled about what counts",
                    "name the sensor that sees it, or leave the rule out",
                )


def without_rule(ground: Ground) -> Iterator[Finding]:
    """Deeds that a sensor records, and no instrument answers."""
    regime = ground.city.regime
    answered = {deed for it in regime.instruments for _, deed in it.deeds()}
    feared = {deed for response in regime.responses for deed in response.answered()}
    for s, sensor in enumerate(regime.sensors):
        taken_for = sensor.row().taken_for
        for d, deed in enumerate(sensor.sees):
            told = taken_for.get(deed, deed)
            if told in answered:
                continue
            also = " People respond to being watched all the same." if deed in feared else ""
            yield ground.finding(
                "record-without-rule",
                "question",
                ("sensors", s, "sees", d),
                f"records of '{told}' are made, and no instrument answers them",
                f"people are watched for nothing that the rules use.{also}",
                "add the rule that uses it, or let the sensor leave it alone",
            )


def shut_out(ground: Ground) -> Iterator[Finding]:
    """Rules behind an exclusive one on the same deed."""
    for book in ground.books:
        shut: dict[str, str] = {}
        for r, rule in enumerate(book.ledger.rules):
            if rule.on in shut:
                yield ground.finding(
                    "rule-never-acts",
                    "question",
                    book.rule_loc(r),
                    f"rule '{rule.id}' never acts: '{shut[rule.on]}' before it is exclusive, and "
                    "always in force",
                    "the rule stands in the book and touches nobody",
                    "put it first, or date the two",
                )
            elif rule.exclusive and always(ground, rule.in_force):
                shut[rule.on] = rule.id


def over_before(ground: Ground) -> Iterator[Finding]:
    """Rows that were no longer in force on the first day."""
    regime = ground.city.regime
    rows: list[tuple[Loc, str, InForce]] = [
        (book.rule_loc(r)[:-1], rule.id, rule.in_force)
        for book in ground.books
        for r, rule in enumerate(book.ledger.rules)
    ]
    rows += [(it.loc, it.listing.id, it.listing.in_force) for it in ground.entries]
    rows += [(("consequences", c), it.id, it.in_force) for c, it in enumerate(regime.consequences)]
    rows += [(("spreads", s), it.id, it.in_force) for s, it in enumerate(regime.spreads)]
    for loc, name, force in rows:
        if ground.is_over(force):
            yield ground.finding(
                "over-before-it-begins",
                "question",
                (*loc, "in_force"),
                f"'{name}' was in force until {force.until}, and the clock starts on "
                f"{ground.start}",
                "it acts on no day of any run",
                "mend the dates, or leave it out",
            )


def unread(ground: Ground) -> Iterator[Finding]:
    """Instruments whose standing nothing reads."""
    regime = ground.city.regime
    read = {it.when.instrument for it in regime.consequences}
    read |= {name for it in regime.responses if (name := it.reads()) is not None}
    read |= {when.instrument for it in regime.responses if (when := it.condition()) is not None}
    read |= {it.shuns.instrument for it in regime.encounters if it.shuns is not None}
    read |= {it.when.instrument for it in regime.spreads}
    read |= {it.ledger for it in regime.outcomes}
    read |= {it.reads for it in regime.investigations}
    read |= {reads for it in regime.instruments for reads in _reads(it.settled())}
    silent = [(i, it.id) for i, it in enumerate(regime.instruments) if it.id not in read]
    for i, name in silent:
        yield ground.finding(
            "instrument-unread",
            "note",
            ("instruments", i, "id"),
            f"nothing reads '{name}': no consequence, no response, no other score",
            "people are rated and nothing follows in this file; what follows elsewhere is not told",
            "add what it is for, or say in a note that it is for show",
        )


def _reads(law: object) -> tuple[str, ...]:
    """The instruments that a score worked out at settlement reads."""
    if isinstance(law, CardRow):
        return tuple(factor.reads for factor in law.factors)
    return (law.reads,) if isinstance(law, GateRow) else ()
