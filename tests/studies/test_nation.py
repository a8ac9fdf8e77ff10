"""A nation is lived place by place, goes on where it was stopped, and anybody can be opened."""

from __future__ import annotations

import datetime
import itertools
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import numpy as np
import pytest

from engine.nation import city
from glasscity.documents.resolve import City
from glasscity.engine.nation import Nation
from glasscity.executors.course import WorkError
from glasscity.measures.by_place import between_places, by_region, told_places
from glasscity.measures.expectation import expected_wrongful, setting_of
from glasscity.measures.interval import Interval
from glasscity.measures.records import everybody_of, records_by_group
from glasscity.results.folder import RunFolder
from glasscity.results.parts import part_path
from glasscity.results.read import open_run
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies import nation as nation_study
from glasscity.studies.life import life
from glasscity.studies.nation import drop_parts, key_of_part, live_nation, parts_of
from glasscity.studies.run import Finished, run

PEOPLE, WINDOWS = 12_000, 6


def nation(sizes: str = "place") -> City:
    return city(PEOPLE, {"a": 7, "b": 2}, 4, 150.0, sizes)


def request(one_in: int = 1, seed: int = 3, threads: int = 1) -> Request:
    people = Nation(nation(), one_in).simulated
    return Request("nation", people, 0.5, WINDOWS, seed, threads, trace_every=601, one_in=one_in)


def lived(out: Path, asked: Request) -> Run:
    folder = RunFolder.of(nation(), asked, out)
    run, extra = live_nation(nation(), asked, folder)
    folder.write(run, extra)
    return open_run(folder.path)


@cache
def whole() -> tuple[Path, Run]:
    """A nation with everybody simulated, read back from its folder."""
    out = Path(mkdtemp())
    run = lived(out, request())
    return out, run


