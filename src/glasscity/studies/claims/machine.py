"""Settled claims for machines: every number under its name."""

from __future__ import annotations

from typing import Any

from glasscity.studies.claims import Answers, Settled
from glasscity.studies.claims.finding import Aside, Finding


def machine_claims(answers: Answers) -> dict[str, Any]:
    """Plain types only; the two verdicts stand apart, under ``record`` and ``model``."""
    return {
        "schema_version": 1,
        "synthetic": "All people of these runs are synthetic. No line is about anyone who exists.",
        "command": answers.command,
        "people": answers.people,
        "seed": str(answers.seed),
        "quick": answers.quick,
        "claims": [_row(it) for it in answers.settled],
    }


def _row(it: Settled) -> dict[str, Any]:
    claim = it.claim
    return {
        "id": claim.id,
        "sources": list(claim.sources),
        "roots": claim.roots,
        "said": claim.said.model_dump(),
        "record": {**claim.evidence.model_dump(), "facts": list(claim.evidence.facts)},
        "model": _model(it.finding),
    }


def _model(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict,
        "sentence": finding.sentence,
        "number": finding.number,
        "unit": finding.unit,
        "why_unsettled": finding.why,
        "people": None if finding.sizes is None else list(finding.sizes),
        "interval": None if finding.interval is None else list(finding.interval),
        "same_at_both_ends": finding.holds,
        "leans_on": finding.leans_on,
        "envelope": _aside(finding.envelope),
        "placebo": _aside(finding.placebo),
        "without": _aside(finding.without),
        "inputs": list(finding.inputs),
        "tables": [
            {"title": it.title, "header": list(it.header), "body": [list(row) for row in it.body]}
            for it in finding.tables
        ],
    }


def _aside(aside: Aside) -> dict[str, Any]:
    return {"value": aside.value, "how": aside.how, "verdict": aside.verdict}
