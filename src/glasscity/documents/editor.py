"""JSON Schemas of the documents, for editors."""

from __future__ import annotations

from typing import Any

from glasscity.documents.keys import schema_of
from glasscity.documents.read import FORMATS


def editor_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of document, as ``glasscity schema`` names it."""
    name = f"glasscity/{kind}/1"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{name.replace('/', ':')}",
        **schema_of(FORMATS[name]),
    }
