"""What the commands of studies beside the engine share: documents in, a table or JSON out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from glasscity.evidence import Frozen

if TYPE_CHECKING:
    from rich.table import Table


class Played(Protocol):
    """What a study made of one document."""

    def as_json(self) -> dict[str, Any]:
        """Everything measured, as plain types."""
        ...


Document = TypeVar("Document", bound=Frozen)
Result = TypeVar("Result", bound=Played)


def play_each(
    family: str,
    shape: type[Document],
    files: Sequence[Path] | None,
    play: Callable[[Document], Result],
) -> list[Result] | None:
    """The study of each file, or of the whole catalogue of its family where none is given.

    None, and its problems on stderr, where a document or a number is not fit.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.documents.resolve import load_study
    from glasscity.documents.shelf import names

    try:
        given = [str(file) for file in files or ()] or list(names(family))
        loaded = [load_study(family, name, shape) for name in given]
        return [play(document) for document in loaded]
    except (DocumentError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return None


def tell(
    plural: str, played: list[Result] | None, table_of: Callable[[list[Result]], Table], json: bool
) -> int:
    """Print what was played, for machines under the name ``plural`` or as a table; exit code."""
    if played is None:
        return 2
    if json:
        import json as writer

        content = {"schema_version": 1, plural: [of.as_json() for of in played]}
        sys.stdout.write(writer.dumps(content, indent=2) + "\n")
        return 0
    from rich.console import Console

    Console(width=80).print(table_of(played))
    return 0
