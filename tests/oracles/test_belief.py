"""A9: people learn the risk from their own deeds.

With a Beta(a, b) first belief, k of n own deeds recorded leave the belief (a + k) / (a + b + n);
at a true chance p its mean after n deeds is (a + n p) / (a + b + n), so that the gap to the truth
halves after a + b deeds. Where the belief deters, an overstated one fades and a right one lasts:
the number of deeds and of recorded ones is then a Markov chain, summed over all its states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.lowering import plan
from glasscity.lowering.accept import Answering, lower_acceptance
from glasscity.lowering.observe import Pair, Sights, lower_observation
from glasscity.lowering.respond import Beliefs
from glasscity.lowering.society import Delivery
from glasscity.tables.law import PINNED, SELF, STEP_PRIOR, Acceptance, Observation
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, city, live
from oracles.near import Values, assert_near, assert_share
from oracles.reading import total
from reference_tests import town
from strategies.words import Words, quantity, title

PEOPLE = 120_000


@dataclass(frozen=True)
class Learner:
    """A first belief ``start`` worth ``weight`` deeds, under a true ``chance`` of a record.

    At most one deed a window, with chance ``rate`` if nothing deters. ``seen`` is the share of
    deeds that can be seen at all. With ``blamed`` every second record falls on somebody else.
    """

    start: float
    weight: float
    chance: float
    windows: int
    rate: float = 1.0
    fall: float = 0.0
    form: str = "saturating"
    half: float = 0.2
    seen: float = 1.0
    blamed: bool = False

    def city(self) -> City:
        """One ledger on which a single deed costs any band, so that the stake is 1."""
        seen = quantity(self.seen, "share")
        spit = town.deed("spit", rate=quantity(self.rate, PER_WINDOW), seen_at_most=seen)
        rules = town.regime(
            sensors=[self.eye()],
            instruments=[town.ledger(0, -5, 5, town.rule("bad", "spit", -20), good=0)],
            responses=[self.response()],
        )
        return city(rules, town.conduct(spit))

    def eye(self) -> Words:
        if not self.blamed:
            return town.registry("book", "spit", completeness=self.chance)
        changes = {"coverage": quantity(2 * self.chance, "share"), "miss": quantity(0.5, "chance")}
        return town.camera("eye", "spit", **changes)

    def response(self) -> Words:
        words: Words = {
            "kind": "deterrence",
            "id": "fear",
            "title": title("fear"),
            "ledger": "points",
            "deeds": ["spit"],
            "largest_fall": quantity(self.fall, "share"),
            "form": self.form,
            "belief": "own",
            "starting_risk": quantity(self.start, "share"),
            "weight": quantity(self.weight, "deeds"),
            "unaware": quantity(0.0, "share"),
        }
        return (
            words if self.form == "linear" else words | {"half_risk": quantity(self.half, "share")}
        )

    def belief(self, n: Values, k: Values) -> Values:
        believed: Values = (self.start * self.weight + k) / (self.weight + n / self.seen)
        return believed

    def multiple(self, risk: Values) -> Values:
        fear = {
            "saturating": risk / (risk + self.half),
            "linear": risk,
            "threshold": (risk >= self.half).astype(np.float64),
        }[self.form]
        return 1.0 - self.fall * fear

    def chain(self) -> tuple[Values, list[float]]:
        """Chances of (deeds, recorded) after all windows, and of a deed in each window."""
        n, k = np.meshgrid(*[np.arange(self.windows + 1.0)] * 2, indexing="ij")
        acts = self.rate * self.seen * self.multiple(self.belief(n, k))
        recorded = self.chance / self.seen
        law = np.zeros_like(n)
        law[0, 0] = 1.0
        deeds = []
        for _ in range(self.windows):
            moved = law * acts
            deeds.append(float(moved.sum()))
            law = law - moved
            law[1:, :] += moved[:-1, :] * (1.0 - recorded)
            law[1:, 1:] += moved[:-1, :-1] * recorded
        return law, deeds


def found(outcome: Outcome) -> tuple[Values, Values, Values]:
    """Deeds, recorded ones, and the people who learnt from so many."""
    rows = [
        (*map(float, key.split("/")[1:]), total(outcome, measure, key))
        for measure, key in outcome.columns
        if measure == "belief_at_end"
    ]
    n, k, people = np.array(rows, dtype=np.float64).T
    return n, k, people


def check(learner: Learner, seed: int) -> None:
    """The belief and the deeds of every window against the chain; se from its own law."""
    outcome = live(learner.city(), PEOPLE, learner.windows, seed)
    law, deeds = learner.chain()
    n, k = np.meshgrid(*[np.arange(learner.windows + 1.0)] * 2, indexing="ij")
    belief = learner.belief(n, k)
    mean = float((law * belief).sum())
    error = float(np.sqrt((law * (belief - mean) ** 2).sum() / PEOPLE))
    n, k, people = found(outcome)
    assert people.sum() == PEOPLE
    got = float(people @ learner.belief(n, k)) / PEOPLE
    assert_near(f"A9: belief after {learner.windows} windows", got, mean, error, 0.003)
    for window, chance in enumerate(deeds):
        done = total(outcome, "deeds", "spit", window=window)
        assert_share(f"A9: deeds in window {window}", done, PEOPLE, chance)


def drawn(number: int) -> Learner:
    """A learner of our making."""
    dice = np.random.default_rng(number)
    start, chance, rate, fall, half, seen = np.round(dice.uniform(0.1, 0.95, 6), 2).tolist()
    form = ("saturating", "linear", "threshold")[number % 3]
    weight, windows = round(float(dice.uniform(1.0, 15.0)), 1), int(dice.integers(8, 25))
    return Learner(start, weight, round(chance * seen, 3), windows, rate, fall, form, half, seen)


@pytest.mark.parametrize("number", range(6))
def test_beliefs_and_deeds_follow_the_chain(number: int) -> None:
    check(drawn(number), seed=20 + number)


@pytest.mark.parametrize(("n", "belief"), [(10, 0.25), (20, 4 / 15), (40, 0.28)])
def test_the_mean_belief_after_n_deeds(n: int, belief: float) -> None:
    """Beta(2, 8) at a true chance of 0.3: (2 + 0.3 n) / (10 + n)."""
    learner = Learner(start=0.2, weight=10.0, chance=0.3, windows=n)
    deeds, seen, people = found(live(learner.city(), PEOPLE, n, seed=3))
    assert set(deeds) == {float(n)}
    got = float(people @ learner.belief(deeds, seen)) / PEOPLE
    error = np.sqrt(n * 0.3 * 0.7 / PEOPLE) / (10.0 + n)
    assert_near(f"A9: belief after {n} deeds", got, belief, float(error), 0.003)


@pytest.mark.parametrize(("a", "b", "p"), [(8, 2, 0.1), (3, 9, 0.75), (5, 5, 0.0)])
def test_the_gap_to_the_truth_halves_after_a_plus_b_deeds(a: int, b: int, p: float) -> None:
    learner = Learner(start=a / (a + b), weight=float(a + b), chance=p, windows=a + b)
    n, k, people = found(live(learner.city(), PEOPLE, a + b, seed=11))
    got = float(people @ learner.belief(n, k)) / PEOPLE
    error = float(np.sqrt((a + b) * p * (1.0 - p) / PEOPLE)) / (2.0 * (a + b))
    assert_near("A9: half the gap", got - p, (a / (a + b) - p) / 2.0, error, 0.003)


OVERSTATED = Learner(0.8, 6.0, 0.1, 24, rate=0.9, fall=0.8, form="linear")
RIGHT = replace(OVERSTATED, start=0.1)
BLAMED = replace(OVERSTATED, chance=0.3, blamed=True)


@pytest.mark.parametrize("learner", [OVERSTATED, RIGHT, BLAMED], ids=["over", "right", "blamed"])
def test_deterrence_fades_where_the_risk_was_overstated(learner: Learner) -> None:
    check(learner, seed=5)
    deeds = learner.chain()[1]
    assert (
        deeds[-1] / deeds[0] > 1.3 if learner is not RIGHT else abs(deeds[-1] / deeds[0] - 1) < 0.02
    )


# ---- with one of these errors the check must fail


def change_beliefs(patch: pytest.MonkeyPatch, sabotage: str, truth: float) -> None:
    """Beliefs that are never updated, or that know the true risk from the start."""

    def sabotaged(
        answering: Answering, beliefs: Beliefs, aware_share: list[float], day: int
    ) -> Acceptance:
        honest = lower_acceptance(answering, beliefs, aware_share, day)
        if sabotage == "never updated":
            return honest._replace(own_slot=np.full_like(honest.own_slot, -1))
        steps = honest.own_steps.copy()
        steps[:, STEP_PRIOR] = truth * OVERSTATED.weight
        return honest._replace(own_steps=steps)

    patch.setattr(plan, "lower_acceptance", sabotaged)


@pytest.mark.slow
@pytest.mark.parametrize("sabotage", ["never updated", "the true rate"])
def test_beliefs_that_do_not_learn_are_noticed(
    sabotage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_beliefs(monkeypatch, sabotage, OVERSTATED.chance)
    with pytest.raises(AssertionError, match=r"A9: .* is not"):
        check(OVERSTATED, seed=5)


@pytest.mark.slow
def test_learning_from_records_on_others_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def sabotaged(
        pairs: list[Pair],
        sent: Sequence[Delivery],
        n_kinds: int,
        review_share: list[float],
        sights: Sights,
    ) -> Observation:
        honest = lower_observation(pairs, sent, n_kinds, review_share, sights)
        below = honest.below.copy()
        below[..., SELF] = below[..., PINNED]
        return honest._replace(below=below)

    monkeypatch.setattr(plan, "lower_observation", sabotaged)
    with pytest.raises(AssertionError, match=r"A9: .* is not"):
        check(BLAMED, seed=5)
