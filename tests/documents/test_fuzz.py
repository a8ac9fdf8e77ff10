from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.corpus import CORPUS, problems_of

GROUND = CORPUS / "valid"
SOUND = [
    (GROUND / name)
    .read_text(encoding="utf-8")
    .replace(": population.yaml", f": {GROUND}/population.yaml")
    .replace(": conduct.yaml", f": {GROUND}/conduct.yaml")
    for name in ("minimal.yaml", "ledger.yaml", "population.yaml", "conduct.yaml")
]
SCRAPS = [
    *("", "\t", "  ", ":", "- ", "[", "]", "{", "'", '"', "|", "\n", "? ", "%", "id", "\x00", "é"),
    *("&a ", "*a", "!x ", "<<: ", "---\n", "~", "-1", "1e999", ".nan", "2018-99-99", "true"),
]


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """A sound document with some pieces cut out and scraps put in."""
    text = draw(st.sampled_from(SOUND))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 40))
        text = text[:start] + draw(st.sampled_from(SCRAPS)) + text[start + length :]
    return text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_damaged())
def test_a_damaged_document_is_told_never_a_crash(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(text, encoding="utf-8")
        problems = problems_of(path)
    assert all(problem.what and problem.mend for problem in problems)
