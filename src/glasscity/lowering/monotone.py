"""Which rows of a regime can be made kinder without a single person ending up worse off.

Under the same deeds and records a score is a chain of steps: add a constant, clamp, raise or lower
to a band, return to the opening. Such steps keep order, so a higher constant or bound early on can
never become a lower score later. Two things break the chain, since what they add depends on where
the score stood: giving back the points that an entry *moved* (expiry, correction), and a cap that
counts points a clamp then swallowed. Where a ledger nets its points before it cuts them, an entry
moves its points whole: then only the rule itself gives back less when it is made kinder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glasscity.documents.quantities import evidenced
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity
from glasscity.lowering.contest import contests_of
from glasscity.mechanisms.instruments.ledger import Ledger, Rule


@dataclass(frozen=True)
class Label:
    """A row of a ledger: ``row`` names it, ``why_not`` is empty iff it is monotone."""

    ledger: str
    row: str
    why_not: str

    @property
    def is_monotone(self) -> bool:
        """Whether raising the row lowers nobody's score under the same deeds and records."""
        return not self.why_not


def labels_of(regime: Regime) -> list[Label]:
    """A label for the opening, the bounds and each rule of every ledger."""
    labels: list[Label] = []
    for ledger in regime.instruments:
        if not isinstance(ledger, Ledger):
            continue
        why_not = _gives_back(regime, _depending_on_bounds(ledger))
        labels += [Label(ledger.id, row, why_not) for row in ("opening", "floor", "ceiling")]
        for rule in ledger.rules:
            its_own = why_not or _gives_back(regime, (rule,)) or _capped(rule)
            labels.append(Label(ledger.id, rule.id, its_own))
    return labels


def _depending_on_bounds(ledger: Ledger) -> tuple[Rule, ...]:
    """The rules of which a bound may have cut what they moved.

    Where points are netted nothing is cut at a record: what a rule of points moved is its points.
    """
    netted = ledger.clamp == "each window"
    return tuple(rule for rule in ledger.rules if not netted or rule.to is not None)


def _gives_back(regime: Regime, rules: Sequence[Rule]) -> str:
    expiring = [rule.id for rule in rules if rule.expires is not None]
    if expiring:
        return f"points that '{expiring[0]}' moved are given back when they expire"
    if rules and (contests := contests_of(regime)):
        return f"points that were moved are given back by '{contests[0][0]}'"
    return ""


def _capped(rule: Rule) -> str:
    return "its cap counts points that a bound may swallow" if rule.cap is not None else ""


def cannot_hurt(base: Regime, kinder: Regime) -> bool:
    """Whether ``kinder`` is ``base`` but for monotone rows that were raised, or not changed.

    Then nobody's score is lower, on any day, under the same deeds and records; what people do
    in response, quotas and pools of mistaken records are no part of that promise.
    """
    if _without_ledger_numbers(base) != _without_ledger_numbers(kinder):
        return False
    monotone = {(label.ledger, label.row) for label in labels_of(base) if label.is_monotone}
    for old, new in zip(base.banded, kinder.banded, strict=True):
        for row, (before, after) in _numbers(old, new).items():
            if before == after:
                continue
            if (old.id, row) not in monotone or any(
                b > a for b, a in zip(before, after, strict=True)
            ):
                return False
    return True


def _numbers(old: Ledger, new: Ledger) -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    pairs: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
        "opening": (_scores(old), _scores(new)),
        "floor": ((old.floor.value,), (new.floor.value,)),
        "ceiling": ((old.ceiling.value,), (new.ceiling.value,)),
    }
    for before, after in zip(old.rules, new.rules, strict=True):
        pairs[before.id] = (_moves(old, before), _moves(new, after))
    return pairs


def _moves(ledger: Ledger, rule: Rule) -> tuple[float, ...]:
    """The numbers that say where a rule moves a score."""
    return rule.steps if rule.to is None else ledger.ends_of(rule.to)


def _scores(ledger: Ledger) -> tuple[float, ...]:
    """The opening scores in file order; who draws which depends on the shares alone."""
    return tuple(
        number.value
        for _, number in evidenced(ledger.opening)
        if isinstance(number, Quantity) and number.unit == "points"
    )


def _without_ledger_numbers(regime: Regime) -> object:
    """Everything of a regime but the numbers that :func:`cannot_hurt` compares."""
    bare = regime.model_dump(exclude={"id", "title", "summary", "notes", "status"})
    for instrument in bare["instruments"]:
        if instrument["kind"] == "ledger":
            for row in ("floor", "ceiling", "bands"):
                del instrument[row]
            instrument["opening"] = _without_scores(instrument["opening"])
            for rule in instrument["rules"]:
                rule["points"] = len(rule["points"] or ())
                rule["to"] = rule["to"] is not None
    return bare


def _without_scores(opening: Any) -> object:
    """Who opens where, without the scores: the shares, by level where they are."""
    if "spread" in opening:
        return [part["share"]["value"] for part in opening["spread"]]
    if "by" in opening:
        levels = opening["levels"].items()
        return opening["by"], {level: _without_scores(scores) for level, scores in levels}
    return None
