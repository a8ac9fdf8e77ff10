"""An audit as one dictionary, for programs to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from glasscity.charts.figure import Table
from glasscity.studies.audit import Audited
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.elsewhere import Elsewhere
from glasscity.studies.audit.questions import Question
from glasscity.studies.audit.rules import FOOTER
from glasscity.studies.audit.words import LIMIT

SCHEMA_VERSION = 1


def machine_audit(audited: Audited) -> dict[str, Any]:
    """What ``--json`` prints; what is not estimable is null."""
    lab, run = audited.lab, audited.lab.run()
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": True,
        "regime": lab.city.regime.id,
        "people": run.outcome.people,
        "represented": run.outcome.represented,
        "weight": run.weight,
        "years": run.years,
        "seed": lab.seed,
        "digests": lab.city.digests,
        "worlds": lab.digests,
        "questions": [_answer(question, answer) for question, answer in audited.answers],
        "rules": [
            {"rule": it.rule.text, "question": it.raised, "said": it.said}
            for it in audited.verdicts
        ],
        "elsewhere": _elsewhere(audited.elsewhere),
        "read": f"{LIMIT} {FOOTER}",
    }


def _answer(question: Question, answer: Answer) -> dict[str, Any]:
    return {
        "question": question.place,
        "id": answer.id,
        "title": answer.title,
        "sentence": answer.sentence,
        "raised": answer.raised,
        "because": answer.because,
        "leans_on": answer.leans_on,
        "method": answer.method,
        "numbers": {
            it.name: {"words": it.words, "unit": it.unit, **asdict(it.found)}
            for it in answer.numbers
        },
        "tables": [_table(table) for table in answer.tables],
    }


def _elsewhere(found: Elsewhere | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "population": found.population,
        "sentence": found.sentence,
        "findings": {it.question.id: it.fate for it in found.carried},
        "questions": [_answer(it.question, it.there) for it in found.carried],
    }


def _table(table: Table) -> dict[str, Any]:
    return {"caption": table.caption, "header": table.header, "rows": table.body}
