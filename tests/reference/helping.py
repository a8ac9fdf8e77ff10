"""A helping game, person by person (docs/helping.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from glasscity.chance import ONE, Stream, draw, threshold
from glasscity.documents.helping import Helping, Private, Public

Key = tuple[int, int]
ALWAYS, NEVER, DISCRIMINATES = range(3)
START, OPINION, MUTATE, ACT, LOOK, IMITATE = range(6)


@dataclass
class Generation:
    """What a generation leaves: gifts, good opinions, and the people of each way."""

    gifts: int
    good: int
    ways: tuple[int, int, int]


@dataclass
class Group:
    """People who play. Opinions are ``opinion[who][of whom]``; a board is row 0 alone."""

    game: Helping
    key: Key
    way: list[int] = field(default_factory=list)
    opinion: list[list[bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.n = int(self.game.people.value)
        everyone = range(self.n)
        if self.game.imitation is None:
            self.way = [DISCRIMINATES] * self.n
        else:
            self.way = [self._first_way(self._words(i, 0, START)[0]) for i in everyone]
        rows = self.n if isinstance(self.game.reputation, Private) else 1
        self.opinion = [
            [self._lane(row, 0, OPINION, j) >= ONE // 2 for j in everyone] for row in range(rows)
        ]

    def _first_way(self, word: int) -> int:
        if word < ONE // 3:
            return ALWAYS
        return NEVER if word < 2 * ONE // 3 else DISCRIMINATES

    def _words(self, who: int, when: int, what: int, block: int = 0) -> tuple[int, int, int, int]:
        late, soon = divmod(when, 1 << 16)
        return draw(self.key, Stream.HELPING, who, late, what, block, soon)

    def _lane(self, who: int, when: int, what: int, k: int) -> int:
        return self._words(who, when, what, k // 4)[k % 4]

    def _one(self, word: int) -> int:
        return word * self.n // ONE

    def _row(self, who: int) -> list[bool]:
        return self.opinion[who if len(self.opinion) > 1 else 0]

    def live(self, when: int) -> Generation:
        """One generation: mutation, acts, reputations, imitation."""
        self._mutate(when)
        ways = (self.way.count(ALWAYS), self.way.count(NEVER), self.way.count(DISCRIMINATES))
        acts = self._acts(when)
        self.opinion = self._judged(when, acts)
        gifts, good = sum(map(sum, acts)), sum(map(sum, self.opinion))
        self._imitate(when, acts)
        return Generation(gifts, good, ways)

    def _mutate(self, when: int) -> None:
        ways = self.game.imitation
        if ways is None:
            return
        happens, who, coin, _ = self._words(0, when, MUTATE)
        if happens >= threshold(ways.mutation.value):
            return
        i, heads = self._one(who), coin >= ONE // 2
        if self.way[i] == DISCRIMINATES:
            self.way[i] = NEVER if heads else ALWAYS
        elif heads:
            self.way[i] = DISCRIMINATES

    def _acts(self, when: int) -> list[list[bool]]:
        fails = threshold(self.game.gift.fails.value)
        acts = []
        for i in range(self.n):
            thinks = self._row(i)
            acts.append(
                [
                    (self.way[i] == ALWAYS or (self.way[i] == DISCRIMINATES and thinks[j]))
                    and self._lane(i, when, ACT, j) >= fails
                    for j in range(self.n)
                ]
            )
        return acts

    def _judged(self, when: int, acts: list[list[bool]]) -> list[list[bool]]:
        kept = self.game.reputation
        if isinstance(kept, Public):
            members = int(kept.members.value)
            wanted = Fraction(str(kept.threshold.value)) * members
            said = [
                sum(self._verdict(when, m, d, acts, self.opinion[0], 0) for m in range(members))
                for d in range(self.n)
            ]
            return [[number > wanted for number in said]]
        empathy = threshold(kept.empathy.value)
        return [
            [self._verdict(when, i, d, acts, self.opinion[i], empathy) for d in range(self.n)]
            for i in range(self.n)
        ]

    def _verdict(
        self,
        when: int,
        judge: int,
        giver: int,
        acts: list[list[bool]],
        own: list[bool],
        empathy: int,
    ) -> bool:
        """What one judge makes of one act of a giver."""
        which, mistakes, eyes, _ = self._words(giver, when, LOOK, judge)
        other = self._one(which)
        deserving = self._row(giver)[other] if eyes < empathy else own[other]
        good = self._good(acts[giver][other], deserving)
        return good != (mistakes < threshold(self.game.misjudged.value))

    def _good(self, gave: bool, deserving: bool) -> bool:
        match self.game.norm:
            case "stern judging":
                return gave == deserving
            case "simple standing":
                return gave or not deserving
            case "scoring":
                return gave
            case "shunning":
                return gave and deserving

    def _imitate(self, when: int, acts: list[list[bool]]) -> None:
        ways = self.game.imitation
        if ways is None:
            return
        learner, model, word, _ = self._words(0, when, IMITATE)
        i, j = self._one(learner), self._one(model)
        gain = ways.strength.value * (self._payoff(acts, j) - self._payoff(acts, i)) / self.n
        chance = math.exp(min(gain, 0.0)) / (1.0 + math.exp(-abs(gain)))
        if word < math.floor(chance * ONE):
            self.way[i] = self.way[j]

    def _payoff(self, acts: list[list[bool]], who: int) -> int:
        received = sum(act[who] for act in acts)
        gift = self.game.gift
        return int(gift.benefit.value) * received - int(gift.cost.value) * sum(acts[who])
