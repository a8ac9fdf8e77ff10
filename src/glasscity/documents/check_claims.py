"""Checks of claims: what they cite exists, and bears what it is made to bear."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import Sheet, repeats, twice
from glasscity.documents.cited import Citable
from glasscity.documents.claim import Claim, Claims, roots_of
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem, did_you_mean

WEAK = frozenset(("M", "R-"))
"""Grades on which no verdict may rest alone: from memory, and weakly reported."""
ARTICLE = "Source article "


def check_claims(sheet: Sheet[Claims], known: Citable) -> Iterator[Problem]:
    """Claims named twice, unknown facts, roots miscounted, verdicts that rest on too little."""
    yield from twice(sheet, "claim", (("claims",), sheet.model.claims))
    for i, claim in enumerate(sheet.model.claims):
        at: Loc = ("claims", i)
        yield from repeats(sheet, (*at, "sources"), "article", claim.sources)
        facts: Loc = (*at, "record", "facts")
        yield from repeats(sheet, facts, "fact", claim.evidence.facts)
        yield from _facts(sheet, facts, claim, known)
        yield from _roots(sheet, at, claim, known)
        yield from _ground(sheet, at, claim, known)


def _facts(sheet: Sheet[Claims], at: Loc, claim: Claim, known: Citable) -> Iterator[Problem]:
    for k, key in enumerate(claim.evidence.facts):
        if known.find(key) is None and known.is_whole:
            near = did_you_mean(key, [*known.packaged.entries, *known.own])
            what = f"the list of references has no '{key}'"
            yield sheet.problem((*at, k), what, "cite one that it has", near)


def _roots(sheet: Sheet[Claims], at: Loc, claim: Claim, known: Citable) -> Iterator[Problem]:
    own = roots_of(claim.sources)
    if claim.roots != own:
        what = f"{', '.join(claim.sources)} are {own} independent root{'s' if own > 1 else ''}"
        yield sheet.problem((*at, "roots"), what, f"write {own}; S000 and S004 are one text")
    most = own + len(_publishers(claim, known))
    if claim.evidence.roots > most:
        what = f"the articles and the facts named have at most {most} independent roots"
        yield sheet.problem((*at, "record", "roots"), what, "name the facts, or count anew")


def _publishers(claim: Claim, known: Citable) -> set[str]:
    """The sources of the facts named that are no source articles."""
    cited = [known.find(key) for key in claim.evidence.facts]
    sources = {source for fact in cited if fact is not None for source in fact.sources}
    return {source for source in sources if not source.startswith(ARTICLE)}


def _ground(sheet: Sheet[Claims], at: Loc, claim: Claim, known: Citable) -> Iterator[Problem]:
    """What is sourced or contradicted rests on a fact that is more than memory or rumour."""
    if claim.evidence.verdict not in ("sourced", "contradicted"):
        return
    cited = [known.find(key) for key in claim.evidence.facts]
    if not all(cited) and claim.evidence.facts:
        return  # told already
    if not any(set(fact.grades) - WEAK for fact in cited if fact is not None):
        what = (
            f"'{claim.evidence.verdict}' rests on no fact better than {' or '.join(sorted(WEAK))}"
        )
        mend = "cite a fact that was seen, or write 'uncorroborated'"
        yield sheet.problem((*at, "record", "verdict"), what, mend)
