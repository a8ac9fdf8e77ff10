"""Question 0: what the regime does to people even if every record is true."""

from __future__ import annotations

from glasscity.charts.figure import Figure, Table
from glasscity.charts.groups import Column, group_figure, group_table
from glasscity.charts.source import source_line
from glasscity.measures.burdens import Days, Under, held, under_each
from glasscity.measures.consequences import refusals_by_group
from glasscity.measures.groups import EVERYBODY, many
from glasscity.measures.interval import Interval, rate
from glasscity.measures.wording import whole, with_bounds, with_percents
from glasscity.results.pair import Pair
from glasscity.results.run import Run
from glasscity.studies.audit.answer import Answer, Number, raised_above
from glasscity.studies.audit.lab import NO_REGIME, PERFECT_SIGHT, REGIME, Lab

ID = "sight"
TITLE = "Harm with perfect sight"
NUMBERS = (
    "days_burdened_with_perfect_sight_per_1000",
    "people_ever_burdened_with_perfect_sight",
    "refusals_with_perfect_sight_per_1000",
    "days_burdened_as_it_is_per_1000",
)
BECAUSE = "raised where people are under a burden though every record of them is true"
METHOD = (
    "A world in which every deed that can be seen is recorded on its doer, at once, and nothing "
    "else is; people respond. A burden is any consequence that is no privilege; who is under one "
    "at a month's (or window's) end counts for all its days, days under several at once count "
    "once. Money that an investigation claims is no burden in this sense: see what error adds. "
    "Intervals are of chance between people, who have their days in bunches; they count simulated "
    "people."
)


def headline(lab: Lab) -> Interval:
    """Days under a burden per 1,000 people and year where every record is true."""
    return held(_pair(lab))[0].days


def _pair(lab: Lab) -> Pair:
    return lab.pair(PERFECT_SIGHT, NO_REGIME)


def answer(lab: Lab) -> Answer:
    """Burdens under true records alone, by group and consequence, beside those as it is."""
    pair, as_it_is = _pair(lab), lab.pair(REGIME, NO_REGIME)
    perfect, real = held(pair), held(as_it_is)
    everybody, now = perfect[0], real[0]
    who = many(pair.here)
    return Answer(
        id=ID,
        title=TITLE,
        sentence=(
            f"Even if every deed that can be seen were recorded on its doer and nothing else were, "
            f"1,000 synthetic {who} would spend {with_bounds(everybody.days)} days a year under a "
            f"burden (n = {whole(everybody.days.n)}), against {with_bounds(now.days)} as it is, "
            f"and {with_percents(everybody.any_of_them)} of them would meet one at some time."
        ),
        numbers=(
            Number(NUMBERS[0], "days under a burden, perfect sight", everybody.days),
            Number(NUMBERS[1], f"{who} ever under a burden", everybody.any_of_them, "share"),
            Number(NUMBERS[2], "attempts refused, perfect sight", _refused(pair.here)),
            Number(NUMBERS[3], "days under a burden, as it is", now.days),
        ),
        raised=raised_above(everybody.days),
        because=BECAUSE,
        method=METHOD,
        tables=(_by_consequence(pair, as_it_is),),
        draw=lambda: (_figure(pair, perfect, real),),
    )


def _refused(run: Run) -> Interval:
    found = refusals_by_group(run)
    row = found[(found["what"] == "refused") & (found["dimension"] == EVERYBODY)].iloc[0]
    n = int(row["n"])
    return rate(int(row["count"]), n, n * run.years)


def _figure(pair: Pair, perfect: tuple[Days, ...], real: tuple[Days, ...]) -> Figure:
    who = many(pair.here)
    what = f"days a year per 1,000 {who}, with 95 % interval"
    columns = (
        Column("With perfect sight", what, tuple((it.group, it.days) for it in perfect)),
        Column("As it is", what, tuple((it.group, it.days) for it in real)),
    )
    caption = f"Days under a burden a year per 1,000 {who} (95 % interval), by group"
    return group_figure(
        "sight",
        "Days under a burden, even if every record is true",
        ("Left every record is true and nothing is missed; right as the rules see people now.",),
        columns,
        group_table(caption, who, columns),
        source_line(pair.here),
    )


def _by_consequence(pair: Pair, as_it_is: Pair) -> Table:
    perfect, real = under_each(pair), under_each(as_it_is)
    body = tuple(
        (f"{one.title} ({one.verb})", _everywhere(one), _everywhere(other))
        for one, other in zip(perfect, real, strict=True)
        if one.group.dimension == EVERYBODY
    )
    header = ("consequence", "with perfect sight", "as it is")
    caption = f"Days under each consequence a year per 1,000 {many(pair.here)} (95 % interval)"
    return Table(caption, header, body)


def _everywhere(under: Under) -> str:
    """No regime has no consequence, so all days are in the first world alone."""
    return with_bounds(under.here_only)
