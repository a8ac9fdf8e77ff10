"""Question 2: on which groups selection and error fall more than on others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from glasscity.charts.figure import Figure, Table
from glasscity.charts.groups import Column, group_figure, group_name, group_table
from glasscity.charts.source import source_line
from glasscity.measures.accusations import accusation_disparities
from glasscity.measures.burdens import selected_and_named
from glasscity.measures.disparity import minority_of, wrongful_disparities
from glasscity.measures.fairness import Confusion, Disparity, Group, disparities, largest
from glasscity.measures.groups import EVERYBODY, LABELS, groups_of, many
from glasscity.measures.groups import Group as Counted
from glasscity.measures.interval import Interval
from glasscity.measures.records import everybody_of, records_by_group
from glasscity.measures.wording import decimal, percent, whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised
from glasscity.studies.audit.lab import PERFECT_AND_UNMOVED, UNMOVED, Lab

ID = "groups"
TITLE = "Groups"
NUMBERS = (
    "disparity_ratio",
    "selection_ratio",
    "false_positive_ratio",
    "false_negative_ratio",
    "accusation_ratio",
)
BY_STANDING = ("selection", "false positive", "false negative")
ACCUSED = "wrong accusations"
COUNTED = ("wrongful records", ACCUSED)
"""Told a person and year; the others are of people on the last day."""
SHOWN = (*BY_STANDING, "prevalence")
BECAUSE = "raised where some group's ratio to everybody else is above 1 beyond chance"
METHOD = (
    "Each group is held against everybody else. The first ratio is of wrongful records a person "
    "and year. The others are of people on the last day: selected is who is under a burden, named "
    "who would be under one if every deed that can be seen were recorded on its doer, the deeds "
    "the same (both worlds without responses); a false positive is selected and not named, a "
    "false negative named and not selected. Wrong accusations are those of investigations, a "
    "person and year. Ratios count simulated people, and their intervals are wide enough for all "
    "groups and rates at once (Sidak)."
)
MINORITIES = tuple((share, times) for share in (0.02, 0.1, 0.3) for times in (2.0, 5.0, 10.0))
"""Shares of the people, and how many times as often error falls on them: examples, not facts."""
MINORITY = (
    "Dimensions of this city do not show every group. If error fell k times as often on a "
    "minority of share m, all wrongful records being as many as they are"
)


def headline(lab: Lab) -> Interval:
    """The largest ratio of wrongful records of a group to those of everybody else."""
    run = lab.run()
    return _ratio(run, largest(wrongful_disparities(run, _rates(run))))


def _rates(run: Run) -> int:
    """Ratios that are told at once; none of accusations where nothing is investigated."""
    return len(NUMBERS) - (not run.city.regime.investigations)


def _ratio(run: Run, found: Disparity | None) -> Interval:
    return Interval(None, None, None, run.outcome.people) if found is None else found.ratio


def answer(lab: Lab) -> Answer:
    """Selection and error by group, as rates and as ratios to everybody else."""
    run = lab.run()
    tables = selected_and_named(lab.pair(UNMOVED, PERFECT_AND_UNMOVED))
    groups = {name: it for name, it in tables.items() if name[0] != EVERYBODY}
    by_rate = {
        "wrongful records": wrongful_disparities(run, _rates(run)),
        **{name: disparities(groups, name, _rates(run)) for name in BY_STANDING},
        ACCUSED: accusation_disparities(run, _rates(run)),
    }
    tops = {name: largest(found) for name, found in by_rate.items()}
    numbers = tuple(
        Number(key, f"{words}, {_group_of(tops[words])}", _ratio(run, tops[words]), "ratio")
        for key, words in zip(NUMBERS, by_rate, strict=True)
    )
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(run, tops, numbers[0]),
        numbers=numbers,
        raised=_raised(numbers),
        because=BECAUSE,
        method=METHOD,
        tables=(
            _rates_table(run, tables),
            *(_ratio_table(run, name, found) for name, found in by_rate.items() if found),
            _minority_table(run),
        ),
        draw=lambda: (_figure(run, tables, by_rate["wrongful records"]),),
    )


def _group_of(found: Disparity | None) -> str:
    if found is None:
        return "no group"
    dimension, level = found.group
    return f"'{LABELS[dimension]}: {level}'"


def _sentence(run: Run, tops: Mapping[str, Disparity | None], number: Number) -> str:
    who, records, selection = many(run), tops["wrongful records"], tops["selection"]
    if records is None:
        n = run.tallies.sum("false_records")
        said = (
            f"With {whole(n)} wrongful records in all (n = {whole(number.found.n)} {who}) it is "
            f"not estimable whether error falls more on some group of {who} than on others"
        )
    else:
        said = (
            f"Among {who} of the group {_group_of(records)} wrongful records are {number.told} "
            f"times as frequent as among everybody else (n = {whole(number.found.n)}), the surest "
            f"of all groups to be above{_by_chance(number.found)}"
        )
    if (accused := tops[ACCUSED]) is not None:
        said += (
            f"; of wrong accusations the ratio that is surest is {with_bounds(accused.ratio)}, for "
            f"{_group_of(accused)}{_by_chance(accused.ratio)}"
        )
    if selection is None:
        return f"{said}."
    return (
        f"{said}; of being under a burden on the last day the ratio that is surest is "
        f"{with_bounds(selection.ratio)}, for {_group_of(selection)}{_by_chance(selection.ratio)}."
    )


def _by_chance(ratio: Interval) -> str:
    return "" if ratio.low is not None and ratio.low > 1.0 else ", though chance alone can do that"


def _raised(numbers: Sequence[Number]) -> Raised:
    """Raised by any ratio; where there is none nothing can be told."""
    lows = [it.found.low for it in numbers]
    if any(low is not None and low > 1.0 for low in lows):
        return "yes"
    return "no" if any(it.found.value is not None for it in numbers) else NOT_ESTIMABLE


def _table(tables: Mapping[Group, Confusion], group: Counted) -> Confusion:
    return tables[group.dimension, group.level]


def _rates_table(run: Run, tables: Mapping[Group, Confusion]) -> Table:
    body = tuple(
        (
            group_name(group),
            whole(group.n),
            *(
                with_percents(tables[group.dimension, group.level].rate(name))
                for name in BY_STANDING
            ),
            with_percents(tables[group.dimension, group.level].rate("prevalence")),
        )
        for group in groups_of(run)
    )
    header = ("group", f"simulated {many(run)}", "selected", "false positives", "false negatives")
    caption = f"Shares of {many(run)} on the last day (95 % interval), by group"
    return Table(caption, (*header, "named"), body)


def _ratio_table(run: Run, name: str, found: Sequence[Disparity]) -> Table:
    told = with_bounds if name in COUNTED else with_percents
    body = tuple(
        (
            f"{LABELS[it.group[0]]}: {it.group[1]}",
            whole(it.own.n),
            told(it.own),
            told(it.others),
            with_bounds(it.ratio),
        )
        for it in found
    )
    what = "a year per 1,000" if name in COUNTED else "rate"
    header = ("group", f"n, {many(run)}", f"{what}, own", f"{what}, everybody else", "ratio")
    return Table(f"{name.capitalize()}: each group against everybody else", header, body)


def _minority_table(run: Run) -> Table:
    everybody = everybody_of(records_by_group(run), "wrongful").value or 0.0
    body = tuple(
        (
            percent(it.share),
            decimal(it.times),
            decimal(it.own),
            decimal(it.others),
            percent(it.borne),
        )
        for it in (minority_of(everybody, *pair) for pair in MINORITIES)
    )
    header = ("share m", "k", "its rate per 1,000", "everybody else's", "of all, on the minority")
    return Table(f"{MINORITY} (arithmetic, not simulated)", header, body)


def _figure(run: Run, tables: Mapping[Group, Confusion], found: Sequence[Disparity]) -> Figure:
    who = many(run)
    counted = {(it.dimension, it.level): it for it in groups_of(run)}
    everybody = counted[EVERYBODY, EVERYBODY]
    records: list[tuple[Counted, Interval]] = [
        (everybody, everybody_of(records_by_group(run), "wrongful"))
    ]
    records += [(counted[it.group], it.own) for it in found]
    columns = (
        Column(
            "Wrongful records",
            "a year per 1,000, with 95 % interval",
            tuple(records),
            is_error=True,
        ),
        Column(
            "Under a burden on the last day",
            f"per cent of {who}, with 95 % interval",
            tuple((it, tables[key].rate("selection")) for key, it in counted.items()),
            "share",
        ),
    )
    return group_figure(
        "groups",
        "Error and selection by group",
        ("Left wrongful records; right who is under a burden, where people do not respond.",),
        columns,
        group_table(f"Error and selection of {who} by group (95 % interval)", who, columns),
        source_line(run),
    )
