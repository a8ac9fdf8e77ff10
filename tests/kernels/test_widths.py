"""What a code or counter cannot hold is refused by the documents, never cut off in a kernel."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from glasscity.documents import check_instruments, check_sensors
from glasscity.documents.conduct import Conduct
from glasscity.kernels.items import ITEM_DAY_SHIFT, PERSON_SHIFT, ROW_MASK
from glasscity.lowering.clock import LAST_DAY
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.vocabulary.codes import COLUMN_NAMES, Column, Event
from reference_tests import town

INDEX_BITS = 6
"""Bits of a factor or service in the key of a deed."""
KIND_BITS = 8


def most(model: type[BaseModel], field: str) -> int:
    """How many items a list of a document may hold."""
    (limit,) = (
        it.max_length for it in model.model_fields[field].metadata if hasattr(it, "max_length")
    )
    return int(limit)


def test_lists_of_a_document_fit_the_codes_of_the_kernels() -> None:
    assert most(Conduct, "factors") <= 1 << INDEX_BITS
    assert most(Conduct, "services") <= 1 << INDEX_BITS
    assert most(Conduct, "kinds") <= 1 << KIND_BITS
    assert most(Ledger, "bands") <= 255
    assert check_sensors.MOST_PAIRS <= ROW_MASK + 1
    rows = len(COLUMN_NAMES) * check_instruments.MOST + check_instruments.MOST
    assert rows <= ROW_MASK + 1
    assert check_instruments.STANDINGS < 1 << 16
    assert LAST_DAY < 1 << (PERSON_SHIFT - ITEM_DAY_SHIFT)


def test_codes_are_counted_from_nought_and_unique() -> None:
    assert [int(column) for column in Column] == [*range(len(COLUMN_NAMES))]
    assert len({int(event) for event in Event}) == len(Event)
    with pytest.raises(ValueError, match="is not a valid Event"):
        Event(0)
    with pytest.raises(ValueError, match="is not a valid Event"):
        Event(max(Event) + 1)


def conduct_of(n_factors: int, n_services: int) -> dict[str, Any]:
    words = town.conduct(*(town.deed(f"deed-{k}") for k in range(n_factors))).model_dump(
        by_alias=True, mode="json", exclude_none=True
    )
    service = {
        "title": words["factors"][0]["title"],
        "context": "travel",
        "rate": {"value": 1.0, "unit": "per person-year", "assumed": "made up for tests"},
    }
    return words | {"services": [service | {"id": f"service-{k}"} for k in range(n_services)]}


def test_one_more_than_fits_is_refused() -> None:
    factors, services = most(Conduct, "factors"), most(Conduct, "services")
    Conduct.model_validate(conduct_of(factors, services))
    words = conduct_of(2, services + 1)
    with pytest.raises(ValidationError, match=f"at most {services} items"):
        Conduct.model_validate(words)
    words = conduct_of(factors, 1)
    words["factors"] = [*words["factors"], words["factors"][0]]
    with pytest.raises(ValidationError, match=f"at most {factors} items"):
        Conduct.model_validate(words)
    bands = [
        {"id": f"b{k}", "title": words["title"], "from": {"value": k, "unit": "points"}}
        for k in range(most(Ledger, "bands") + 1)
    ]
    for band in bands:
        band["from"] |= {"assumed": "made up for tests"}
    with pytest.raises(ValidationError, match=f"at most {most(Ledger, 'bands')} items"):
        Ledger.model_validate(town.ledger(0, 0, 200, bands=bands))
