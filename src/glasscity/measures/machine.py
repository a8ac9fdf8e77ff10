"""All measures of a run as one dictionary, for programs to read."""

from __future__ import annotations

from glasscity.measures.every import measures_of
from glasscity.results.run import Run

SCHEMA_VERSION = 1


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
        "places": 1 if run.by_place is None else len(run.by_place.places),
        "windows": run.windows,
        "years": run.years,
        "seed": run.request.seed,
        "digest": run.digest,
        "state_digest": outcome.state_digest,
        "seconds": outcome.seconds,
        "person_months_per_second": months / outcome.seconds if outcome.seconds > 0.0 else None,
        "candidates_per_person_month": run.tallies.sum("candidates") / months,
        "bytes_per_person": outcome.bytes_per_person,
        "measures": measures_of(run),
    }
