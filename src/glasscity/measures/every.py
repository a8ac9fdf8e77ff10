"""All measures: one row each, and those that installed packages add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from glasscity.measures.appeals import appeals_table
from glasscity.measures.bands import ends_of_years
from glasscity.measures.by_place import between_places
from glasscity.measures.consequences import consequences_table, refusals_by_group
from glasscity.measures.corrections import corrections_of
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.exceptions import sentences_of_exceptions
from glasscity.measures.headline import headline_numbers
from glasscity.measures.lists import lists_table
from glasscity.measures.measure import Measure, plain
from glasscity.measures.points import points_by_rule
from glasscity.measures.records import records_by_group, records_by_source, share_on_innocent
from glasscity.measures.scores import score_quantiles
from glasscity.measures.standings import displaced_by_error
from glasscity.measures.wording import number, whole
from glasscity.plugins import plugins
from glasscity.results.run import Run

TOLD = True
MEASURES = (
    Measure("headline", "In one sentence", headline_numbers, TOLD),
    Measure("bands", "People by class", ends_of_years, TOLD),
    Measure("scores", "Scores", score_quantiles, TOLD),
    Measure("deeds", "Deeds done, seen and missed", deeds_by_kind, TOLD),
    Measure("records_by_source", "Records by source", records_by_source, TOLD),
    Measure("records_by_group", "Records by group", records_by_group, TOLD),
    Measure("wrongful_on_innocent", "Wrongful records on the innocent", share_on_innocent, TOLD),
    Measure("points", "Points by rule", points_by_rule, TOLD),
    Measure("consequences", "Refusals and money", consequences_table, TOLD),
    Measure("consequences_by_group", "Refusals by group", refusals_by_group, TOLD),
    Measure("lists", "Lists", lists_table, TOLD),
    Measure("corrections", "Wrongful records struck", corrections_of, TOLD),
    Measure("appeals", "Appeals", appeals_table, TOLD),
    Measure("displaced_by_error", "Displaced by error", displaced_by_error, TOLD),
    Measure("between_places", "Between places", between_places, TOLD),
    Measure("unequal_base_rates", "Unequal base rates", sentences_of_exceptions, TOLD),
)
"""The measures of this package; true records stand before wrongful ones."""


def every_measure() -> tuple[Measure, ...]:
    """The measures of this package and of installed ones. Raises PluginError."""
    measures = list(MEASURES)
    for plugin in plugins("measures"):
        measure = plugin.load()
        if not isinstance(measure, Measure):
            raise plugin.refuse("is no Measure of glasscity.measures.measure")
        if measure.name in {it.name for it in measures}:
            raise plugin.refuse(f"is named '{measure.name}', which is taken")
        measures.append(measure)
    return tuple(measures)


def measures_of(run: Run) -> dict[str, Any]:
    """Every measure by name as plain lists and dictionaries."""
    found = {}
    for measure in every_measure():
        try:
            found[measure.name] = plain(measure.of(run))
        except Exception as error:
            if measure in MEASURES:
                raise
            found[measure.name] = {"failed": _fault(error)}
    return found


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


@dataclass(frozen=True)
class Shown:
    """A measure without words of its own, as a table of text; ``note`` where there is none."""

    title: str
    header: tuple[str, ...] = ()
    body: tuple[tuple[str, ...], ...] = ()
    note: str = ""


def untold(run: Run) -> Iterator[Shown]:
    """The measures that summary and report show as tables under their headings.

    An added measure that fails does not take the run with it: its fault is shown instead.
    """
    for measure in every_measure():
        if not measure.told:
            try:
                yield _shown(measure.title, measure.of(run))
            except Exception as error:
                if measure in MEASURES:
                    raise
                note = f"The measure '{measure.name}' failed: {_fault(error)}"
                yield Shown(measure.title, note=note)


def _shown(title: str, found: Any) -> Shown:
    table = found if isinstance(found, pd.DataFrame) else pd.DataFrame(_rows(plain(found)))
    body = tuple(tuple(_cell(value) for value in row) for row in table.itertuples(index=False))
    header = tuple(str(name).replace("_", " ") for name in table.columns)
    return Shown(title, header, body, "" if body else "There is nothing to tell.")


def _rows(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return [it if isinstance(it, dict) else {"value": it} for it in found]
    return [found if isinstance(found, dict) else {"value": found}]


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return "not estimable"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return whole(value) if isinstance(value, int) else number(value)
