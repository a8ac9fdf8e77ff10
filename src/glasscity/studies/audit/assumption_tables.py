"""The tables of question 9."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from glasscity.charts.figure import Table
from glasscity.documents.page import Loc
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import Doubt, held
from glasscity.measures.wording import (
    NOT_ESTIMABLE,
    decimal,
    in_words,
    number,
    percent,
    whole,
    with_bounds,
)
from glasscity.results.grounds import Place
from glasscity.studies.audit.headlines import Headline
from glasscity.studies.audit.lab import Lab
from glasscity.studies.doubt.flip import Flip
from glasscity.studies.doubt.inquiry import Inquiry
from glasscity.studies.doubt.survival import Survival


def tables_of(lab: Lab, headlines: Sequence[Headline], done: Inquiry) -> tuple[Table, ...]:
    """Survival, influence, smallest changes, other forms, what records cannot tell, settings."""
    return (
        _survival(lab, headlines, done.survivals),
        _influence(lab.city, done),
        _flips(lab.city, done.flips),
        _variants(done),
        _alike(lab.city, done),
        _settings(lab.city, done),
    )


def words_of(city: City, doubt: Doubt) -> str:
    """A doubtful number in words, and at how many more places it stands."""
    rest = len(doubt.places) - 1
    more = f" (and {rest} more of the same words)" if rest else ""
    words = in_words(getattr(city, doubt.document), _steps(doubt.places[0]))
    return words.replace(" of levels of ", " of ") + more


def _steps(loc: Loc) -> Place:
    """The place as the models name it."""
    return tuple("from_" if step == "from" else step for step in loc)


def top_words(city: City, done: Inquiry, name: str) -> str:
    """The assumption that a finding leans on most, empty where none rises above chance."""
    found = next((it for it in done.influences if it.name == name), None)
    return words_of(city, found.top[0][0]) if found is not None and found.top else ""


def _survival(lab: Lab, headlines: Sequence[Headline], survivals: Sequence[Survival]) -> Table:
    body = tuple(
        (
            it.finding.words,
            with_bounds(headline.find(lab)),
            f"{decimal(it.low)} to {decimal(it.high)}",
            percent(it.share),
            percent(it.share_near),
            whole(it.n - it.unknown),
            whole(it.unknown),
        )
        for headline, it in zip(headlines, survivals, strict=True)
    )
    header = (
        "finding",
        "as stated (95 % interval of chance)",
        "90 % of settings",
        "stays on its side",
        "and within a factor of two",
        "settings with a number",
        "not estimable",
    )
    return Table("Findings over the settings tried (shares, no probabilities)", header, body)


def _influence(city: City, done: Inquiry) -> Table:
    body = []
    for survival, found in zip(done.survivals, done.influences, strict=True):
        words = [f"{words_of(city, doubt)}: {percent(index)}" for doubt, index in found.top]
        known = not math.isnan(found.noise)
        nothing = "none rises above chance" if known else NOT_ESTIMABLE
        sourced = "not estimable" if found.sourced is None else percent(found.sourced)
        body.append(
            (
                survival.finding.words,
                "; ".join(words) or nothing,
                percent(found.explained if known else math.nan),
                percent(found.noise),
                sourced,
            )
        )
    header = (
        "finding",
        "the assumptions that matter most, and how much each explains alone",
        "explained by single ones",
        "what chance alone reaches",
        "sourced share, by influence",
    )
    return Table("What each finding leans on", header, tuple(body))


def _flips(city: City, flips: Sequence[Flip]) -> Table:
    body = tuple((flip.finding.words, *_flip(city, flip), whole(flip.runs)) for flip in flips)
    header = ("finding", "smallest change found", "it becomes", "numbers moved", "cities lived")
    return Table("The smallest change of the world that would turn each finding", header, body)


def _flip(city: City, flip: Flip) -> tuple[str, str, str]:
    if not flip.steps:
        what = NOT_ESTIMABLE if flip.runs < 2 else "none found within the ranges"
        return what, "", ""
    steps = (
        f"{words_of(city, it.doubt)}: {number(it.doubt.quantity.value)} to {number(it.value)} "
        f"({percent(it.part)} of its way)"
        for it in flip.steps
    )
    return "; ".join(steps), decimal(flip.value), whole(len(flip.steps))


def _variants(done: Inquiry) -> Table:
    """A row for each form: what changes sides in it, and what moves most."""
    body = []
    for name, numbers in done.variants:
        known = [
            it
            for it in done.survivals
            if math.isfinite(it.stated) and math.isfinite(numbers[it.finding.name])
        ]
        turned = [it.finding.words for it in known if _is_turned(it, numbers)]
        most = max(known, key=lambda it: _shift(it, numbers), default=None)
        moved = "nothing" if most is None or not _shift(most, numbers) else _told(most, numbers)
        body.append((name, "; ".join(turned) or "none", moved, whole(len(numbers) - len(known))))
    header = ("form", "findings that change sides", "what moves most", "not estimable")
    caption = "The city in other forms, and regimes that know nothing"
    return Table(caption, header, tuple(body))


def _is_turned(it: Survival, numbers: Mapping[str, float]) -> bool:
    return it.finding.is_above(numbers[it.finding.name]) != it.finding.is_above(it.stated)


def _shift(it: Survival, numbers: Mapping[str, float]) -> float:
    """By how many parts of itself a finding moves."""
    return abs(numbers[it.finding.name] - it.stated) / (abs(it.stated) or 1.0)


def _told(it: Survival, numbers: Mapping[str, float]) -> str:
    return f"{it.finding.words}: {decimal(it.stated)} to {decimal(numbers[it.finding.name])}"


def _alike(city: City, done: Inquiry) -> Table:
    titles = {it.id: it.title.en for it in city.regime.responses}
    body = tuple(
        (
            " x ".join(
                in_words(getattr(city, it.document), _steps(it.whole)) for it in group.levers
            ),
            ", ".join(titles[name] for name in group.told_by) or "nothing in this model",
        )
        for group in done.alike
    )
    header = ("only the product of these is in the records", "what could tell them apart")
    return Table("What no count of records can tell apart", header, body)


def _settings(city: City, done: Inquiry) -> Table:
    survey = done.survey
    still = [f"{name}: held as stated" for name in held(city)]
    body = (
        ("numbers with a range, each written thing once", whole(len(survey.doubts))),
        ("of these sourced", whole(sum(it.is_sourced for it in survey.doubts))),
        ("settings tried", whole(survey.n)),
        *((f"refused: {why}", whole(times)) for why, times in survey.refused.most_common()),
        *((it, "1") for it in still),
    )
    return Table("What was tried", ("what", "count"), body)
