"""Question 4: what a deed in one part of life costs in another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from glasscity.charts.contexts import Cell, context_figure
from glasscity.charts.figure import Figure, Table
from glasscity.measures.exposure import burdens_of, opens_under
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval
from glasscity.measures.links import (
    Link,
    context_of,
    contexts_of_consequence,
    contexts_of_origin,
    links_of,
)
from glasscity.measures.paired import Floats, per_1000, ratio
from glasscity.measures.wording import whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised, raised_above
from glasscity.studies.audit.lab import Lab
from glasscity.studies.audit.leave import (
    burden_days,
    favour_days,
    only_context,
    refused,
    without_context,
    without_rule,
)
from glasscity.vocabulary.strata import N_STRATA

ID = "contexts"
TITLE = "Contexts: burdens in one part of life for deeds in another"
NUMBERS = (
    "burden_days_across_contexts_per_1000",
    "burden_days_per_1000",
    "share_of_burden_days_across_contexts",
    "refusals_across_contexts_per_1000",
)
BECAUSE = (
    "raised where burdens last longer, beyond chance, because rules answer a deed in one context "
    "in another (AI Act, Article 5(1)(c)(i), asks about unrelated contexts; whether contexts are "
    "related is for a person to judge)"
)
METHOD = (
    "Worlds with the same people and luck. Burden-days are person-days under anything held "
    "against people, whether or not they try the door; two burdens count twice. A context causes "
    "what goes away when all rules on its deeds are left out and all else stays. Such shares need "
    "not add up: a low class may need records from two contexts, and is then caused by either; "
    "the remainder is shown. Cut: in each context only rules on its own deeds are kept, and what "
    "is then still felt there is read off; a name shown in public is felt in no context of deeds. "
    "Intervals of chance come from the strata and are rather too wide; 0 alone: nobody simulated."
)
LARGEST_CELLS = 3
MOST_RULES = 8


@dataclass(frozen=True)
class _Part:
    """What goes away in a context of consequences without the rules of an origin."""

    origin: str
    felt: str
    days: Floats
    favours: Floats
    refused: Floats
    links: tuple[Link, ...]


def _left(lab: Lab, count: Callable[[Run, str], Floats], felt: str) -> Floats:
    """What is felt in a context where only rules on its own deeds count.

    No world is lived to find nothing: where no such rule burdens and nobody opens under a burden.
    """
    run = lab.run()
    own = any(
        it.harms and it.deed_context == it.consequence_context == felt for it in links_of(lab.city)
    )
    opens = any(
        opens_under(run, row)
        for row in burdens_of(lab.city.regime)
        if context_of(lab.city, row) == felt
    )
    return count(lab.run(only_context(felt)), felt) if own or opens else np.zeros(N_STRATA)


def _within(lab: Lab, count: Callable[[Run, str], Floats]) -> Floats:
    """The same in all contexts of consequences together."""
    found = [_left(lab, count, it) for it in contexts_of_consequence(lab.city)]
    return np.sum(found, axis=0) if found else np.zeros(N_STRATA)


def _across(lab: Lab) -> Floats:
    return burden_days(lab.run()) - _within(lab, burden_days)


def headline(lab: Lab) -> Interval:
    """Burden-days that go away when rules across contexts are cut, per 1,000 and year."""
    return per_1000(_across(lab), lab.run())


def parts_of(lab: Lab) -> tuple[_Part, ...]:
    """The matrix: every context of origin with every context of consequences."""
    run, links = lab.run(), links_of(lab.city)

    def part(origin: str, felt: str) -> _Part:
        other, cell = lab.run(without_context(origin)), (origin, felt)
        return _Part(
            origin,
            felt,
            burden_days(run, felt) - burden_days(other, felt),
            favour_days(run, felt) - favour_days(other, felt),
            refused(run, felt) - refused(other, felt),
            tuple(it for it in links if (it.deed_context, it.consequence_context) == cell),
        )

    contexts = contexts_of_consequence(lab.city)
    return tuple(part(it, felt) for it in contexts_of_origin(lab.city) for felt in contexts)


def answer(lab: Lab) -> Answer:
    """Person-days by context of deed and context of consequence, and the rules behind them."""
    run = lab.run()
    across, all_days = _across(lab), burden_days(run)
    lost = refused(run) - _within(lab, refused)
    found = headline(lab)
    part = _at_most_all(ratio(across, all_days, round(float(all_days.sum()))))
    parts = parts_of(lab)
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(lab, found, part),
        numbers=(
            Number(NUMBERS[0], "burden-days that go when cross-context rules are cut", found),
            Number(NUMBERS[1], "burden-days in all", per_1000(all_days, run)),
            Number(NUMBERS[2], "of the burden-days, across contexts", part, "share"),
            Number(NUMBERS[3], "refusals that go when they are cut", per_1000(lost, run)),
        ),
        raised=_raised(lab, found),
        because=BECAUSE,
        method=METHOD,
        tables=(_matrix(run, parts), _remainder(lab, parts), *_by_rule(lab, parts)),
        draw=lambda: _figures(run, parts),
    )


def _raised(lab: Lab, found: Interval) -> Raised:
    """Not estimable where rules could cross contexts and nobody was under a burden."""
    can_cross = any(it.harms and it.crosses for it in links_of(lab.city))
    return NOT_ESTIMABLE if can_cross and _is_free(lab) else raised_above(found)


def _is_free(lab: Lab) -> bool:
    """Whether nobody simulated was under a burden."""
    return not burden_days(lab.run()).any()


def _at_most_all(part: Interval) -> Interval:
    """A share whose interval does not reach beyond all."""
    if part.value is None or part.high is None:
        return part
    return replace(part, high=max(part.value, min(part.high, 1.0)))


def _sentence(lab: Lab, found: Interval, part: Interval) -> str:
    run = lab.run()
    told = f"{with_bounds(found)} burden-days per 1,000 synthetic {many(run)} and year"
    n = f"n = {whole(found.n)} {many(run)}"
    harmful = [it for it in links_of(lab.city) if it.harms]
    if not harmful:
        return f"No rule of this regime leads to a burden, so none crosses contexts: {told} ({n})."
    if not any(it.crosses for it in harmful):
        return (
            "Every burden of this regime is in the context of the deeds that lead to it: "
            f"{told} came of deeds in another context ({n})."
        )
    if _is_free(lab):
        return (
            "Nobody simulated was under a burden, so what rules across parts of life add is not "
            f"estimable: {told} ({n})."
        )
    return (
        f"{told} ({n}), {with_percents(part)} of all, came of rules that answer a deed in one "
        "part of life with a burden in another: so many fewer there are when those are cut."
    )


def _matrix(run: Run, parts: tuple[_Part, ...]) -> Table:
    body = []
    for part in parts:
        rules = dict.fromkeys(f"{it.instrument}/{it.rule}" for it in part.links if it.harms)
        if not (rules or part.days.any() or part.favours.any()):
            continue
        body.append(
            (
                f"{part.origin} > {part.felt}",
                with_bounds(per_1000(part.days, run)),
                with_bounds(per_1000(part.refused, run)),
                with_bounds(per_1000(part.favours, run)),
                ", ".join(rules) or "none leads to a burden",
            )
        )
    header = (
        "deed in > felt in",
        "burden-days",
        "refusals",
        "days with a favour",
        "rules that can lead to the burden",
    )
    caption = (
        f"What goes away without the rules on deeds of a context, a year per 1,000 {many(run)}; "
        "negative where those rules keep people out of it"
    )
    return Table(caption, header, tuple(body))


def _remainder(lab: Lab, parts: tuple[_Part, ...]) -> Table:
    run, body = lab.run(), []
    for felt in contexts_of_consequence(lab.city):
        total = burden_days(run, felt)
        alone = sum((it.days for it in parts if it.felt == felt), 0.0 * total)
        cut = _left(lab, burden_days, felt)
        body.append(
            (
                felt,
                *(with_bounds(per_1000(it, run)) for it in (total, alone, total - alone, cut)),
            )
        )
    header = ("felt in", "burden-days", "sum of contexts", "remainder", "cross-context rules cut")
    caption = f"Contexts need not add up: burden-days a year per 1,000 {many(run)}"
    return Table(caption, header, tuple(body))


def _by_rule(lab: Lab, parts: tuple[_Part, ...]) -> tuple[Table, ...]:
    """Single rules left out, for the largest cells off the diagonal."""
    run = lab.run()
    off = [it for it in parts if it.origin != it.felt and it.days.sum() > 0.0]
    body = []
    tried: dict[str, None] = {}
    for part in sorted(off, key=lambda it: -float(it.days.sum()))[:LARGEST_CELLS]:
        rules = dict.fromkeys(f"{it.instrument}/{it.rule}" for it in part.links if it.harms)
        for rule in rules:
            if rule not in tried and len(tried) >= MOST_RULES:
                continue
            tried[rule] = None
            less = burden_days(run, part.felt) - burden_days(lab.run(without_rule(rule)), part.felt)
            cell = f"{part.origin} > {part.felt}"
            body.append((cell, rule, with_bounds(per_1000(less, run))))
    if not body:
        return ()
    caption = f"One rule left out, in the largest cells: burden-days a year per 1,000 {many(run)}"
    return (Table(caption, ("deed in > felt in", "rule", "burden-days"), tuple(body)),)


def _figures(run: Run, parts: tuple[_Part, ...]) -> tuple[Figure, ...]:
    harmful = [it for it in parts if it.days.any() or any(link.harms for link in it.links)]
    origins, contexts = {it.origin for it in harmful}, {it.felt for it in harmful}
    cells = [
        Cell(it.origin, it.felt, per_1000(it.days, run).value or 0.0)
        for it in parts
        if it.origin in origins and it.felt in contexts
    ]
    return (context_figure(run, cells),) if cells else ()
