"""A comparison as one dictionary, for programs to read."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from glasscity.charts.figure import Table
from glasscity.measures.amounts import amounts
from glasscity.measures.coupling import METHOD
from glasscity.measures.measure import plain
from glasscity.measures.pairing import Difference
from glasscity.measures.pairs import (
    Outcome,
    band_table,
    changed,
    days_table,
    estimands,
    listed_table,
    outcomes_of,
    shared_ledgers,
)
from glasscity.results.pair import Pair
from glasscity.studies.compare import Compared
from glasscity.studies.compare.leaning import Leans
from glasscity.studies.compare.words import LIMIT, TABLES, headline

SCHEMA_VERSION = 1


def machine_comparison(compared: Compared) -> dict[str, Any]:
    """What ``--json`` prints; what is not estimable is null. Shares are of simulated people."""
    run = compared.pair(compared.others[0]).here
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": True,
        "world": compared.first.name,
        "title": compared.first.title,
        "people": run.outcome.people,
        "represented": run.outcome.represented,
        "weight": run.weight,
        "years": run.years,
        "seed": run.request.seed,
        "command": compared.request.command(),
        "against": [
            _pair(other.name, compared.pair(other), compared.leans[other.name])
            for other in compared.others
        ],
        "read": f"{METHOD} {LIMIT}",
    }


def _pair(name: str, pair: Pair, leans: Leans) -> dict[str, Any]:
    tables = (tell(pair) for tell in TABLES)
    return {
        "world": name,
        "title": pair.titles[1],
        "headline": headline(pair, leans),
        "leans_on": asdict(leans),
        "digests": {place: run.digest for place, run in pair.worlds.items()},
        "state_digests": {place: run.outcome.state_digest for place, run in pair.worlds.items()},
        "bytes_per_person": {"shared": pair.bytes_shared, **pair.bytes_by_world},
        "seconds": {place: run.outcome.seconds for place, run in pair.worlds.items()},
        "outcomes": [_outcome(pair, outcome) for outcome in outcomes_of(pair)],
        "bands": {
            ours.id: plain(band_table(pair, ours, theirs)) for ours, theirs in shared_ledgers(pair)
        },
        "lists": plain(listed_table(pair)),
        "days": plain(days_table(pair)),
        "tables": [_table(table) for table in tables if table is not None],
    }


def _outcome(pair: Pair, outcome: Outcome) -> dict[str, Any]:
    found = estimands(pair, outcome)
    return {
        "outcome": outcome.name,
        "measure": outcome.measure,
        "title": outcome.title,
        "unit": outcome.unit,
        "more_is_good": outcome.is_good,
        "groups": [
            {
                "dimension": row.group.dimension,
                "level": row.group.level,
                "n": row.group.n,
                "worse": asdict(row.worse),
                "worse_over_all_couplings": list(row.worse_bounds),
                "better": asdict(row.better),
                "better_over_all_couplings": list(row.better_bounds),
            }
            for row in changed(pair, outcome)
        ],
        "amounts": plain(amounts(pair, outcome)),
        "everyone_treated": _difference(found.everyone),
        "one_person_treated": _difference(found.one),
        "spillover": _difference(found.spillover),
    }


def _difference(found: Difference | None) -> dict[str, Any] | None:
    if found is None:
        return None
    times = found.times
    return {
        "here": found.here,
        "there": found.there,
        "difference": asdict(found.interval),
        "standard_error": found.paired,
        "standard_error_unpaired": found.unpaired,
        "times_smaller": None if times is None or math.isinf(times) else times,
    }


def _table(table: Table) -> dict[str, Any]:
    return {"caption": table.caption, "header": table.header, "rows": table.body}
