"""The conditions under which everybody lives one window."""

from __future__ import annotations

import math
from functools import cached_property

from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.vocabulary.strata import levels_of
from reference.clock import Window
from reference.fields import Fields, attention_of
from reference.laws import settled_threshold
from reference.mistakes import Mistakes, mistakes
from reference.reading import Reading
from reference.response import Past, Response
from reference.sightings import Sightings
from reference.standing import Standing
from reference.traits import Traits


class Season:
    """A window, the fields settled for it, and what the place counts during it."""

    def __init__(self, reading: Reading, window: Window, fields: Fields) -> None:
        self.window = window
        self.fields = fields
        self.sightings = Sightings()
        self._reading = reading
        self._mistakes: dict[tuple[int, bool], Mistakes] = {}
        self._acceptance: dict[tuple[int, tuple[int, ...], tuple[bool, ...], Past, bool], int] = {}

    def is_aware(self, traits: Traits) -> bool:
        """Whether a person is among the aware share of the stratum (clause 8.1)."""
        return traits.awareness < math.floor(self.fields.aware_share[traits.stratum] * 65536)

    def looks_at(self, sensor: int, traits: Traits) -> bool:
        """Whether a sensor is where a person lives (clause 9.6)."""
        words = attention_of(self._reading.regime.sensors[sensor])
        if words is None:
            return True
        return levels_of(traits.stratum)[words.opening.by] == self.fields.visited[sensor]

    def review_share(self, sensor: int) -> float:
        """Rho of a sensor; 0 without review."""
        return self.fields.review_share.get(sensor, 0.0)

    def mistakes(self, traits: Traits) -> Mistakes:
        """The law of false records on people like this one."""
        like = (traits.stratum, traits.enrolled)
        if like not in self._mistakes:
            self._mistakes[like] = mistakes(self._reading, self.fields, self.window, like)
        return self._mistakes[like]

    def acceptance(self, kind: int, standing: Standing, past: Past, *, is_aware: bool) -> int:
        """The threshold below which a candidate becomes a deed (clause 3.3)."""
        question = (kind, standing.bands, standing.listed, past, is_aware)
        if question not in self._acceptance:
            self._acceptance[question] = settled_threshold(self._accepted_share(*question))
        return self._acceptance[question]

    def in_view(self, sensor: int, kind: int, *, is_aware: bool) -> float:
        """What is left of the chance to be in view of a sensor where people evade (8.11)."""
        left, words = 1.0, self._reading.conduct.kinds[kind]
        for place, response in enumerate(self._responses):
            evasion = self._reading.regime.responses[place]
            if not isinstance(evasion, Evasion) or words.id not in evasion.deeds:
                continue
            if self._reading.regime.sensors[sensor].id in evasion.sensors:
                risk = self.fields.risk.get((place, kind), 0.0)
                left = left * response.multiple(words.id, (), risk, is_aware=is_aware)
        return left

    @cached_property
    def _responses(self) -> list[Response]:
        places = range(len(self._reading.regime.responses))
        return [Response(self._reading, place, self.window) for place in places]

    def _accepted_share(
        self,
        kind: int,
        bands: tuple[int, ...],
        listed: tuple[bool, ...],
        past: Past,
        is_aware: bool,
    ) -> float:
        words, fields = self._reading.conduct.kinds[kind], self.fields
        multiple = 1.0
        for place, response in enumerate(self._responses):
            if response.answers(words.id):
                belief = response.own_risk(words.id, past)
                if belief is None:
                    level = fields.level.get((place, kind), 0.0)
                    belief = fields.risk.get((place, kind), level)
                multiple = multiple * response.multiple(
                    words.id, bands, belief, is_aware=is_aware, listed=listed
                )
        return multiple / words.at_most.value
