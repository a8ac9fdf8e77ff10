"""Responses and awareness, by hand (section 8)."""

from __future__ import annotations

from typing import Any

import pytest

from glasscity.vocabulary.codes import Event
from reference.response import Past, Response, fear
from reference_tests.town import conduct, deed, ledger, lines, live, reading, regime, registry, rule
from strategies.words import Words, quantity, title

HELP = deed(
    "help", "prosocial", rate=quantity(0.5, "per window"), at_most=quantity(2.0, "multiple")
)
DEEDS = conduct(deed("spit"), HELP)
BOOK = ledger(0, -10, 9, rule("bad", "spit", -5, -9), rule("good", "help", 4), good=0)
"""Opens in its last band, ``good``; both bands are ten points wide."""


def response(family: str, deeds: str, unaware: float = 0.5, **values: float) -> Words:
    units = {"largest_rise": "multiple", "half_life": "days", "weight": "deeds"}
    numbers = {
        key: {"value": value, "unit": units.get(key, "share"), "assumed": "worked out by hand"}
        for key, value in values.items()
    }
    common = {"kind": family, "id": family, "title": title(family), "ledger": "points"}
    return common | numbers | {"deeds": [deeds], "unaware": quantity(unaware, "share")}


def first_of(words: Words, book: Words = BOOK, **changes: Any) -> Response:
    """The response of a regime, in its first window."""
    rules = regime(instruments=[book], responses=[words], **changes)
    read = reading(rules, DEEDS)
    return Response(read, 0, read.clock.windows[0])


FEAR = {"largest_fall": 0.8, "half_risk": 0.5, "starting_risk": 0.5, "learning": 0.25}


def test_deterrence_at_the_margin() -> None:
    """Risk 0.5 / (0.5 + 0.5), stake 5 / 10: 1 - 0.8 * 0.5 * 0.5."""
    fear = first_of(response("deterrence", "spit", **FEAR))
    assert fear.multiple("spit", (1,), 0.5, is_aware=True) == pytest.approx(0.8)
    assert fear.multiple("spit", (0,), 0.5, is_aware=True) == pytest.approx(0.8)


def test_no_risk_at_all_deters_nobody() -> None:
    fear = first_of(response("deterrence", "spit", **FEAR | {"half_risk": 0.0}))
    assert fear.multiple("spit", (1,), 0.0, is_aware=True) == 1.0
    assert fear.multiple("spit", (1,), 0.1, is_aware=True) == pytest.approx(0.6)


def test_a_stake_is_at_most_one() -> None:
    narrow = ledger(0, -10, 9, rule("bad", "spit", -5), good=6)
    fear = first_of(response("deterrence", "spit", **FEAR | {"half_risk": 0.0}), narrow)
    assert fear.multiple("spit", (1,), 0.5, is_aware=True) == pytest.approx(0.2)


def test_an_incentive_is_gone_in_the_last_band() -> None:
    hope = first_of(response("incentive", "help", largest_rise=1.0))
    assert hope.multiple("help", (0,), 0.0, is_aware=True) == pytest.approx(1.4)
    assert hope.multiple("help", (1,), 0.0, is_aware=True) == 1.0


def test_the_unaware_respond_less_and_as_from_the_opening_band() -> None:
    hope = first_of(response("incentive", "help", largest_rise=1.0))
    fear = first_of(response("deterrence", "spit", **FEAR))
    assert hope.multiple("help", (0,), 0.0, is_aware=False) == 1.0
    assert fear.multiple("spit", (0,), 0.5, is_aware=False) == pytest.approx(0.9)


def test_only_rules_in_force_on_the_first_day_of_the_window_count() -> None:
    later = ledger(0, -10, 9, rule("bad", "spit", -5, in_force={"from": "2021-03-02"}), good=0)
    fear = first_of(response("deterrence", "spit", **FEAR), later, n_days=30)
    assert fear.multiple("spit", (1,), 0.5, is_aware=True) == 1.0


def test_a_rule_behind_an_exclusive_one_is_no_stake() -> None:
    first = rule("first", "spit", -2, exclusive=True)
    later = ledger(0, -10, 9, first, rule("second", "spit", -5), good=0)
    dread = first_of(response("deterrence", "spit", **FEAR | {"half_risk": 0.0}), later)
    assert dread.multiple("spit", (1,), 0.5, is_aware=True) == pytest.approx(1 - 0.8 * 0.2)


def test_three_forms_of_fear() -> None:
    assert [fear("saturating", risk, 0.5) for risk in (0.0, 0.5, 1.0)] == [0.0, 0.5, 2 / 3]
    assert [fear("linear", risk, 0.0) for risk in (0.0, 0.4, 1.0)] == [0.0, 0.4, 1.0]
    assert [fear("threshold", risk, 0.5) for risk in (0.49, 0.5, 1.0)] == [0.0, 1.0, 1.0]


