"""The words in which a life is told, in three languages. They stand in life_words.json."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from importlib import resources

from glasscity.documents.telling import Language
from glasscity.evidence import Title

SYNTHETIC = "SYNTHETIC"
"""The word on every row about a person, the same in every language."""


@functools.cache
def phrases() -> dict[str, Title]:
    """Every phrase by its key; ``{...}`` are the parts that :func:`say` fills in."""
    text = resources.files("glasscity.studies").joinpath("life_words.json").read_text("utf-8")
    return {key: Title.model_validate(words) for key, words in json.loads(text).items()}


def spoken(title: Title, language: Language) -> str:
    """A title in one language."""
    if language == "en":
        return title.en
    return title.nl if language == "nl" else title.zh_Hans


def _in_each(make: Callable[[Language], str]) -> Title:
    return Title(en=make("en"), nl=make("nl"), zh_Hans=make("zh_Hans"))


def say(key: str, **parts: Title | str) -> Title:
    """A phrase with its parts filled in: titles in each language, text as it is."""
    phrase = phrases()[key]

    def make(language: Language) -> str:
        told = {
            name: part if isinstance(part, str) else spoken(part, language)
            for name, part in parts.items()
        }
        return spoken(phrase, language).format(**told)

    return _in_each(make)


def figure(text: str) -> Title:
    """A number as English writes it, in each language: Dutch swaps comma and point."""
    dutch = text.translate(str.maketrans(",.", ".,"))
    return Title(en=text, nl=dutch, zh_Hans=text)


def joined(titles: Iterable[Title]) -> Title:
    """Titles in a row."""
    each = tuple(titles)
    comma = phrases()["and"]
    return _in_each(
        lambda language: spoken(comma, language).join(spoken(title, language) for title in each)
    )


def without_common_words(titles: Iterable[Title], language: Language) -> tuple[str, ...]:
    """Titles in one language without the words with which all of them begin."""
    words = [spoken(title, language).split() for title in titles]
    while all(len(rest) > 1 for rest in words) and len({rest[0] for rest in words}) == 1:
        words = [rest[1:] for rest in words]
    return tuple(" ".join(rest) for rest in words)
