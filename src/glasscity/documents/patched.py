"""What comes of a scenario, as a page: each part on the line of the change that put it there.

Parts that no change put there stand where their item was changed last, else on the line that
names the base. So the checks of files find all problems at once and say where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from glasscity.documents.city import City
from glasscity.documents.page import Loc, Page
from glasscity.documents.patch import Draft, Steps, names
from glasscity.documents.problem import Problem
from glasscity.documents.scenario import Scenario


def check_digest(page: Page, scenario: Scenario, base: City) -> Iterator[Problem]:
    """A base that is not the one for which the changes were written."""
    now = base.digests["regime"]
    if not now.startswith(scenario.digest):
        what = (
            f"the base has changed: this was written for {scenario.digest[:16]}, "
            f"'{scenario.base}' now is {now[:16]}"
        )
        mend = f"see whether the changes still mean what they should, then write {now[:16]}"
        yield page.problem(("digest",), what, mend)


def page_of(draft: Draft) -> Page:
    """The regime of a draft as a page whose parts stand on lines of the scenario."""
    rest = draft.page.walk(("base",))[1]
    tree = _marked(draft, draft.plain, (), None, rest)
    tree.lc.line, tree.lc.col = rest[0] - 1, rest[1] - 1
    return Page(draft.page.file, tree, draft.plain)


def _keyed(node: Any) -> list[tuple[str, Any]]:
    """The parts of a node: how they are called in a place, and their key or number."""
    keys = node if isinstance(node, dict) else range(len(node))
    return list(zip(names(node), keys, strict=True))


def _marked(draft: Draft, node: Any, steps: Steps, loc: Loc | None, rest: tuple[int, int]) -> Any:
    """A node of plain values as one with marks; ``loc`` is its place in the scenario, if any."""
    if not isinstance(node, dict | list):
        return node
    tree: Any = CommentedMap() if isinstance(node, dict) else CommentedSeq()
    for name, key in _keyed(node):
        inner = (*steps, name)
        there = draft.origins.get(inner, None if loc is None else (*loc, key))
        near = draft.near(inner) if there is None else there
        line, column = rest if near is None else draft.page.walk(near)[1]
        value = _marked(draft, node[key], inner, there, rest)
        if isinstance(tree, CommentedMap):
            tree[key] = value
            tree.lc.add_kv_line_col(key, [line - 1, column - 1, line - 1, column - 1])
        else:
            tree.append(value)
            tree.lc.add_idx_line_col(key, [line - 1, column - 1])
    return tree
