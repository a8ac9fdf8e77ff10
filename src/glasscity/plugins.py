"""What other installed packages add, found by entry point: kinds of mechanism, and measures.

A package that brings a sensor says so in its own ``pyproject.toml``::

    [project.entry-points."glasscity.sensors"]
    rumour = "my_package.rumour:Rumour"
"""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import Any

PREFIX = "glasscity."
FAMILIES = ("sensors", "instruments", "consequences", "recourse", "responses", "measures")
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


@functools.cache
def plugins(family: str) -> tuple[Plugin, ...]:
    """What installed packages add to a family, by name and package."""
    found = [
        Plugin(family, entry, entry.dist.name, entry.dist.version)
        for entry in metadata.entry_points(group=f"{PREFIX}{family}")
        if entry.dist is not None
    ]
    return tuple(sorted(found, key=lambda it: (it.entry.name, it.package)))


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
