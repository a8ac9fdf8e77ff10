"""Question 9: what would flip the findings, and on which assumptions they lean."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.charts.figure import Figure
from glasscity.charts.survival import Dot, survival_figure
from glasscity.documents.moot import worth_trying
from glasscity.documents.switches import placebo, variants
from glasscity.measures.interval import Interval, share
from glasscity.measures.wording import whole, with_percents
from glasscity.results.code import code_digest
from glasscity.studies.audit.answer import NOT_ESTIMABLE, NOTHING, Answer, Number, raised_above
from glasscity.studies.audit.assumption_tables import tables_of, top_words
from glasscity.studies.audit.headlines import Headline, Headlines
from glasscity.studies.audit.lab import Lab
from glasscity.studies.doubt.inquiry import Asked, Inquiry, Variant, inquire
from glasscity.studies.doubt.survey import identity
from glasscity.studies.doubt.survival import Survival

ID = "assumptions"
TITLE = "What would flip it"
NUMBERS = ("least_survival", "least_survival_of_size")
PEOPLE = 50_000
"""People of the cities tried, fewer where the audit has fewer."""
TURNED = 0.05
BUDGET = 40
"""Cities lived in the search for the smallest change of each finding."""
BECAUSE = "raised where a finding changes sides in more than 5 % of the settings tried"
METHOD = (
    "Each number with a range is moved over it, all at once: half of the settings lie below the "
    "stated value and half above, evenly, or in proportion where half a range spans a factor of "
    "ten. People and luck are the same in every setting. What is told are shares of the settings "
    "tried, no probabilities: nobody drew the world. Their intervals are those of having tried no "
    "more settings. Influence is the first-order index of RBD-FAST on ranks (SALib). The search "
    "for the smallest change moves assumptions about the world only, never a rule."
)


def answer(lab: Lab, headlines: Sequence[Headline]) -> Answer:
    """How often each finding stays on its side, what it leans on, and what would turn it."""
    if lab.settings < 1 or not headlines or not worth_trying(lab.city):
        return _untried()
    done = inquiry(lab, headlines)
    known = [it for it in done.survivals if it.n > it.unknown]
    if not known:
        return _untried()
    least = min(known, key=lambda it: it.share)
    size = min(known, key=lambda it: it.share_near)
    found = tuple(_kept(it, count) for it, count in ((least, least.kept), (size, size.near)))
    turned = share(least.n - least.unknown - least.kept, least.n - least.unknown, fewest=1)
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(done, least, found[0]),
        numbers=(
            Number(NUMBERS[0], f"settings that keep it: {least.finding.words}", found[0], "share"),
            Number(NUMBERS[1], f"that keep its size: {size.finding.words}", found[1], "share"),
        ),
        raised=raised_above(turned, TURNED),
        because=BECAUSE,
        method=METHOD,
        leans_on=top_words(lab.city, done, least.finding.name),
        others_lean_on={it.name: top_words(lab.city, done, it.name) for it in done.influences},
        tables=tables_of(lab, headlines, done),
        draw=lambda: _figures(lab, known),
    )


def inquiry(lab: Lab, headlines: Sequence[Headline]) -> Inquiry:
    """Everything tried for this answer."""
    measures = Headlines.of(lab, tuple(headlines), PEOPLE)
    people, years = measures.lab.people, lab.years
    asked_of = ",".join(it.id for it in headlines)
    name = identity(
        lab.city, people=people, years=years, seed=lab.seed, of=asked_of, code=code_digest()
    )
    keep = None if lab.keep is None else lab.keep / f"{lab.city.regime.id}-doubts-{name}"
    asked = Asked(settings=lab.settings, budget=BUDGET, workers=lab.threads, keep=keep)
    findings = [it.finding for it in headlines]
    return inquire(lab.city, measures, findings, asked, variants_of(lab), lab.tell)


def variants_of(lab: Lab) -> tuple[Variant, ...]:
    """Other forms of the city, one at a time, and regimes that know nothing."""
    forms = [(name.partition(".")[2].replace("-", " "), it) for name, it in variants(lab.city)]
    return (
        *forms,
        ("records fall on anybody", placebo(lab.city)),
        ("and points are dealt anew", placebo(lab.city, lab.seed)),
    )


def headline(lab: Lab, headlines: Sequence[Headline]) -> Interval:
    """The share of settings that keep the finding which changes sides most often."""
    return answer(lab, headlines).headline


def _kept(it: Survival, count: int) -> Interval:
    return share(count, it.n - it.unknown, fewest=1)


def _untried() -> Answer:
    words = ("settings that keep a finding", "that keep its size")
    numbers = tuple(
        Number(name, it, NOTHING, "share") for name, it in zip(NUMBERS, words, strict=True)
    )
    return Answer(
        id=ID,
        title=TITLE,
        sentence=(
            "No settings of the assumptions were tried, so how often a finding stays is "
            f"{numbers[0].told}."
        ),
        numbers=numbers,
        raised=NOT_ESTIMABLE,
        because=BECAUSE,
        method=METHOD,
    )


def _sentence(done: Inquiry, least: Survival, kept: Interval) -> str:
    steady = sum(it.share == 1.0 for it in done.survivals)
    flips = sum(bool(flip.steps) for flip in done.flips)
    untold = sum(it.n == it.unknown for it in done.survivals)
    tried = (
        f"{whole(done.survey.n)} settings of {whole(len(done.survey.doubts))} numbers that are "
        "not sure"
    )
    rest = f" ({untold} are not estimable)" if untold else ""
    turned = (
        f"the one that changes sides most often ({least.finding.words}) stays in "
        f"{with_percents(kept)} of the settings tried (n = {whole(kept.n)})"
        if least.share < 1.0
        else f"none that has a number changes sides in any (n = {whole(kept.n)})"
    )
    return (
        f"Findings that stay on their side in all of {tried}: {steady} of "
        f"{len(done.survivals)}{rest}; {turned}, and {flips or 'none'} can be turned by moving "
        "assumptions about the world alone within their ranges."
    )


def _figures(lab: Lab, known: Sequence[Survival]) -> tuple[Figure, ...]:
    dots = [Dot(it.finding.words, it.n - it.unknown, it.share, it.share_near) for it in known]
    return (survival_figure(lab.run(), dots),)
