"""What the public callables of the package ask for, and which of it could be rows about persons."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from pydantic import BaseModel

from glasscity.evidence import Quantity, Varied

PEOPLE = set("citizen human individual inhabitant people person profile resident subject".split())
"""Words for people. What is named so may be a number (how many, which one), never a table."""

ROWS = set("account dossier face message microdata photo post record respondent trait".split())
"""Words for what a table of people is made of: at the doors these too are numbers or nothing."""

FRAMES = re.compile(
    r"DataFrame|LazyFrame|Series|RecordBatch|IntoFrame|(pa|lib)\.Table"
    r"|(list|[sS]equence|[iI]terable|[iI]terator|tuple)\[(\w+\.)*([dD]ict|[mM]apping)\b"
)
"""Types of tables with rows, whatever they are called: refused at the doors."""

DOORS = ("cli", "studies", "engine", "lowering", "documents", "mechanisms", "evidence", "chance")
"""The floors through which input comes in. Below them, kernels and tables hold what was drawn;
results, measures and charts read what a run wrote."""

NUMBERS = (int, float, bool, types.NoneType, np.integer, Quantity, Varied)


def _words(name: str) -> set[str]:
    parts = set(re.split(r"[^a-z]+", name.lower()))
    return parts | {part.removesuffix("s") for part in parts}


def _is_number(hint: Any) -> bool:
    """Whether a type holds one number or quantity at most."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _is_number(typing.get_args(hint)[0])
    if origin is typing.Union or origin is types.UnionType:
        return all(_is_number(part) for part in typing.get_args(hint))
    return isinstance(hint, type) and issubclass(hint, NUMBERS)


def _hints(callee: Callable[..., Any]) -> dict[str, Any]:
    if inspect.isclass(callee):
        callee = callee.__init__
    try:
        asked = inspect.signature(callee).parameters
    except ValueError:  # a class without a constructor of its own
        return {}
    try:
        known = typing.get_type_hints(callee, include_extras=True)
    except (NameError, TypeError):  # fit for type checkers only: the words must do
        known = {}
    return {
        name: known.get(name, parameter.annotation)
        for name, parameter in asked.items()
        if name not in {"self", "cls"}
    }


def breaches(callee: Callable[..., Any], *, door: bool, drawn: type | None = None) -> list[str]:
    """The parameters of a callable through which rows about persons could be passed.

    ``drawn`` is the type of people that were drawn, where it may be handed on.
    """
    fields = (
        callee.model_fields if inspect.isclass(callee) and issubclass(callee, BaseModel) else {}
    )
    hints = {name: field.annotation for name, field in fields.items()} or _hints(callee)
    found = []
    for name, hint in hints.items():
        named = _words(name) & (PEOPLE | ROWS if door else PEOPLE)
        framed = door and FRAMES.search(str(hint))
        if (named and hint is not drawn and not _is_number(hint)) or framed:
            found.append(f"{name}: {hint}")
    return found


def public_callables(module: types.ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Name and object of the public functions, classes and methods that a module defines."""
    for name, thing in tuple(vars(module).items()):
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(thing):
            yield f"{module.__name__}.{name}", thing
        elif inspect.isclass(thing):
            yield f"{module.__name__}.{name}", thing
            for part, method in vars(thing).items():
                if not part.startswith("_") and inspect.isfunction(method):
                    yield f"{module.__name__}.{name}.{part}", method
