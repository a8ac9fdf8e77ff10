"""Keys of which each is needed with some choices and of no use with others."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic_core import PydanticCustomError

Needs = Mapping[str, tuple[object | None, bool, str]]
"""By key: what is given, whether it is needed, and the choice that makes it so."""


def check_needs(needs: Needs) -> None:
    """Raise unless just the keys that are needed are given."""
    for key, (given, is_needed, why) in needs.items():
        if (given is not None) != is_needed:
            raise PydanticCustomError(
                "needs",
                "'{why}' {verb} '{key}'; {mend}",
                {
                    "why": why,
                    "verb": "needs" if is_needed else "has no use for",
                    "key": key,
                    "mend": "add it" if is_needed else "leave it out",
                },
            )
