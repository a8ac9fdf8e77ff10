"""The study of the courts' list in words, and its predictions as a file."""

from __future__ import annotations

import datetime

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from glasscity.studies.courts import Courts
from glasscity.studies.courts.fit import Against
from glasscity.studies.courts.predict import Foretold

NAMES = {"complied": "names that left", "flights": "flights refused", "trains": "trains refused"}
NEAR = 1.5
"""The factor from which on a span is said to be unlike what the fit has."""


def print_courts(done: Courts) -> None:
    """Print the fit, what it misses, the people behind the refusals, and the predictions."""
    console = Console(highlight=False, markup=False, emoji=False)
    rates = done.fitted
    console.print()
    console.print("The courts' list at its published pace", style="bold underline")
    console.print(
        f"\nFitted to totals up to March 2018, for each listed name and year: {rates.leaving:.2f} "
        f"leave, {rates.flights:.2f} flights are tried, {rates.trains:.2f} fast trains are refused."
    )
    for counted, name in NAMES.items():
        rows = [it for it in done.against if it.total.counted == counted]
        console.print(Padding(_grid(name, rows, done.simulated), (1, 0, 0, 0)))
    for words in [*_misses(done), *_people(done)]:
        console.print(Padding(words, (1, 0, 0, 0)))
    console.print(Padding(_foretold(done.foretold), (1, 0, 0, 0)))
    console.print()


def _grid(name: str, rows: list[Against], simulated: dict[str, float]) -> Table:
    grid = Table(title=f"{name}, millions since 2013", title_justify="left", box=None)
    for column in ("to", "use", "published", "simulated", "ratio", "a name and year, needed"):
        grid.add_column(column, justify="left" if column in ("to", "use") else "right")
    for it in rows:
        ours = simulated[it.total.id]
        grid.add_row(
            str(it.total.date),
            it.total.use,
            f"{it.total.value:.2f}",
            f"{ours:.2f}",
            f"{ours / it.total.value:.2f}",
            f"{it.needed:.2f}",
        )
    return grid


def unlike(done: Courts) -> list[Against]:
    """Spans in which names were refused much more or less often than the fit has."""
    rates = {"flights": done.fitted.flights, "trains": done.fitted.trains}
    found = [it for it in done.against if it.total.counted in rates]
    return [it for it in found if not 1 / NEAR <= it.needed / rates[it.total.counted] <= NEAR]


def rise(done: Courts, counted: str) -> float:
    """How many times as often a name was refused in the last span as in the one before."""
    before, last = [it.needed for it in done.against if it.total.counted == counted][-2:]
    return last / before


def _misses(done: Courts) -> list[str]:
    spans = "; ".join(
        f"{NAMES[it.total.counted]} to {it.total.date}: {it.needed:.2f} a name and year"
        for it in unlike(done)
    )
    return [
        f"Spans that one rate misses by a factor of {NEAR:g} or more: {spans or 'none'}.",
        (
            "From the span before the last to the last a name was refused flights "
            f"{rise(done, 'flights'):.1f} times as often, trains {rise(done, 'trains'):.1f} times: "
            "where only one of them changes, rules or counting did, and not who is on the list."
        ),
    ]


def _people(done: Courts) -> list[str]:
    march, end = done.distinct
    return [
        (
            "Kept out of the fit (SPC-27): in five weeks of 2014 each refused person was refused "
            f"{done.published_each:.1f} times; simulated, with one try for each wish to fly, "
            f"{done.spells.per_refused:.2f} times. Then 0.108 million flights were refused; the "
            f"fit has {done.flights_2014:.3f}. Where the two differ much, people "
            "tried again and again, or few of them flew very often."
        ),
        (
            f"Names refused a flight at least once: to {march.until} {march.many_tries:.1f} to "
            f"{march.each_wish:.1f} million, to {end.until} {end.many_tries:.1f} to "
            f"{end.each_wish:.1f} million; the least if each wish is tried as often as in 2014, "
            "the most if once. A person may stand behind several names. Of those refused a train, "
            f"{done.overlap:.0%} were refused a flight too."
        ),
    ]


def _foretold(rows: tuple[Foretold, ...]) -> Table:
    grid = Table(title="Foretold, millions", title_justify="left", box=None)
    for column in ("what", "when", "least", "middle", "most", "if"):
        is_number = column in ("least", "middle", "most")
        grid.add_column(column, justify="right" if is_number else "left")
    for it in rows:
        grid.add_row(it.what, it.date, *(f"{v:.2f}" for v in (it.low, it.middle, it.high)), it.by)
    return grid


ASSUMPTIONS = """\
Totals reported for a month alone are taken as of its first day (March 2016 and 2018) or its last
(May 2018).

Listings and compliance start from the totals of 30 June 2018. The middle pace is that of March
2016 to June 2018, the least and the most are those between any two totals since March 2016 that
lie 90 days or more apart.

The middle rate of leaving is fitted to the totals of March 2016 and March 2018; the least and the
most lie between any two totals, to June 2018, that lie 90 days or more apart.

The least goes with the least, the most with the most: no probability is claimed.

For 2025 two predictions stand side by side: that nothing has changed since 2018, and that 2025 is
as 2024 or changes as 2024 did. That listings fell in 2025 was known (SPC-35); it speaks against
the first already, and is the reason why the second has no rise.

No total later than June 2018 and no flow later than 2024 was looked up for it; totals of refused
flights and trains to the end of 2018, which are held against the fit, are not used. That later
totals had been read of somewhere before cannot be ruled out; no rule above takes anything from
them.
"""
"""What the predictions take for granted, a paragraph each."""


def as_file(rows: tuple[Foretold, ...], made: datetime.date) -> str:
    """The predictions as a dated file."""
    lines = [
        "# What the study of the courts' list foretold, before anybody compared. Never changed.",
        "format: glasscity/predictions/1",
        f"made: {made}",
        "command: glasscity courts --predict",
        "unit: million names since October 2013, or in the year",
        "assumptions:",
    ]
    said = (" ".join(words.split()) for words in ASSUMPTIONS.split("\n\n"))
    lines += [f'  - "{words}"' for words in said]
    lines.append("predictions:")
    for it in rows:
        values = ", ".join(
            f"{name}: {value:.3f}"
            for name, value in (("low", it.low), ("middle", it.middle), ("high", it.high))
        )
        lines.append(f"  - {{what: {it.what}, date: '{it.date}', {values}, if: '{it.by}'}}")
    return "\n".join(lines) + "\n"
