"""Who a run is: a digest of what was asked of which city."""

from __future__ import annotations

import hashlib

import rfc8785

import glasscity
from glasscity.documents.resolve import City
from glasscity.results.request import Request

ID_LENGTH = 16


def run_id(city: City, request: Request, engine: str = "") -> str:
    """What makes a run this run: documents, size, length, luck, trace and engine.

    Threads and chunks never change a bit, so they are left out. ``engine`` tells
    apart the code of one version (:func:`glasscity.results.code.code_digest`). 16 hexadecimal
    digits.
    """
    identity: dict[str, str | int] = {
        **city.digests,
        "people": request.people,
        "windows": request.windows,
        "seed": str(request.seed),
        "trace_every": request.trace_every,
        "version": glasscity.__version__,
        "engine": engine,
    }
    if request.one_in:
        identity["one_in"] = request.one_in
    return hashlib.sha256(rfc8785.dumps(dict(identity))).hexdigest()[:ID_LENGTH]
