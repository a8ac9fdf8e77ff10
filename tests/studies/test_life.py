"""A life that is opened is the life that was lived, told to its end."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from engine.test_against_reference import city_of
from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.engine.replay import Replay, replay
from glasscity.lowering.census import build_census
from glasscity.lowering.stand import band_at
from glasscity.mechanisms.instruments.opening import most_usual_score
from glasscity.results.read import FolderError
from glasscity.studies.life import COUNTS, life
from glasscity.studies.life_diary import diary_of
from glasscity.studies.life_lines import TAILS
from glasscity.studies.life_runs import find_run
from glasscity.studies.slip import html_slip
from glasscity.tables.law import I64
from glasscity.vocabulary.codes import COLUMN_NAMES, Event
from strategies.cases import Case, cases
from strategies.lived import lived
from studies.lives import busy, keep, lines_of, lived_run, opened_life


def _replay(person: int) -> Replay:
    run = lived_run()
    census, _ = build_census(run.city.population, run.request.people)
    key = key_of(run.request.seed)
    return replay(run.city, census, run.outcome.fields, run.windows, key, person)


def test_replayed_lines_are_those_of_the_traced_run() -> None:
    everything = {int(event) for event in Event if event <= Event.BOOKED}
    assert set(lived_run().outcome.trace[:, 3].tolist()) == everything
    assert len(busy()) > 15
    for person in busy()[::2]:
        assert np.array_equal(_replay(person).lines, lines_of(lived_run(), person)), person


def test_every_so_manieth_life_of_a_sparsely_traced_run_is_the_same() -> None:
    run = lived_run()
    census, _ = build_census(run.city.population, 6000)
    sparse = live(run.city, census, run.windows, key_of(run.request.seed), trace_every=1499)
    people = sorted(set(sparse.trace[:, 0].tolist()))
    assert people[-1] >= 1499
    for person in people:
        told = sparse.trace[sparse.trace[:, 0] == person]
        assert np.array_equal(_replay(person).lines, told)


def test_a_replay_takes_less_than_a_second() -> None:
    _replay(0)
    spent = []
    for person in busy()[:3]:
        started = time.process_time()
        _replay(person)
        spent.append(time.process_time() - started)
    assert min(spent) < 1.0


SCORED = (
    Event.POINTS,
    Event.GIVEN_BACK,
    Event.CORRECTED,
    Event.CLAMPED,
    Event.RESET,
    Event.SCORED,
    Event.MENDED,
)


def _ends(lines: I64, city: City) -> tuple[list[list[int]], list[list[int]]]:
    """Final scores and bands by column and ledger, straight from the numbers."""
    ledgers = city.regime.banded
    opening = [most_usual_score(ledger.opening) for ledger in ledgers]
    scores = [list(opening) for _ in COLUMN_NAMES]
    bands = [[band_at(*pair) for pair in zip(ledgers, opening, strict=True)] for _ in scores]
    n_rows = len(COLUMN_NAMES) * len(ledgers)
    for _, _, _, code, row, second, after, _ in lines.tolist():
        is_ledger = code != Event.CORRECTED or row < n_rows
        if code in SCORED and is_ledger:
            scores[row % 3][row // 3] = after
        elif code == Event.BAND:
            bands[row % 3][row // 3] = after
        elif code == Event.OPENED:
            for column in range(len(COLUMN_NAMES)):
                scores[column][row] = second
                bands[column][row] = band_at(ledgers[row], second)
    return scores, bands


def test_a_life_ends_where_the_person_ended(folder: Path) -> None:
    for person in busy()[::3]:
        opened = opened_life(folder, person)
        scores, bands = _ends(lines_of(lived_run(), person), lived_run().city)
        assert [list(opened.scores), list(opened.bands)] == [scores[0], bands[0]]
        assert [y.column for y in opened.yardsticks] == ["all-seen", "unerring"]
        assert [list(y.scores) for y in opened.yardsticks] == [scores[2], scores[1]]
        assert [list(y.bands) for y in opened.yardsticks] == [bands[2], bands[1]]
        if opened.lines:
            assert opened.lines[-1].scores == opened.scores


def test_what_is_counted_in_a_life_was_traced(folder: Path) -> None:
    for person in busy()[::3]:
        codes = Counter(lines_of(lived_run(), person)[:, 3].tolist())
        counts = opened_life(folder, person).counts
        assert tuple(counts) == COUNTS
        traced = {
            "deeds": Event.DEED,
            "blamed": Event.PINNED,
            "false": Event.FALSE,
            "contested": Event.FILED,
            "listed": Event.LISTED,
            "refused": Event.REFUSED,
        }
        assert {name: counts[name] for name in traced} == {n: codes[e] for n, e in traced.items()}
        assert counts["seen"] + counts["missed"] == counts["deeds"]


def test_averages_are_of_all_people(folder: Path) -> None:
    people = lived_run().outcome.people
    trace = lived_run().outcome.trace
    averages = opened_life(folder, 1).averages
    for name, event in (("deeds", Event.DEED), ("blamed", Event.PINNED), ("false", Event.FALSE)):
        assert averages[name] == pytest.approx(np.sum(trace[:, 3] == event) / people)
    fen = trace[trace[:, 3] == Event.BOOKED, 6].sum()
    assert averages["dearer"] + averages["eased"] == pytest.approx(fen / 100 / people)


def test_what_they_knew_follows_the_day_on_which_they_learned_it(folder: Path) -> None:
    trace = lived_run().outcome.trace
    deeds = trace[trace[:, 3] == Event.DEED]
    knew = {who: set(deeds[deeds[:, 0] == who, 6].tolist()) for who in deeds[::40, 0].tolist()}
    learner = next(who for who, aware in knew.items() if aware == {0, 1})
    for person in (learner, *(next(w for w, a in knew.items() if a == {flag}) for flag in (0, 1))):
        opened = opened_life(folder, person)
        lines = lines_of(lived_run(), person)
        flags = lines[lines[:, 3] == Event.DEED, 6].tolist()
        told = [line for line in opened.lines if line.event == "deed"]
        assert [line.is_aware for line in told] == [bool(flag) for flag in flags]
        assert (opened.aware_from is None) <= (1 not in flags)


ANY_CASE = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ANY_CASE
@given(cases())
def test_every_life_under_any_rules_can_be_told_to_its_end(case: Case) -> None:
    """No effect ends that did not begin, none that should end before the horizon is left over."""
    lived(case)
    city = city_of(case)
    outcome = live(city, case.census, case.n_windows, case.key, trace_every=1)
    horizon = sum(outcome.window_days)
    for person in range(outcome.people):
        lines = outcome.trace[outcome.trace[:, 0] == person]
        opening = [most_usual_score(ledger.opening) for ledger in city.regime.banded]
        diary = diary_of(city, lines, horizon, None, opening)
        left = {due for due, effects in diary.dues.filed.items() if effects}
        assert all(day >= horizon for _, day, _ in left)
        heads = Counter(Event(code).name.lower() for code in lines[:, 3].tolist())
        told = Counter(line.event for column in diary.told for line in column)
        decided = told.pop("decided", 0)
        for gone in ("left", "moved"):  # who leaves does so in every column
            heads[gone] *= len(diary.told)
        assert told == Counter({e: n for e, n in heads.items() if Event[e.upper()] not in TAILS})
        if not heads["left"] and not heads["moved"]:  # whose decisions nobody waits for
            assert decided + len(diary.decisions) == heads["filed"]
        days = [line.day for line in diary.told[0]]
        assert days == sorted(days)
        assert (diary.scores, diary.bands) == tuple(
            tuple(columns) for columns in _ends(lines, city)
        )


@pytest.mark.parametrize("person", [-1, 6000, 10**30])
def test_nobody_beyond_the_run_isopened_life(folder: Path, person: int) -> None:
    with pytest.raises(ValueError, match="is not in this run; choose a number from 0 to 5999"):
        life(folder, person)


@pytest.mark.parametrize("name", ["fields.parquet", "regime.json", "conduct.json"])
def test_a_file_that_was_changed_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    """Whatever can still be read, a replay from it would not be the life that was lived."""
    copy = tmp_path / "run"
    shutil.copytree(folder, copy)
    assert life(copy, 3).lines == opened_life(folder, 3).lines
    (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    with pytest.raises(FolderError, match=name.replace(".", r"\.") + "|cannot be read"):
        life(copy, 3)


def test_a_run_of_another_engine_is_told_apart(folder: Path, tmp_path: Path) -> None:
    run = lived_run()
    other = life(keep(run, tmp_path, engine="another"), 3)
    assert opened_life(folder, 3).is_same_engine
    assert not other.is_same_engine
    assert "Caution: another version" in html_slip(other, "en")
    assert "Caution" not in html_slip(opened_life(folder, 3), "en")


def test_the_name_that_is_told_finds_the_run_again(folder: Path) -> None:
    told = opened_life(folder, 3).run
    assert find_run(told, folder.parent) == folder
    assert len(told) < len(folder.name)
