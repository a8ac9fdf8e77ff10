"""All measures of a run as one dictionary, for programs to read."""

from __future__ import annotations

import dataclasses
import math
from typing import cast

import pandas as pd

from glasscity.measures.bands import band_stocks, window_label, year_ends
from glasscity.measures.consequences import consequences_table, refusals_by_group
from glasscity.measures.corrections import corrections_of
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.exceptions import unequal_base_rates
from glasscity.measures.headline import Headline, headline_of
from glasscity.measures.lists import lists_table
from glasscity.measures.points import points_by_rule
from glasscity.measures.records import records_by_group, records_by_source, share_on_innocent
from glasscity.measures.scores import score_quantiles
from glasscity.measures.standings import displaced
from glasscity.results.run import Run

SCHEMA_VERSION = 1


def _plain(value: object) -> object:
    """A value that JSON knows; what is not estimable becomes null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    item = getattr(value, "item", None)
    if callable(item):
        return _plain(item())
    return value if isinstance(value, int | float | str | bool | None) else str(value)


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in table.to_dict(orient="records")
    ]


def _bands(run: Run) -> list[dict[str, object]]:
    stocks = band_stocks(run)
    ends = year_ends(run)
    kept = stocks[stocks["window"].isin(list(ends))].drop(columns=["place"])
    kept = kept.assign(when=[window_label(run, int(w)) for w in kept["window"]])
    return _rows(kept)


def _headline(headline: Headline) -> dict[str, object]:
    leaning = headline.leans_on
    return {
        "sentence": headline.sentence,
        "true_per_1000": dataclasses.asdict(headline.true),
        "wrongful_per_1000": dataclasses.asdict(headline.wrongful),
        "wrongful_per_1000_expected": headline.expected,
        "leans_on": None if leaning is None else dataclasses.asdict(leaning),
    }


def _displaced(run: Run) -> dict[str, object]:
    return {
        ledger.id: dataclasses.asdict(displaced(run, ledger)) for ledger in run.city.regime.ledgers
    }


def measures_of(run: Run) -> dict[str, object]:
    """Every measure as plain lists and dictionaries; true records stand before wrongful ones."""
    return {
        "headline": _headline(headline_of(run)),
        "bands": _bands(run),
        "scores": _rows(score_quantiles(run)),
        "deeds": _rows(deeds_by_kind(run)),
        "records_by_source": _rows(records_by_source(run)),
        "records_by_group": _rows(records_by_group(run)),
        "wrongful_on_innocent": dataclasses.asdict(share_on_innocent(run)),
        "points": _rows(points_by_rule(run)),
        "consequences": _rows(consequences_table(run)),
        "consequences_by_group": _rows(refusals_by_group(run)),
        "lists": _rows(lists_table(run)),
        "corrections": dataclasses.asdict(corrections_of(run)),
        "displaced_by_error": _displaced(run),
        "unequal_base_rates": [exception.sentence() for exception in unequal_base_rates(run)],
    }


def machine_summary(run: Run) -> dict[str, object]:
    """What ``--json`` prints. ``people`` are simulated, ``represented`` those they stand for.

    Speed is of the simulation alone, in person-months lived per second.
    """
    outcome = run.outcome
    months = outcome.people * run.months
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": True,
        "regime": run.city.regime.id,
        "people": outcome.people,
        "represented": outcome.represented,
        "weight": run.weight,
        "windows": run.windows,
        "years": run.years,
        "seed": run.request.seed,
        "digest": run.digest,
        "state_digest": outcome.state_digest,
        "seconds": outcome.seconds,
        "person_months_per_second": months / outcome.seconds if outcome.seconds > 0.0 else None,
        "candidates_per_person_month": run.tallies.sum("candidates") / months,
        "bytes_per_person": outcome.bytes_per_person,
        "measures": cast("object", measures_of(run)),
    }
