"""A web of ties, look by look (docs/rewiring.md)."""

from __future__ import annotations

from glasscity.chance import ONE, Stream, draw, threshold
from glasscity.documents.rewiring import Rewiring

Key = tuple[int, int]


class Web:
    """Ties between people; those before ``high`` have high scores."""

    def __init__(self, web: Rewiring, key: Key) -> None:
        self.key = key
        self.n = int(web.people.value)
        self.high = round(web.high.value * self.n)
        breaks = (web.breaks.low_low, web.breaks.high_low, web.breaks.high_high)
        self.breaks = [threshold(chance.value) for chance in breaks]
        self.ties: list[list[int]] = []
        for tie in range(self.n * int(web.friends.value) // 2):
            first, second, _, _ = draw(key, Stream.REWIRE, tie, ordinal=1)
            one = first * self.n // ONE
            self.ties.append([one, self._other(second, one)])

    def _other(self, word: int, who: int) -> int:
        """One of the people, ``who`` left out."""
        return [person for person in range(self.n) if person != who][word * (self.n - 1) // ONE]

    def _highs(self, tie: list[int]) -> int:
        return sum(end < self.high for end in tie)

    def sweep(self, when: int) -> tuple[int, int, int]:
        """As many looks as there are ties; then ties with no, one and two high ends."""
        late, soon = divmod(when, 1 << 16)
        for look in range(len(self.ties)):
            words = draw(self.key, Stream.REWIRE, look, late, place=soon)
            tie = self.ties[words[0] * len(self.ties) // ONE]
            if words[1] < self.breaks[self._highs(tie)]:
                keeps = 0 if words[3] < ONE // 2 else 1
                tie[1 - keeps] = self._other(words[2], tie[keeps])
        found = [self._highs(tie) for tie in self.ties]
        return found.count(0), found.count(1), found.count(2)
