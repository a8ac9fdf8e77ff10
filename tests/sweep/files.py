"""A small sweep on disk: two little worlds, some lucks, some settings."""

from __future__ import annotations

import shutil
from pathlib import Path

from documents.corpus import CORPUS

VALID = CORPUS / "valid"

HEAD = """
format: glasscity/sweep/1
id: little
title: {en: Little, nl: Klein, zh_Hans: 小}
summary: {en: A little sweep., nl: Een kleine reeks., zh_Hans: 小型扫描。}
people: 400
years: 0.25
"""
COMPLETENESS = """
    - {of: regime, at: sensors.utility.completeness, range: [0.0, 1.0], because: made up for tests}
"""


def written(folder: Path, name: str = "little.yaml", **parts: str) -> Path:
    """The file of a sweep of the ledger of the corpus, with what it lives beside it."""
    for one in ("ledger", "before", "population", "conduct", "references"):
        shutil.copy(VALID / f"{one}.yaml", folder)
    given = {"scenarios": "[ledger.yaml]", **parts}
    path = folder / name
    path.write_text(HEAD + "".join(f"{key}: {it}\n" for key, it in given.items()), "utf-8")
    return path


def drawn(many: int, numbers: str = COMPLETENESS, by: str = "latin-hypercube") -> str:
    """The part ``draws`` of a sweep."""
    return f"\n  many: {many}\n  by: {by}\n  numbers:{numbers}"
