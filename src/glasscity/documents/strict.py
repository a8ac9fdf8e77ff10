"""What a document of the catalogue must have besides being sound."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.problem import Problem
from glasscity.documents.quantities import evidenced
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import Examined
from glasscity.documents.scenario import Scenario
from glasscity.documents.wording import WEAK
from glasscity.evidence import Quantity


def strict_problems(examined: Examined) -> Iterator[Problem]:
    """What is missing: ranges of assumptions, sound grades, notes, publishers."""
    model = examined.model
    if isinstance(model, Regime | Scenario):
        yield from _ranges(examined)
        yield from _grades(examined)
    if isinstance(model, Regime) and not model.notes:
        what, mend = "says nowhere what stands in doubt", "add 'notes:'"
        yield examined.document.page.problem((), what, mend)
    if isinstance(model, References):
        yield from _publishers(examined, model)


def _ranges(examined: Examined) -> Iterator[Problem]:
    """Assumed numbers that could be nothing else. Where the lowest band begins is no guess."""
    city = examined.city
    lowest = [it.bands[0].from_ for it in city.regime.banded] if city is not None else []
    for loc, number in evidenced(examined.model):
        is_guess = isinstance(number, Quantity) and number.assumed and number not in lowest
        if is_guess and isinstance(number, Quantity) and number.range is None:
            what, mend = "is assumed without a range", "add 'range:', what it could also be"
            yield examined.document.page.problem(loc, what, mend)


def _grades(examined: Examined) -> Iterator[Problem]:
    """Numbers that rest on memory or on weak reports."""
    for loc, number in evidenced(examined.model):
        if number.grade in WEAK:
            what = f"rests on '{number.source}', graded {number.grade}"
            mend = "say 'assumed:' and tell of the fact in the reason"
            yield examined.document.page.problem(loc, what, mend)


def _publishers(examined: Examined, references: References) -> Iterator[Problem]:
    for key, fact in references.entries.items():
        if not fact.sources and "found" not in fact.statement:
            what, mend = "names no source", "add who published it, and when"
            yield examined.document.page.problem(("entries", key), what, mend)
