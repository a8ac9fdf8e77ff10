"""Question 8: on how few the harm falls, and on whom beside whoever was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasscity.charts.concentration import Top, concentration_figure
from glasscity.charts.figure import Figure, Table
from glasscity.documents.resolve import City
from glasscity.documents.switches import without
from glasscity.measures.concentration import gini, half_on, top_share, with_chance
from glasscity.measures.each import (
    Floats,
    burden_days_each,
    can_tell,
    lines_each,
    refusals_each,
    traced,
)
from glasscity.measures.exposure import burdens_of
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval, share
from glasscity.measures.paired import by_stratum, per_1000
from glasscity.measures.wording import percent, whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised
from glasscity.studies.audit.lab import Lab, Made
from glasscity.studies.audit.leave import burden_days
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import N_STRATA

ID = "spread"
TITLE = "Spread: on how few it falls, and on whom beside the doer"
NUMBERS = (
    "share_of_burden_days_on_top_1_percent",
    "gini_of_burden_days",
    "people_with_any_burden",
    "burden_days_through_ties_per_1000",
    "child_days_per_1000",
)
BECAUSE = (
    "raised where burdens fall, beyond chance, on people tied to whoever was recorded, or keep "
    "something from children"
)
METHOD = (
    "How days are spread over people is read from lives followed in the same run; those without "
    "any burden count. Intervals leave out one in twenty of these lives at a time. What comes "
    "through ties is the difference to a world, with the same people and luck, in which nothing "
    "is passed on along them; its interval comes from the strata and is rather too wide. Children "
    "are counted with one adult at windows' ends and are not lived themselves."
)
PARTS = (0.001, 0.01, 0.1)


@dataclass(frozen=True)
class _Burden:
    """What each followed person bore of something; None where it cannot be told."""

    words: str
    each: Floats | None


@dataclass(frozen=True)
class _Index:
    """The share of a burden on the part of people who bear most."""

    part: float

    def __call__(self, each: Floats) -> float:
        return top_share(each, self.part)


def _top(run: Run) -> Interval:
    if not can_tell(run):
        return Interval(None, None, None, traced(run))
    return with_chance(burden_days_each(run), _Index(0.01))


def headline(lab: Lab) -> Interval:
    """The share of burden-days on the hundredth of people who bear most."""
    return _top(lab.run())


def _alone(city: City) -> City:
    """Nothing is passed on along ties."""
    for spread in city.regime.spreads:
        if spread.along is not None:
            city = without(city, "spreads", spread.id)
    return city


ALONE = Made("nothing passed on along ties", _alone)


def _through_ties(lab: Lab) -> Interval:
    run = lab.run()
    if all(spread.along is None for spread in lab.city.regime.spreads):
        return per_1000(np.zeros(N_STRATA), run)
    return per_1000(burden_days(run) - burden_days(lab.run(ALONE)), run)


def child_days(run: Run, consequence: str | None = None) -> Floats:
    """Days of children on whom a consequence (or any) bears, at windows' ends, by stratum."""
    frame = run.tallies.total("children_affected", "window", "stratum", "consequence")
    if consequence is not None:
        frame = frame[frame["consequence"] == consequence]
    days = np.array(run.outcome.window_days)[frame["window"].to_numpy(dtype=np.int64)]
    stratum = frame["stratum"].to_numpy(dtype=np.int64)
    found = np.bincount(stratum, weights=frame["count"] * days, minlength=N_STRATA)
    return np.asarray(found, dtype=np.float64)


def answer(lab: Lab) -> Answer:
    """How unevenly burdens fall, and what reaches relatives, friends and children."""
    run = lab.run()
    days = burden_days_each(run) if can_tell(run) else None
    n = traced(run)
    unknown = Interval(None, None, None, n)
    found = _top(run)
    burdened = unknown if days is None else share(int(np.count_nonzero(days)), n)
    ties, children = _through_ties(lab), _of_children(run)
    burdens = (
        _Burden("burden-days", days),
        _Burden("refusals", refusals_each(run)),
        _Burden("wrongful records", lines_each(run, Event.FALSE)),
    )
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(lab, found, burdened, ties, children),
        numbers=(
            Number(NUMBERS[0], "of the burden-days, on the top 1 %", found, "share"),
            Number(
                NUMBERS[1],
                "Gini index of burden-days",
                unknown if days is None else with_chance(days, gini),
                "index",
            ),
            Number(NUMBERS[2], "people with any burden", burdened, "share"),
            Number(NUMBERS[3], "burden-days through ties", ties),
            Number(NUMBERS[4], "days in which something is kept from a child", children),
        ),
        raised=_raised(run, ties, children),
        because=BECAUSE,
        method=METHOD,
        tables=(
            _even_table(run, burdens),
            *_passed_table(lab),
            *_children_table(lab),
            *_cut_table(lab.run()),
        ),
        draw=lambda: _figures(run, burdens),
    )


def _of_children(run: Run) -> Interval:
    """Not estimable where people bear burdens and nothing is known of their children."""
    found = per_1000(child_days(run), run)
    if run.city.population.children is None and _has_children(run) and burdens_of(run.city.regime):
        return Interval(None, None, None, found.n)
    return found


