"""What other installed packages add, found by entry point: kinds of mechanism, and measures.

A package that brings a sensor says so in its own ``pyproject.toml``::

    [project.entry-points."glasscity.sensors"]
    rumour = "my_package.rumour:Rumour"
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

PREFIX = "glasscity."
FAMILIES = (
    "sensors",
    "instruments",
    "consequences",
    "recourse",
    "responses",
    "encounters",
    "measures",
)
"""Families that can be added to; the group of entry points is ``glasscity.`` and the family."""


class PluginError(ValueError):
    """Something installed beside this package cannot be used; says which, why and what to do."""


@dataclass(frozen=True)
class Plugin:
    """One thing that an installed package adds to a family, not yet loaded."""

    family: str
    entry: metadata.EntryPoint
    package: str
    version: str

    def __str__(self) -> str:
        """The package with its version, and the line of its entry point."""
        line = f"{self.entry.name} = {self.entry.value}"
        return f"plug-in {self.package} {self.version}, {PREFIX}{self.family}: '{line}'"

    def refuse(self, what: str) -> PluginError:
        """The error that says what is wrong with it."""
        return PluginError(f"{self} - {what} - mend the package, or uninstall it")

    def load(self) -> Any:
        """The thing itself. Raises PluginError where it cannot be had."""
        try:
            return self.entry.load()
        except Exception as error:
            raise self.refuse(f"cannot be loaded: {type(error).__name__}: {error}") from error

    def source(self) -> bytes:
        """The content of the module that holds it, empty where there is none to read."""
        try:
            found = importlib.util.find_spec(self.entry.module)
        except ImportError:
            found = None
        file = Path(found.origin) if found is not None and found.origin else None
        return file.read_bytes() if file is not None and file.is_file() else b""


@functools.cache
def _found() -> tuple[Plugin, ...]:
    """Everything added to any family; of a package found twice, the first on the path."""
    found: dict[str, list[Plugin]] = {}
    for package in metadata.distributions():
        if package.name and package.name not in found:
            found[package.name] = [
                Plugin(entry.group.removeprefix(PREFIX), entry, package.name, package.version)
                for entry in package.entry_points
                if entry.group.startswith(PREFIX)
            ]
    return tuple(plugin for added in found.values() for plugin in added)


def plugins(family: str) -> tuple[Plugin, ...]:
    """What installed packages add to a family, by name and package."""
    added = (plugin for plugin in _found() if plugin.family == family)
    return tuple(sorted(added, key=lambda it: (it.entry.name, it.package)))


def installed() -> tuple[Plugin, ...]:
    """What installed packages add to any family, in the order of families."""
    return tuple(plugin for family in FAMILIES for plugin in plugins(family))


def behind(file: str) -> Plugin | None:
    """The plug-in whose module is this file, None if none is."""
    for plugin in installed():
        module = sys.modules.get(plugin.entry.module)
        if module is not None and module.__file__ == file:
            return plugin
    return None
