"""Small integers and buffers: what does not fit stops the run with a sentence, or finds room."""

from __future__ import annotations

import numpy as np
import pytest

from engine.worlds import KEY, digests, lives
from glasscity.documents.resolve import City
from glasscity.engine import chunk as chunks
from glasscity.engine.chunk import Chunk, Worker
from glasscity.engine.place import CHUNK, live
from glasscity.engine.trouble import RunError
from glasscity.kernels.items import PERSON_SHIFT
from glasscity.kernels.live import live_window
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from oracles.little import PER_WINDOW, act, census, city, conduct, stratum
from oracles.test_belief import Learner
from reference_tests.town import ledger, listing, regime, registry, rule

DAILY = conduct(act("spit", 1.0, PER_WINDOW), bound=1.0, unit=PER_WINDOW)


def recorded(*instruments: object, n_days: int = 1) -> City:
    """A city where everybody's one deed a window is recorded at once."""
    return city(regime(n_days, sensors=[registry("book", "spit")], instruments=instruments), DAILY)


def lapsing(n_rules: int) -> City:
    """Each deed brings three lapses for each rule, one in each column, on the next day."""
    rules = [rule(f"r{n}", "spit", 1, expires=1) for n in range(n_rules)]
    return recorded(ledger(0, 0, 30_000, *rules))


def test_as_many_events_as_fit_in_a_window_are_all_handled() -> None:
    """A deed and 3 * 341 lapses are 1,024; every point is given back."""
    outcome = live(lapsing(341), census(2), 3, KEY, trace_every=1)
    last = [line for line in outcome.trace.tolist() if line[1] == 2]
    given_back = [line for line in last if line[3] == Event.GIVEN_BACK]
    assert len(given_back) == 2 * 3 * 341
    assert {line[6] for line in last if line[3] == Event.POINTS} == set(range(1, 342))


def test_more_events_than_fit_stop_the_run() -> None:
    sentence = "window 1: somebody met more than 1,024 events in one window; shorten the window"
    with pytest.raises(RunError, match=sentence):
        live(lapsing(342), census(2), 3, KEY)


@pytest.mark.parametrize("days", [255, 256])
def test_a_list_counts_to_255_and_no_further(days: int) -> None:
    """A record a day that counts for a year: the 256th stops the run."""
    watched = recorded(listing("spit", count=200, period=366, term=None))
    if days == 255:
        outcome = live(watched, census(3), days, KEY, trace_every=1)
        counts = [line[5] for line in outcome.trace.tolist() if line[3] == Event.COUNTED]
        assert sorted(counts) == sorted(3 * list(range(1, 256)))
    else:
        sentence = "window 255: .* more than 255 records on one list; shorten its period"
        with pytest.raises(RunError, match=sentence):
            live(watched, census(3), days, KEY)


@pytest.mark.parametrize("days", [255, 256])
def test_nobody_learns_from_more_than_255_deeds(days: int) -> None:
    """A deed a day, of which each is learnt: the 256th stops the run."""
    learner = Learner(start=0.5, weight=2.0, chance=1.0, windows=days)
    if days == 255:
        outcome = live(learner.city(), census(3), days, KEY)
        assert ("belief_at_end", "spit/255/255") in outcome.columns
    else:
        sentence = "window 255: .* learns from more than 255 own deeds of one kind; shorten the run"
        with pytest.raises(RunError, match=sentence):
            live(learner.city(), census(3), days, KEY)


def test_a_crowded_stratum_is_refused_before_anything_is_made() -> None:
    with pytest.raises(ValueError, match=r"4,?194,?304"):
        live(lapsing(1), census(1 << 22), 1, KEY)


def test_a_horizon_beyond_the_days_of_an_item_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond 16000; ask for fewer years"):
        live(recorded(n_days=100), census(1), 161, KEY)


# ---- buffers that fill up in the middle of a chunk


def busy() -> City:
    """Some six pending items for each person and window."""
    rules = [rule(f"r{n}", "spit", 1, expires=40) for n in range(2)]
    return recorded(ledger(0, 0, 100, *rules), n_days=30)


PEOPLE = {stratum(): 9_000, stratum(sex="male", online="online"): 6_000}


def lived(chunk: int, trace_every: int) -> Outcome:
    return live(busy(), census(PEOPLE), 4, KEY, threads=2, chunk=chunk, trace_every=trace_every)


class Stops:
    """Stands in for the kernel and keeps where it ran out of room."""

    def __init__(self, skip: int = 0) -> None:
        self.at: list[tuple[int, int, int]] = []
        self.skip = skip
        self.kernel = live_window

    def __call__(self, *arguments: object) -> int:
        chunk_first, _, last = (int(str(a)) for a in arguments[-3:])
        at = int(self.kernel(*arguments))
        if at < last:
            self.at.append((chunk_first, at, last))
            at += self.skip
        return at


@pytest.mark.parametrize("chunk", [500, 4_000, CHUNK])
@pytest.mark.parametrize("trace_every", [0, 11])
def test_a_run_goes_on_where_it_ran_out_of_room(
    chunk: int, trace_every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    roomy = lived(250, 11)
    stops = Stops()
    monkeypatch.setattr(chunks, "ROOM", 1 << 12)
    monkeypatch.setattr(chunks, "live_window", stops)
    tight = lived(chunk, trace_every)
    assert digests(tight) == digests(roomy)
    assert trace_every == 0 or lives(tight) == lives(roomy)
    in_the_middle = [at for first, at, last in stops.at if first < at < last]
    assert in_the_middle or chunk == 500


def test_somebody_skipped_on_going_on_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    roomy = lived(250, 11)
    monkeypatch.setattr(chunks, "ROOM", 1 << 12)
    monkeypatch.setattr(chunks, "live_window", Stops(skip=1))
    assert digests(lived(CHUNK, 0)) != digests(roomy)


def test_pending_items_leave_the_calendar_person_by_person() -> None:
    """Items come from many calls; in their window each is found once, in order of person."""
    chunk = Chunk(10, 110, 3)
    first, second, last = (person << PERSON_SHIFT for person in (0, 7, 99))
    chunk.pending.add(1, np.array([last | 3, first | 3, second], np.int64))
    chunk.pending.add(1, np.array([last | 1], np.int64))
    assert chunk.pending_bytes() == 32
    assert chunk.due(1).tolist() == [first | 3, second, last | 3, last | 1]
    assert chunk.due(1).tolist() == chunk.due(2).tolist() == []
    assert chunk.pending_bytes() == 0


@pytest.mark.parametrize("has_queue", [False, True])
@pytest.mark.parametrize("is_traced", [False, True])
def test_room_is_doubled_and_what_was_there_stays(*, is_traced: bool, has_queue: bool) -> None:
    worker = Worker.for_run(1, 2, 1, 1)
    worker.out[:3] = (5, 6, 7)
    size, lines = len(worker.out), len(worker.trace)
    worker.make_room(is_traced, has_queue)
    assert len(worker.out) == 2 * size
    assert worker.out[:3].tolist() == [5, 6, 7]
    assert (len(worker.trace) > lines) == is_traced
    assert (len(worker.scratch.noted) > 0) == has_queue
