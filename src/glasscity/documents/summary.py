"""A document summed up for machines."""

from __future__ import annotations

from typing import Any

from glasscity.documents.digest import digest
from glasscity.documents.quantities import Evidenced
from glasscity.documents.resolve import Examined
from glasscity.documents.sourced import Tally, assumptions, citations, tally
from glasscity.evidence import Quantity

SCHEMA_VERSION = 1


def summary_of(examined: Examined) -> dict[str, Any]:
    """What a document (a regime: with what it is run on) holds and rests on, as plain JSON.

    ``numbers`` counts them by document and grade; ``sources`` and ``assumptions`` name each
    with the places that rest on it.
    """
    parts = examined.parts
    references = examined.references.entries
    model = examined.model
    return {
        "schema_version": SCHEMA_VERSION,
        **{key: getattr(model, key) for key in ("format", "id", "status") if hasattr(model, key)},
        "digests": {name: digest(part) for name, part in parts},
        "numbers": {
            **{name: _counts(tally(part)) for name, part in parts},
            "all": _counts(tally(*(part for _, part in parts))),
        },
        "sources": [
            {
                "key": citation.key,
                "grades": citation.grades,
                "statement": references[citation.key].statement,
                "places": citation.places,
            }
            for citation in citations(parts)
        ],
        "assumptions": [
            {"document": name, "path": path, "assumed": number.assumed, **_value(number)}
            for name, path, number in assumptions(parts)
        ],
    }


def _counts(counts: Tally) -> dict[str, Any]:
    return {
        "total": counts.total,
        "sourced": counts.sourced,
        "assumed": counts.assumed,
        "by_grade": counts.by_grade,
        "sourced_share": round(counts.share, 4),
    }


def _value(number: Evidenced) -> dict[str, Any]:
    if not isinstance(number, Quantity):
        return {"unit": number.unit}
    return {"value": number.value, "unit": number.unit, "range": number.range}
