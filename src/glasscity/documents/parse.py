"""From the bytes of a file to a page, with every fault of the text as a problem."""

from __future__ import annotations

import datetime
import functools
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, CommentedSet
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from glasscity.documents.page import Loc, Page, render
from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.scalars import Patient

LARGEST = 2_000_000
"""Bytes beyond which a file is no document of ours: the largest of the catalogue is a tenth."""
MOST_PARTS = 200_000
"""Values in a document once its anchors are written out."""
DEEPEST = 60


def parse(path: Path, shown: str | None = None) -> Page:
    """Read ``path`` into a page; ``shown`` is the name to print.

    Raises DocumentError; Unfinished, if the page can be checked further all the same.
    """
    file = shown or str(path)
    return _page(_text(_bytes(path, file), file), file)


@functools.lru_cache(maxsize=16)
def _page(text: str, file: str) -> Page:
    """The page of a text. Kept for texts that are read again; nothing ever changes a page."""
    tree, problems = _tree(text, file)
    if isinstance(tree, CommentedMap):
        plain = _Plain(file)
        page = Page(file, tree, plain.of(tree, (), (1, 1)))
        problems += plain.tags
        if problems:
            raise Unfinished(page, problems)
        return page
    if not problems:
        what = "is empty" if tree is None else f"holds {_name(tree)}, not a mapping"
        mend = "begin with 'format: glasscity/regime/1' and one key a line"
        problems.append(Problem(file, 1, 1, "", what, mend))
    raise DocumentError(problems)


