"""Candidates and who people are (sections 2 and 3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from glasscity.chance import ONE, Stream, person_address
from glasscity.vocabulary.codes import Event
from reference.fields import Fields
from reference.laws import class_means, poisson, settled_threshold
from reference.luck import Luck
from reference.reading import Reading, rate_in
from reference.season import Season
from reference.temptation import Temptation
from reference.traits import traits_of
from reference_tests.town import SEED, conduct, deed, lines, live, population, reading, regime
from strategies.words import Words, quantity, title

BOTH = [
    {
        "id": "both",
        "title": title("both"),
        "spread": quantity(0.0, "spread"),
        "bound": quantity(0.8, "per window"),
    }
]


def some_of(rate: float) -> Words:
    return {"factor": "both", "rate": quantity(rate, "per window")}


def test_kinds_fill_the_bound_in_file_order() -> None:
    """A quarter and a half of the bound; what is left is null."""
    deeds = conduct(deed("spit", **some_of(0.2)), deed("shout", **some_of(0.4)), factors=BOTH)
    temptation = Temptation(reading(regime(), deeds), 0)
    at = [0, ONE // 4 - 1, ONE // 4, 3 * ONE // 4 - 1, 3 * ONE // 4, ONE - 1]
    assert [temptation.kind(0, word) for word in at] == [0, 0, 1, 1, None, None]


def test_a_candidate_of_a_window_needs_a_word_at_the_top() -> None:
    deeds = conduct(deed("spit", **some_of(0.2)), factors=BOTH)
    read = reading(regime(), deeds)
    temptation, window = Temptation(read, 0), read.clock.windows[0]
    edge = ONE - int(0.8 * ONE)
    assert [temptation.count(1.0, window, word) for word in (edge - 1, edge, ONE - 1)] == [0, 1, 1]


def test_null_candidates_are_counted_and_not_done() -> None:
    deeds = conduct(deed("spit", **some_of(0.2)), factors=BOTH)
    result = live(regime(), deeds, 1, people=2000)
    drawn = result.tallies[0, 0, "candidates", ""]
    assert drawn == pytest.approx(1600, abs=4 * 320**0.5)
    assert len(lines(result, Event.DEED)) == pytest.approx(400, abs=4 * 320**0.5)


def test_a_poisson_count_is_read_from_the_word() -> None:
    """P(0) = 0.3679, P(<= 1) = 0.7358 at rate 1."""
    shares = (0.0, 0.367, 0.369, 0.735, 0.737, 0.9999)
    assert [poisson(1.0, int(share * ONE)) for share in shares] == [0, 0, 1, 1, 2, 6]
    assert poisson(0.0, ONE - 1) == 0


def test_a_settled_chance_may_round_to_never_and_never_exceeds_one() -> None:
    assert [settled_threshold(p) for p in (1e-12, 0.5, 1.0 + 1e-15)] == [0, ONE // 2, ONE]


@pytest.mark.parametrize(("correlation", "agree"), [(0.0, False), (1.0, True)])
def test_correlated_propensities_share_a_quantile(correlation: float, *, agree: bool) -> None:
    kinds = [deed(name, rate=quantity(1.0, "per person-year")) for name in ("spit", "shout")]
    factors = [
        {
            "id": kind["factor"],
            "title": title("factor"),
            "spread": quantity(1.0, "spread"),
            "bound": quantity(1.0, "per person-year"),
        }
        for kind in kinds
    ]
    deeds = conduct(*kinds, factors=factors, correlation=quantity(correlation, "share"))
    read = reading(regime(), deeds)
    people = [traits_of(read, 5, Luck(SEED, person_address(5, row))) for row in range(200)]
    same = sum(one.propensity[0] == one.propensity[1] for one in people)
    assert same == 200 if agree else same < 10
    assert Counter(one.group for one in people) == {0: 200}
    assert {one.propensity[0] for one in people} <= set(class_means(1.0))


def test_more_prone_people_meet_more_candidates() -> None:
    kind = deed("spit", rate=quantity(36.525, "per person-year"))
    factor = BOTH[0] | {"id": kind["factor"], "bound": quantity(36.525, "per person-year")}
    read = reading(regime(n_days=10), conduct(kind, factors=[factor]))
    temptation, window = Temptation(read, 0), read.clock.windows[0]
    at = [int(share * ONE) for share in (0.1, 0.5, 0.9, 0.99)]
    counts = [[temptation.count(z, window, word) for word in at] for z in (1.0, 3.0)]
    assert counts == [[0, 1, 2, 4], [1, 3, 5, 8]]


def test_multipliers_multiply() -> None:
    """Stratum 0 is female, 18-29, lowest income, local-urban and offline."""
    levels = {"offline": 0.5, "online": 7.0}
    ages = dict.fromkeys(("18-29", "30-39", "40-49", "50-59", "60-64", "65+"), 3.0)
    by = [
        {"by": by, "levels": {level: quantity(n, "multiple") for level, n in numbers.items()}}
        for by, numbers in (("online", levels), ("age", ages))
    ]
    kind = conduct(deed("spit", rate=quantity(0.1, "per window"), by=by)).kinds[0]
    assert rate_in(2.0, kind.by, 0) == 3.0
    assert rate_in(2.0, kind.by, 1) == 42.0


def test_traits_are_read_from_their_words() -> None:
    read = Reading(regime(), conduct(deed("spit")), population(enrolled=0.5, spread=1.0), 1)
    luck = Luck(SEED, person_address(7, 3))
    words = luck.draw(Stream.TRAIT)
    traits = traits_of(read, 7, luck)
    assert traits.look_alike == class_means(1.0)[words[2] >> 24]
    assert traits.awareness == words[1] >> 16
    assert traits.enrolled == (words[3] < ONE // 2)


@pytest.mark.parametrize(
    ("share", "trait", "knows"),
    [(1.0, 65535, True), (0.5, 32767, True), (0.5, 32768, False), (0.0, 0, False)],
)
def test_who_is_aware(share: float, trait: int, *, knows: bool) -> None:
    read = reading(regime(), conduct(deed("spit")))
    season = Season(read, read.clock.windows[0], Fields(0, {}, {}, {}, {}, {0: share}))
    traits = traits_of(read, 0, Luck(SEED, 0))
    assert season.is_aware(replace(traits, awareness=trait)) == knows
