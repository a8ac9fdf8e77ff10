"""Question 6: what way back there is, and what each safeguard changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from glasscity.charts.figure import Figure, Table
from glasscity.charts.funnel import funnel_figure
from glasscity.documents.resolve import City
from glasscity.documents.switches import without
from glasscity.measures.burdens import more_here
from glasscity.measures.funnel import (
    STAGES,
    Funnel,
    days_to_right,
    funnels_of,
    reviews_of,
)
from glasscity.measures.groups import EVERYBODY, LABELS, many
from glasscity.measures.interval import Interval
from glasscity.measures.paired import by_stratum, per_1000
from glasscity.measures.wording import percent, whole, with_bounds, with_percents
from glasscity.mechanisms.recourse.correction import way_back_for_all
from glasscity.mechanisms.sensors import Sensor
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised
from glasscity.studies.audit.lab import REGIME, Lab, Made
from glasscity.studies.audit.leave import MISTAKEN_NEVER, burden_days

ID = "recourse"
TITLE = "Recourse: what becomes of those who are wronged"
NUMBERS = (
    "wrongful_records_put_right",
    "wrongful_records_known_to_the_person",
    "wrongful_records_contested",
    "days_lost_to_error_per_1000",
)
BECAUSE = "raised where not every wrongful record is put right"
METHOD = (
    "Shares are of wrongful records and have Wilson intervals. Corrections that fall due after "
    "the end count as answered. Where true records can be contested too, how many knew of a "
    "wrongful one is expected from the document. Days by error are those of the question about "
    "error; what a safeguard changes is the difference to a world in which it alone is left out "
    "or added, in days under each burden. Intervals of these differences come from the strata "
    "and are rather too wide; 0 alone: it changed for nobody simulated."
)
WORDS = {
    "wronged": "wrongful records",
    "knew": "the person learnt of it",
    "applied": "contested",
    "answered": "answered",
    "put_right": "put right",
}


def _everybody(run: Run) -> Funnel:
    return next(it for it in funnels_of(run) if it.group.dimension == EVERYBODY)


def headline(lab: Lab) -> Interval:
    """The share of wrongful records that are put right."""
    return _everybody(lab.run()).reached("put_right")


def answer(lab: Lab) -> Answer:
    """The way from a wrongful record to its striking, by group, and what safeguards change."""
    run = lab.run()
    funnels = tuple(funnels_of(run))
    everybody = _everybody(run)
    by_error = _days_by_error(lab)
    lost, found = by_error[EVERYBODY, EVERYBODY], headline(lab)
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(run, everybody, found, lost),
        numbers=(
            Number(NUMBERS[0], "of the wrongful records, put right", found, "share"),
            Number(NUMBERS[1], "the person learnt of it", everybody.reached("knew"), "share"),
            Number(NUMBERS[2], "contested", everybody.reached("applied"), "share"),
            Number(NUMBERS[3], "days under a burden that error adds", lost),
        ),
        raised=_raised(found),
        because=BECAUSE,
        method=METHOD,
        tables=(
            _groups_table(run, funnels, by_error),
            *_review_table(run),
            _safeguards_table(lab),
        ),
        draw=lambda: _figures(run, everybody),
    )


def _raised(found: Interval) -> Raised:
    if found.high is None:
        return NOT_ESTIMABLE
    return "yes" if found.high < 1.0 else "no"


def _sentence(run: Run, everybody: Funnel, found: Interval, lost: Interval) -> str:
    n = f"n = {whole(found.n)}"
    days = f"error added {with_bounds(lost)} days a year under a burden per 1,000 {many(run)}"
    if not everybody.wronged:
        return f"No record was wrongful ({n}), so the share put right is not estimable, and {days}."
    if not run.city.regime.is_contestable:
        return (
            "This regime has no way to contest a record, so what is wrong stands until it lapses: "
            f"{with_percents(found)} of the wrongful records ({n}) were put right, and {days}."
        )
    if found.value is None:
        return (
            f"What share of the wrongful records ({n}) was put right is not estimable, and {days}."
        )
    took = days_to_right(run)
    after = f", after {took:,.0f} days on average" if everybody.put_right else ""
    return (
        f"Of the wrongful records ({n}) {with_percents(found)} were put right{after}: "
        f"{percent(everybody.knew / everybody.wronged)} became known to the person and "
        f"{percent(everybody.applied / everybody.wronged)} were contested; {days}."
    )


def _days_by_error(lab: Lab) -> dict[tuple[str, str], Interval]:
    """Days under a burden that error adds, by group: those of the question about error."""
    found = more_here(lab.pair(REGIME, MISTAKEN_NEVER))
    return {(it.group.dimension, it.group.level): it.days for it in found}


def _groups_table(
    run: Run, funnels: Sequence[Funnel], by_error: Mapping[tuple[str, str], Interval]
) -> Table:
    body = []
    for it in funnels:
        group = it.group
        if group.dimension == EVERYBODY:
            name = LABELS[EVERYBODY]
        else:
            name = f"{LABELS[group.dimension]}: {group.level}"
        shares = (with_percents(it.reached(stage)) for stage in STAGES[1:])
        days = by_error[group.dimension, group.level]
        body.append((name, whole(it.wronged), *shares, with_bounds(days)))
    header = ("group", *(WORDS[stage] for stage in STAGES), "days by error")
    caption = (
        "From wrongful record to right, simulated records and the share that came so far; days "
        f"under a burden that error adds, a year per 1,000 {many(run)}"
    )
    return Table(caption, header, tuple(body))


def _review_table(run: Run) -> tuple[Table, ...]:
    found = reviews_of(run)
    if not found:
        return ()
    body = tuple(
        (it.title, percent(it.looked_at), percent(it.wrong_caught), percent(it.right_lost))
        for it in found
    )
    header = ("sensor", "hits looked at", "wrong hits thrown away", "right hits thrown away")
    return (Table("The people who look at hits before they count", header, body),)


def _safeguards(lab: Lab) -> Iterator[tuple[str, Made]]:
    """Each safeguard left out, and those that could be added."""
    for way in lab.city.regime.recourse:
        name = way.title.en
        yield f"without {name}", _less(way.id)
    for sensor in lab.city.regime.sensors:
        if sensor.unreviewed() != sensor:
            yield f"without review at {sensor.title.en}", _unreviewed(sensor.id)
            yield f"every hit reviewed at {sensor.title.en}", _all_reviewed(sensor.id)
    yield (
        "everybody is told at once, contests free of charge, is heard at once and rightly",
        Made("with a way back for all", _with_way_for_all),
    )
    yield "nothing recorded that was not done", MISTAKEN_NEVER


def _less(way: str) -> Made:
    return Made(f"without {way}", lambda city: without(city, "recourse", way))


def _with_way_for_all(city: City) -> City:
    """Every wrongful record is known at once, contested and struck on the same day."""
    others = tuple(way for way in city.regime.recourse if way.mending() is not None)
    regime = city.regime.model_copy(update={"recourse": (way_back_for_all(), *others)})
    return replace(city, regime=regime)


def _unreviewed(sensor: str) -> Made:
    return _sensors(
        f"without review at {sensor}", lambda it: it.unreviewed() if it.id == sensor else it
    )


def _all_reviewed(sensor: str) -> Made:
    return _sensors(
        f"every hit reviewed at {sensor}", lambda it: it.all_reviewed() if it.id == sensor else it
    )


def _sensors(name: str, change: Callable[[Sensor], Sensor]) -> Made:
    def make(city: City) -> City:
        sensors = tuple(change(it) for it in city.regime.sensors)
        return replace(city, regime=city.regime.model_copy(update={"sensors": sensors}))

    return Made(name, make)


def _safeguards_table(lab: Lab) -> Table:
    run = lab.run()
    base = burden_days(run)
    wrongs = by_stratum(run, "false_records")
    body = [_row("as it is", run, None, None)]
    for words, world in _safeguards(lab):
        other = lab.run(world)
        fewer = per_1000(burden_days(other) - base, run)
        records = per_1000(by_stratum(other, "false_records") - wrongs, run)
        body.append(_row(words, other, records, fewer))
    header = (
        "world",
        "wrongful records",
        "put right",
        "change in wrongful",
        "change in burden-days",
    )
    caption = f"What each safeguard changes, a year per 1,000 {many(run)}"
    return Table(caption, header, tuple(body))


def _row(words: str, run: Run, records: Interval | None, days: Interval | None) -> tuple[str, ...]:
    everybody = _everybody(run)
    wrong = per_1000(by_stratum(run, "false_records"), run)
    changes = ("-" if it is None else with_bounds(it) for it in (records, days))
    return (words, with_bounds(wrong), with_percents(everybody.reached("put_right")), *changes)


def _figures(run: Run, everybody: Funnel) -> tuple[Figure, ...]:
    return (funnel_figure(run, everybody, WORDS),) if everybody.wronged else ()
