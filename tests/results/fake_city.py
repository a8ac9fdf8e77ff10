"""A small city in the manner of Suqian, written out in full, for tests of what follows a run."""

from __future__ import annotations

from typing import Any

from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City

WHY = "a test needs some number here"


def title(text: str) -> dict[str, str]:
    return {"en": text, "nl": text, "zh_Hans": text}


def q(value: float, unit: str, *, within: tuple[float, float] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"value": value, "unit": unit, "assumed": WHY}
    if within is not None:
        made["range"] = within
    return made


def s(value: float, unit: str, source: str = "SUQ-08", grade: str = "S") -> dict[str, Any]:
    return {"value": value, "unit": unit, "source": source, "grade": grade}


def kind(
    name: str, text: str, context: str, valence: str, factor: str, rate: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return {
        "id": name,
        "title": title(text),
        "context": context,
        "valence": valence,
        "gravity": {"rank": 2, "because": "the order only matters to audits"},
        "factor": factor,
        "rate": rate,
        "at_most": q(1.5, "multiple"),
        "seen_at_most": q(1.0, "share"),
        **more,
    }


def conduct_document() -> dict[str, Any]:
    return {
        "format": "glasscity/conduct/1",
        "id": "test-conduct",
        "title": title("Conduct of the test city"),
        "correlation": q(0.3, "share"),
        "factors": [
            {
                "id": name,
                "title": title(name.capitalize()),
                "spread": q(0.8, "spread"),
                "bound": q(3.0, "per person-year"),
            }
            for name in ("traffic", "money", "civic")
        ],
        "kinds": [
            kind(
                "red-light",
                "Crossing on red",
                "traffic",
                "harmful",
                "traffic",
                q(12.0, "per person-year", within=(4.0, 40.0)),
                seen_at_most=q(0.05, "share"),
            ),
            kind(
                "unpaid-bill",
                "Utility bill left unpaid",
                "money",
                "harmful",
                "money",
                q(0.10, "per person-year", within=(0.02, 0.3)),
                by=[
                    {
                        "by": "income",
                        "levels": {
                            "lowest": s(1.6, "multiple", "TST-01", "P"),
                            "second": s(1.2, "multiple", "TST-01", "P"),
                            "middle": s(1.0, "multiple", "TST-01", "P"),
                            "fourth": s(0.8, "multiple", "TST-01", "P"),
                            "highest": s(0.4, "multiple", "TST-01", "P"),
                        },
                    }
                ],
            ),
            kind(
                "loan-default",
                "Loan not paid back as ordered by a court",
                "money",
                "harmful",
                "money",
                q(0.03, "per person-year", within=(0.01, 0.06)),
            ),
            kind(
                "blood-donation",
                "Blood donation",
                "civic",
                "prosocial",
                "civic",
                q(0.12, "per person-year"),
            ),
        ],
        "services": [
            {
                "id": name,
                "title": title(text),
                "context": context,
                "rate": q(rate, "per person-year"),
            }
            for name, text, context, rate in (
                ("hospital", "Admission to hospital", "health", 0.15),
                ("fast-train", "Ticket for a fast train", "travel", 1.5),
                ("bus-pass", "Monthly bus pass", "travel", 3.0),
            )
        ],
    }


def population_document() -> dict[str, Any]:
    def margin(over: str, cells: dict[str, float]) -> dict[str, Any]:
        return {"over": [over], "unit": "share", "source": "POP-21", "grade": "R", "cells": cells}

    return {
        "format": "glasscity/population/1",
        "id": "test-city",
        "title": title("The test city"),
        "status": "test",
        "people": s(3_650_000, "people", "POP-20", "R"),
        "margins": [
            margin("sex", {"female": 0.495, "male": 0.505}),
            margin(
                "age",
                {
                    "18-29": 0.2,
                    "30-39": 0.2,
                    "40-49": 0.2,
                    "50-59": 0.2,
                    "60-64": 0.05,
                    "65+": 0.15,
                },
            ),
            margin(
                "income", dict.fromkeys(("lowest", "second", "middle", "fourth", "highest"), 0.2)
            ),
            margin("residence", {"local-urban": 0.55, "local-rural": 0.38, "migrant": 0.07}),
            margin("online", {"offline": 0.35, "online": 0.65}),
        ],
        "enrolled": q(0.95, "share", within=(0.8, 1.0)),
        "look_alike_spread": q(1.0, "spread", within=(0.0, 2.0)),
    }


BANDS = (
    ("D", 0),
    ("C", 700),
    ("B", 850),
    ("A-", 940),
    ("A", 985),
    ("A+", 1040),
    ("AA", 1100),
    ("AAA", 1200),
)


def ledger_document() -> dict[str, Any]:
    def rule(name: str, on: str, points: float, **more: Any) -> dict[str, Any]:
        return {
            "id": name,
            "title": title(name.replace("-", " ").capitalize()),
            "on": on,
            "points": [q(points, "points", within=(min(points, points * 2), max(points, 5)))],
            **more,
        }

    return {
        "kind": "ledger",
        "id": "points",
        "title": title("Personal credit points"),
        "opening": s(1000, "points", "SUQ-01"),
        "floor": q(0, "points"),
        "ceiling": q(1300, "points"),
        "update": "each window",
        "bands": [
            {"id": name, "title": title(f"Class {name}"), "from": q(start, "points")}
            for name, start in BANDS
        ],
        "rules": [
            rule("crossing", "red-light", -30),
            rule("bill", "unpaid-bill", -20),
            rule("default", "loan-default", -50),
            rule("donation", "blood-donation", 10),
        ],
    }


def regime_document() -> dict[str, Any]:
    return {
        "format": "glasscity/regime/1",
        "id": "test-regime",
        "title": title("Points in the test city"),
        "summary": title("Everybody starts with 1,000 points; records move them."),
        "status": "test",
        "population": "test-city",
        "conduct": "test-conduct",
        "clock": {"start": "2018-04-01", "window": "month"},
        "awareness": {"start": q(0.3, "share"), "spread": q(0.2, "per year")},
        "sensors": [
            {
                "kind": "camera",
                "id": "crossing-camera",
                "title": title("Cameras at crossings"),
                "sees": ["red-light"],
                "coverage": q(0.02, "share", within=(0.005, 0.05)),
                "detection": q(0.6, "chance", within=(0.4, 0.9)),
                "gallery": {
                    **s(5_900_000, "people", "POP-24", "R"),
                    "range": (1_000_000, 60_000_000),
                },
                "absentees": q(900_000, "people", within=(500_000, 1_000_000)),
                "false_match": q(1e-8, "chance", within=(1e-9, 1e-7)),
                "miss": q(0.07, "chance", within=(0.01, 0.2)),
                "ageing": q(0.01, "per year"),
                "photo_age": q(5, "years"),
                "passers_by": q(0.1, "multiple", within=(0.02, 0.3)),
                "delay": q(3, "days"),
                "review": {
                    "capacity": q(20_000, "per month", within=(5_000, 50_000)),
                    "catches": q(0.5, "chance", within=(0.2, 0.9)),
                    "automation_bias": q(0.3, "share", within=(0.0, 0.6)),
                    "rejects_right": q(0.01, "chance"),
                },
            },
            {
                "kind": "registry",
                "id": "utility",
                "title": title("Files of the utility"),
                "sees": ["unpaid-bill"],
                "completeness": q(0.8, "share"),
                "false_records": q(0.004, "per person-year", within=(0.001, 0.01)),
                "delay": q(10, "days"),
            },
            {
                "kind": "registry",
                "id": "court",
                "title": title("Rolls of the court"),
                "sees": ["loan-default"],
                "completeness": q(0.95, "share"),
                "false_records": q(0.001, "per person-year", within=(0.0003, 0.002)),
                "delay": q(30, "days"),
            },
            {
                "kind": "declaration",
                "id": "desk",
                "title": title("The citizens' desk"),
                "sees": ["blood-donation"],
                "bother": q(0.5, "share"),
                "delay": q(5, "days"),
            },
        ],
        "instruments": [
            ledger_document(),
            {
                "kind": "list",
                "id": "defaulters",
                "title": title("List of defaulters"),
                "grounds": ["loan-default"],
                "count": q(1, "records"),
                "period": q(700, "days"),
                "term": q(730, "days"),
            },
        ],
        "consequences": [
            {
                "kind": "price",
                "id": "deposit",
                "title": title("Higher deposit at the hospital"),
                "service": "hospital",
                "when": {"instrument": "points", "bands": ["D", "C", "B"]},
                "amount": q(2000, "CNY"),
            },
            {
                "kind": "privilege",
                "id": "bus-discount",
                "title": title("Discount on the bus pass"),
                "service": "bus-pass",
                "when": {"instrument": "points", "bands": ["A+", "AA", "AAA"]},
                "amount": s(80, "CNY", "SUQ-16", "R"),
            },
            {
                "kind": "bar",
                "id": "no-fast-train",
                "title": title("No fast trains"),
                "service": "fast-train",
                "when": {"instrument": "defaulters"},
            },
        ],
        "recourse": [
            {
                "kind": "correction",
                "id": "desk-correction",
                "title": title("Correction at the desk"),
                "files_if_aware": q(0.4, "share"),
                "files_if_unaware": q(0.05, "share"),
                "success": q(0.5, "chance"),
                "lag": q(60, "days"),
            }
        ],
        "responses": [],
    }


def references_document() -> dict[str, Any]:
    def entry(statement: str, *sources: str, contested: str | None = None) -> dict[str, Any]:
        return {
            "statement": statement,
            "grades": ["S", "P", "R"],
            "sources": sources,
            "contested": contested,
        }

    return {
        "format": "glasscity/references/1",
        "entries": {
            "SUQ-01": entry("Every resident starts with 1,000 points", "A newspaper, 2019"),
            "SUQ-08": entry("A blood donation gives 10 points", "A newspaper, 2019"),
            "SUQ-16": entry("Up to 80 yuan a month off public transport", "A magazine, 2019"),
            "POP-20": entry("People of the prefecture", "Census of 2020"),
            "POP-21": entry("Age groups", "Census of 2020"),
            "POP-24": entry("Registered people", "Yearbook", contested="another page says less"),
            "TST-01": entry("Arrears by income", "A study of arrears, 2017"),
            "NOT-CITED": entry("Nobody cites this", "Nowhere"),
        },
    }


def fake_city() -> City:
    return City(
        regime=Regime.model_validate(regime_document()),
        population=Population.model_validate(population_document()),
        conduct=Conduct.model_validate(conduct_document()),
        references=References.model_validate(references_document()),
    )
