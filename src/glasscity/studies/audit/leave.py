"""Worlds in which rules are left out, and the burdens that people bear in a world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from glasscity.documents.resolve import City
from glasscity.documents.switches import ids_of, without_all, without_error
from glasscity.measures.exposure import burdens_of, days_under
from glasscity.measures.links import context_of, links_of
from glasscity.measures.paired import Floats, by_stratum
from glasscity.mechanisms.consequences import Consequence
from glasscity.results.run import Run
from glasscity.studies.audit.lab import Made
from glasscity.vocabulary.strata import N_STRATA


def leave_out(city: City, names: Iterable[str]) -> City:
    """The city without these rules (``instrument/rule``) and what could do nothing then.

    A code of a register is one rule, whatever deeds open it.
    """
    known = frozenset(ids_of(city.regime)["rules"])
    return without_all(city, [("rules", name) for name in names if name in known])


def rules_on(city: City, deeds: Iterable[str]) -> tuple[str, ...]:
    """The rules that answer one of these deeds, in the order of the documents."""
    wanted = frozenset(deeds)
    found = (f"{it.instrument}/{it.rule}" for it in links_of(city) if it.deed in wanted)
    return tuple(dict.fromkeys(found))


def without_context(context: str) -> Made:
    """The world in which no rule answers a deed of a context."""

    def make(city: City) -> City:
        deeds = [kind.id for kind in city.conduct.kinds if kind.context == context]
        return leave_out(city, rules_on(city, deeds))

    return Made(f"without rules on deeds of {context}", make)


def only_context(context: str) -> Made:
    """The world in which rules answer deeds of one context alone."""

    def make(city: City) -> City:
        deeds = [kind.id for kind in city.conduct.kinds if kind.context != context]
        return leave_out(city, rules_on(city, deeds))

    return Made(f"only rules on deeds of {context}", make)


def without_deed(deed: str) -> Made:
    """The world in which no rule answers a kind of deed."""
    return Made(f"without rules on {deed}", lambda it: leave_out(it, rules_on(it, [deed])))


def without_rule(rule: str) -> Made:
    """The world without one rule (``instrument/rule``)."""
    return Made(f"without rule {rule}", lambda city: leave_out(city, [rule]))


def without_mistakes(city: City) -> City:
    """Nothing is recorded that was not done, and nobody but the doer; as late as it was."""
    right = without_error(city)
    sensors = tuple(
        it.as_late_as(was)
        for it, was in zip(right.regime.sensors, city.regime.sensors, strict=True)
    )
    return replace(right, regime=right.regime.model_copy(update={"sensors": sensors}))


MISTAKEN_NEVER = Made("without wrongful records", without_mistakes)


def days_of(run: Run, rows: Iterable[Consequence]) -> Floats:
    """Person-days under these consequences over a whole run, by stratum."""
    found = [days_under(run, row).sum(axis=0) for row in rows]
    return np.sum(found, axis=0) if found else np.zeros(N_STRATA)


def burden_days(run: Run, context: str | None = None) -> Floats:
    """Person-days under burdens by stratum: all, or those that are felt in one context."""
    rows = burdens_of(run.city.regime)
    return days_of(run, (it for it in rows if context in (None, context_of(run.city, it))))


def favour_days(run: Run, context: str) -> Floats:
    """Person-days with a favour in a context, by stratum."""
    burdens = {it.id for it in burdens_of(run.city.regime)}
    rows = (it for it in run.city.regime.consequences if it.id not in burdens)
    return days_of(run, (it for it in rows if context == context_of(run.city, it)))


def refused(run: Run, context: str | None = None) -> Floats:
    """Attempts refused, by stratum: all, or those at services of one context."""
    rows = (it for it in burdens_of(run.city.regime) if context in (None, context_of(run.city, it)))
    found = [by_stratum(run, "refused", "consequence", it.id) for it in rows]
    return np.sum(found, axis=0) if found else np.zeros(N_STRATA)
