"""A3: who is on a list that is left by complying, by a term that moves, or after a relapse.

Each day brings one act at most: with chance ``a`` the ground of the list, with chance ``b`` what
ends a listing. The states of a person and their chances from day to day make a small chain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.resolve import City
from glasscity.tables.law import LIST_AFTER, LIST_EXTENDS, LIST_TERM_AGAIN, Books
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, act, by, city, conduct, live, stratum
from oracles.near import assert_share
from oracles.reading import at_end, total
from oracles.sabotage import change_books
from reference_tests.town import listing, regime, registry
from strategies.words import Words, quantity, title

PEOPLE = 60_000


def days(value: int) -> Words:
    return quantity(value, "days")


def acts(a: float, b: float, **changes: object) -> Conduct:
    """At most one act a day: the ground with chance ``a``, compliance with chance ``b``."""
    ground = act("spit", a, PER_WINDOW, **changes)
    return conduct(ground, act("pay", b, PER_WINDOW), bound=1.0, unit=PER_WINDOW)


def town_of(watched: Words, deeds: Conduct) -> City:
    book = registry("book", "spit", "pay")
    return city(regime(1, sensors=[book], instruments=[watched]), deeds)


def prevalence(a: float, b: float, t: int) -> float:
    """Who is listed after t days: the two-state chain."""
    return a / (a + b) * (1.0 - (1.0 - a - b) ** t)


def test_the_published_vector() -> None:
    assert prevalence(0.02, 0.05, 20) == pytest.approx(0.218789, abs=1e-6)
    assert prevalence(0.02, 0.05, 5000) == pytest.approx(0.285714, abs=1e-6)
    assert pytest.approx(0.332392, abs=1e-6) == 1 - 0.98**20
    mixed = 0.1 * prevalence(0.1, 0.05, 5000) + 0.9 * prevalence(0.01, 0.05, 5000)
    assert mixed == pytest.approx(0.216667, abs=1e-6)
    assert prevalence(0.019, 0.05, 5000) == pytest.approx(0.275362, abs=1e-6)


OPEN = listing("spit", count=1, period=1, term=None) | {"ends_on": {"deeds": ["pay"]}}


def check_two_states(outcome: Outcome, a: float, b: float) -> None:
    t = len(outcome.window_days)
    on_list = at_end(outcome, "people_listed", "watched")
    assert_share("A3: listed", on_list, PEOPLE, prevalence(a, b, t))
    entries = total(outcome, "list_entries", "watched/true")
    assert entries - total(outcome, "list_exits", "watched/complied") == on_list


def drawn(seed: int) -> tuple[float, float, int]:
    chance = np.random.default_rng(seed)
    a = float(chance.uniform(0.01, 0.4))
    return a, float(chance.uniform(0.05, 0.95 - a)), int(chance.integers(10, 40))


@pytest.mark.parametrize("case", [(0.02, 0.05, 20), (0.02, 0.05, 80), *map(drawn, range(3))])
def test_compliance_makes_two_states(case: tuple[float, float, int]) -> None:
    a, b, t = case
    check_two_states(live(town_of(OPEN, acts(a, b)), PEOPLE, t, seed=t), a, b)


@pytest.mark.slow
def test_unlike_people_are_not_their_average() -> None:
    """A tenth of the people at ten times the rate of the others."""
    rates = by("sex", "multiple", female=1.0, male=0.1)
    often, seldom = 20_000, 180_000
    counts = {stratum(sex="female"): often, stratum(sex="male"): seldom}
    outcome = live(town_of(OPEN, acts(0.1, 0.05, by=[rates])), counts, 100, seed=4)
    exact = 0.1 * prevalence(0.1, 0.05, 100) + 0.9 * prevalence(0.01, 0.05, 100)
    listed = at_end(outcome, "people_listed", "watched")
    assert_share("A3: listed of unlike people", listed, often + seldom, exact)
    with pytest.raises(AssertionError, match="is not"):
        assert_share("A3: pooled", listed, often + seldom, prevalence(0.019, 0.05, 100))


State = tuple[object, ...]
Law = dict[State, float]


@dataclass(frozen=True)
class Watch:
    """A list by which ``dawn`` changes a state overnight and ``step`` by the act of the day.

    A state is ("on", days to go or None, is a relapse), ("kept", days to go) of a closed entry, or
    ("off", days for which a new listing would be a relapse).
    """

    words: Words
    a: float
    b: float
    t: int
    term: int | None = None
    again: int | None = None
    within: int = 0
    after: int = 0
    extends: str | int | None = None

    def dawn(self, state: State) -> State:
        where, left, *rest = state
        if left is None or where == "off":
            return (where, max(0, int(str(left)) - 1)) if where == "off" else state
        left = int(str(left)) - 1
        return (where, left, *rest) if left > 0 else ("off", self.within)

    def step(self, state: State, word: str) -> State:
        where, left, *rest = state
        if word == "spit" and where == "off":
            is_relapse = int(str(left)) > 0
            return ("on", self.again if is_relapse else self.term, is_relapse)
        if word == "spit" and self.extends == "restart":
            term = self.again if rest[0] else self.term
            return ("on", term, *rest)
        if word == "spit" and isinstance(self.extends, int):
            return ("on", int(str(left)) + self.extends, *rest)
        if word == "pay" and where == "on":
            if self.after == 0:
                return ("off", self.within)
            is_sooner = left is None or self.after < int(str(left))
            return ("on", self.after, *rest) if is_sooner else state
        return state

    def exact(self) -> float:
        """The chance of being listed at the end of the last day."""
        law: Law = {("off", 0): 1.0}
        for day in range(self.t):
            later: Law = {}
            for state, chance in law.items():
                at_dawn = self.dawn(state) if day else state
                rest = 1.0 - self.a - self.b
                for word, share in (("spit", self.a), ("pay", self.b), ("", rest)):
                    new = self.step(at_dawn, word)
                    later[new] = later.get(new, 0.0) + chance * share
            law = later
        return sum(chance for state, chance in law.items() if state[0] == "on")

    def check(self, outcome: Outcome, name: str) -> None:
        """Who is on the list (or has an entry) on the last day."""
        on_list = at_end(outcome, "people_listed", name)
        assert_share(f"A3: {name} listed", on_list, PEOPLE, self.exact())


def restarting(seed: int) -> Watch:
    """A further record starts the term anew."""
    a, b, t = drawn(seed)
    term = 3 + seed % 5
    words = listing("spit", count=1, period=1, term=term) | {"extension": "restart"}
    words |= {"ends_on": {"deeds": ["pay"]}}
    return Watch(words, max(a, 0.2), b / 8, t, term=term, extends="restart")


def adding(seed: int) -> Watch:
    """A further record adds days."""
    a, b, _ = drawn(seed)
    words = listing("spit", count=1, period=1, term=4) | {
        "extension": days(3),
        "ends_on": {"deeds": ["pay"]},
    }
    return Watch(words, max(a / 2, 0.1), b / 8, 15, term=4, extends=3)


def relapsing(seed: int) -> Watch:
    """Who is back within a week stays longer; who complies goes two days later."""
    a, b, _ = drawn(seed)
    words = listing("spit", count=1, period=1, term=4)
    words |= {"relapse": {"within": days(7), "term": days(11)}}
    words |= {"ends_on": {"deeds": ["pay"], "after": days(2)}}
    return Watch(words, a / 2, b / 8, 40, term=4, again=11, within=7, after=2)


def entered(seed: int) -> Watch:
    """An entry in a register: open until paid, then kept; a new debt reopens it."""
    a, b, t = drawn(seed)
    code: Words = {"id": "debt", "title": title("debt"), "opens_on": ["spit"], "closes_on": ["pay"]}
    words: Words = {"kind": "register", "id": "book-of-debts", "title": title("register")}
    words["codes"] = [code | {"retention": days(6)}]
    return Watch(words, a / 4, b, t, after=6, extends="restart")


CASES = [make(seed) for make in (restarting, adding, relapsing, entered) for seed in (11, 12)]


def name_of(watch: Watch) -> str:
    return "book-of-debts-debt" if "codes" in watch.words else "watched"


@pytest.mark.parametrize("watch", CASES, ids=range(len(CASES)))
def test_listings_that_move_their_end(watch: Watch) -> None:
    outcome = live(town_of(watch.words, acts(watch.a, watch.b)), PEOPLE, watch.t, seed=watch.t)
    watch.check(outcome, name_of(watch))


def lists_with(column: int, change: int) -> Callable[[Books], Books]:
    """Another number in a column of all lists."""

    def sabotaged(books: Books) -> Books:
        lists = books.lists.copy()
        lists[:, column] += change
        return books._replace(lists=lists)

    return sabotaged


@pytest.mark.slow
@pytest.mark.parametrize(
    ("watch", "sabotage"),
    [
        (restarting(11), lists_with(LIST_EXTENDS, 1)),
        (adding(11), lists_with(LIST_EXTENDS, 1)),
        (relapsing(11), lists_with(LIST_TERM_AGAIN, -3)),
        (entered(11), lists_with(LIST_AFTER, 1)),
    ],
    ids=["no restart", "a day too many", "a relapse too short", "kept a day too long"],
)
def test_an_end_on_another_day_is_noticed(
    watch: Watch, sabotage: Callable[[Books], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    change_books(monkeypatch, sabotage)
    outcome = live(town_of(watch.words, acts(watch.a, watch.b)), PEOPLE, watch.t, seed=watch.t)
    with pytest.raises(AssertionError, match=r"A3: .* listed: .* is not"):
        watch.check(outcome, name_of(watch))
