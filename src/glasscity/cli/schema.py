"""``glasscity schema``: the shape of documents, for editors."""

from __future__ import annotations

import sys
from typing import Literal

Kind = Literal[
    "regime",
    "scenario",
    "population",
    "conduct",
    "references",
    "helping",
    "rewiring",
    "gravity",
    "claims",
    "sweep",
]


def schema(kind: Kind = "regime", /) -> int:
    """Print the JSON Schema of a kind of document.

    Editors use it to complete keys and to mark mistakes while you type. It says less than
    'glasscity check', which knows what the documents mean.

    Parameters
    ----------
    kind
        Which document: regime, scenario, population, conduct, references, helping, rewiring,
        gravity, claims or sweep.
    """
    import json

    from glasscity.documents.editor import editor_schema

    sys.stdout.write(json.dumps(editor_schema(kind), indent=2, ensure_ascii=False) + "\n")
    return 0
