"""Which code made a run: a run of yesterday's code is not today's."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from glasscity.plugins import installed

SUFFIXES = (".py", ".json", ".csv", ".css")
"""Files that decide what a run and its report say; the catalogue has digests of its own."""


@functools.cache
def code_digest() -> str:
    """The sha256 of every source and word list of the package, names included.

    What plug-ins add counts too: their names, versions and modules.
    """
    digest = hashlib.sha256()
    for part in _files(resources.files("glasscity"), ""):
        digest.update(part)
    for plugin in installed():
        digest.update(str(plugin).encode() + b"\0" + plugin.source())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.name.endswith(SUFFIXES):
            yield name.encode() + b"\0" + entry.read_bytes()
