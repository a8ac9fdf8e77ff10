"""What a comparison found, in sentences and tables that all faces share."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping

from glasscity.charts.changes import per_thousand, with_couplings
from glasscity.charts.figure import Table
from glasscity.measures.consequences import consequences_table
from glasscity.measures.coupling import SHARED
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval, rate
from glasscity.measures.pairing import Difference
from glasscity.measures.pairs import (
    DAYS_PARTS,
    Changed,
    Estimands,
    changed,
    days_table,
    estimands,
    listed_table,
    outcomes_of,
)
from glasscity.measures.records import everybody_of, records_by_group
from glasscity.measures.wording import decimal, number, percent, whole, with_bounds
from glasscity.results.pair import Pair
from glasscity.results.run import Run
from glasscity.studies.compare.leaning import Leans, years_of

LIMIT = (
    "A comparison says what the rules of two worlds do to people who do not exist. It ranks no "
    "regime, and it is evidence for a person's judgement, not a verdict."
)
DAYS = (
    "Counted at windows' ends: whoever a consequence names then counts for all days of the window "
    "on which it is in force."
)
BOTH_ESTIMANDS = (
    "Everyone treated: both worlds as they are. One person treated: each person lives under the "
    "first rules while everybody else, and so all that people share (pools of mistaken identity, "
    "beliefs about the place, queues), stays as in the second world. Spillover is the difference."
)
NOT_ALONE = (
    "One person treated: not estimable, because in the first world people meet, rate, rank or "
    "follow one another, so nobody can be treated alone."
)


def headline(pair: Pair, leans: Leans) -> str:
    """The comparison in one sentence: its number, interval, n, and what it leans on most."""
    outcome = outcomes_of(pair)[0]
    everybody = next(changed(pair, outcome))
    here, there = pair.titles
    return (
        f"Of 1,000 synthetic {many(pair.here)}, {with_bounds(per_thousand(everybody.worse))} end "
        f"more {outcome.unit} under a burden with {here} than with {there}, and "
        f"{with_bounds(per_thousand(everybody.better))} fewer, over "
        f"{years_of(pair.here.years)} ({whole(pair.n)} simulated; 95 % intervals; {SHARED}; "
        f"{_over_all(everybody)}); {leans.clause}."
    )


def _over_all(found: Changed) -> str:
    """What other ways to share luck could make of it."""
    if all(low == high for low, high in (found.worse_bounds, found.better_bounds)):
        return "the same however luck is shared"
    return (
        f"over all couplings {_span(found.worse_bounds)} more and {_span(found.better_bounds)} "
        "fewer"
    )


def _span(bounds: tuple[float, float]) -> str:
    return f"{decimal(1000.0 * bounds[0])} to {decimal(1000.0 * bounds[1])}"


def changes_table(pair: Pair) -> Table:
    """Who is worse and better off in each outcome, everybody together."""
    body = []
    for outcome in outcomes_of(pair):
        row = next(changed(pair, outcome))
        worse = with_couplings(row.worse, row.worse_bounds)
        better = with_couplings(row.better, row.better_bounds)
        body.append((outcome.title, worse, better))
    who = many(pair.here)
    return Table(
        f"{who.capitalize()} per 1,000 worse and better off with {pair.titles[0]} than with "
        f"{pair.titles[1]}, {SHARED} (95 % interval) [over all couplings]",
        ("in", "worse off", "better off"),
        tuple(body),
    )


def signed(found: Interval) -> str:
    """A difference with its bounds and its sign."""
    numbers = (found.value, found.low, found.high)
    if any(number is None for number in numbers):
        return with_bounds(found)
    value, low, high = (_signed(number or 0.0) for number in numbers)
    return f"{value} ({low} to {high})"


def _signed(value: float) -> str:
    text = decimal(value)
    return text if text.startswith("-") or float(text.replace(",", "")) == 0.0 else f"+{text}"


def estimand_table(pair: Pair) -> Table:
    """The mean difference of each outcome: everyone treated, one person treated, spillover."""
    body = tuple(_estimand_row(estimands(pair, outcome)) for outcome in outcomes_of(pair))
    who = pair.titles[0]
    return Table(
        f"Mean difference a person, {who} minus {pair.titles[1]} (95 % interval)",
        ("of", "everyone treated", "one person treated", "spillover"),
        body,
    )


def _estimand_row(found: Estimands) -> tuple[str, ...]:
    parts = (found.everyone, found.one, found.spillover)
    shown = (signed(part.interval) if part is not None else "not estimable" for part in parts)
    return (found.outcome.title, *shown)


def pairing_sentences(pair: Pair) -> Iterator[str]:
    """How much smaller pairing made the standard error of each mean difference."""
    for outcome in outcomes_of(pair):
        found = estimands(pair, outcome).everyone
        yield f"{outcome.title}: {_spared(found)}."


def _spared(found: Difference) -> str:
    if found.times is None:
        return "nothing varies in either world, so there is nothing to pair"
    if math.isinf(found.times):
        return "nobody differs between the two worlds, so the paired standard error is 0"
    if found.times < 1.005:
        return "pairing spares nothing, since only one of the worlds has any of it"
    return (
        f"standard error {number(found.paired)} paired, {number(found.unpaired)} with luck of "
        f"their own: {decimal(found.times)} times smaller, as if {decimal(found.times**2)} times "
        "as many had been simulated"
    )


def lists_table(pair: Pair) -> Table | None:
    """People listed in the first world only, in the second only, and in both."""
    frame = listed_table(pair)
    if frame.empty:
        return None
    names = {
        "here only": f"only with {pair.titles[0]}",
        "there only": f"only with {pair.titles[1]}",
        "both": "with both",
    }
    body = tuple(
        (
            str(row["title"]),
            names[str(row["where"])],
            whole(float(row["people"])),
            percent(float(row["share"])),
            f"{percent(float(row['least']))} to {percent(float(row['most']))}",
        )
        for row in frame.to_dict(orient="records")
    )
    header = ("list", "listed", f"simulated {many(pair.here)}", "share", "over all couplings")
    return Table(f"Listed on the last day, {SHARED}", header, body)


def consequence_days_table(pair: Pair) -> Table:
    """Person-days under each consequence, by where."""
    here, there = pair.titles
    body = tuple(
        (
            str(row["title"]),
            *(with_day_bounds(row, part) for part in DAYS_PARTS),
            _signed(float(row["days"])),
        )
        for row in days_table(pair).to_dict(orient="records")
    )
    header = (
        "consequence",
        f"only with {here}",
        f"only with {there}",
        "with both",
        "days a person and year, first minus second",
    )
    caption = (
        f"Person-days under each consequence, represented, {SHARED} [what no coupling goes beyond]"
    )
    return Table(caption, header, body)


def with_day_bounds(row: Mapping[Hashable, object], part: str) -> str:
    """Person-days of a row of the table with their bounds."""
    days, least, most = (whole(float(str(row[f"{part}{end}"]))) for end in ("", "_least", "_most"))
    return f"{days} [{least} to {most}]"


def refusals_table(pair: Pair) -> Table:
    """Refusals and money of both worlds, side by side."""
    frames = [consequences_table(run).to_dict(orient="records") for run in (pair.here, pair.there)]
    sides = [{str(row["consequence"]): row for row in rows} for rows in frames]
    names = list(dict.fromkeys(name for side in sides for name in side))
    body = []
    for name in names:
        rows = [side.get(name) for side in sides]
        one = next(row for row in rows if row is not None)
        cells = [_times(run, row) for run, row in zip((pair.here, pair.there), rows, strict=True)]
        yuan = ["0" if row is None else whole(float(row["yuan"])) for row in rows]
        body.append((f"{one['title']} ({one['verb']})", *cells, *yuan))
    here, there = pair.titles
    header = (
        "consequence",
        f"with {here}",
        f"with {there}",
        f"yuan with {here}",
        f"yuan with {there}",
    )
    caption = (
        "Refusals, surcharges, favours a year per 1,000 (95 % interval), and money represented"
    )
    return Table(caption, header, tuple(body))


def _times(run: Run, row: dict[object, object] | None) -> str:
    if row is None:
        return "not in these rules"
    count = int(str(row["times"]))
    return with_bounds(rate(count, run.outcome.people, run.outcome.people * run.years))


def records_table(pair: Pair) -> Table:
    """True and wrongful records of both worlds: never the one without the other."""
    body = []
    for run, title in ((pair.here, pair.titles[0]), (pair.there, pair.titles[1])):
        found = records_by_group(run)
        parts = (with_bounds(everybody_of(found, truth)) for truth in ("true", "wrongful"))
        body.append((title, *parts))
    who = many(pair.here)
    header = ("with", "true, of harmful deeds", "wrongful")
    return Table(f"Records a year per 1,000 {who} (95 % interval)", header, tuple(body))


def deeds_table(pair: Pair) -> Table:
    """Deeds done in both worlds."""
    here, there = (deeds_by_kind(run).to_dict(orient="records") for run in (pair.here, pair.there))
    body = tuple(
        (
            str(a["title"]),
            str(a["valence"]),
            decimal(float(a["per_1000"])),
            decimal(float(b["per_1000"])),
            _signed(float(a["per_1000"]) - float(b["per_1000"])),
        )
        for a, b in zip(here, there, strict=True)
    )
    header = (
        "deed",
        "the deed is",
        f"with {pair.titles[0]}",
        f"with {pair.titles[1]}",
        "difference",
    )
    return Table(f"Deeds done a year per 1,000 {many(pair.here)}", header, body)


Teller = Callable[[Pair], Table | None]
TABLES: tuple[Teller, ...] = (
    consequence_days_table,
    refusals_table,
    lists_table,
    records_table,
    deeds_table,
)
"""Tables without a chart, in their order: what happens to people first, what people do last."""
