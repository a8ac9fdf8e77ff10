"""A pydantic error in words: what is wrong, how to mend it, and what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from glasscity.documents.problem import did_you_mean, some_of

Phrase = tuple[str, str, str | None]
_QUOTED = re.compile(r"'([^']*)'")
TITLE_FORM = "{en: ..., nl: ..., zh_Hans: ...}"
"""How a title is written."""


def quantity_form(units: Sequence[str]) -> str:
    """How a quantity of one of these units is written."""
    unit = " or ".join(units) or "..."
    return f"{{value: ..., unit: {unit}, source: ..., grade: ...}}"


def phrase(error: ErrorDetails, known: tuple[str, ...]) -> Phrase:
    """Words for one error; ``known`` are the keys that fit where one is unknown, or the kinds."""
    kind = error["type"]
    last = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        return (
            f"unknown key '{last}'",
            f"delete it, or use one of: {some_of(known, 20)}",
            did_you_mean(last, known),
        )
    if kind in ("literal_error", "union_tag_invalid"):
        return _choice(error)
    if kind == "union_tag_not_found":
        return "'kind' is missing", f"add 'kind:' with one of: {some_of(known)}", None
    if kind == "range" and error["ctx"]["low"] > error["ctx"]["high"]:
        low, high = error["ctx"]["high"], error["ctx"]["low"]
        return f"the range [{high}, {low}] is reversed", f"write [{low}, {high}]", None
    if told := _TOLD.get(kind):
        what, mend = told(error.get("ctx", {}), in_words(error["input"]))
        return what, mend, None
    what, _, mend = error["msg"].partition("; ")
    what = what[0].lower() + what[1:] if what[:2] != what[:2].upper() else what
    return what, mend or "see 'glasscity schema' for what fits here", None


def in_words(value: Any) -> str:
    """A value in words, as short as fits in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def _choice(error: ErrorDetails) -> Phrase:
    context = error.get("ctx", {})
    known = _QUOTED.findall(str(context.get("expected", context.get("expected_tags", ""))))
    word = context.get("tag", error["input"])
    given = in_words(word if isinstance(word, str) else error["input"])
    return f"{given} does not fit here", f"use one of: {some_of(known)}", did_you_mean(word, known)


def _wants(noun: str, mend: str) -> Callable[[dict[str, Any], str], tuple[str, str]]:
    return lambda _context, given: (f"needs {noun}, found {given}", mend)


def _bounded(word: str, key: str) -> Callable[[dict[str, Any], str], tuple[str, str]]:
    return lambda context, given: (
        f"{given} is too {word}",
        f"write a value of {'at least' if word == 'small' else 'at most'} {context[key]}",
    )


def _counted(few: bool) -> Callable[[dict[str, Any], str], tuple[str, str]]:
    def tell(context: dict[str, Any], _given: str) -> tuple[str, str]:
        least, most = context.get("min_length"), context.get("max_length")
        found = context.get("actual_length")
        if few:
            return f"holds {found}, needs at least {least}", "add what is missing"
        return f"holds more than {most}", f"keep at most {most}"

    return tell


_TEXT = _wants("text", "write words, in quotes where they look like a number or a date")
_NUMBER = _wants("a number", "write a plain number, without quotes or unit")
_WHOLE = _wants("a whole number", "write a plain integer, without quotes")
_LIST = _wants("a list", "write one item a line, each after '- '")
_MAPPING = _wants("a mapping", "write 'key: value' pairs, one a line")
_DATE = _wants("a date", "write it as 2018-04-01")

_TOLD: dict[str, Callable[[dict[str, Any], str], tuple[str, str]]] = {
    "string_type": _TEXT,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _wants("true or false", "write true or false, without quotes"),
    "bool_parsing": _wants("true or false", "write true or false, without quotes"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _wants("a date", "leave the time of day out: 2018-04-01"),
    "finite_number": _wants("a finite number", "write a plain number"),
    "string_too_short": lambda context, given: (
        f"{given} is too short" if given != "''" else "is empty",
        "write it out"
        if context["min_length"] == 1
        else f"write at least {context['min_length']} letters: a reader must understand why",
    ),
    "string_pattern_mismatch": lambda context, given: (
        f"{given} is no name",
        "use letters, digits, hyphens and plus signs, a letter or digit first, as in 'AA+'"
        if "A-Z" in context["pattern"]
        else "use small letters, digits and single hyphens, as in 'blood-donation'",
    ),
    "too_short": _counted(few=True),
    "too_long": _counted(few=False),
    "greater_than_equal": _bounded("small", "ge"),
    "less_than_equal": _bounded("large", "le"),
}