class Unfinished(DocumentError):
    """The text has faults (a key written twice, the 31st of a short month, a tag).

    ``page`` can be checked further all the same: what is no date stands there as text.
    """

    def __init__(self, page: Page, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.page = page


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            what, mend = "is a folder", "name a YAML file in it"
        elif not path.is_file():
            what, mend = "there is no such file", "check the spelling and the folder"
        elif path.stat().st_size > LARGEST:
            what = f"is larger than {LARGEST:,} bytes"
            mend = "a document holds rules and margins, never rows about people; shorten it"
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        what = f"cannot be read ({type(error).__name__})"
        mend = "check its name and that you may read it"
    raise DocumentError([Problem(file, 0, 0, "", what, mend)])


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        problem = Problem(
            file, line, column, "", "is not UTF-8 text", "save the file with UTF-8 encoding"
        )
        raise DocumentError([problem]) from None


def _tree(text: str, file: str) -> tuple[Any, list[Problem]]:
    try:
        return _loaded(text, file)
    except ReaderError as error:
        before = text[: error.position]
        line = before.count("\n") + 1
        column = error.position - (before.rfind("\n") + 1) + 1
        what, mend = "holds a control character", "delete it"
        return None, [Problem(file, line, column, "", what, mend)]
    except (MaxDepthExceededError, RecursionError):
        mend = "flatten it: a document is a few levels deep"
        return None, [Problem(file, 1, 1, "", "is nested too deeply", mend)]
    except MarkedYAMLError as error:
        return None, [_syntax(error, file)]
    except (YAMLError, ValueError, NotImplementedError, AttributeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return None, [Problem(file, 1, 1, "", f"not YAML: {reason}", "mend the syntax")]


def _loaded(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The tree, and the problems of a text that is YAML all the same."""
    yaml = _round_trip()
    problems: list[Problem] = []
    try:
        tree = yaml.load(text)
    except DuplicateKeyError:
        yaml = _round_trip()
        yaml.allow_duplicate_keys = True
        tree = yaml.load(text)
        problems += _doubled(text, file)
    if yaml.constructor.odd:
        problems += _odd_values(text, file, yaml.constructor.odd)
    return tree, problems


def _round_trip() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = Patient
    yaml.max_depth = DEEPEST
    yaml.composer.warn_double_anchors = False  # an anchor may be set anew; the last one counts
    return yaml


def _syntax(error: MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = (error.problem or error.context or "is not YAML").strip()
    return Problem(file, line, column, "", f"not YAML: {what}", _repair(what))


def _repair(what: str) -> str:
    repairs = {
        "\\t": "indent with spaces, not tabs",
        "another document": "keep one document a file; delete the line '---' and what follows",
        "undefined alias": "define the anchor with & before using it with *",
        "mapping values are not allowed": "quote text that holds ': ', or mend the indent",
        "expected <block end>": "line the keys of one mapping up in one column",
        "could not find expected ':'": "write 'key: value', with a space after the colon",
        "found unexpected end of stream": "close the quote or bracket",
        "expected ',' or": "close the bracket, and put commas between its items",
    }
    for words, mend in repairs.items():
        if words in what:
            return mend
    return "mend the syntax at this place"


def _nodes(text: str) -> Iterator[tuple[Node, Loc]]:
    """Every node of the text with its path, before it becomes a value; anchors only once."""
    root = _round_trip().compose(io.StringIO(text))
    stack: list[tuple[Node, Loc]] = [(root, ())] if root is not None else []
    visited: set[int] = set()
    while stack:
        node, loc = stack.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        yield node, loc
        if isinstance(node, SequenceNode):
            stack += [(item, (*loc, i)) for i, item in enumerate(node.value)]
        if isinstance(node, MappingNode):
            stack += [(value, (*loc, _key_name(key))) for key, value in node.value]


def _key_name(key: Node) -> str:
    return str(key.value) if isinstance(key, ScalarNode) else "?"


def _doubled(text: str, file: str) -> Iterator[Problem]:
    """Every key written twice in one mapping, at its second place."""
    for node, loc in _nodes(text):
        first: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, MappingNode) else ():
            name, mark = _key_name(key), key.start_mark
            if name in first:
                what = f"key '{name}' is written twice; the first is on line {first[name]}"
                path = render((*loc, name))
                place = (mark.line + 1, mark.column + 1)
                yield Problem(file, *place, path, what, "keep one of the two")
            first.setdefault(name, mark.line + 1)


def _odd_values(text: str, file: str, odd: set[tuple[int, int]]) -> Iterator[Problem]:
    """Values that look like a date or number and are none, as the 45th of a month."""
    for node, loc in _nodes(text):
        mark = node.start_mark
        if isinstance(node, ScalarNode) and (mark.line, mark.column) in odd:
            place = (mark.line + 1, mark.column + 1)
            what = f"'{node.value}' is no date or number"
            yield Problem(file, *place, render(loc), what, "mend it, or quote it if it is text")


def _name(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "a number" if isinstance(value, int | float) else "a line of text"


class _Plain:
    """Builtin values in place of the marked ones, with a limit on their number and depth."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parts = 0
        self.tags: list[Problem] = []

    def of(self, node: Any, loc: Loc, place: tuple[int, int]) -> Any:
        self.parts += 1
        if self.parts > MOST_PARTS or len(loc) > DEEPEST:
            limit = "too many values" if self.parts > MOST_PARTS else "values nested too deeply"
            self._refuse(place, render(loc[:4]), limit, "write it without anchors, and shorter")
        if isinstance(node, CommentedMap | CommentedSeq) and node.tag.value:
            self._tagged(loc, place)
        if isinstance(node, CommentedMap):
            return {
                _text_key(key): self.of(value, (*loc, _text_key(key)), _near(node, key, place))
                for key, value in node.items()
            }
        if isinstance(node, CommentedSeq):
            return [
                self.of(value, (*loc, i), _near_item(node, i, place))
                for i, value in enumerate(node)
            ]
        return self._leaf(node, loc, place)

    def _leaf(self, node: Any, loc: Loc, place: tuple[int, int]) -> Any:
        if node is None or isinstance(node, bool | datetime.date):
            return node
        for builtin in (str, int, float):
            if isinstance(node, builtin):
                return builtin(node)
        if isinstance(node, CommentedSet) or hasattr(node, "tag"):
            self._tagged(loc, place)
        return str(getattr(node, "value", node))

    def _tagged(self, loc: Loc, place: tuple[int, int]) -> None:
        what, mend = "a YAML tag has no meaning here", "delete the tag"
        self.tags.append(Problem(self.file, *place, render(loc), what, mend))

    def _refuse(self, place: tuple[int, int], path: str, what: str, mend: str) -> None:
        raise DocumentError([Problem(self.file, *place, path, what, mend)])


def _text_key(key: Any) -> str:
    return str(key) if key is not None else "null"


def _near(node: CommentedMap, key: Any, place: tuple[int, int]) -> tuple[int, int]:
    try:
        line, column = node.lc.key(key)
    except (KeyError, AttributeError, TypeError):
        return place
    return line + 1, column + 1


def _near_item(node: CommentedSeq, i: int, place: tuple[int, int]) -> tuple[int, int]:
    try:
        line, column = node.lc.item(i)
    except (KeyError, AttributeError, TypeError):
        return place
    return line + 1, column + 1
