"""Papers about a rule set, for lawyers and modellers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from glasscity.documents.resolve import City, load
from glasscity.studies.papers.annex import annex_paper
from glasscity.studies.papers.contents import Answers, Paper
from glasscity.studies.papers.odd import odd_paper
from glasscity.studies.papers.walk import walk_paper

Kind = Literal["legal-walk", "annex", "odd"]
PAPERS: dict[Kind, Callable[[City, Answers | None], Paper]] = {
    "legal-walk": walk_paper,
    "annex": annex_paper,
    "odd": odd_paper,
}
"""Every kind of paper."""


def paper(kind: Kind, name: str, answers: Answers | None = None) -> Paper:
    """A paper about a regime of the catalogue, or of a file. Raises DocumentError."""
    return PAPERS[kind](load(name), answers)
