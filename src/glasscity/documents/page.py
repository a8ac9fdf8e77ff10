"""A YAML file in memory that still knows on which line each of its parts stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from glasscity.documents.problem import Problem

Loc = tuple[int | str, ...]


def _key_of(node: CommentedMap, step: int | str) -> Any:
    """The key of ``node`` written as ``step``, whatever YAML made of it; None if absent."""
    if step in node:
        return step
    return next((key for key in node if str(key) == str(step)), None)


def _place_of_key(node: CommentedMap, key: Any) -> tuple[int, int] | None:
    leaf = not isinstance(node[key], Mapping | list)
    try:
        line, column = node.lc.value(key) if leaf else node.lc.key(key)
    except (KeyError, AttributeError, TypeError):  # merged in from an anchor: no place of its own
        return None
    return line, column


def render(loc: Loc) -> str:
    """``('sensors', 0, 'sees')`` as ``sensors[0].sees``."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


@dataclass(frozen=True)
class Page:
    """A parsed file: ``file`` as shown to people, ``tree`` with marks, ``plain`` without.

    ``shifted`` maps the place of a list from which broken items were taken to the numbers
    that the remaining items had, so that later problems still point at the right line.
    ``respelt`` maps the place of a mapping to its misspelt keys, by the keys that were meant:
    ``plain`` holds these, the tree those.
    """

    file: str
    tree: CommentedMap
    plain: dict[str, Any]
    shifted: dict[Loc, tuple[int, ...]] = field(default_factory=dict)
    respelt: dict[Loc, dict[str, str]] = field(default_factory=dict)

    def walk(self, loc: Loc) -> tuple[Loc, tuple[int, int]]:
        """Where the part of the model at ``loc`` stands: its path in the file, line and column.

        Steps that are no part of the file (the tags of unions, a missing key) are skipped, so
        the place is that of the nearest parent. Line and column count from 1.
        """
        node: Any = self.tree
        place: tuple[int, int] = (self.tree.lc.line, self.tree.lc.col)
        found: Loc = ()
        for step in loc:
            if isinstance(node, CommentedMap):
                key = _key_of(node, self._written(found, step))
                if key is None:
                    continue
                place = _place_of_key(node, key) or place
                node = node[key]
            elif isinstance(node, CommentedSeq) and isinstance(step, int):
                kept = self.shifted.get(found)
                step = step if kept is None else kept[step]
                if step >= len(node):
                    continue
                place = node.lc.item(step)
                node = node[step]
            else:
                continue
            found = (*found, step)
        return found, (place[0] + 1, place[1] + 1)

    def _written(self, loc: Loc, step: int | str) -> int | str:
        """How the file spells the key ``step`` of the mapping at ``loc``."""
        return self.respelt.get(loc, {}).get(str(step), step)

    def at(self, loc: Loc) -> Any:
        """The plain value where the part of the model at ``loc`` stands; tags are skipped."""
        node: Any = self.plain
        for step in self.walk(loc)[0]:
            node = node[step]
        return node

    def key_place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of the key that ends ``loc``, rather than of its value."""
        node: Any = self.tree
        holder = self.walk(loc[:-1])[0]
        for i, step in enumerate(holder):
            written = self._written(holder[:i], step)
            node = node[_key_of(node, written) if isinstance(node, CommentedMap) else step]
        key = (
            _key_of(node, self._written(holder, loc[-1]))
            if isinstance(node, CommentedMap)
            else None
        )
        if key is None:
            return self.walk(loc)[1]
        try:
            line, column = node.lc.key(key)
        except (KeyError, AttributeError, TypeError):  # merged in from an anchor
            return self.walk(loc)[1]
        return line + 1, column + 1

    def problem(self, loc: Loc, what: str, mend: str, suggestion: str | None = None) -> Problem:
        """A problem with the part of the model at ``loc``."""
        found, (line, column) = self.walk(loc)
        return Problem(self.file, line, column, render(found), what, mend, suggestion)
