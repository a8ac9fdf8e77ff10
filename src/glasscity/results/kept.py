"""What came out of a simulation as one file, for work that asks for the same worlds again."""

from __future__ import annotations

import dataclasses
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from glasscity.results.parts import aside_of
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome

Kept = TypeVar("Kept", Outcome, Joint)
ENDING = ".npz"


def keep(path: Path, found: Outcome | Joint) -> None:
    """Write a file that appears whole or not at all. Its name says whose it is."""
    arrays: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        (arrays if isinstance(value, np.ndarray) else words)[field.name] = value
    said = np.frombuffer(json.dumps(words, allow_nan=False).encode(), np.uint8)
    with aside_of(path) as aside, aside.open("wb") as file:
        np.savez_compressed(file, words=said, **arrays)


def kept(path: Path, shape: type[Kept]) -> Kept | None:
    """What :func:`keep` wrote, None where it was not written or is damaged."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            parts: dict[str, Any] = {name: file[name] for name in file.files}
        words: dict[str, Any] = json.loads(parts.pop("words").tobytes())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):
        return None
    wanted = {field.name for field in dataclasses.fields(shape)}
    if wanted != {*parts, *words}:
        return None
    return shape(**parts, **{name: _tuples(value) for name, value in words.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