def test_a_person_learns_from_their_own_deeds() -> None:
    """A Beta(1, 3) belief and 3 visible deeds, of 6 done: (1 + 2) / (4 + 6)."""
    words = response("deterrence", "spit", largest_fall=1.0, starting_risk=0.25, weight=4.0)
    half = deed("spit", seen_at_most=quantity(0.5, "share"))
    own = words | {"belief": "own", "form": "linear"}
    read = reading(regime(instruments=[BOOK], responses=[own]), conduct(half, HELP))
    taught = Response(read, 0, read.clock.windows[0])
    assert taught.own_risk("spit", Past(0, 0)) == pytest.approx(0.25)
    assert taught.own_risk("spit", Past(3, 2)) == pytest.approx(0.3)
    assert first_of(response("deterrence", "spit", **FEAR)).own_risk("spit", Past(3, 2)) is None


def test_an_effect_halves() -> None:
    words = response("deterrence", "spit", **FEAR, half_life=20.0)
    rules = regime(10, instruments=[BOOK], responses=[words])
    read = reading(rules, DEEDS)
    first, later = (Response(read, 0, read.clock.windows[n]) for n in (0, 4))
    assert first.multiple("spit", (1,), 0.5, is_aware=True) == pytest.approx(0.8)
    assert later.multiple("spit", (1,), 0.5, is_aware=True) == pytest.approx(0.95)
    assert later.multiple("spit", (1,), 0.5, is_aware=False) == pytest.approx(0.975)


def test_a_reward_crowds_out_where_there_is_one() -> None:
    hope = first_of(response("incentive", "help", largest_rise=1.0, crowding_out=0.2))
    assert hope.multiple("help", (0,), 0.0, is_aware=True) == pytest.approx(0.8 * 1.4)
    assert hope.multiple("help", (1,), 0.0, is_aware=True) == pytest.approx(0.8)
    unpaid = ledger(0, -10, 9, rule("bad", "spit", -5), good=0)
    idle = first_of(response("incentive", "help", largest_rise=1.0, crowding_out=0.2), unpaid)
    assert idle.multiple("help", (0,), 0.0, is_aware=True) == 1.0


def test_full_deterrence_stops_all() -> None:
    words = response("deterrence", "spit", **FEAR | {"largest_fall": 1.0, "half_risk": 0.0})
    sure = ledger(0, -10, 9, rule("bad", "spit", -20), good=0)
    rules = regime(instruments=[sure], responses=[words])
    assert [line[1] for line in lines(live(rules, DEEDS, 3), Event.DEED) if line[1] == 0] == []


def test_an_upper_bound_is_thinned_away_without_a_response() -> None:
    """Half of the candidates of a deed with at_most 2 are accepted."""
    done = len(live(regime(), conduct(HELP), 1, people=2000).lines)
    assert done == pytest.approx(1000, abs=4 * 500**0.5)


def test_in_a_window_of_years_everybody_gets_to_know() -> None:
    knows = {"start": quantity(0.3, "share"), "spread": quantity(0.9, "per year")}
    result = live(regime(n_days=800, awareness=knows), DEEDS, 3)
    shares = [value for _, name, _, value in result.fields if name == "aware_share"]
    assert shares == [0.3, 1.0, 1.0]


def test_awareness_grows_towards_everybody() -> None:
    knows = {"start": quantity(0.5, "share"), "spread": quantity(0.4, "per year")}
    result = live(regime(n_days=100, awareness=knows), DEEDS, 3)
    shares = [value for _, name, _, value in result.fields if name == "aware_share"]
    second = 0.5 + 0.4 * 100 / 365.25 * 0.5
    assert shares == pytest.approx([0.5, second, second + 0.4 * 100 / 365.25 * (1 - second)])


def test_risk_is_learnt_from_what_was_seen() -> None:
    """All of the visible half of the deeds are seen: the share is 0.5."""
    spit = deed("spit", seen_at_most=quantity(0.5, "share"))
    calm = FEAR | {"starting_risk": 0.1, "largest_fall": 0.0}
    rules = regime(
        sensors=[registry("book", "spit", completeness=0.5)],
        instruments=[BOOK],
        responses=[response("deterrence", "spit", **calm)],
    )
    result = live(rules, conduct(spit, deed("help", "prosocial")), 2, people=20)
    risks = [value for _, name, _, value in result.fields if name == "risk"]
    assert risks == pytest.approx([0.1, 0.1 + 0.25 * (0.5 - 0.1)])
