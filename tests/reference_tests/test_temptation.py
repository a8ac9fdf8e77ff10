"""Candidates and who people are (sections 2 and 3)."""

from __future__ import annotations

from collections import Counter

import pytest

from glasscity.chance import ONE, person_address
from glasscity.vocabulary.codes import Event
from reference.laws import class_means, poisson, settled_threshold
from reference.luck import Luck
from reference.temptation import Temptation
from reference.traits import traits_of
from reference_tests.town import SEED, conduct, deed, lines, live, reading, regime
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
