"""The shapes of a document told in plain words, and the titles they use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from glasscity.documents.conduct import Conduct
from glasscity.documents.page import Loc
from glasscity.documents.quantities import evidenced
from glasscity.documents.wording import amount, basis, others
from glasscity.evidence import Quantity, Title
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.sensors import Sensor

Language = Literal["en", "nl", "zh_Hans"]


@dataclass(frozen=True)
class Row:
    """One number: what it is, how much, what that rests on, what else it could be, and why."""

    label: str
    value: str = ""
    basis: str = ""
    others: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Block:
    """One thing of the document: its title, sentences about it, its numbers."""

    heading: str
    words: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Section:
    """A chapter of the telling."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Tongue:
    """Titles in one language, by id; an id without a title stands for itself."""

    language: Language
    titles: dict[tuple[str, str], Title]

    def of(self, title: Title) -> str:
        """The title in this language."""
        return str(getattr(title, self.language))

    def name(self, family: str, key: str) -> str:
        """The title of a ``deed``, ``service``, ``instrument``, ``sensor`` or ``factor``."""
        title = self.titles.get((family, key))
        return key if title is None else self.of(title)

    def names(self, family: str, keys: tuple[str, ...]) -> str:
        """Several titles in a row."""
        return ", ".join(self.name(family, key) for key in keys)


def tongue_of(
    language: Language,
    conduct: Conduct,
    instruments: tuple[Instrument, ...] = (),
    sensors: tuple[Sensor, ...] = (),
) -> Tongue:
    """The titles of a catalogue of conduct, of some instruments, their bands, and sensors."""
    titles = {("deed", kind.id): kind.title for kind in conduct.kinds}
    titles |= {("service", service.id): service.title for service in conduct.services}
    titles |= {("factor", factor.id): factor.title for factor in conduct.factors}
    titles |= {("sensor", sensor.id): sensor.title for sensor in sensors}
    for instrument in instruments:
        titles["instrument", instrument.id] = instrument.title
        for ledger in instrument.ledger_rows():
            titles |= {(ledger.id, band.id): band.title for band in ledger.bands}
        for listing in instrument.list_rows():
            titles.setdefault(("instrument", listing.id), listing.title)
    return Tongue(language, titles)


def rows_of(part: Any, label: str = "") -> tuple[Row, ...]:
    """A row for each single number of ``part``, in document order."""
    return brief(
        row_of(_label(loc) or label, number)
        for loc, number in evidenced(part)
        if isinstance(number, Quantity)
    )


def row_of(label: str, number: Quantity, value: str = "") -> Row:
    """The row of one number; ``value`` is how to write it, if not as usual."""
    return Row(
        label,
        value or amount(number.value, number.unit),
        basis(number),
        others(number),
        number.assumed or "",
    )


def brief(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, with a reason that was given before in the block cut short."""
    short = []
    given: set[str] = set()
    for row in rows:
        again = row.reason in given
        short.append(replace(row, basis="assumed, as above", reason="") if again else row)
        given |= {row.reason} - {""}
    return tuple(short)


def _label(loc: Loc) -> str:
    steps = [str(step) for step in loc if step != "levels" and not isinstance(step, int)]
    return ", ".join(step.replace("_", " ") for step in steps)
