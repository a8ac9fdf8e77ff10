"""A family of kinds: those written here, and those that installed packages add."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from glasscity.evidence import Frozen
from glasscity.plugins import plugins

Model = type[Frozen]


def word_of(kind: Model) -> str:
    """The word after ``kind:`` by which a document names it, empty if it has none."""
    field = kind.model_fields.get("kind")
    words = get_args(field.annotation) if field is not None else ()
    return str(words[0]) if len(words) == 1 else ""


@dataclass(frozen=True)
class Kinds:
    """Marks the union of a family's kinds, told apart by the word after ``kind:``.

    Whoever reads a document takes the kinds of installed packages too. An added kind must have
    all that the family's own have in common.
    """

    family: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema of all kinds, told apart by their word."""
        kinds = self.all(get_args(source) or (source,))
        if len(kinds) == 1:
            return handler(source)
        union: Any = functools.reduce(operator.or_, kinds)
        return handler.generate_schema(Annotated[union, Field(discriminator="kind")])

    def all(self, own: tuple[Model, ...]) -> tuple[Model, ...]:
        """The family's ``own`` kinds and the added ones. Raises PluginError."""
        kinds = list(own)
        for plugin in plugins(self.family):
            kind = plugin.load()
            if fault := self._fault(kind, own, {word_of(it) for it in kinds}):
                raise plugin.refuse(fault)
            kinds.append(kind)
        return tuple(kinds)

    def _fault(self, kind: Any, own: tuple[Model, ...], taken: set[str]) -> str:
        """What is wrong with an added kind, empty if nothing is."""
        if not (isinstance(kind, type) and issubclass(kind, Frozen)):
            return "is no class built on Frozen"
        word = word_of(kind)
        if not word:
            return "has no field 'kind' with one literal word"
        if word in taken:
            return f"is of kind '{word}', which is taken"
        missing = sorted(set.intersection(*map(_public, own)) - _public(kind))
        return f"lacks what all {self.family} have: {', '.join(missing)}" if missing else ""


def _public(kind: Model) -> set[str]:
    """The fields, class values and methods by which a kind is used."""
    own = {name for name in dir(kind) if not name.startswith("_")} - set(dir(Frozen))
    return own | set(kind.model_fields)


def kinds_of(family: Any) -> tuple[Model, ...]:
    """All kinds of a family, given as its annotated union (``kinds_of(Sensor)``)."""
    own, kinds = get_args(family)
    return tuple(kinds.all(get_args(own) or (own,)))
