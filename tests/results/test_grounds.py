from __future__ import annotations

from typing import Any

from glasscity.documents.digest import resolved
from glasscity.evidence import Frozen
from glasscity.results.grounds import grounds_of, together
from results.fake_city import fake_city

CITY = fake_city()


def _evidence_in(node: Any) -> int:
    """Mappings with evidence in a plain document, however deep."""
    if isinstance(node, dict):
        own = int("assumed" in node and "source" in node)
        return own + sum(_evidence_in(part) for part in node.values())
    return sum(_evidence_in(part) for part in node) if isinstance(node, list) else 0


def test_no_number_is_left_out() -> None:
    documents = (CITY.regime, CITY.population, CITY.conduct)
    expected = sum(_evidence_in(resolved(document)) for document in documents)
    assert len(grounds_of(CITY)) == expected > 80


def test_a_place_is_written_as_in_the_file() -> None:
    found = {f"{g.document}: {g.path}": g for g in grounds_of(CITY)}
    assert found["regime: sensors[crossing-camera].review.catches"].value == 0.5
    assert found["regime: instruments[points].bands[A+].from"].value == 1040
    assert found["regime: instruments[points].rules[crossing].points[0]"].range == (-60, 5)
    assert found["conduct: kinds[unpaid-bill].by[income].levels.lowest"].source == "TST-01"
    assert found["population: margins[age]"].grade == "R"
    assert found["population: margins[age]"].value is None
    assert len(found) == len(grounds_of(CITY))


def test_the_steps_lead_to_the_number() -> None:
    for ground in grounds_of(CITY):
        node: Any = getattr(CITY, ground.document)
        for step in ground.steps:
            node = getattr(node, str(step)) if isinstance(node, Frozen) else node[step]
        assert (node.source, node.assumed) == (ground.source, ground.assumed), ground.path


def test_levels_of_one_variation_belong_together() -> None:
    groups = together(grounds_of(CITY))
    by_income = [group for group in groups.values() if len(group) > 1]
    assert [len(group) for group in by_income] == [5]
    assert sum(len(group) for group in groups.values()) == len(grounds_of(CITY))
