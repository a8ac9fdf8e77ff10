"""The page about the catalogue tells of what exists (its tables: test_records)."""

from __future__ import annotations

import re
from pathlib import Path

from glasscity.documents import shelf
from glasscity.documents.resolve import packaged_references

PAGE = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
REGIMES = shelf.names("regime")


def test_nothing_is_told_that_does_not_exist() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, flags=re.MULTILINE)
    assert set(REGIMES) <= set(told) <= {*REGIMES, *shelf.names("scenario")}
    assert len(told) == len(set(told))


def test_the_page_cites_what_exists() -> None:
    cited = set(re.findall(r"\b[A-Z]{2,3}-D?\d+\b", PAGE))
    assert len(cited) > 10
    assert cited <= set(packaged_references().entries)