def test_what_was_lived_is_kept_and_only_the_rest_lived_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is gone or broken, on processes, and while the clock is set back by an hour each
    time that somebody looks: the digest is that of a run undisturbed.
    """
    hours = itertools.count()

    class Back(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Back:
            return cls(2030, 1, 1, tzinfo=tz) - datetime.timedelta(hours=next(hours))

    clock = SimpleNamespace(datetime=Back, UTC=datetime.UTC)
    monkeypatch.setattr(nation_study, "datetime", clock)
    asked = request(threads=2)
    folder = RunFolder.of(nation(), asked, tmp_path)
    first, _ = live_nation(nation(), asked, folder)
    parts = parts_of(folder)
    part_path(parts, key_of_part(2)).unlink()
    broken = part_path(parts, key_of_part(3))
    held = bytearray(broken.read_bytes())
    held[len(held) // 2] ^= 1
    broken.write_bytes(bytes(held))
    whole_one = part_path(parts, key_of_part(1)).stat().st_mtime_ns
    told: list[str] = []
    again, extra = live_nation(nation(), request(), folder, tell=told.append)
    assert len(told) == 1
    assert "place-00003" in told[0]
    assert part_path(parts, key_of_part(1)).stat().st_mtime_ns == whole_one
    assert again.stopped < again.started < first.stopped
    assert again.digest == first.digest == whole()[1].digest
    assert again.outcome.state_digest == whole()[1].outcome.state_digest
    folder.write(again, extra)
    drop_parts(folder)
    assert not parts.exists()
    assert open_run(folder.path).digest == first.digest


def test_of_two_commands_the_later_finds_the_run_of_the_earlier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glasscity.studies.run.load", lambda *_, **__: nation())
    earlier: list[Finished] = []

    def beaten(*_: object, **__: object) -> None:
        monkeypatch.setattr("glasscity.studies.nation.live_nation", live_nation)
        earlier.append(start(tmp_path))
        raise WorkError("the parts are gone")

    monkeypatch.setattr("glasscity.studies.nation.live_nation", beaten)
    later = start(tmp_path)
    assert later.was_there
    assert not earlier[0].was_there
    assert later.run.digest == earlier[0].run.digest


def test_parts_left_behind_a_run_that_is_whole_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glasscity.studies.run.load", lambda *_, **__: nation())
    monkeypatch.setattr("glasscity.studies.nation.drop_parts", lambda _: None)  # killed
    start(tmp_path)
    assert any(tmp_path.glob("*.parts"))
    monkeypatch.setattr("glasscity.studies.nation.drop_parts", drop_parts)
    assert start(tmp_path).was_there
    assert not any(tmp_path.glob("*.parts"))


def start(out: Path) -> Finished:
    """What the command does."""
    return run("nation", years=0.25, seed=3, threads=1, out=out)


def test_sums_and_counts_by_place_say_the_same() -> None:
    run = whole()[1]
    assert run.by_place is not None
    places, tallies = run.by_place.places, run.by_place.tallies
    assert run.outcome.people == PEOPLE == places["simulated"].sum()
    assert places["region"].tolist() == ["a", "a", "a", "b"]
    flows = tallies[tallies["measure"] != "people_in_band"].groupby("measure", observed=True)
    for measure, total in flows["count"].sum().items():
        assert total == run.tallies.sum(str(measure)), measure
    spread = between_places(run).set_index("what")
    assert set(spread.index) == {"records of deeds", "wrongful records"}
    assert (spread["least"] < spread["all"]).all()
    assert (spread["all"] < spread["most"]).all()
    assert by_region(run)["places"].tolist() == [3, 1]
    assert "4 closed places" in told_places(run)[0]


def test_anybody_of_any_place_is_opened_as_they_lived() -> None:
    out, run = whole()
    folder = next(path for path in out.iterdir() if not path.name.endswith(".parts"))
    who = np.arange(0, PEOPLE, 601)
    seen = set()
    for person in who.tolist():
        opened = life(folder, person)
        lines = run.outcome.trace[run.outcome.trace[:, 0] == person]
        assert opened.counts["deeds"] == np.count_nonzero(lines[:, 3] == 1), person
        assert len(opened.lines) > 0 or len(lines) == 0
        seen.add(opened.place)
    assert seen == {"a-1", "a-2", "a-3", "b-1"}
    with pytest.raises(ValueError, match=f"from 0 to {PEOPLE - 1}"):
        life(folder, PEOPLE)


def test_a_sample_says_the_same_within_its_error(tmp_path: Path) -> None:
    """One in four, each standing for four: reviews look at the same share, records are as many."""
    all_of_them, some = whole()[1], lived(tmp_path, request(one_in=4))
    assert some.outcome.people == Nation(nation(), 4).simulated
    assert some.weight == pytest.approx(4, rel=1e-3)
    for truth in ("true", "wrongful"):
        mine, theirs = (everybody_of(records_by_group(run), truth) for run in (all_of_them, some))
        assert mine.value is not None
        assert theirs.value is not None
        error = np.hypot(_error(mine), _error(theirs))
        assert abs(mine.value - theirs.value) <= 4 * error, truth
    looked_at = [_reviewed(run) for run in (all_of_them, some)]
    assert looked_at[0] < 0.7  # what one reviewer can look at is less than all
    assert abs(looked_at[0] - looked_at[1]) < 0.1


def test_the_closed_form_knows_that_each_place_has_reviewers_of_its_own() -> None:
    run = whole()[1]
    found = everybody_of(records_by_group(run), "wrongful")
    setting = setting_of(run)
    assert found.value is not None
    assert setting.places == 4
    expected, as_one = (
        sum(expected_wrongful(run.city, replace(setting, places=n)).values()) for n in (4, 1)
    )
    assert abs(found.value - expected) <= 4 * _error(found)
    assert abs(found.value - as_one) > 4 * _error(found)


def _error(interval: Interval) -> float:
    assert interval.low is not None
    assert interval.high is not None
    return (interval.high - interval.low) / 3.92


def _reviewed(run: Run) -> float:
    shares = [row[3] for row in run.outcome.fields if row[1] == "review_share" and row[0] > 0]
    return float(np.mean(shares))


def teardown_module() -> None:
    """Remove what was kept."""
    shutil.rmtree(whole()[0], ignore_errors=True)
