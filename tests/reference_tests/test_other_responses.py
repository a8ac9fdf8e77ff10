"""Chilling, helplessness, gaming, evasion and conformity, by hand (clauses 8.8 to 8.11)."""

from __future__ import annotations

import pytest

from glasscity.documents.conduct import Conduct
from reference.response import Response
from reference_tests.town import (
    conduct,
    deed,
    ledger,
    listing,
    live,
    reading,
    regime,
    registry,
    rule,
)
from strategies.words import Words, quantity, title

POST = deed("post", "lawful-speech")
HELP = deed(
    "help", "prosocial", at_most=quantity(3.0, "multiple"), rate=quantity(0.2, "per window")
)
DEEDS = conduct(POST, HELP, deed("spit"))
BOOK = ledger(0, -10, 9, rule("bad", "spit", -5), rule("good", "help", 4), good=5)
WATCHED = listing("spit", count=1, period=9, term=9)


def words(family: str, *deeds: str, **more: object) -> Words:
    return {"kind": family, "id": "it", "title": title("it"), "deeds": list(deeds)} | more


def share(value: float) -> Words:
    return quantity(value, "share")


def times(value: float) -> Words:
    return quantity(value, "multiple")


def only(response: Words, deeds: Conduct = DEEDS) -> Response:
    """The one response of a regime with a ledger and a list, in its first window."""
    eyes = [registry("eye", "post", "spit", completeness=0.5)]
    rules = regime(instruments=[BOOK, WATCHED], responses=[response], sensors=eyes)
    read = reading(rules, deeds)
    return Response(read, 0, read.clock.windows[0])


HUSH = words(
    "chilling",
    "post",
    largest_fall=share(0.5),
    half_risk=share(0.1),
    starting_risk=share(0.1),
    learning=share(0.5),
    unaware=share(0.4),
)


def test_watched_speech_falls() -> None:
    hush = only(HUSH)
    assert hush.multiple("post", (0,), 0.1, is_aware=True) == pytest.approx(0.75)
    assert hush.multiple("post", (0,), 0.1, is_aware=False) == pytest.approx(0.9)
    assert hush.multiple("post", (0,), 0.0, is_aware=True) == 1.0


def test_speech_learns_from_what_was_recorded() -> None:
    rules = regime(
        sensors=[registry("eye", "post", completeness=0.8)],
        responses=[HUSH | {"largest_fall": share(0.0)}],
    )
    result = live(rules, conduct(POST), 2, people=4000)
    risks = [value for _, name, _, value in result.fields if name == "risk"]
    assert risks == pytest.approx([0.1, 0.1 + 0.5 * (0.8 - 0.1)], abs=0.015)


@pytest.mark.parametrize("is_aware", [True, False])
def test_the_listed_give_up(*, is_aware: bool) -> None:
    sad = only(words("helplessness", "help", when={"instrument": "watched"}, fall=share(0.3)))
    on, off = (
        sad.multiple("help", (0,), 0.0, is_aware=is_aware, listed=(listed,))
        for listed in (True, False)
    )
    assert (on, off) == (0.7, 1.0)


def test_people_in_a_poor_band_give_up() -> None:
    when = {"instrument": "points", "bands": ["poor"]}
    sad = only(words("helplessness", "help", when=when, fall=share(0.3)))
    assert sad.multiple("help", (0,), 0.0, is_aware=False, listed=(True,)) == 0.7
    assert sad.multiple("help", (1,), 0.0, is_aware=False, listed=(True,)) == 1.0


def test_effort_moves_to_what_earns_points() -> None:
    """A band of fifteen points, four for a deed."""
    game = only(
        words(
            "gaming",
            "help",
            ledger="points",
            largest_rise=times(1.5),
            displaced=["post"],
            displacement=share(0.5),
            unaware=share(0.0),
        )
    )
    assert [game.answers(name) for name in ("help", "post", "spit")] == [True, True, False]
    assert game.multiple("help", (0,), 0.0, is_aware=True) == pytest.approx(1 + 1.5 * 4 / 15)
    assert game.multiple("post", (0,), 0.0, is_aware=True) == pytest.approx(1 - 0.5 * 4 / 15)
    assert game.multiple("help", (1,), 0.0, is_aware=True) == 1.0
    assert game.multiple("post", (1,), 0.0, is_aware=True) == 1.0
    assert game.multiple("help", (0,), 0.0, is_aware=False) == 1.0


LEVEL = words(
    "conformity",
    "help",
    strength=times(0.5),
    starting_level=times(2.0),
    largest_level=times(4.0),
    unaware=share(1.0),
)


def test_people_do_as_others_do_up_to_a_level() -> None:
    follow = only(LEVEL)
    assert follow.multiple("help", (0,), 1.5, is_aware=True) == pytest.approx(1.75)
    assert follow.multiple("help", (0,), 9.0, is_aware=True) == pytest.approx(3.0)
    assert follow.multiple("help", (0,), 1.5, is_aware=False) == pytest.approx(1.75)


def test_a_level_is_what_was_done_over_what_is_usual() -> None:
    """A fifth of the people help without any response, twice as many at a level of 2."""
    result = live(regime(responses=[LEVEL]), conduct(HELP), 2, people=4000)
    done = sum(n for (w, _, name, _), n in result.tallies.items() if (w, name) == (0, "deeds"))
    levels = [value for _, name, _, value in result.fields if name == "level"]
    assert levels == pytest.approx([2.0, done / 800])
    assert done == pytest.approx(1600, abs=4 * 31)


EVADE = words("evasion", "spit", sensors=["eye"], largest_fall=share(0.4), unaware=share(0.5))


def test_deeds_move_out_of_view() -> None:
    calm = only(EVADE)
    assert not calm.answers("spit")
    assert calm.multiple("spit", (0,), 0.0, is_aware=True) == pytest.approx(0.6)
    assert calm.multiple("spit", (0,), 0.0, is_aware=False) == pytest.approx(0.8)
    belief = {"form": "linear", "starting_risk": share(0.5), "learning": share(0.5)}
    wary = only(EVADE | belief)
    assert wary.multiple("spit", (0,), 0.5, is_aware=True) == pytest.approx(0.8)


def test_fewer_are_seen_where_people_evade() -> None:
    eyes = [registry("eye", "spit", completeness=0.5), registry("other", "spit", completeness=0.5)]
    rules = regime(sensors=eyes, responses=[EVADE])
    result = live(rules, conduct(deed("spit")), 1, people=4000)
    seen = [
        sum(n for (_, _, name, key), n in result.tallies.items() if (name, key) == ("in_view", of))
        for of in ("eye/spit", "other/spit")
    ]
    assert seen == pytest.approx([1200, 2000], abs=4 * 32)
