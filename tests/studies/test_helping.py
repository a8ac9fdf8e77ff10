"""Helping games: the kernel does what the reference does, bit for bit, and the command tells it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.corpus import CORPUS
from glasscity.chance import ONE, key_of
from glasscity.cli.check import check
from glasscity.cli.helping import helping
from glasscity.cli.show import show
from glasscity.documents.helping import Helping
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import load_study
from glasscity.kernels.helping import helping_play, helping_start
from glasscity.lowering.helping import copying, empty_state, lower_helping, needed
from glasscity.studies.ensemble import Ensemble
from glasscity.studies.helping import play, play_many
from reference.helping import Generation, Group
from strategies.games import games

BOARD = "public-board"
ALONE = "private-opinions"


def game(name: str = BOARD) -> Helping:
    return load_study("helping", name, Helping)


@settings(max_examples=60, deadline=None, print_blob=True)
@given(games(), st.integers(0, 99), st.sampled_from([0, 65535]))
def test_the_kernel_plays_as_the_reference_does(each: Helping, seed: int, first: int) -> None:
    """Gifts, opinions and ways of each generation, and who is what at the end."""
    key = key_of(seed, 3)
    law = lower_helping(each)
    state = empty_state(law)
    counts = np.zeros((3, 5), dtype=np.int64)
    words = np.array(key, dtype=np.uint64)
    helping_start(law, state, words)
    helping_play(law, state, words, first, counts)
    group = Group(each, key)
    lived = [group.live(first + k) for k in range(3)]
    assert counts.tolist() == [[one.gifts, one.good, *one.ways] for one in lived]
    assert state.strategy.tolist() == group.way
    assert (state.opinion > 0).tolist() == group.opinion


class Hasty(Group):
    """People who copy before reputations are settled, in place of after."""

    def live(self, when: int) -> Generation:
        self._mutate(when)
        acts = self._acts(when)
        ways = (self.way.count(0), self.way.count(1), self.way.count(2))
        self._imitate(when, acts)
        self.opinion = self._judged(when, acts)
        return Generation(sum(map(sum, acts)), sum(map(sum, self.opinion)), ways)


@settings(max_examples=15, deadline=None)
@given(games(), st.integers(0, 99))
def test_copying_and_judging_commute(each: Helping, seed: int) -> None:
    """One reads payoffs and changes ways, the other reads acts that are done and changes opinions:
    no check can tell which comes first."""
    one, other = Group(each, key_of(seed)), Hasty(each, key_of(seed))
    assert [one.live(k) for k in range(5)] == [other.live(k) for k in range(5)]


def test_games_that_are_drawn_are_of_every_sort() -> None:
    found: set[str] = set()

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(games())
    def look(each: Helping) -> None:
        found.update({each.norm, each.reputation.kind, str(each.imitation is None)})

    look()
    norms = {"stern judging", "simple standing", "scoring", "shunning"}
    assert found == norms | {"private", "public", "True", "False"}


@pytest.mark.parametrize(
    ("share", "members", "wanted"),
    [(0.5, 2, 2), (0.3, 2, 1), (0.1, 50, 6), (0.7, 10, 8), (0.29, 100, 30), (0, 3, 1), (1, 3, 4)],
)
def test_more_than_a_share_is_strictly_more(share: float, members: int, wanted: int) -> None:
    """Of the share as it is written: 0.29 of 100 is 29, whatever the nearest binary number is."""
    assert needed(share, members) == wanted


def test_who_gains_nothing_copies_half_the_time() -> None:
    table = copying(1.0, 300, 50)
    assert table.size == 601
    assert table[300] == ONE // 2
    assert np.all(np.diff(table) > 0)
    assert np.all(np.abs(table + table[::-1] - ONE) <= 1)
    assert copying(300.0, 300, 50)[[0, 600]].tolist() == [0, ONE]


def test_threads_change_no_bit() -> None:
    one = play_many(game(), runs=5, generations=40, seed=2)
    assert play_many(game(), runs=5, generations=40, seed=2, threads=3) == one
    assert play_many(game(), runs=5, generations=40, seed=3) != one


def test_a_longer_run_begins_as_a_shorter_one() -> None:
    long, short = play(game(ALONE), 50, key_of(1)), play(game(ALONE), 20, key_of(1))
    assert np.array_equal(long[:20], short)


def test_the_last_half_of_each_run_is_averaged() -> None:
    two = play_many(game(), runs=2, generations=7, seed=4)
    late = np.concatenate([play(game(), 7, key_of(4, run))[3:] for run in range(2)])
    assert two.cooperation.mean == pytest.approx(late[:, 0].mean() / 2500, rel=1e-12)
    assert two.measures["good"].mean == pytest.approx(late[:, 1].mean() / 50, rel=1e-12)
    ways = [two.measures[way].mean for way in ("always give", "never give", "discriminate")]
    assert sum(ways) == pytest.approx(1.0)


def test_an_ensemble_says_how_sure_its_mean_is() -> None:
    four = Ensemble((1.0, 2.0, 3.0, 6.0))
    spread = (14 / 3) ** 0.5
    assert (four.mean, four.quantile(0.5)) == (3.0, 2.5)
    assert four.spread == pytest.approx(spread)
    assert four.error == pytest.approx(spread / 2)
    assert four.as_json()["median"] == 2.5
    assert Ensemble((2.0,)).error == 0.0


def test_the_command_tells_all_packaged_games(capsys: pytest.CaptureFixture[str]) -> None:
    assert helping(runs=2, generations=20, threads=1) == 0
    out = capsys.readouterr().out
    assert "One board says who is good" in out
    assert "Everybody judges alone" in out
    assert "is not a city" in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_command_tells_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert helping([Path(ALONE)], runs=3, generations=20, seed=8, threads=1, json=True) == 0
    told = json.loads(capsys.readouterr().out)
    (only,) = told["games"]
    assert (told["schema_version"], only["id"], only["runs"]) == (1, ALONE, 3)
    same = play_many(game(ALONE), runs=3, generations=20, seed=8)
    assert only["cooperation"]["mean"] == same.cooperation.mean
    assert only["discriminate"]["error"] == same.measures["discriminate"].error


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"runs": 0}, "--runs 0 is outside 1 to 1,048,576"),
        ({"generations": 1}, "--generations 1 is outside 2 to 16,777,216"),
        ({"seed": -1}, "--seed -1 is outside 0"),
        ({"threads": 0}, "--threads 0 is outside 1"),
    ],
)
def test_bad_numbers_are_told(
    asked: dict[str, int], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = {"runs": 1, "generations": 2, "seed": 1, "threads": 1} | asked
    runs, generations, seed, threads = numbers.values()
    files = [Path(BOARD)]
    assert helping(files, runs=runs, generations=generations, seed=seed, threads=threads) == 2
    assert told in capsys.readouterr().err


def test_a_document_of_another_kind_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert helping([CORPUS / "valid" / "population.yaml"]) == 2
    assert "format - is no helping but has the format" in capsys.readouterr().err
    with pytest.raises(DocumentError, match="did you mean 'public-board'"):
        game("public-bord")


@pytest.mark.parametrize("name", [BOARD, ALONE, "shed-low-scores"])
def test_packaged_documents_are_sound_and_told(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check([Path(name)]) == 0
    assert show(name) == 0
    assert show(name, lang="nl") == 0
    out = capsys.readouterr().out
    for told in {
        BOARD: ("People go by what a board", "good to give to the good", "2.5 %", "50 people"),
        ALONE: ("what one act of each", "stern judging", "zelf zagen"),
        "shed-low-scores": ("high low", "assumed", "looked at"),
    }[name]:
        assert told in out, out
