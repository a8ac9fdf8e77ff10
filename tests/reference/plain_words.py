"""Lines of a life in words, for people who look for the first difference."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from glasscity.vocabulary.codes import Event

MEANING = {
    Event.DEED: "kind {a} at instant {b}, aware {c}",
    Event.RECORDED: "sensor {a}, kind {b}, arrives on day {c}",
    Event.PINNED: "sensor {a}, kind {b}",
    Event.ARRIVED: "sensor {a}, kind {b}",
    Event.FALSE: "source {a}, kind {b}, aware {c}",
    Event.FILED: "struck {a}, decided on day {b}",
    Event.POINTS: "row {a} moved {b} to {c} by rule {d}",
    Event.GIVEN_BACK: "row {a} moved {b} to {c}",
    Event.CORRECTED: "row {a} moved {b} to {c}",
    Event.BAND: "row {a} from band {b} to {c}",
    Event.COUNTED: "list {a}, count {b}",
    Event.DROPPED: "list {a}, count {b}",
    Event.LISTED: "list {a} until {b}, false {c}",
    Event.RELEASED: "list {a}, why {b}",
    Event.ATTEMPT: "service {a}",
    Event.UNTRIED: "service {a}",
    Event.REFUSED: "consequence {a}, service {b}",
    Event.BOOKED: "consequence {a}, service {b}, {c} fen, {d} days",
    Event.MISREAD: "sensor {a}, kind {b} taken for kind {d}, arrives on day {c}",
    Event.GRANTED: "service {a}",
    Event.PUBLISHED: "consequence {a}",
    Event.WITHDRAWN: "consequence {a}",
    Event.TRIED: "way {a}, succeeded {b}, {c} fen, {d} hours",
    Event.MENDED: "row {a} moved {b} to {c}",
    Event.UNTOLD: "never learns of the record",
    Event.DETERRED: "way {a} costs too much",
    Event.APPEALED: "false {a}, on day {b}, serial {c}",
    Event.HEARD: "false {a}, struck {b}, filed on day {c}, serial {d}",
    Event.MET: "encounter {a}, did {b}, refused {c}",
    Event.DELIVERED: "delivery {a}, kind {b}, false {c}",
    Event.LEFT: "a newcomer",
    Event.MOVED: "another place",
    Event.SCORED: "row {a} moved {b} to {c}",
    Event.INVESTIGATED: "investigation {a}, came to {b}, claim {c} fen",
    Event.OPENED: "ledger {a} at {b}",
    Event.CLAMPED: "row {a} cut by {b} to {c}",
    Event.RESET: "row {a} moved {b} to {c}",
    Event.EXTENDED: "list {a} until {b}, false {c}",
    Event.COMPLIED: "list {a}, ends on day {b}",
}


def told(line: Sequence[int] | None) -> str:
    """One line in words; nothing where there is none."""
    if line is None:
        return "nothing more"
    person, window, day, code, a, b, c, d = line
    event = Event(code)
    meaning = MEANING[event].format(a=a, b=b, c=c, d=d)
    return f"person {person}, window {window}, day {day}: {event.name} {meaning}"


def first_difference(
    mine: Sequence[Sequence[int]], other: Sequence[Sequence[int]], names: tuple[str, str]
) -> str:
    """Where two lives part, with what both had in common just before; empty if they do not."""
    for place, (left, right) in enumerate(zip_longest(mine, other)):
        if left is None or right is None or tuple(left) != tuple(right):
            before = [f"  both: {told(line)}" for line in mine[max(0, place - 6) : place]]
            parted = [f"  {names[0]}: {told(left)}", f"  {names[1]}: {told(right)}"]
            return "\n".join([f"line {place}:", *before, *parted])
    return ""
