"""A life for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glasscity.documents.telling import Language
from glasscity.studies.life import Life
from glasscity.studies.life_lines import Line
from glasscity.studies.life_words import SYNTHETIC, phrases, spoken

SCHEMA_VERSION = 1
DIGITS = 6
"""Decimals of a number, so that none is as long as an identity number."""


def machine_life(life: Life, language: Language) -> dict[str, object]:
    """A life as plain values for JSON; words are in one language, every row says SYNTHETIC."""
    factors = life.city.conduct.factors
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": SYNTHETIC,
        "says": spoken(phrases()["banner"], language),
        "run": life.run,
        "regime": life.city.regime.id,
        "person": life.person,
        "people": life.people,
        "place": life.place or None,
        "stratum": dict(life.labels),
        "propensities": {
            factor.id: round(value, DIGITS)
            for factor, value in zip(factors, life.propensities, strict=True)
        },
        "is_enrolled": life.is_enrolled,
        "look_alike": round(life.look_alike, DIGITS),
        "aware_from": None if life.aware_from is None else str(life.aware_from),
        "last_day": str(life.last_day),
        "standings": _standings(life, life.scores, life.bands),
        "listed": [life.lists[q].id for q in life.listed],
        "counts": {"synthetic": SYNTHETIC, **_rounded(life.counts)},
        "averages_of_all": _rounded(life.averages),
        "lines": _lines(life, life.lines, language),
        "yardsticks": [
            {
                "synthetic": SYNTHETIC,
                "column": yardstick.column,
                "standings": _standings(life, yardstick.scores, yardstick.bands),
                "lines": _lines(life, yardstick.lines, language),
            }
            for yardstick in life.yardsticks
        ],
        "replay_milliseconds": round(life.milliseconds, 1),
        "is_same_engine": life.is_same_engine,
    }


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in values.items()}


def _standings(life: Life, scores: Iterable[int], bands: Iterable[int]) -> list[dict[str, object]]:
    return [
        {
            "synthetic": SYNTHETIC,
            "ledger": ledger.id,
            "score": score,
            "band": ledger.bands[band].id,
        }
        for ledger, score, band in zip(life.ledgers, scores, bands, strict=True)
    ]


def _lines(life: Life, lines: Iterable[Line], language: Language) -> list[dict[str, object]]:
    return [
        {
            "synthetic": SYNTHETIC,
            "date": str(line.date),
            "event": line.event,
            "words": spoken(line.words, language),
            "record": {True: "true", False: "false", None: None}[line.is_true],
            "knew_the_rules": line.is_aware,
            "about": dict(line.about),
            "standings": _standings(life, line.scores, line.bands),
        }
        for line in lines
    ]
