"""What people do to one another, and who comes and goes (section 13)."""

from __future__ import annotations

import math

from glasscity.chance import Stream, threshold
from glasscity.evidence import Quantity, Varied
from glasscity.mechanisms.encounters import Encounter
from glasscity.mechanisms.instruments.rating import Rating
from glasscity.mechanisms.instruments.scorecard import Scorecard
from glasscity.mechanisms.responses.tie_cutting import TieCutting
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import labels_of
from reference.cards import Card
from reference.clock import Window
from reference.friends import Friends
from reference.laws import DAYS_OF_YEAR
from reference.leaders import Leaders
from reference.person import Person
from reference.ranking import Ranking
from reference.ratings import Ratings
from reference.reading import Reading
from reference.spread import Spreading


class Society:
    """All people of a place, who may be replaced."""

    def __init__(
        self,
        reading: Reading,
        people: list[Person],
        weight: float,
        leaders: Leaders | None = None,
    ) -> None:
        self._ranking = Ranking(reading, weight)
        self._reading = reading
        self._people = people
        known = reading.population.ties if reading.needs_friends else ()
        friends = {ties.id: Friends(ties, place, people) for place, ties in enumerate(known)}
        self._friends = friends
        self._cards = [
            Card(reading, card, friends[card.friends.ties] if card.friends else None)
            for card in reading.regime.instruments
            if isinstance(card, Scorecard)
        ]
        self._spreading = Spreading(reading, friends, leaders)
        ratings = [one for one in reading.regime.instruments if isinstance(one, Rating)]
        self._ratings = [Ratings(reading, one, number) for number, one in enumerate(ratings)]

    def turn_over(self, window: Window) -> None:
        """Let people leave or move before a window (clause 13.4)."""
        turnover = self._reading.population.turnover
        if turnover is None or window.number == 0:
            return
        for place, person in enumerate(self._people):
            words = person.luck.draw(Stream.LIFE, window.number)
            stratum = person.traits.stratum
            if words[0] < threshold(_chance(turnover.leaves, stratum, window)):
                self._people[place] = person.successor(window)
            elif turnover.moves is not None and words[1] < threshold(
                _chance(turnover.moves, stratum, window)
            ):
                self._people[place] = person.mover(window)
            else:
                continue
            self._spreading.forget(person)
            for card in self._cards:
                card.forget(person)
            for rating in self._ratings:
                rating.forget(person)

    def meet(self, window: Window) -> None:
        """Let everybody meet somebody, encounter after encounter (clauses 13.1 to 13.3)."""
        sent = 0
        for place, encounter in enumerate(self._reading.regime.encounters):
            for one, other in self._pairs(place, window):
                self._act(place, encounter, one, other, window, sent)
            sent += sum(k is not None for k in (encounter.fails_as, encounter.refuses_as))

    def pass_on(self, window: Window) -> None:
        """Pass standings on (13.10)."""
        self._spreading.pass_on(self._people, window)

    def cut(self, window: Window) -> None:
        """Let ties break and others be taken up (13.11)."""
        cuts = [one for one in self._reading.regime.responses if isinstance(one, TieCutting)]
        for number, one in enumerate(cuts):
            self._friends[one.ties].cut(self._people, one, number, window)

    def score(self, window: Window) -> None:
        """Let everybody rate somebody (13.7), then work out every scorecard anew (13.5)."""
        for rating in self._ratings:
            rating.meet(self._people, window)
        for card in self._cards:
            card.work_out(self._people, window.end - 1)

    def rank(self, window: Window) -> None:
        """Let those who come first be granted a status, or be looked into (13.8 and 13.9)."""
        self._ranking.grant(self._people, window)
        self._ranking.investigate(self._people, window)

    def _pairs(self, place: int, window: Window) -> list[tuple[Person, Person]]:
        """Each person with whoever they meet."""
        queue = sorted(
            self._people, key=lambda person: (_words(person, place, window)[:2], person.index)
        )
        pairs = []
        for first, second in zip(queue[::2], queue[1::2], strict=False):
            pairs += [(first, second), (second, first)]
        return pairs

    def _act(
        self,
        place: int,
        encounter: Encounter,
        one: Person,
        other: Person,
        window: Window,
        sent: int,
    ) -> None:
        shuns = encounter.shuns
        is_refused = shuns is not None and one.standing.meets(shuns)
        if shuns is not None and other.standing.meets(shuns):
            did, kind, delivery = 2, encounter.refuses_as, sent + (encounter.fails_as is not None)
        elif _words(one, place, window)[2] < threshold(encounter.fails.value):
            did, kind, delivery = 1, encounter.fails_as, sent
        else:
            did, kind, delivery = 0, None, sent
        one.diary.write(window.end - 1, Event.MET, place, did, int(is_refused))
        if kind is not None:
            one.expect(window.end, len(self._reading.pairs) + delivery)


def _chance(going: Quantity | Varied[Quantity], stratum: int, window: Window) -> float:
    rate = going if isinstance(going, Quantity) else going.levels[labels_of(stratum)[going.by]]
    if rate.unit == "per window":
        return rate.value
    return -math.expm1(-rate.value * window.n_days / DAYS_OF_YEAR)


def _words(person: Person, place: int, window: Window) -> tuple[int, ...]:
    return person.luck.draw(Stream.ENCOUNTER, window.number, place)
