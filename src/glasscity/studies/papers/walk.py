"""A walk along Article 5(1)(c) of the EU AI Act, element by element, as a paper."""

from __future__ import annotations

from glasscity.charts.figure import Table
from glasscity.documents.resolve import City
from glasscity.studies.papers.contents import JUDGEMENT, Answers, Paper, Part
from glasscity.studies.papers.contexts import burdens, named
from glasscity.studies.papers.elements import MEANING, Step, walk_of


def walk_paper(city: City, answers: Answers | None = None) -> Paper:
    """The walk as a paper."""
    walk = walk_of(city, answers)
    ends = (
        "An Article 5 question is raised: of what was looked at no element is missing, and one "
        "limb is enough."
        if walk.raises
        else "No Article 5 question is raised by what was looked at, because an element is not "
        "shown. That is no clearance."
    )
    overview = Table(
        "Elements",
        ("element", "status"),
        tuple((step.asks, step.status) for step in walk.steps),
    )
    cites = tuple(dict.fromkeys(key for step in walk.steps for key in step.cites))
    return Paper(
        "legal-walk",
        "A walk along Article 5(1)(c) of the EU AI Act",
        city.regime.title.en,
        (JUDGEMENT, ends, MEANING),
        (
            Part("In short", tables=(overview,)),
            *(_part(step) for step in walk.steps),
            _rights(city),
        ),
        (*cites, "EUA-06", "EUC-01"),
        city.references,
    )


def _part(step: Step) -> Part:
    found = [f"{line[0].upper()}{line[1:].removesuffix('.')}." for line in step.evidence]
    left = [f"Open: {line}." for line in step.open]
    cites = f"Read with {', '.join(step.cites)} below."
    return Part(step.asks, (cites,), (*found, *left), mark=step.status)


def _rights(city: City) -> Part:
    body = tuple((it.id, it.what, named(it.rights)) for it in burdens(city))
    said = (
        "Rights that each treatment at people's cost may touch, by its context of life; which are "
        "engaged, and "
        "whether a limit on them is justified, is for a lawyer. Points and lists themselves touch "
        f"{named((1, 7, 8))}; records that are wrong, {named((47, 48))}; deeds answered more than "
        f"once, {named((49, 50))}."
    )
    header = ("treatment", "what happens", "articles of the Charter (EUC-01)")
    tables = (Table("Treatments and rights", header, body),) if body else ()
    return Part("Rights of the EU Charter", (said,), tables=tables)
