"""Packages from outside, as an installer would leave them: modules and a dist-info folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from house.tree import ROOT

SENSOR = '''
"""A neighbour who tells."""
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Id, Title, VariedShare, value_in
from glasscity.mechanisms.part import Part
from glasscity.tables.rows import CELLS, Chances, SensorRow
from glasscity.vocabulary.strata import N_STRATA, labels_of


class Neighbour(Part):
    """Sees a deed with chance ``attention``."""

    says: ClassVar[str] = "A neighbour who tells. Sees {deeds}."

    kind: Literal["neighbour"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    attention: VariedShare
    delay: Days

    def without_error(self):
        return self

    def chances(self, *law):
        seen_at_most = law[-1]
        view = np.zeros((N_STRATA, CELLS))
        for g in range(N_STRATA):
            view[g] = value_in(self.attention, labels_of(g)) / seen_at_most
        return Chances(view, view, np.zeros_like(view))

    def row(self):
        return SensorRow(delay=int(self.delay.value))
'''

CONSEQUENCE = '''
"""A fee that nobody is told of."""
from typing import ClassVar, Literal

from glasscity.evidence import Chance, Id, Money, Title, in_fen
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow


class Fee(Reader):
    """An attempt by a person with this standing costs ``amount``, twice."""

    says: ClassVar[str] = "{service}: a fee, charged twice, for {who}."

    kind: Literal["fee"]
    id: Id
    title: Title
    service: str
    when: When
    amount: Money
    whom: Whom | None = None
    chance: Chance | None = None
    in_force: InForce = ALWAYS

    def row(self):
        return DoorRow(is_bar=False, fen=2 * in_fen(self.amount), verb="surcharged")
'''

MEASURE = '''
"""Deeds for each record."""
import pandas as pd

from glasscity.measures.measure import Measure


def deeds_per_record(run):
    deeds, records = run.tallies.sum("deeds"), run.tallies.sum("recorded")
    return pd.DataFrame([{"deeds": deeds, "records": records, "ratio": deeds / records}])


RATIO = Measure("deeds_per_record", "Deeds for each record", deeds_per_record)
'''


def install(folder: Path, name: str, modules: dict[str, str], *entries: str) -> Path:
    """Put a package into ``folder``; each entry is ``family: name = module:thing``."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        family, line = entry.split(": ")
        groups.setdefault(family, []).append(line)
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name.replace('-', '_')}-1.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n", encoding="utf-8"
    )
    lines = [
        line
        for family, of_family in groups.items()
        for line in (f"[glasscity.{family}]", *of_family)
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def glasscity(beside: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the public command with the packages of a folder installed."""
    paths = [str(beside), str(ROOT / "src")]
    code = "import sys; from glasscity.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=beside,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
