"""Words that every face of an audit uses."""

from __future__ import annotations

from glasscity.studies.audit.answer import Raised

LIMIT = (
    "This is evidence for a person's judgement, about a rule set as it was reported and a city "
    "that does not exist. It certifies nothing and is no legal advice."
)
_SAID: dict[Raised, str] = {
    "yes": "raised",
    "no": "not raised here",
    "not estimable": "not estimable",
}


def raised_words(raised: Raised) -> str:
    """An outcome in words."""
    return _SAID[raised]