def _has_children(run: Run) -> bool:
    return run.city.population.unit == "person"


def _passes(run: Run) -> bool:
    """Whether a standing is passed on along ties."""
    return any(spread.along is not None for spread in run.city.regime.spreads)


def _raised(run: Run, ties: Interval, children: Interval) -> Raised:
    """What could come through ties is not estimable where nobody bore anything."""
    if any(it.low is not None and it.low > 0.0 for it in (ties, children)):
        return "yes"
    is_unseen = _passes(run) and not burden_days(run).any()
    return NOT_ESTIMABLE if is_unseen or not (ties.estimable and children.estimable) else "no"


def _sentence(
    lab: Lab, found: Interval, burdened: Interval, ties: Interval, children: Interval
) -> str:
    run = lab.run()
    others = []
    if _passes(run):
        others.append(f"{with_bounds(ties)} burden-days a year per 1,000 came through ties")
    else:
        others.append("this regime passes no standing on to relatives or friends")
    if child_days(run).any():
        others.append(f"something was kept from children on {with_bounds(children)} days")
    elif not _has_children(run):
        others.append("firms have no children")
    elif lab.city.population.children is None:
        others.append("nothing is known of children here")
    else:
        others.append("it keeps nothing from children")
    if not burdened.estimable:
        return (
            "How burden-days fall on single lives cannot be read here, so the share of the "
            f"hundredth who bore most is {with_percents(found)}; {others[0]}, and {others[1]}."
        )
    if burdened.value == 0.0:
        return (
            f"Nobody of {whole(found.n)} followed bore any burden, so the share of the "
            f"hundredth who bore most is {with_percents(found)}; {others[0]}, and {others[1]}."
        )
    return (
        f"The hundredth of synthetic {many(run)} who bore most bore {with_percents(found)} of all "
        f"burden-days (n = {whole(found.n)} lives followed), {with_percents(burdened)} bore any; "
        f"{others[0]}, and {others[1]}."
    )


def _even_table(run: Run, burdens: Sequence[_Burden]) -> Table:
    body = []
    for it in burdens:
        if it.each is None:
            body.append((it.words, whole(traced(run)), *(["not estimable"] * 5)))
            continue
        each = it.each
        some = share(int(np.count_nonzero(each)), len(each))
        shares = (with_percents(with_chance(each, _Index(part))) for part in PARTS[1:])
        index = with_bounds(with_chance(each, gini))
        half = percent(half_on(each)) if each.any() else "nobody bore any"
        body.append((it.words, whole(float(each.sum())), with_percents(some), index, *shares, half))
    header = (
        "what",
        "in all (followed)",
        f"{many(run)} with any",
        "Gini index",
        "on the top 1 %",
        "on the top 10 %",
        "half is on",
    )
    return Table(
        f"How unevenly it falls, of {whole(traced(run))} lives followed", header, tuple(body)
    )


def _passed_table(lab: Lab) -> tuple[Table, ...]:
    """Each way in which a standing is passed on, and what it alone adds."""
    run, body = lab.run(), []
    for spread in lab.city.regime.spreads:
        world = _less(spread.id)
        added = per_1000(burden_days(run) - burden_days(lab.run(world)), run)
        records = per_1000(by_stratum(run, "spread", "spread", spread.id), run)
        onto = f"along {spread.along}" if spread.along is not None else "to another instrument"
        body.append((spread.title.en, onto, with_bounds(records), with_bounds(added)))
    if not body:
        return ()
    header = ("standing passed on", "on whom", "records", "burden-days it adds")
    caption = f"What is passed on, a year per 1,000 {many(run)}"
    return (Table(caption, header, tuple(body)),)


def _less(spread: str) -> Made:
    return Made(f"without spread {spread}", lambda it: without(it, "spreads", spread))


def _children_table(lab: Lab) -> tuple[Table, ...]:
    run, body = lab.run(), []
    for row in lab.city.regime.consequences:
        days = child_days(run, row.id)
        if days.any():
            body.append((row.title.en, with_bounds(per_1000(days, run))))
    if not body:
        return ()
    caption = f"Kept from children: days a year per 1,000 {many(run)}"
    return (Table(caption, ("consequence", "days of children"), tuple(body)),)


def _cut_table(run: Run) -> tuple[Table, ...]:
    """Ties that broke, by how many of their two ends stood badly."""
    body = []
    cut, made = (run.tallies.total(it, "response", "ends") for it in ("ties_cut", "ties_made"))
    anew = {(r, e): n for r, e, n in made.itertuples(index=False)}
    for response, ends, n in cut.itertuples(index=False):
        body.append((response, ends, whole(n), whole(anew.get((response, ends), 0))))
    if not body:
        return ()
    header = ("response", "ends that stand badly", "ends cut", "ends tied anew")
    return (Table(f"Ties between simulated {many(run)}, both ends counted", header, tuple(body)),)


def _figures(run: Run, burdens: Sequence[_Burden]) -> tuple[Figure, ...]:
    tops = [
        Top(it.words, part, top_share(it.each, part))
        for it in burdens
        if it.each is not None and it.each.any()
        for part in PARTS
    ]
    return (concentration_figure(run, tops),) if tops else ()
