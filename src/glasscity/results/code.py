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
ABOVE = ("cli", "studies", "charts", "measures", "executors", "results")
"""Floors that hand runs out or read what they leave behind, and decide nothing of it."""


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


@functools.cache
def engine_digest() -> str:
    """The sha256 of what decides what a run leaves behind: all floors up to the engine."""
    digest = hashlib.sha256()
    for entry in sorted(resources.files("glasscity").iterdir(), key=lambda entry: entry.name):
        if entry.name in ABOVE:
            continue
        for part in _files(entry, f"/{entry.name}") if entry.is_dir() else _file(entry, ""):
            digest.update(part)
    for plugin in installed():
        digest.update(str(plugin).encode() + b"\0" + plugin.source())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        else:
            yield from _file(entry, path)


def _file(entry: Traversable, path: str) -> Iterator[bytes]:
    if entry.name.endswith(SUFFIXES):
        yield f"{path}/{entry.name}".encode() + b"\0" + entry.read_bytes()
