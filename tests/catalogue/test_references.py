"""The list of references: complete, publishers named, and no more trusted than it may be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glasscity.documents import shelf
from glasscity.documents.resolve import packaged_references

ENTRIES = packaged_references().entries
KEY = re.compile(r"\b[A-Z]{2,3}-D?\d+\b")
COPIES = (
    "siliu.net freewechat docslib tus8.com slashdot pinmiad vdocument cupdf gwern.net tellerreport "
    "bestsecuritycameras shndlaw circleid"
).split()
SUQIAN = [f"SUQ-{i:02}" for i in range(1, 27)] + [f"JAY-{i:02}" for i in range(1, 14)]
DOCUMENTS = [
    path for family, folder in shelf.FAMILIES.items() for path in
    (shelf.facts().parents[1] / folder / f"{name}.yaml" for name in shelf.names(family))
]  # fmt: skip


@pytest.mark.parametrize("path", [*DOCUMENTS, shelf.facts()], ids=lambda path: path.stem)
def test_every_key_that_is_mentioned_exists(path: Path) -> None:
    """In reasons and notes too, where no other check looks."""
    mentioned = set(KEY.findall(path.read_text(encoding="utf-8")))
    assert mentioned or path.parent.name == "sweeps"  # a sweep brings no number of its own
    assert mentioned - set(ENTRIES) == set()


def test_all_of_suqian_is_there() -> None:
    assert set(SUQIAN) <= set(ENTRIES)


@pytest.mark.parametrize("key", ENTRIES)
def test_a_fact_names_its_publisher(key: str) -> None:
    fact = ENTRIES[key]
    unknown = "not found" in fact.statement or "was found" in fact.statement
    assert fact.sources or unknown, "no source"
    for source in fact.sources:
        assert not any(copy in source for copy in COPIES), source
        assert source.isprintable()


@pytest.mark.parametrize("key", [key for key in ENTRIES if "-D" in key])
def test_a_derived_fact_shows_its_inputs(key: str) -> None:
    fact = ENTRIES[key]
    assert fact.grades == ("D",)
    assert any(s.startswith(("Derived ", "By definition")) for s in fact.sources)


@pytest.mark.parametrize("key", [key for key in ENTRIES if key.startswith("CON-")])
def test_a_contradiction_says_what_contradicts(key: str) -> None:
    assert ENTRIES[key].contested
