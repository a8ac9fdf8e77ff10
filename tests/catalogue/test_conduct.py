"""One conduct for all: what is appended changes no deed of what stood there before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.cities import city_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.resolve import examine
from glasscity.documents.shelf import find, names
from glasscity.measures.deeds import deeds_by_kind
from glasscity.results.request import Request
from glasscity.studies.run import simulate

CONDUCTS = names("conduct")


def _conduct(name: str) -> Conduct:
    model = examine(find("conduct", name)).model
    assert isinstance(model, Conduct)
    return model


def test_the_second_edition_begins_with_all_of_the_first() -> None:
    first, second = _conduct("everyday-1"), _conduct("everyday-2")
    assert second.factors[: len(first.factors)] == first.factors
    assert second.kinds[: len(first.kinds)] == first.kinds
    assert second.services[: len(first.services)] == first.services
    assert second.correlation == first.correlation


def test_people_do_the_same_under_both_editions() -> None:
    """Deed for deed and point for point, whatever was appended."""
    city = city_of("suqian-2018")
    request = Request("suqian-2018", 3_000, 1.0, 12, seed=5)
    first = simulate(city, request)
    second = simulate(replace(city, conduct=_conduct("everyday-2")), request)
    shared = [kind.id for kind in city.conduct.kinds]
    ours, theirs = (deeds_by_kind(run).set_index("kind")["visible"] for run in (first, second))
    assert ours[shared].tolist() == theirs[shared].tolist()
    assert ours.sum() > 1_000
    assert theirs.sum() > ours.sum()
    for measure in ("recorded", "hits_of_rule", "score_at_end"):
        counts = [run.tallies.total(measure)["count"].tolist() for run in (first, second)]
        assert counts[0] == counts[1] != [], measure


@pytest.mark.parametrize("name", CONDUCTS)
def test_harmful_conduct_is_the_same_for_every_group(name: str) -> None:
    for kind in _conduct(name).kinds:
        assert kind.valence != "harmful" or not kind.by, kind.id


@pytest.mark.parametrize("name", CONDUCTS)
def test_every_deed_has_a_reason_for_its_gravity(name: str) -> None:
    for kind in _conduct(name).kinds:
        assert (kind.gravity.rank > 0) == (kind.valence == "harmful"), kind.id


@pytest.mark.parametrize("name", CONDUCTS)
def test_every_rate_has_a_source_or_a_range(name: str) -> None:
    conduct = _conduct(name)
    rates = [(kind.id, kind.rate) for kind in conduct.kinds]
    rates += [(service.id, service.rate) for service in conduct.services]
    assert [item for item, rate in rates if not rate.source and not rate.range] == []


@pytest.mark.parametrize("name", CONDUCTS)
def test_room_that_is_left_is_told_rightly(name: str) -> None:
    """The comments above the factors say how much of each bound is filled."""
    conduct = _conduct(name)
    text = find("conduct", name).read_text(encoding="utf-8")
    for factor in conduct.factors:
        kinds = [kind for kind in conduct.kinds if kind.factor == factor.id]
        most = sum(k.rate.value * k.at_most.value * k.seen_at_most.value for k in kinds)
        told = f"# Filled by the kinds below: {most:.3f} of {factor.bound.value:g}."
        assert told in text, factor.id
