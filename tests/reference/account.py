"""What one life adds to the measures, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from glasscity.evidence import Quantity
from glasscity.mechanisms.recourse.appeal import Appeal
from glasscity.mechanisms.recourse.correction import Correction
from glasscity.vocabulary.codes import COLUMN_NAMES, Column, Event
from reference.clock import Window
from reference.diary import Line
from reference.reading import Reading
from reference.score import band_of

TRUTH = ("true", "false")


class Account:
    """Follows the lines of one person; ``counts`` is by (window, measure, key).

    ``opening`` holds the person's first score by ledger.
    """

    def __init__(self, reading: Reading, opening: Sequence[int]) -> None:
        self.counts: Counter[tuple[int, str, str]] = Counter()
        self._reading = reading
        self._window = reading.clock.windows[0]
        self._is_of_true_record = True
        self._is_guilty = False
        self._scores = [score for score in opening for _ in Column]
        self._bands = [
            band_of(led, score)
            for led, score in zip(reading.ledgers, opening, strict=True)
            for _ in Column
        ]
        self._own_past = {kind: [0, 0] for kind in reading.own_kinds}
        self._waiting: list[tuple[int, str]] = []
        self._listed_since: dict[int, int] = {}
        self._rules = [(led.id, rule.id) for led in reading.ledgers for rule in led.rules]
        self._entries: dict[Event, Callable[[int, int, int, int, int], None]] = {
            Event.PINNED: self._pinned,
            Event.ARRIVED: self._arrived,
            Event.FALSE: self._false,
            Event.FILED: self._filed,
            Event.POINTS: self._points,
            Event.GIVEN_BACK: self._moved_back,
            Event.CORRECTED: self._moved_back,
            Event.CLAMPED: self._moved_back,
            Event.RESET: self._moved_back,
            Event.BAND: self._band,
            Event.LISTED: self._listed,
            Event.RELEASED: self._released,
            Event.TRIED: self._tried,
            Event.MENDED: self._moved_back,
            Event.ATTEMPT: self._attempt,
            Event.REFUSED: self._refused,
            Event.UNTRIED: self._untried,
            Event.BOOKED: self._booked,
            Event.UNTOLD: self._untold,
            Event.DETERRED: self._deterred,
            Event.APPEALED: self._appealed,
            Event.HEARD: self._decided,
            Event.MET: self._met,
            Event.DELIVERED: self._delivered,
            Event.LEFT: self._left,
            Event.MOVED: self._moved,
            Event.INVESTIGATED: self._investigated,
            Event.SCORED: self._scored,
            Event.OPENED: self._opened,
        }

    def open_window(self, window: Window) -> None:
        """Begin a window."""
        self._window = window
        if window.number == 0:
            self._add("people", "")
            for place, ledger in enumerate(self._reading.ledgers):
                if not isinstance(ledger.opening, Quantity):
                    row = 3 * place + Column.RECORDED
                    name = f"{ledger.id}/{self._band_id(row, self._bands[row])}"
                    self._add("opened_in_band", name)

    def close_window(self) -> None:
        """Count where the person stands at the end of the window."""
        for row, band in enumerate(self._bands):
            self._add("people_in_band", f"{self._row_name(row)}/{self._band_id(row, band)}")
        for q in self._listed_since:
            self._add("people_listed", self._reading.lists[q].id)
            self._count_days(q, self._window.end)
        for filed, truth in self._waiting:
            self._add("appeals_waiting", truth, int(filed < self._window.end))

    def close(self) -> None:
        """Count where the person stands at the end of the run."""
        for row, score in enumerate(self._scores):
            self._add("score_at_end", f"{self._row_name(row)}/{score}")
        for place, ledger in enumerate(self._reading.ledgers):
            recorded, unerring = 3 * place + Column.RECORDED, 3 * place + Column.UNERRING
            first = self._band_id(recorded, self._bands[recorded])
            second = self._band_id(unerring, self._bands[unerring])
            self._add("standing_at_end", f"{ledger.id}/{first}/{second}")
        for kind, (deeds, seen) in self._own_past.items():
            self._add("belief_at_end", f"{self._reading.conduct.kinds[kind].id}/{deeds}/{seen}")

    def deed(self, line: Line, first: tuple[int, int, bool] | None) -> None:
        """A deed; ``first``: arrival and sensor of the record that results, and if it is false."""
        kind = line[4]
        words = self._reading.conduct.kinds[kind]
        self._add("deeds", words.id)
        if kind in self._own_past:
            self._own_past[kind][0] += 1
            self._own_past[kind][1] += first is not None
        self._is_guilty = self._is_guilty or words.valence == "harmful"
        self._is_of_true_record = True
        if first is not None:
            self._add("seen", words.id)
            if not first[2]:
                self._add("recorded", self._reading.pair_name(first[1], kind))

    def enter(self, code: Event, line: Line) -> None:
        """Any other line."""
        if code in self._entries:
            _, _, day, _, a, b, c, d = line
            self._entries[code](day, a, b, c, d)

    def _add(self, measure: str, key: str, count: int = 1) -> None:
        self.counts[self._window.number, measure, key] += count

    def _pinned(self, _day: int, sensor: int, kind: int, *_: int) -> None:
        self._add("pinned", self._reading.pair_name(sensor, kind))

    def _arrived(self, *_: int) -> None:
        self._is_of_true_record = True

    def _false(self, _day: int, source: int, *_: int) -> None:
        self._is_of_true_record = False
        name = self._reading.pair_name(*self._reading.sources[source][:2])
        self._add("false_records", name)
        if not self._is_guilty:
            self._add("false_on_innocent", name)

    def _filed(self, _day: int, is_struck: int, *_: int) -> None:
        self._add("filed", "")
        self._add("struck", "", is_struck)
        self._add_fee(self._reading.correction, self._window.number)

    def _untold(self, *_: int) -> None:
        self._add("untold", "")

    def _deterred(self, _day: int, way: int, *_: int) -> None:
        self._add("deterred", self._reading.ways[way])

    def _appealed(self, _day: int, is_false: int, filed: int, *_: int) -> None:
        windows = self._reading.clock.windows
        number = next(one.number for one in windows if filed < one.end)
        self._waiting.append((filed, TRUTH[is_false]))
        self.counts[number, "appeals_filed", TRUTH[is_false]] += 1
        self._add_fee(self._reading.appeal, number)

    def _decided(self, day: int, is_false: int, is_struck: int, filed: int, _: int) -> None:
        truth = TRUTH[is_false]
        self._waiting.remove((filed, truth))
        self._add("appeals_decided", truth)
        self._add("appeals_struck", truth, is_struck)
        self._add("appeals_days", truth, day - filed)

    def _add_fee(self, way: Correction | Appeal | None, window: int, times: int = 1) -> None:
        if way is not None and way.fee is not None:
            self.counts[window, "fees", way.id] += times * round(way.fee.value * 100)

    def _points(self, _day: int, row: int, moved: int, score: int, rule: int) -> None:
        self._scores[row] = score
        if row % 3 == Column.RECORDED:
            ledger, name = self._rules[rule]
            key = f"{ledger}/{name}/{'true' if self._is_of_true_record else 'false'}"
            self._add("hits_of_rule", key)
            self._add("points_up", key, max(0, moved))
            self._add("points_down", key, max(0, -moved))

    def _moved_back(self, _day: int, row: int, _moved: int, score: int, _: int) -> None:
        if row < len(self._scores):
            self._scores[row] = score

    def _band(self, _day: int, row: int, before: int, after: int, _: int) -> None:
        self._bands[row] = after
        if row % 3 == Column.RECORDED:
            ledger = self._reading.ledgers[row // 3].id
            move = f"{self._band_id(row, before)}>{self._band_id(row, after)}"
            self._add("band_moves", f"{ledger}/{move}")

    def _listed(self, day: int, q: int, _end: int, was_false: int, _: int) -> None:
        self._listed_since[q] = day
        truth = "false" if was_false else "true"
        self._add("list_entries", f"{self._reading.lists[q].id}/{truth}")

    def _tried(self, _day: int, way: int, succeeded: int, fen: int, hours: int) -> None:
        name = self._reading.regime.recourse[way].id
        self._add("repairs", name)
        self._add("repaired", name, succeeded)
        self._add("repair_paid", name, fen)
        self._add("repair_hours", name, hours)

    def _released(self, day: int, q: int, why: int, *_: int) -> None:
        name = ("term", "struck", "repaired", "complied")[why]
        self._add("list_exits", f"{self._reading.lists[q].id}/{name}")
        self._count_days(q, day)
        del self._listed_since[q]

    def _count_days(self, q: int, until: int) -> None:
        self._add("days_listed", self._reading.lists[q].id, until - self._listed_since[q])
        self._listed_since[q] = until

    def _attempt(self, _day: int, service: int, *_: int) -> None:
        self._add("attempts", self._reading.conduct.services[service].id)

    def _refused(self, _day: int, consequence: int, *_: int) -> None:
        self._add("refused", self._reading.regime.consequences[consequence].id)

    def _untried(self, _day: int, service: int, *_: int) -> None:
        self._add("untried", self._reading.conduct.services[service].id)

    def _booked(self, _day: int, consequence: int, _service: int, fen: int, wait: int) -> None:
        name = self._reading.regime.consequences[consequence].id
        self._add("booked", name)
        self._add("money", name, fen)
        self._add("days_waited", name, wait)

    def _met(self, _day: int, encounter: int, did: int, was_refused: int, _: int) -> None:
        name = self._reading.regime.encounters[encounter].id
        self._add("met_failed", name, int(did == 1))
        self._add("met_refused", name, was_refused)

    def _delivered(self, _day: int, _delivery: int, kind: int, is_false: int, _: int) -> None:
        self._is_of_true_record = not is_false
        harmful = self._reading.conduct.kinds[kind].valence == "harmful"
        self._is_guilty = self._is_guilty or (harmful and not is_false)

    def _investigated(self, _day: int, inquiry: int, came_to: int, fen: int, _: int) -> None:
        name = self._reading.regime.investigations[inquiry].id
        self._add("investigated", name)
        self._add("found", name, int(came_to == 1))
        self._add("accused", name, int(came_to == 2))
        self._add("claimed", name, fen)

    def _left(self, day: int, *_: int) -> None:
        self._add("left", "")
        self._depart(day)
        self._is_guilty = False
        self._own_past = {kind: [0, 0] for kind in self._reading.own_kinds}

    def _moved(self, day: int, *_: int) -> None:
        self._add("moved", "")
        self._depart(day)

    def _depart(self, day: int) -> None:
        """Whatever is pending ends."""
        for q in self._listed_since:
            self._count_days(q, day)
        self._listed_since = {}
        for filed, truth in [it for it in self._waiting if it[0] >= day]:
            self._waiting.remove((filed, truth))
            number = next(one.number for one in self._reading.clock.windows if filed < one.end)
            self.counts[number, "appeals_filed", truth] -= 1
            self._add_fee(self._reading.appeal, number, -1)

    def _scored(self, _day: int, row: int, _moved: int, score: int, _: int) -> None:
        self._scores[row] = score

    def _opened(self, _day: int, place: int, score: int, *_: int) -> None:
        ledger = self._reading.ledgers[place]
        for column in Column:
            self._scores[3 * place + column] = score
            self._bands[3 * place + column] = band_of(ledger, score)

    def _row_name(self, row: int) -> str:
        return f"{self._reading.ledgers[row // 3].id}/{COLUMN_NAMES[row % 3]}"

    def _band_id(self, row: int, band: int) -> str:
        return self._reading.ledgers[row // 3].bands[band].id
