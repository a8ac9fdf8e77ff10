"""Ties between people: how they are drawn, cut and taken up anew (clauses 13.6 and 13.11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from glasscity.chance import Stream, threshold
from glasscity.documents.population import Ties
from glasscity.evidence import value_in
from glasscity.mechanisms.responses.tie_cutting import TieCutting
from glasscity.vocabulary.strata import labels_of, levels_of
from reference.clock import Window
from reference.person import Person

Pair = tuple[int, int]


class Friends:
    """Ties number ``place`` of a population; ``rounds`` holds each person's friend by round."""

    def __init__(self, ties: Ties, place: int, people: Sequence[Person]) -> None:
        self._ties = ties
        self._place = place
        self.rounds: list[list[int | None]] = []
        self._looking: list[set[int]] = []
        for number in range(int(ties.degree.value)):
            self.rounds.append([None] * len(people))
            self._looking.append({one.index for one in people if self._looks(one, number)})
            self._pair_off(people, number, 0, number)

    def of(self, person: Person) -> list[int]:
        """The friends of a person, in the order of rounds; some perhaps twice."""
        return [friend for round_ in self.rounds if (friend := round_[person.index]) is not None]

    def cut(
        self, people: Sequence[Person], response: TieCutting, number: int, window: Window
    ) -> None:
        """Break ties at a window's end; ``number`` is the response's place among those that cut."""
        breaks = response.breaks
        chances = {"neither": breaks.neither, "one": breaks.one, "both": breaks.both}
        for r, round_ in enumerate(self.rounds):
            block = 256 * number + r
            before = list(round_)
            for one, other in enumerate(before):
                if other is None or one > other:
                    continue
                ends = _kind_of(people[one], people[other], response)
                word = self._words(people[one], window.number + 1, block)[3]
                if word < threshold(chances[ends].value):
                    round_[one] = round_[other] = None
                    self._count(people, (one, other), "ties_cut", f"{response.id}/{ends}", window)
            if response.seek:
                for pair in self._pair_off(people, r, window.number + 1, block):
                    ends = _kind_of(people[pair[0]], people[pair[1]], response)
                    self._count(people, pair, "ties_made", f"{response.id}/{ends}", window)

    def _count(
        self, people: Sequence[Person], pair: Pair, measure: str, key: str, window: Window
    ) -> None:
        for end in pair:
            people[end].deeds.unwritten[window.number, measure, key] += 1

    def _words(self, person: Person, window: int, block: int) -> tuple[int, ...]:
        return person.luck.draw(Stream.TIE, window, self._place, block)

    def _side(self, person: Person) -> str:
        between = self._ties.between
        if between is None:
            return "any"
        level = labels_of(person.traits.stratum)[between.by]
        return "one" if level in between.one else "other" if level in between.other else "none"

    def _looks(self, person: Person, number: int) -> bool:
        if self._side(person) == "none":
            return False
        if self._ties.looks is None:
            return True
        share = value_in(self._ties.looks, labels_of(person.traits.stratum))
        return self._words(person, 0, number)[3] < threshold(share)

    def _pair_off(
        self, people: Sequence[Person], number: int, window: int, block: int
    ) -> list[Pair]:
        """Pair whoever looks for somebody in a round and has nobody."""
        round_ = self.rounds[number]
        pools: defaultdict[tuple[int, str], list[tuple[int, int, int]]] = defaultdict(list)
        for person in people:
            if person.index not in self._looking[number] or round_[person.index] is not None:
                continue
            words = self._words(person, window, block)
            is_close = words[2] < threshold(self._ties.homophily.value)
            group = 1 + levels_of(person.traits.stratum)[self._ties.by] if is_close else 0
            pools[group, self._side(person)].append((words[0], words[1], person.index))
        found: list[Pair] = []
        for (group, side), members in sorted(pools.items()):
            queue = [index for _, _, index in sorted(members)]
            if side == "any":
                found += zip(queue[::2], queue[1::2], strict=False)
            elif side == "one":
                others = sorted(pools.get((group, "other"), []))
                found += zip(queue, [index for _, _, index in others], strict=False)
        for one, other in found:
            round_[one], round_[other] = other, one
        return found


def _kind_of(one: Person, other: Person, response: TieCutting) -> str:
    ends = one.standing.meets(response.when) + other.standing.meets(response.when)
    return ("neither", "one", "both")[ends]
