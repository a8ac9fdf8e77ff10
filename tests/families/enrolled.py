"""Every kind that a regime can name, with an example that touches nobody and one that acts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from documents.corpus import CORPUS, INVALID, expected
from glasscity.documents.regime import Regime
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.encounters import Encounter
from glasscity.mechanisms.family import Model, kinds_of, word_of
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.investigations import Investigation
from glasscity.mechanisms.recourse import Recourse
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.sensors import Sensor
from house.tree import ROOT

EXAMPLES = Path(__file__).parent / "examples"
FAMILIES: dict[str, Any] = {
    "sensors": Sensor,
    "instruments": Instrument,
    "consequences": Consequence,
    "recourse": Recourse,
    "responses": Response,
    "encounters": Encounter,
    "investigations": Investigation,
}
Words = dict[str, Any]


@dataclass(frozen=True)
class Enrolled:
    """A kind of a family, by the word after ``kind:``."""

    family: str
    word: str
    model: Model

    def __str__(self) -> str:
        """``family/word``."""
        return f"{self.family}/{self.word}"

    @property
    def file(self) -> Path:
        """Where its examples stand."""
        return EXAMPLES / self.family / f"{self.word}.yaml"


def enrol(family: str, kinds: tuple[Model, ...]) -> list[Enrolled]:
    """The kinds of a family. Fails where there is none: a harness of nothing proves nothing."""
    assert kinds, f"the family of {family} is empty"
    return [Enrolled(family, word_of(kind), kind) for kind in kinds]


ENROLLED = [kind for family, union in FAMILIES.items() for kind in enrol(family, kinds_of(union))]


def loaded(path: Path) -> Any:
    """A YAML file as plain values."""
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Example:
    """Words of an item that touches nobody, of one that acts, and of a regime without either."""

    kind: Enrolled
    neutral: Words
    acting: Words
    before: Words

    def after(self, item: Words) -> Words:
        """The words of the regime with the item behind the others of its family."""
        family = self.kind.family
        return {**self.before, family: [*self.before.get(family, ()), item]}


def example_of(kind: Enrolled) -> Example:
    """The examples of a kind. Fails with what to add where there is none."""
    add = f"add {kind.file.relative_to(ROOT)} with 'neutral:' and 'acting:', see its README.md"
    assert kind.file.is_file(), f"{kind} has no example: {add}"
    words = loaded(kind.file)
    for name in ("neutral", "acting"):
        assert isinstance(words.get(name), dict), f"{kind} has no {name} example: {add}"
        assert words[name]["kind"] == kind.word, f"{kind}: the {name} example is another kind"
    before = loaded(CORPUS / "valid" / words.get("base", "everything.yaml"))
    if words.get("alone") or at_most_one(kind.family):
        before = {**before, kind.family: []}
    for family, items in words.get("with", {}).items():
        before = {**before, family: [*before.get(family, ()), *items]}
    return Example(kind, words["neutral"], words["acting"], before)


def at_most_one(family: str) -> bool:
    """Whether a regime holds one item of the family at most."""
    limits = [getattr(it, "max_length", None) for it in Regime.model_fields[family].metadata]
    return 1 in limits


def mistaken() -> dict[str, list[str]]:
    """The invalid documents of the corpus by the ``family/kind`` at which a problem stands."""
    found: dict[str, list[str]] = {}
    for path in INVALID:
        places = [re.match(r"(\w+)\[(\d+)\]", place) for place, _ in expected(path).problems]
        try:
            words = loaded(path)
        except (YAMLError, ValueError):  # no YAML, or a date that is none
            continue
        for place in filter(None, places):
            items = words.get(place[1]) if isinstance(words, dict) else None
            if isinstance(items, list) and int(place[2]) < len(items):
                item = items[int(place[2])]
                kind = f"{place[1]}/{item.get('kind')}" if isinstance(item, dict) else ""
                found.setdefault(kind, []).append(path.stem)
    return found


def renamed(kind: Enrolled, word: str) -> Enrolled:
    """The same kind under another word."""
    return replace(kind, word=word)
