"""A scenario in plain words: what it changes, one change after the other."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from glasscity.documents.city import City
from glasscity.documents.leaving import FAMILIES, Gone
from glasscity.documents.patch import Done
from glasscity.documents.resolve import Examined
from glasscity.documents.scenario import (
    Add,
    LeaveOut,
    Lived,
    Replace,
    Scenario,
    Set,
    Switch,
    Variant,
    World,
)
from glasscity.documents.telling import Block, Language, Row, Section, Tongue, brief, row_of
from glasscity.documents.wording import amount
from glasscity.evidence import Quantity

WORLDS: dict[World, str] = {
    "no-regime": "Nobody watches, records or answers anything.",
    "without-error": "Nothing is recorded that was not done, and only on who did it, at once.",
    "perfect-sight": "Every visible deed is recorded on who did it, at once, and nothing else.",
    "without-responses": "People act as if there were no regime.",
    "without-recourse": "There is no way back but by time and by conduct.",
    "without-cross-context": "A deed counts only in the context of life in which it was done.",
    "placebo": "Records fall on anybody, about as often as they did, whatever people do.",
}


def tell_scenario(
    examined: Examined, scenario: Scenario, status: str, language: Language
) -> tuple[Section, ...]:
    """The scenario itself, and each of its changes; titles in ``language``."""
    city, base = examined.city, examined.base
    if city is None or base is None:
        return ()
    tongue = Tongue(language, {})
    changes = _count(len(scenario.changes))
    words = (
        f"It is '{tongue.of(base.regime.title)}' ({base.regime.id}) with {changes}. "
        f"'glasscity show {scenario.base}' tells the rest."
    )
    what = Block(f"{scenario.id}, {status}", (tongue.of(scenario.summary), words))
    return (
        Section(tongue.of(scenario.title), (what,)),
        Section("What differs", tuple(_block(done, base, city, tongue) for done in examined.done)),
    )


def _count(n: int) -> str:
    return "one change" if n == 1 else f"{n} changes"


def _block(done: Done, base: City, city: City, tongue: Tongue) -> Block:
    heading, words, rows = _told(done, base, city, tongue)
    if done.gone:
        words += (f"With it goes: {', '.join(_name(it, base, tongue) for it in done.gone)}.",)
    if done.changed:
        names = ", ".join(_name(it, base, tongue) for it in done.changed)
        words += (f"No longer read there: {names}.",)
    if done.change.because is not None:
        words += (f"Why: {done.change.because}.",)
    return Block(heading, words, rows)


def _told(
    done: Done, base: City, city: City, tongue: Tongue
) -> tuple[str, tuple[str, ...], tuple[Row, ...]]:
    """Heading, words and numbers of a change."""
    change = done.change
    if isinstance(change, Switch):
        return "The whole city", (WORLDS[change.to],), ()
    if isinstance(change, Lived):
        here, there = getattr(city, change.kind), getattr(base, change.kind)
        words = (
            f"Run on {tongue.of(here.title)} ({here.id}), "
            f"not on {tongue.of(there.title)} ({there.id})."
        )
        return change.kind.capitalize(), (words,), ()
    place = _place(change.at, base, tongue)
    if isinstance(change, Set):
        rows = _numbers(change.to)
        word = "" if rows or not isinstance(change.to, str) else f"Becomes '{change.to}'."
        before = _before(done.before)
        return place, tuple(it for it in (word, before) if it), rows
    if isinstance(change, Variant):
        words = f"Takes another form: {change.form.replace('-', ' ')}."
        return place, (words,), _numbers(done.brought)
    if isinstance(change, LeaveOut):
        return place, (f"Ends on {change.from_}." if change.from_ else "Left out.",), ()
    title = _title(change.item, tongue)
    since = f", from {change.from_} on" if isinstance(change, Add) and change.from_ else ""
    verb = "Replaced by" if isinstance(change, Replace) else "Added"
    return place, (f"{verb}: {title}{since}.",), _numbers(change.item)


def _before(value: Any) -> str:
    """What stood there, in words; empty where nothing did or it is long."""
    if isinstance(value, dict) and {"value", "unit"} <= set(value):
        return f"It was {amount(value['value'], value['unit'])}."
    if isinstance(value, str | bool):
        return f"It was '{value}'."
    return ""


def _place(at: str, base: City, tongue: Tongue) -> str:
    """A place in words: the title of its item where there is one, and what of it."""
    steps = at.split(".")
    if steps[0] not in FAMILIES or len(steps) == 1:
        return ", ".join(map(_word, steps))
    rest = ", ".join(_word(step) for step in steps[2:] if step != "levels")
    name = _name((steps[0], steps[1]), base, tongue)
    return f"{name}: {rest}" if rest else name


def _word(step: str) -> str:
    """A step of a place in words; items without an id are counted from 1."""
    return f"number {int(step) + 1}" if step.isdigit() else step.replace("_", " ")


def _name(item: Gone, base: City, tongue: Tongue) -> str:
    """The title of an item of the base, or its id where it has none."""
    family, name = item
    titles = {it.id: tongue.of(it.title) for it in getattr(base.regime, family, ())}
    return titles.get(name, name)


def _title(item: dict[str, Any], tongue: Tongue) -> str:
    title = item.get("title")
    told = title.get(tongue.language) if isinstance(title, dict) else None
    return str(told or item.get("id", "an item"))


def _numbers(part: Any) -> tuple[Row, ...]:
    """A row for each number of a part of a document, given as plain values."""
    return brief(
        row_of(", ".join(str(it).replace("_", " ") for it in path if it != "levels"), number)
        for path, number in _quantities(part, ())
    )


def _quantities(part: Any, path: tuple[Any, ...]) -> list[tuple[tuple[Any, ...], Quantity]]:
    if isinstance(part, dict) and {"value", "unit"} <= set(part):
        try:
            return [(path, Quantity.model_validate(part))]
        except ValidationError:
            return []
    if isinstance(part, dict):
        return [it for key, inner in part.items() for it in _quantities(inner, (*path, key))]
    if isinstance(part, list | tuple):
        return [it for inner in part for it in _quantities(inner, path)]
    return []
