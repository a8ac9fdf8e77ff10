from __future__ import annotations

from typing import get_args

import pytest

from documents.corpus import CORPUS, examined
from glasscity.documents.plain import STATUS, tell
from glasscity.documents.plain_sources import tell_assumptions, tell_citations, tell_evidence
from glasscity.documents.population import Population
from glasscity.documents.quantities import evidenced
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import Examined, load
from glasscity.documents.sourced import tally
from glasscity.documents.summary import summary_of
from glasscity.documents.telling import Language, Row, Section, brief
from glasscity.documents.wording import amount, between, others
from glasscity.evidence import Quantity
from glasscity.results.grounds import grounds_of
from glasscity.vocabulary.terms import Status

GROUND = CORPUS / "valid"


def _rows(sections: tuple[Section, ...]) -> list[Row]:
    return [row for section in sections for block in section.blocks for row in block.rows]


def _words(sections: tuple[Section, ...]) -> str:
    return "\n".join(
        text
        for section in sections
        for block in section.blocks
        for text in (section.heading, block.heading, *block.words)
    )


def test_every_status_has_its_sentence() -> None:
    assert set(STATUS) == set(get_args(Status))


@pytest.mark.parametrize("name", ["everything.yaml", "ledger.yaml", "conduct.yaml"])
def test_every_number_is_told_with_its_basis_and_range(name: str) -> None:
    found = examined(GROUND / name)
    numbers = [n for _, n in evidenced(found.model) if isinstance(n, Quantity)]
    rows = [row for row in _rows(tell(found)) if row.value]
    assert len(rows) == len(numbers)
    assert all(row.basis for row in rows)
    assert sorted(row.others for row in rows) == sorted(others(n) for n in numbers)
    reasons = {n.assumed for n in numbers if n.assumed}
    assert {row.reason for row in rows} - {""} == reasons


def test_a_ledger_is_told_with_bands_steps_cap_expiry_and_dates() -> None:
    rows = {row.label: row for row in _rows(tell(examined(GROUND / "ledger.yaml")))}
    assert (rows["High"].value, rows["High"].basis) == ("1,040 to 1,300", "SUQ-06, grade S")
    assert rows["Middle"].value == "900 to 1,039"
    first, second = rows["Arrears (first in a year)"], rows["Arrears (second and later in a year)"]
    assert (first.value, first.others) == ("-20", "-50 to -20 points")
    assert (second.value, second.others) == ("-40", "")
    assert rows["  at most, in a year"].value == "100 points"
    assert rows["  given back after"].value == "365 days"
    assert rows["  in force"].basis == "from 2018-06-01 until 2020-01-01"
    assert rows["offline"].value == "10 %"


def test_a_reason_is_told_once_in_a_block() -> None:
    first = Row("a", "1", "assumed", reason="made up for tests")
    second = Row("b", "2", "assumed", "1 to 3", "made up for tests")
    other = Row("c", "3", "SUQ-01, grade S")
    again = Row("b", "2", "assumed, as above", "1 to 3", "")
    assert brief([first, second, other, other]) == (first, again, other, other)


def test_what_is_absent_is_said() -> None:
    words = _words(tell(examined(GROUND / "minimal.yaml")))
    for told in ("Nothing sees.", "Nothing is kept.", "It has no effect.", "There is none."):
        assert told in words


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Every kind"), ("nl", "Elke soort"), ("zh_Hans", "各类")]
)
def test_titles_are_told_in_each_language(language: Language, title: str) -> None:
    sections = tell(examined(GROUND / "everything.yaml"), language)
    assert sections[0].heading == title
    service = {"en": "Bus ticket", "nl": "Buskaartje", "zh_Hans": "车票"}[language]
    assert f"{service}: costs more" in _words(sections)


def test_a_population_is_told_cell_by_cell() -> None:
    rows = {row.label: row.value for row in _rows(tell(examined(GROUND / "population.yaml")))}
    assert rows["spread of being mistaken for others"] == "1"
    assert rows["female"] == "50 %"
    assert rows["65+, online"] == "10 people"


def test_the_evidence_is_counted_number_by_number() -> None:
    found = examined(GROUND / "ledger.yaml")
    regime = tally(found.model)
    assert (regime.by_grade["S"], regime.sourced, regime.assumed, regime.total) == (2, 2, 15, 17)
    numbers = summary_of(found)["numbers"]
    assert numbers["regime"]["sourced_share"] == round(2 / 17, 4)
    parts = ("regime", "conduct", "population")
    assert numbers["all"]["total"] == sum(numbers[part]["total"] for part in parts)


def test_a_margin_counts_as_one_number_as_it_does_in_a_report() -> None:
    found = examined(GROUND / "population.yaml").model
    assert isinstance(found, Population)
    assert len(found.margins) == 4
    assert tally(found).assumed == 4 + 5  # people, enrolled, look-alikes; degree and homophily


def test_show_counts_as_many_numbers_as_a_run() -> None:
    city = load("suqian-2018")
    grounds = grounds_of(city)
    counts = tally(city.regime, city.conduct, city.population)
    assert counts.total == len(grounds)
    assert counts.sourced == sum(ground.source is not None for ground in grounds)


def test_sources_and_assumptions_are_listed_with_the_places_that_rest_on_them() -> None:
    found = examined(GROUND / "ledger.yaml")
    cited = _words((tell_citations(found),))
    assert "SUQ-06, cited as S (stated in a source article)" in cited
    assert "Class A+ begins at 1,040 points." in cited
    assert "regime instruments[0].bands[2].from" in cited
    summary = summary_of(found)
    assert [source["key"] for source in summary["sources"]] == ["SUQ-01", "SUQ-06"]
    assumed = _rows((tell_assumptions(found),))
    assert len(assumed) == len(summary["assumptions"])
    cap = next(a for a in summary["assumptions"] if a["path"].endswith("cap"))
    assert (cap["value"], cap["unit"], cap["document"]) == (100, "points", "regime")


def test_a_number_from_memory_is_flagged_as_weak() -> None:
    found = examined(GROUND / "ledger.yaml")
    weak = Quantity(value=1, unit="share", source="SUQ-01", grade="M")
    assert isinstance(found.model, Regime)
    awareness = found.model.awareness.model_copy(update={"spread": weak})
    regime = found.model.model_copy(update={"awareness": awareness})
    rows = _rows((tell_evidence(Examined(found.document, regime, None, found.references)),))
    assert any(row.label == "grade M" and "weak" in row.basis for row in rows)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.04, "share", "4 %"),
        (0.0016, "share", "0.16 %"),
        (1e-8, "chance", "1 in 100,000,000"),
        (0.0, "chance", "0 %"),
        (1.0, "share", "100 %"),
        (0.1, "per year", "10 % a year"),
        (-20, "points", "-20 points"),
        (1234567, "people", "1,234,567 people"),
        (2e-5, "per person-year", "0.00002 a year"),
        (12.5, "CNY", "CNY 12.5"),
        (1.5, "multiple", "1.5 times"),
        (1.2, "spread", "1.2"),
    ],
)
def test_amounts_read_as_people_write_them(value: float, unit: str, words: str) -> None:
    assert amount(value, unit) == words


def test_a_range_names_its_unit_once() -> None:
    assert between(0.05, 0.6, "share") == "5 to 60 %"
    assert between(5, 80, "CNY") == "CNY 5 to 80"
    assert between(1e-9, 1e-6, "chance") == "1 in 1,000,000,000 to 1 in 1,000,000"
