"""The same rules with a short memory: what is held against people lapses soon."""

from __future__ import annotations

from dataclasses import replace

from glasscity.documents.resolve import City
from glasscity.documents.sound import sound
from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing

MONTH = 30


def forgetful(city: City, days: int = MONTH) -> City:
    """The city in which points are given back, and listings end, after ``days`` at the most.

    What a ledger or a list keeps is cut short; other kinds remember as ever (see
    :func:`forgets_in`).
    """
    parts = tuple(_cut(it, days) for it in city.regime.instruments)
    return sound(replace(city, regime=city.regime.model_copy(update={"instruments": parts})))


def forgets_in(city: City, days: int = MONTH) -> tuple[str, ...]:
    """The ids of the instruments that :func:`forgetful` changes, in file order."""
    return tuple(it.id for it in city.regime.instruments if _cut(it, days) != it)


def _cut(instrument: Instrument, days: int) -> Instrument:
    if isinstance(instrument, Ledger):
        rules = tuple(
            rule.model_copy(update={"expires": _least(rule.expires, days)})
            for rule in instrument.rules
        )
        return instrument.model_copy(update={"rules": rules})
    if isinstance(instrument, Listing):
        short = {"period": _least(instrument.period, days), "term": _least(instrument.term, days)}
        return instrument.model_copy(update=short)
    return instrument


def _least(given: Quantity | None, days: int) -> Quantity:
    """A number of days, or ``days`` where it is more or without end."""
    if given is not None and given.value <= days:
        return given
    because = "a world with a short memory, made to see what keeping records longer does"
    kind = Quantity if given is None else type(given)
    return kind(value=days, unit="days", assumed=because)
