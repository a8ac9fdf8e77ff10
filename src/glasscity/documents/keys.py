"""Which keys and words a place in a document may hold, read off its JSON Schema."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from glasscity.documents.page import Loc

Schema = dict[str, Any]


@functools.cache
def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a document, by the names people write."""
    return model.model_json_schema(by_alias=True)


def keys_at(model: type[BaseModel], loc: Loc, present: Iterable[str]) -> tuple[str, ...]:
    """The keys that fit at ``loc``; where several shapes may stand, of the one most alike.

    ``present`` are the keys found there. Empty where the place may hold any key.
    """
    shapes = _shapes_at(model, loc)
    here = set(present)
    named = [tuple(shape["properties"]) for shape in shapes if "properties" in shape]
    return max(named, key=lambda keys: len(here.intersection(keys)), default=())


def kinds_at(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The values that ``kind:`` may take at ``loc``."""
    return tuple(kind for shape in _shapes_at(model, loc) if (kind := _kind(shape)) is not None)


def _shapes_at(model: type[BaseModel], loc: Loc) -> list[Schema]:
    schema = schema_of(model)
    shapes = list(_shapes(schema, schema))
    for step in loc:
        below = [s for shape in shapes for s in _below(schema, shape, step)]
        shapes = below or _tagged(shapes, step)
    return shapes


def _kind(shape: Schema) -> str | None:
    kind = shape.get("properties", {}).get("kind", {}).get("const")
    return kind if isinstance(kind, str) else None


def _shapes(schema: Schema, part: Schema) -> Iterator[Schema]:
    if "$ref" in part:
        yield from _shapes(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[1]])
    elif choices := part.get("oneOf") or part.get("anyOf") or part.get("allOf"):
        for choice in choices:
            yield from _shapes(schema, choice)
    else:
        yield part


def _below(schema: Schema, shape: Schema, step: int | str) -> Iterator[Schema]:
    if isinstance(step, int):
        fixed = shape.get("prefixItems", [])
        below = fixed[step] if step < len(fixed) else shape.get("items")
    else:
        below = shape.get("properties", {}).get(step, shape.get("additionalProperties"))
    if isinstance(below, dict):
        yield from _shapes(schema, below)


def _tagged(shapes: list[Schema], tag: int | str) -> list[Schema]:
    """The shapes that a union's tag leaves open."""
    return [shape for shape in shapes if _kind(shape) == tag] or shapes
