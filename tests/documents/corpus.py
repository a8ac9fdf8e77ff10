"""The corpus of small documents: where it lies, and what each mistake expects."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from glasscity.documents.problem import DocumentError, Problem
from glasscity.documents.read import read
from glasscity.documents.references import References
from glasscity.documents.resolve import Examined, examine

CORPUS = Path(__file__).parent.parent / "conformance"
VALID = sorted((CORPUS / "valid").glob("*.yaml"))
INVALID = sorted((CORPUS / "invalid").glob("*.yaml"))
MARK = "# <-- here"


@functools.cache
def references() -> References:
    model = read(CORPUS / "valid" / "references.yaml").model
    assert isinstance(model, References)
    return model


def examined(path: Path) -> Examined:
    return examine(path, references())


def problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        examined(path)
    except DocumentError as error:
        return error.problems
    return ()


@dataclass(frozen=True)
class Expected:
    """The path and the words of a problem, and the lines on which problems stand."""

    problems: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]


def expected(path: Path) -> Expected:
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    problems = []
    for line in told:
        place, _, words = f" {line}".partition(" - ")
        problems.append((place.strip(), words))
    marked = tuple(i for i, line in enumerate(lines, start=1) if MARK in line)
    named = next((line for line in lines if line.startswith("# line: ")), None)
    if named is not None:
        marked = tuple(int(word) for word in named.removeprefix("# line: ").split(","))
    return Expected(tuple(problems), marked)
