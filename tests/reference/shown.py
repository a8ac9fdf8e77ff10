"""The people shown in public, by person (clause 10.6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from glasscity.mechanisms.consequences.publish import Publish
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import labels_of
from reference.clock import Window
from reference.diary import Diary
from reference.reading import Reading
from reference.standing import Standing
from reference.traits import Traits

Time = tuple[int, int]
"""A day, and 0 at its very start, 1 for what comes into force with it, 2 within it."""
NEVER = 1 << 30


@dataclass
class Spell:
    """A time in one window during which a standing is held; ``is_carried`` in from before."""

    begun: Time
    is_carried: bool
    ended: Time = (NEVER, 0)


class Shown:
    """What is published of one person."""

    def __init__(self, reading: Reading, traits: Traits, standing: Standing, diary: Diary) -> None:
        self.counts: Counter[tuple[int, str, str]] = Counter()
        self._reading = reading
        self._standing = standing
        self._diary = diary
        labels = labels_of(traits.stratum)
        self._rows = [
            (place, words)
            for place, words in enumerate(reading.regime.consequences)
            if isinstance(words, Publish)
            and (words.whom is None or labels[words.whom.by] in words.whom.levels)
        ]
        self._spells: dict[int, list[Spell]] = {}

    def open_window(self, window: Window) -> None:
        """Look at the standing with which the person comes into the window."""
        start = (window.first_day, 0)
        for place, words in self._rows:
            holds = self._standing.meets(words.when)
            self._spells[place] = [Spell(start, is_carried=True)] if holds else []

    def look(self, window: Window, time: Time) -> None:
        """Notice a change of standing, and tell it if the row is in force."""
        for place, words in self._rows:
            spells = self._spells[place]
            was = bool(spells) and spells[-1].ended[0] == NEVER
            now = self._standing.meets(words.when)
            if was == now:
                continue
            first, until = self._span(words)
            if now:
                spells.append(Spell(time, is_carried=False))
            else:
                spells[-1].ended = time
            if (first, 1) <= time < (until, 0):
                code = Event.PUBLISHED if now else Event.WITHDRAWN
                self._diary.write(min(time[0], window.end - 1), code, place)

    def close_window(self, window: Window) -> None:
        """Count the window that ends."""
        self.look(window, (window.end, 0))
        for place, words in self._rows:
            name = self._reading.regime.consequences[place].id
            first, until = self._span(words)
            for spell in self._spells[place]:
                begins = window.first_day <= first if spell.is_carried else spell.begun < (until, 0)
                if begins and first < min(window.end, until) and spell.ended > (first, 1):
                    self._add(window, "published", name, 1)
                low = max(spell.begun[0], first)
                days = min(spell.ended[0], window.end, until) - low
                self._add(window, "days_published", name, max(0, days))
                if spell.ended[0] == NEVER and first <= window.end - 1 < until:
                    self._add(window, "people_published", name, 1)

    def _add(self, window: Window, measure: str, name: str, count: int) -> None:
        if count:
            self.counts[window.number, measure, name] += count

    def _span(self, words: Publish) -> tuple[int, int]:
        start = self._reading.clock.start
        first, until = words.in_force.from_, words.in_force.until
        low = 0 if first is None else max(0, (first - start).days)
        return low, NEVER if until is None else max(0, (until - start).days)
