"""The identity of a document: the sha256 of the canonical JSON of what it says."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from glasscity.evidence import Frozen


def resolved(model: Frozen) -> dict[str, Any]:
    """Every field of a document by the name people write, defaults filled in, as plain JSON.

    It is itself a valid document.
    """
    return model.model_dump(mode="json", by_alias=True)


def said(model: Frozen) -> dict[str, Any]:
    """What a document says beyond the defaults, as plain JSON; itself a valid document.

    A field that a later version of the language adds, and whose default changes nothing, is
    not in it: so old documents keep their digest.
    """
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def digest(model: Frozen) -> str:
    """sha256 (64 hex digits) of the canonical JSON (RFC 8785) of what is said.

    Where its own list of references lies (``references``) is no part of it: moving that file
    changes no digest. The source and grade that each number claims are part of it.
    """
    words = {key: value for key, value in said(model).items() if key != "references"}
    return hashlib.sha256(rfc8785.dumps(words)).hexdigest()
