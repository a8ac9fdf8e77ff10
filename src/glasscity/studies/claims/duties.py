"""The claim about what firms do: what grades and lists see of it, and who is kept from what."""

from __future__ import annotations

from glasscity.documents.switches import no_regime
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.records import records_by_source
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import NO_INFORMATION, Finding, Table, unsettled
from glasscity.studies.claims.suqian import lived
from glasscity.studies.claims.words import rough, rough_share

NAMED = {"unsafe-product": "food safety", "false-invoice": "fraud"}
"""Deeds of the conduct that come near the motives; corruption and counterfeits have none."""


def c46(bench: Bench) -> Finding:
    """Corruption, food safety and counterfeits are among the motives."""
    city = bench.city("tax-grades-2018")
    run = lived(bench, city)
    alone = lived(bench, no_regime(city), "no regime")
    seen, done, before = _by_deed(run, "seen_share"), _by_deed(run, "done"), _by_deed(alone, "done")
    answered = {deed for it in city.regime.responses for deed in it.deeds}
    wrong = records_by_source(run).groupby("kind")["wrongful"].sum().to_dict()
    scale = 1000 / (run.outcome.people * run.years)
    body = tuple(
        (
            deed,
            rough(done[deed] * scale),
            rough_share(seen[deed]),
            rough(wrong.get(deed, 0) * scale),
            _change(done[deed], before[deed]) if deed in answered else "assumed none",
        )
        for deed in done
    )
    unsafe = seen["unsafe-product"]
    return unsettled(
        NO_INFORMATION,
        sentence=(
            f"A run cannot show motives. Of unsafe products {rough_share(unsafe)} come on record "
            "here and cost a firm a year on a list, which leans on what share inspections find, an "
            "assumption; no study says that fewer are sold for it, so no firm here responds to it, "
            "and the file has neither corruption nor counterfeits among its deeds."
        ),
        why="no study was found of what such lists do to safety, so nobody responds to them",
        leans_on="regime: sensors[market-regulator].completeness",
        number=unsafe,
        unit="share",
        tables=(
            Table(
                "What firms do, a year for each 1,000",
                ("deed", "done", "on record", "wrong records", "fewer than without"),
                body,
            ),
        ),
    )


def _by_deed(run: Run, column: str) -> dict[str, float]:
    table = deeds_by_kind(run)
    return {str(kind): float(n) for kind, n in zip(table["kind"], table[column], strict=True)}


def _change(here: float, there: float) -> str:
    return rough_share(1.0 - here / there) if there else "none done"
