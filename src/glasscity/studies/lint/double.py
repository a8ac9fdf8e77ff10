"""Deeds that several rows of the rules answer at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glasscity.documents.conduct import Kind
from glasscity.documents.page import Loc
from glasscity.mechanisms.force import InForce
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import EASED, Ground
from glasscity.studies.lint.wording import listed, quoted


@dataclass(frozen=True)
class Answer:
    """A row that answers a record to its owner's cost."""

    loc: Loc
    instrument: str
    standing: str
    words: str
    force: InForce


def answered_twice(ground: Ground) -> Iterator[Finding]:
    """Deeds that are not for others' good, and that several rows answer on one day.

    Deeds answered by the same instruments are one finding, at the row of the first.
    """
    found: dict[tuple[str, ...], list[tuple[Kind, list[Answer]]]] = {}
    for kind in ground.city.conduct.kinds:
        if kind.valence == "prosocial" or not ground.flow(kind.id).arises:
            continue
        rows = _together(ground, _answers(ground, kind.id, is_harmful=kind.valence == "harmful"))
        if len(rows) > 1:
            found.setdefault(tuple(row.standing for row in rows), []).append((kind, rows))
    for alike in found.values():
        yield _told(ground, [kind for kind, _ in alike], alike[0][1])


def _told(ground: Ground, kinds: Sequence[Kind], rows: Sequence[Answer]) -> Finding:
    doors = _doors(ground, {row.instrument for row in rows})
    also = f"; and each may close the same door: {listed(doors)}" if doors else ""
    light = min(kinds, key=lambda kind: kind.gravity.rank)
    lightest = f"the gravity of '{light.id}': {light.gravity.because}"
    return ground.finding(
        "answered-twice",
        "question",
        rows[-1].loc,
        f"one record of {' or '.join(quoted([kind.id for kind in kinds]))} "
        f"{listed([row.words for row in rows])}",
        f"one deed is paid for more than once ({lightest}){also}",
        "let one row answer the deed, date them apart, or say in a note why both do",
    )


def _answers(ground: Ground, deed: str, *, is_harmful: bool) -> list[Answer]:
    """The rows that answer a record to its owner's cost."""
    found = []
    for book in ground.books:
        name = book.ledger.id
        for r, rule in ground.acting(book.ledger):
            if rule.on == deed and (is_harmful or min(rule.steps) < 0):
                words = f"moves '{name}'"
                loc, instrument = book.rule_loc(r), book.instrument.id
                found.append(Answer(loc, instrument, name, words, rule.in_force))
    for entry in ground.entries:
        below = entry.loc[2:]
        for place, named in entry.instrument.deeds():
            if named == deed in entry.listing.grounds and place[: len(below)] == below:
                loc, row = (*entry.loc[:2], *place), entry.listing
                words = f"counts for '{row.id}'"
                found.append(Answer(loc, entry.instrument.id, row.id, words, row.in_force))
    return found


def _together(ground: Ground, rows: list[Answer]) -> list[Answer]:
    """Those rows that are in force on a day on which another is too."""
    spans = [row.force.days(ground.start) for row in rows]
    return [
        row
        for i, row in enumerate(rows)
        if any(
            max(spans[i][0], other[0]) < min(spans[i][1], other[1])
            for j, other in enumerate(spans)
            if i != j
        )
    ]


def _doors(ground: Ground, instruments: set[str]) -> list[str]:
    """Services that more than one of these instruments may close or make dearer."""
    readers: dict[str, set[str]] = {}
    for it in ground.city.regime.consequences:
        if it.service and it.when.instrument in instruments and it.row().verb != EASED:
            readers.setdefault(it.service, set()).add(it.when.instrument)
    return quoted([name for name, those in readers.items() if len(those) > 1])
