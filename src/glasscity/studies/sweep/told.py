"""A sweep for the terminal and for machines: what is there, and how far numbers go."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from glasscity.measures.wording import number
from glasscity.studies.sweep import Swept

SCHEMA_VERSION = 1
SHOWN = (
    ("true records", "records_by_group", "true/everybody/everybody", "per_1000"),
    ("wrongful records", "records_by_group", "wrongful/everybody/everybody", "per_1000"),
    ("refusals", "consequences_by_group", "refused/everybody/everybody", "per_1000"),
)
"""Numbers of every member, per 1,000 people and year; true and wrongful records together."""
MOST_TOLD = 5


def status_of(swept: Swept) -> str:
    """How much of a sweep is there, in words."""
    words = [f"{swept.done:,} of {swept.total:,} runs"]
    if swept.refused:
        words.append(f"{len(swept.refused):,} of them make no city")
    if swept.faults:
        words.append(f"{len(swept.faults):,} failed")
    return "; ".join(words)


def rows_of(swept: Swept) -> list[dict[str, Any]]:
    """For each scenario, in its order, how far each number goes; None where there is none.

    ``stated``: the mean of the seeds at the setting as written, ``error`` its standard error;
    ``least``, ``middle`` and ``most`` over all settings, each the mean of its seeds.
    """
    return [*_rows(swept)] if swept.done and swept.table.is_file() else []


def _rows(swept: Swept) -> Iterator[dict[str, Any]]:
    columns = ["scenario", "setting", "seed", "measure", "of", "number", "value"]
    wanted = [("measure", "in", sorted({it[1] for it in SHOWN}))]
    table = pd.read_parquet(swept.table, columns=columns, filters=wanted)
    for name in swept.sweep.scenarios:
        mine = table[table["scenario"] == name]
        for words, measure, of, which in SHOWN:
            keys = (mine["measure"] == measure) & (mine["of"] == of) & (mine["number"] == which)
            yield {"scenario": name, "number": words, **_span(mine[keys])}


def _span(found: pd.DataFrame) -> dict[str, Any]:
    stated = found.loc[found["setting"] == 0, "value"].to_numpy()
    each = found.groupby("setting")["value"].mean().to_numpy()
    error = math.nan
    if len(stated) > 1 and np.ptp(stated) > 0.0:  # seeds that all agree say nothing of luck
        error = float(np.std(stated, ddof=1)) / math.sqrt(len(stated))
    spans = {
        "stated": float(np.mean(stated)) if len(stated) else math.nan,
        "error": error,
        "least": float(np.min(each)) if len(each) else math.nan,
        "middle": float(np.median(each)) if len(each) else math.nan,
        "most": float(np.max(each)) if len(each) else math.nan,
    }
    counted = {"seeds": len(stated), "settings": len(each)}
    return {name: None if math.isnan(it) else it for name, it in spans.items()} | counted


def machine_sweep(swept: Swept) -> dict[str, Any]:
    """What ``--json`` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": True,
        "sweep": swept.sweep.id,
        "folder": str(swept.folder),
        "table": str(swept.table),
        "total": swept.total,
        "done": swept.done,
        "digest": swept.digest,
        "digests": dict(swept.digests),
        "refused": dict(swept.refused),
        "faults": dict(swept.faults),
        "damaged": list(swept.damaged),
        "per_1000_people_and_year": rows_of(swept),
    }


def print_sweep(swept: Swept, console: Console | None = None) -> None:
    """The sweep in the terminal."""
    out = console or Console(highlight=False, markup=False, emoji=False)
    out.print()
    out.print(f"{swept.sweep.title.en}: {status_of(swept)}", style="bold")
    rows = rows_of(swept)
    if rows:
        out.print(_table(swept, rows))
    for title, told in (("Values that make no city", swept.refused), ("Failed", swept.faults)):
        if told:
            out.print(f"\n{title}:")
            for key, why in list(told.items())[:MOST_TOLD]:
                out.print(f"  {key}: {why}", soft_wrap=True)
            if len(told) > MOST_TOLD:
                out.print(f"  and {len(told) - MOST_TOLD:,} more")
    if rows:
        out.print(f"\nEverything measured: {swept.table}", soft_wrap=True)
    out.print(f"Digest of {swept.done:,} runs: {swept.digest[:16]}")


def _table(swept: Swept, rows: list[dict[str, Any]]) -> Table:
    table = Table(
        caption=(
            "Per 1,000 synthetic people and year. As written: the mean of the seeds, +- its "
            "standard error. Least to most: over the settings. Nothing here is ranked."
        ),
        width=80,
        box=SIMPLE_HEAD,
        padding=0,
        show_edge=False,
        caption_justify="left",
    )
    table.add_column("")
    for name in ("as written", "least", "middle", "most"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in swept.sweep.scenarios:
        table.add_row(swept.cities[name].regime.title.en, style="bold")
        for row in rows:
            if row["scenario"] == name:
                error = "" if row["error"] is None else f" +- {number(row['error'])}"
                spans = (_cell(row[it]) for it in ("least", "middle", "most"))
                table.add_row(f"  {row['number']}", _cell(row["stated"]) + error, *spans)
    return table


def _cell(value: float | None) -> str:
    return "none yet" if value is None else number(value)
