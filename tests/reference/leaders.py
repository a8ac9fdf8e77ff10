"""The firms of a place and the people who represent them (clause 14.3)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.chance import Stream, draw
from glasscity.mechanisms.spread import Spread
from glasscity.mechanisms.standing import Whom
from glasscity.vocabulary.strata import labels_of
from reference.luck import Key
from reference.person import Person

LAST_ORDINAL = 65535


def key_of_firms(key: Key) -> Key:
    """The key of the firms of a run with this key."""
    words = draw(key, Stream.TIE, 0, ordinal=LAST_ORDINAL, place=1)
    return words[0], words[1]


class Leaders:
    """Who represents which of ``firms``; those people live among ``people``."""

    def __init__(self, firms: list[Person], people: Sequence[Person], led_by: Whom | None) -> None:
        self._firms = firms
        self._stood: set[tuple[str, int]] = set()
        self._seen = {firm.index: firm for firm in firms}
        able = [
            person
            for person in _in_order(people)
            if led_by is None or labels_of(person.traits.stratum)[led_by.by] in led_by.levels
        ]
        self._leader = {
            firm.index: able[rank % len(able)].index
            for rank, firm in enumerate(_in_order(firms))
            if able
        }

    def told(self, spread: Spread) -> list[int]:
        """The people on whom a spread of firms' standings falls, some perhaps twice."""
        found = []
        for firm in self._firms:
            if self._seen[firm.index] is not firm:  # a newcomer has not stood anywhere
                self._seen[firm.index] = firm
                self._stood = {known for known in self._stood if known[1] != firm.index}
            key = (spread.id, firm.index)
            stands, stood = firm.standing.meets(spread.when), key in self._stood
            (self._stood.add if stands else self._stood.discard)(key)
            if stands and not (stood and spread.each == "entry") and firm.index in self._leader:
                found.append(self._leader[firm.index])
        return found


def _in_order(people: Sequence[Person]) -> list[Person]:
    return sorted(
        people,
        key=lambda one: (one.luck.draw(Stream.TIE, 0, LAST_ORDINAL)[:2], one.index),
    )
