"""What the standings that a regime passes on mean, checked."""

from __future__ import annotations

from collections.abc import Iterator

from glasscity.documents.check import twice
from glasscity.documents.check_standing import check_standing
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.mechanisms.spread import Spread


def check_spreads(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown deeds, standings and ties, and kinds that would be somebody's deed."""
    people = setting.population
    if sheet.model.firms is not None and people is not None and people.model.unit != "person":
        what = "firms have no firms: only a regime for people names those of its place"
        yield sheet.problem(("firms",), what, "delete 'firms:'")
    yield from twice(sheet, "spread", (("spreads",), sheet.model.spreads))
    for i, spread in enumerate(sheet.model.spreads):
        loc: Loc = ("spreads", i)
        if spread.of == "firms":
            yield from _of_firms(sheet, loc, spread, setting)
        else:
            yield from check_standing(sheet, (*loc, "when"), spread.when)
        if problem := setting.unknown_deed(sheet, (*loc, "as"), spread.as_):
            yield problem
        kind = setting.kinds.get(spread.as_)
        if kind is not None and kind.valence != "neutral":
            what = f"'{spread.as_}' is {kind.valence}, and a standing passed on is nobody's deed"
            yield sheet.problem((*loc, "as"), what, "name a neutral deed with rate 0")
        ties = setting.population
        if spread.along is not None and ties is not None and ties.lacks(("ties",), spread.along):
            known = ties.ids(("ties",))
            yield sheet.unknown((*loc, "along"), "ties in the population", spread.along, known)


def _of_firms(sheet: Ground, loc: Loc, spread: Spread, setting: Setting) -> Iterator[Problem]:
    """A standing that no firm has, or one that would be passed on along ties of people."""
    if spread.along is not None:
        what = "what a firm comes to falls on its legal representative, not along ties"
        yield sheet.problem(
            (*loc, "along"), what, "delete it; pass on from there by another spread"
        )
    if sheet.model.firms is None and "firms" not in sheet.replaced:
        what, mend = "this regime has no firms", "add 'firms:' with their rule set"
        yield sheet.problem((*loc, "of"), what, mend)
    if setting.firms is None:
        return
    name, bands = spread.when.instrument, spread.when.bands
    known = {it.id: it for it in setting.firms.instruments}
    if name not in known:
        yield sheet.unknown((*loc, "when", "instrument"), "instrument of firms", name, list(known))
        return
    own = [band.id for row in known[name].ledger_rows() for band in row.bands]
    if bool(own) != (bands is not None):
        what = f"'{name}' of the firms has {'' if own else 'no '}bands"
        yield sheet.problem((*loc, "when"), what, "name some" if own else "delete 'bands:'")
    for b, band in enumerate(bands or ()):
        if own and band not in own:
            yield sheet.unknown((*loc, "when", "bands", b), "band of firms", band, own)
    if spread.when.codes is not None:
        what = "codes of a firm's register are not read apart"
        yield sheet.problem((*loc, "when", "codes"), what, "delete 'codes:': any entry counts")
