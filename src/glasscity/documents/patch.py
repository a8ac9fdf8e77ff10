"""The changes of a scenario, made one by one to a regime in memory."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from glasscity.documents.apart import without_cross_context
from glasscity.documents.city import City
from glasscity.documents.digest import resolved, said
from glasscity.documents.keys import keys_at
from glasscity.documents.leaving import FAMILIES, Gone, Left, leave_out
from glasscity.documents.page import Loc, Page
from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of
from glasscity.documents.regime import Regime
from glasscity.documents.scenario import (
    Add,
    Change,
    LeaveOut,
    Lived,
    Replace,
    Scenario,
    Set,
    Switch,
    Variant,
    World,
)
from glasscity.documents.sound import sound
from glasscity.documents.switches import (
    no_regime,
    perfect_sight,
    placebo,
    without_error,
    without_recourse,
    without_responses,
)

WORLDS: dict[World, Callable[[City], City]] = {
    "no-regime": no_regime,
    "without-error": without_error,
    "perfect-sight": perfect_sight,
    "without-responses": without_responses,
    "without-recourse": without_recourse,
    "without-cross-context": without_cross_context,
    "placebo": placebo,
}
FIXED = {
    "format": "the format is that of a regime",
    "id": "the id is the scenario's own",
    "title": "the title is the scenario's own",
    "summary": "the summary is the scenario's own",
    "status": "the status is the scenario's own",
    "references": "the references are the scenario's own",
    "conduct": "it is swapped by a change of kind 'conduct'",
    "population": "it is swapped by a change of kind 'population'",
}
Steps = tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """A change and what it did: what stood ``before``, what else is ``gone`` or ``changed``.

    ``brought`` is what another form of an item says that the item did not.
    """

    change: Change
    before: Any = None
    gone: tuple[Gone, ...] = ()
    changed: tuple[Gone, ...] = ()
    brought: Any = None


@dataclass
class Draft:
    """A regime being changed; ``origins`` says at which place of the scenario a part stands."""

    page: Page
    base: City
    plain: dict[str, Any]
    origins: dict[Steps, Loc] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)

    @property
    def swapped(self) -> tuple[str, ...]:
        """Which of the other documents were swapped."""
        return tuple(it for it in ("population", "conduct") if (it,) in self.origins)

    def near(self, steps: Steps) -> Loc | None:
        """Where the item that holds a part was changed last, None if it was not."""
        found = [at for it, at in self.origins.items() if len(it) > 1 and it[:2] == steps[:2]]
        return found[-1] if found else None

    def make(self, change: Change, loc: Loc) -> None:
        """Make one change that stands at ``loc`` of the scenario; a problem if it cannot be."""
        try:
            if isinstance(change, Switch):
                self._switch(change, loc)
            elif isinstance(change, Lived):
                self.plain[change.kind] = change.to
                self.origins[change.kind,] = (*loc, "to")
                self.done.append(Done(change))
            else:
                self._at_place(change, loc)
        except _Told as told:
            self.problems.append(self.page.problem((*loc, *told.loc), *told.words))

    def _at_place(self, change: Set | Add | Replace | LeaveOut | Variant, loc: Loc) -> None:
        steps = tuple(change.at.split("."))
        if steps[0] in FIXED:
            raise _Told(f"'{steps[0]}' cannot be changed here: {FIXED[steps[0]]}", "leave it out")
        if isinstance(change, Set):
            self._set(change, steps, loc)
        elif isinstance(change, Add):
            self._add(change, steps, loc)
        elif isinstance(change, Replace):
            self._replace(change, steps, loc)
        elif isinstance(change, LeaveOut):
            self._leave_out(change, steps, loc)
        else:
            self._vary(change, steps, loc)

    def _set(self, change: Set, steps: Steps, loc: Loc) -> None:
        *path, last = steps
        holder = self._find(tuple(path))
        if isinstance(holder, dict) and {"value", "unit"} <= set(holder):
            mend = f"set '{'.'.join(path)}' to a value with its unit and evidence"
            raise _Told("a number changes together with what it rests on", mend)
        if isinstance(holder, list) and last in names(holder) and not last.isdigit():
            raise _Told(f"'{change.at}' is a whole item", "use a change of kind 'replace'")
        key = self._key(holder, steps)
        before = (
            holder.get(key, self._default(steps)) if isinstance(holder, dict) else holder[int(key)]
        )
        holder[key if isinstance(holder, dict) else int(key)] = copy.deepcopy(change.to)
        self._stands(steps, (*loc, "to"))
        self.done.append(Done(change, before))

    def _default(self, steps: Steps) -> Any:
        """What stands at a place that a document need not say."""
        regime = self._regime()
        node: Any = None if regime is None else resolved(regime)
        for step in steps:
            if node is None:
                break
            node = node.get(step) if isinstance(node, dict) else node[_index(node, step)]
        return node

    def _add(self, change: Add, steps: Steps, loc: Loc) -> None:
        holder = self._find(steps[:-1])
        key = self._key(holder, steps)
        items = holder.setdefault(key, []) if isinstance(holder, dict) else None
        if not isinstance(items, list):
            raise _Told(f"'{change.at}' is no list", "name a list of items, such as 'sensors'")
        item = copy.deepcopy(change.item)
        if change.from_ is not None:
            self._dated(item, "from", change.from_, loc)
        items.append(item)
        self._stands((*steps, _name(item, len(items) - 1)), (*loc, "item"))
        self.done.append(Done(change))

    def _replace(self, change: Replace, steps: Steps, loc: Loc) -> None:
        holder = self._find(steps[:-1])
        at = _index(holder, steps[-1]) if isinstance(holder, list) else None
        if at is None:
            self._find(steps)
            raise _Told(f"'{change.at}' is no item of a list", "use a change of kind 'set'")
        before = holder[at]
        holder[at] = copy.deepcopy(change.item)
        self._stands((*steps[:-1], _name(change.item, at)), (*loc, "item"))
        self.done.append(Done(change, before))

    def _leave_out(self, change: LeaveOut, steps: Steps, loc: Loc) -> None:
        before = copy.deepcopy(self._find(steps))
        if change.from_ is not None:
            item = self._find(steps)
            if not isinstance(item, dict):
                raise _Told(f"'{change.at}' has no dates", "leave out 'from:'")
            self._dated(item, "until", change.from_, loc)
            self._stands((*steps, "in_force"), (*loc, "from"))
            self.done.append(Done(change, before))
            return
        found: Left | None = None
        name = self._of_family(steps)
        regime = self._regime()
        if name is not None and regime is not None:
            found = leave_out(regime, name)
            self._take(found.regime)
        elif name is None:
            holder = self._find(steps[:-1])
            if isinstance(holder, list):
                holder.pop(_index(holder, steps[-1]) or 0)
            else:
                holder.pop(steps[-1])
            self._stands(steps, (*loc, "at"))
        if found is None:
            self.done.append(Done(change, before))
        else:
            self.done.append(Done(change, before, found.gone[1:], found.changed))

    def _of_family(self, steps: Steps) -> Gone | None:
        """The item or rule at a place that can be left out with what reads it."""
        if len(steps) == 2 and steps[0] in FAMILIES:
            return steps[0], steps[1]
        regime = self._regime()
        if len(steps) == 4 and steps[0] == "instruments" and regime is not None:
            for instrument in regime.instruments:
                if instrument.id == steps[1] and steps[3] in instrument.rules_left_out():
                    return "rules", f"{steps[1]}/{steps[3]}"
        return None

    def _vary(self, change: Variant, steps: Steps, loc: Loc) -> None:
        before = self._find(steps)
        if len(steps) != 2 or steps[0] not in FAMILIES:
            raise _Told(f"'{change.at}' is no item of a regime", "name it as 'sensors.banks'")
        regime = self._regime()
        if regime is None:
            return
        items = getattr(regime, steps[0])
        (n,) = (n for n, it in enumerate(items) if it.id == steps[1])
        known = dict(items[n].variants())
        if change.form not in known:
            near = did_you_mean(change.form, known)
            what = f"'{steps[1]}' has no form '{change.form}'"
            raise _Told(what, f"its forms are: {some_of(known)}", near, at=("form",))
        others = (*items[:n], known[change.form], *items[n + 1 :])
        self._take(regime.model_copy(update={steps[0]: others}))
        self._stands(steps, (*loc, "form"))
        after = said(known[change.form])
        brought = {key: value for key, value in after.items() if before.get(key) != value}
        self.done.append(Done(change, before, brought=brought))

    def _switch(self, change: Switch, loc: Loc) -> None:
        regime = self._regime()
        if regime is None:
            return
        city = replace(self.base, regime=regime)
        try:
            self._take(WORLDS[change.to](city).regime)
        except DocumentError as error:
            if _is_sound(city):
                told = error.problems[0]
                raise _Told(f"cannot be made: {told.what}", told.mend, at=("to",)) from error
            return
        self.origins = {it: at for it, at in self.origins.items() if it[0] not in FAMILIES}
        for family in FAMILIES:
            self.origins[family,] = (*loc, "to")
        self.done.append(Done(change))

    def _dated(self, item: dict[str, Any], end: str, day: Any, loc: Loc) -> None:
        """Put a day on an item; whether its kind may have one is for the checks to say."""
        del loc
        item["in_force"] = {**(item.get("in_force") or {}), end: str(day)}

    def _regime(self) -> Regime | None:
        """The regime as it stands; None where it has not the shape of one (told later)."""
        try:
            return Regime.model_validate(self.plain)
        except ValidationError:
            return None

    def _take(self, regime: Regime) -> None:
        self.plain = said(regime)

    def _stands(self, steps: Steps, loc: Loc) -> None:
        """What is at ``steps`` now stands at ``loc`` of the scenario."""
        self.origins = {it: at for it, at in self.origins.items() if it[: len(steps)] != steps}
        self.origins[steps] = loc

    def _find(self, steps: Steps) -> Any:
        """What stands at a place. Raises a problem with the nearest names where nothing does."""
        node: Any = self.plain
        for n, step in enumerate(steps):
            known = names(node)
            if step not in known:
                where = f"in '{'.'.join(steps[:n])}'" if n else "in the regime"
                if n == 0 and step in Regime.model_fields:
                    what = f"there are no {step} in the base"
                    raise _Told(what, "add some by a change of kind 'add'")
                what = f"no '{step}' {where}"
                raise _Told(what, f"known: {some_of(known)}", did_you_mean(step, known))
            node = node[step] if isinstance(node, dict) else node[_index(node, step)]
        return node

    def _key(self, holder: Any, steps: Steps) -> str:
        """The last step, if it is there or may be."""
        last, known = steps[-1], list(names(holder))
        if isinstance(holder, dict):
            known += keys_at(Regime, self._loc(steps[:-1]), tuple(holder))
        if last not in known:
            known = list(dict.fromkeys(known))
            where = f"in '{'.'.join(steps[:-1])}'" if len(steps) > 1 else "in a regime"
            near = did_you_mean(last, known)
            raise _Told(f"no '{last}' {where}", f"known: {some_of(known)}", near)
        return last

    def _loc(self, steps: Steps) -> Loc:
        """The place with items by number, and the kind of each after it, as shapes have it."""
        node: Any = self.plain
        found: Loc = ()
        for step in steps:
            at = _index(node, step) if isinstance(node, list) else step
            node, found = node[at], (*found, at)
            if isinstance(node, dict) and isinstance(at, int) and "kind" in node:
                found = (*found, str(node["kind"]))
        return found


def _is_sound(city: City) -> bool:
    """Whether what is wrong, if anything, will be told anyway."""
    try:
        sound(city)
    except DocumentError:
        return False
    return True


class _Told(Exception):
    """A change that cannot be made: what, how to mend it, and the word perhaps meant."""

    def __init__(self, what: str, mend: str, near: str | None = None, at: Loc = ("at",)) -> None:
        super().__init__(what)
        self.words = (what, mend, near)
        self.loc = at


def names(node: Any) -> tuple[str, ...]:
    """How the parts of a node are called in a place: keys, ids, or numbers from 0."""
    if isinstance(node, dict):
        return tuple(node)
    if isinstance(node, list):
        return tuple(_name(item, n) for n, item in enumerate(node))
    return ()


def _name(item: Any, n: int) -> str:
    named = isinstance(item, dict) and isinstance(item.get("id"), str)
    return str(item["id"]) if named else str(n)


def _index(items: Any, name: str) -> int:
    return names(items).index(name)


def draft_of(page: Page, scenario: Scenario, base: City) -> Draft:
    """The base with all changes made that can be; the others are among the problems."""
    draft = Draft(page, base, said(base.regime))
    for n, change in enumerate(scenario.changes):
        draft.make(change, ("changes", n))
    own = said(scenario)
    for key in ("id", "title", "summary", "status", "references"):
        draft.plain.pop(key, None)
        if key in own:
            draft.plain[key] = own[key]
            draft.origins[key,] = (key,)
    return draft
