"""Each file and each datum has its note: on what terms it stands here."""

from __future__ import annotations

import fnmatch
import tomllib

import pytest

from glasscity.documents.bibliography import OURS, TERMS, work_of
from glasscity.documents.resolve import packaged_references
from glasscity.vocabulary.kept import rows_of
from house.tree import ROOT, tracked

NOTES = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
DATA = {".yaml", ".yml", ".csv", ".json"}
ENTRIES = packaged_references().entries
SOURCES = sorted({source for entry in ENTRIES.values() for source in entry.sources})


def _fits(name: str, pattern: str) -> bool:
    folder, star, rest = pattern.partition("**/")
    if star:
        return name.startswith(folder) and fnmatch.fnmatch(name.rpartition("/")[2], rest)
    return fnmatch.fnmatch(name, pattern.replace("**", "*"))


def _licence(name: str) -> str | None:
    """Of the last note that fits, as the file says."""
    found = None
    for note in NOTES:
        paths = note["path"] if isinstance(note["path"], list) else [note["path"]]
        if any(_fits(name, path) for path in paths):
            found = note["SPDX-License-Identifier"]
    return found


def test_programs_are_apache_and_texts_and_data_are_cc_by() -> None:
    wrong = []
    for path in tracked():
        name = str(path.relative_to(ROOT))
        is_data = path.suffix in DATA and name.startswith(("src/", "tests/"))
        is_text = path.suffix == ".md" or name.startswith("docs/") or name == "CITATION.cff"
        wanted = "CC-BY-4.0" if is_data or is_text else "Apache-2.0"
        if _licence(name) != wanted:
            wrong.append((name, _licence(name), wanted))
    assert wrong == []


def test_the_licences_are_named_where_people_look() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for word in ("Apache-2.0", OURS, "REUSE.toml"):
        assert word in readme
    assert OURS in (ROOT / "src/glasscity/catalogue/README.md").read_text("utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda it: it[:40])
def test_each_source_is_of_a_known_kind(source: str) -> None:
    """A new publisher has its row in vocabulary/publishers.csv."""
    assert work_of(source).kind != "other"


def test_no_publisher_is_kept_for_nothing() -> None:
    rows = rows_of("publishers")
    assert {row["kind"] for row in rows} <= set(TERMS)
    names = [row["publisher"] for row in rows]
    idle = [name for name in names if not any(it.startswith(name) for it in SOURCES)]
    assert idle == []
    assert len(names) == len(set(names))
