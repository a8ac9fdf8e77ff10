"""Ledgers and lists in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.quantities import evidenced
from glasscity.documents.telling import Block, Row, Tongue, brief, row_of, rows_of
from glasscity.documents.wording import change, span
from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def instrument_blocks(instrument: Instrument, tongue: Tongue) -> tuple[Block, ...]:
    """The score, bands and rules of a ledger, or the terms of a list."""
    if isinstance(instrument, Ledger):
        return _score(instrument, tongue), _bands(instrument, tongue), _rules(instrument, tongue)
    if isinstance(instrument, Listing):
        return (_list(instrument, tongue),)
    named = dict.fromkeys(deed for _, deed in instrument.deeds())
    words = instrument.says.format(deeds=tongue.names("deed", tuple(named)))
    return (Block(tongue.of(instrument.title), (words,), rows_of(instrument)),)


def _score(ledger: Ledger, tongue: Tongue) -> Block:
    numbers = (*_openings(ledger), ("floor", ledger.floor), ("ceiling", ledger.ceiling))
    when = "with each record" if ledger.update == "each record" else "at the end of each window"
    return Block(
        tongue.of(ledger.title),
        (f"A score for everyone. Its band is published {when}.", *_ways(ledger)),
        brief(row_of(label, number) for label, number in numbers),
    )


def _ways(ledger: Ledger) -> Iterator[str]:
    if ledger.clamp == "each window":
        yield "Points are netted over a window and cut at floor and ceiling at its end."
    if ledger.resets is not None:
        yield "With each new year scores return to the opening."


def _openings(ledger: Ledger) -> Iterator[tuple[str, Quantity]]:
    """Where people open, as rows: one score, or scores with the share of people at each."""
    for loc, number in evidenced(ledger.opening):
        if isinstance(number, Quantity):
            of = f" ({loc[1]})" if loc[:1] == ("levels",) else ""
            words = "  for a share of people of" if loc[-1:] == ("share",) else "opens at"
            yield words + of, number


def _bands(ledger: Ledger, tongue: Tongue) -> Block:
    starts = [band.from_.value for band in ledger.bands]
    ends = [start - 1 for start in starts[1:]] + [ledger.ceiling.value]
    rows = [
        row_of(tongue.of(band.title), band.from_, f"{start:,.0f} to {end:,.0f}")
        for band, start, end in zip(ledger.bands, starts, ends, strict=True)
    ]
    return Block(f"{tongue.of(ledger.title)}: the bands", rows=brief(rows[::-1]))


def _rules(ledger: Ledger, tongue: Tongue) -> Block:
    rows = [row for rule in ledger.rules for row in _rule(ledger.id, rule, tongue)]
    return Block(
        f"{tongue.of(ledger.title)}: the rules",
        ("Points for each record of a deed.",) if rows else ("No record moves it.",),
        brief(rows),
    )


def _rule(ledger: str, rule: Rule, tongue: Tongue) -> Iterator[Row]:
    title = tongue.of(rule.title)
    steps = len(rule.steps)
    if rule.to is not None:
        yield Row(title, f"straight to {tongue.name(ledger, rule.to)}")
    for i, points in enumerate(rule.points or ()):
        nth = ORDINALS[i] if i < len(ORDINALS) else f"{i + 1}th"
        later = " and later" if i == steps - 1 else ""
        label = title if steps == 1 else f"{title} ({nth}{later} in a year)"
        yield row_of(label, points, change(points.value))
    if rule.cap is not None:
        yield row_of("  at most, in a year", rule.cap)
    if rule.expires is not None:
        yield row_of("  given back after", rule.expires)
    if rule.exclusive:
        yield Row("  no later rule applies")
    if force := span(rule.in_force):
        yield Row("  in force", basis=force)


def _list(listing: Listing, tongue: Tongue) -> Block:
    count, period = listing.count.value, listing.period.value
    lasts = "until the records behind it are struck"
    if listing.term is not None:
        lasts = f"for {listing.term.value:,.0f} days"
    grounds = tongue.names("deed", listing.grounds)
    records = f"{count:.0f} {'record' if count == 1 else 'records'}"
    within = f"within {period:,.0f} days"
    if listing.lapse == "memoryless":
        within = f"that still count, each for a random time of {period:,.0f} days on average,"
    words = f"Who has {records} of {grounds} {within} is listed {lasts}."
    force = span(listing.in_force)
    told = (words, *_ends(listing, tongue), *((f"In force {force}.",) if force else ()))
    return Block(tongue.of(listing.title), told, rows_of(listing))


def _ends(listing: Listing, tongue: Tongue) -> Iterator[str]:
    """What moves the end of a listing, and what comes after it."""
    ends, again, further = listing.ends_on, listing.relapse, listing.extension
    if isinstance(further, str):
        yield "A further record starts the term anew."
    elif further is not None:
        yield f"A further record adds {further.value:,.0f} days."
    if ends is not None:
        when = f"{ends.after.value:,.0f} days after" if ends.after else "at once with"
        yield f"It ends {when} a true record of {tongue.names('deed', ends.deeds)}."
    if again is not None:
        count, term = again.count or listing.count, again.term or listing.term
        lasts = f"for {term.value:,.0f} days" if term is not None else "without a term"
        yield (
            f"Within {again.within.value:,.0f} days of the end, {count.value:.0f} records list "
            f"again, {lasts}."
        )
    if listing.forgets:
        yield "When a listing ends, counting begins anew."
