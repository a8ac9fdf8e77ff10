"""The bench: worlds lived once and kept, numbers by their paths, findings that refuse nonsense."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from glasscity.results.kept import keep, kept
from glasscity.studies.claims import bench as bench_module
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.every import settle
from glasscity.studies.claims.finding import (
    FAILS_IF,
    FOLLOWS_IF,
    NO_INFORMATION,
    UNCOUNTED,
    Aside,
    Finding,
    Judge,
    Verdict,
    none,
    settled,
    unsettled,
)
from glasscity.studies.claims.numbers import at, at_end, places, value_of, words_of
from glasscity.studies.claims.suqian import suqian
from glasscity.studies.claims.tallied import count
from glasscity.tables.outcome import Outcome

MATCH = "regime: sensors[crossing-cameras].false_match"
AWARE = "regime: awareness.start"
CITY = suqian(Bench())
SHORT = 0.25


def test_a_world_is_lived_once_and_read_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Bench(people=1_000, folder=tmp_path)
    lived = first.run(CITY, SHORT)
    assert first.run(CITY, SHORT) is lived
    monkeypatch.setattr(bench_module, "simulate", None)  # would fail if called
    again = Bench(people=1_000, folder=tmp_path).run(CITY, SHORT)
    assert again.digest == lived.digest
    assert count(again, "people") == 1_000
    with pytest.raises(TypeError):
        Bench(people=1_000, seed=2, folder=tmp_path).run(CITY, SHORT)


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    lived = Bench(people=1_000, folder=tmp_path).run(CITY, SHORT)
    (file,) = tmp_path.glob("*.npz")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert kept(file, Outcome) is None
    again = Bench(people=1_000, folder=tmp_path).run(CITY, SHORT)
    assert again.digest == lived.digest
    assert file.read_bytes() != whole[: len(whole) // 2]


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    outcome = Bench(people=1_000).run(CITY, SHORT).outcome
    keep(tmp_path / "one.npz", outcome)
    found = kept(tmp_path / "one.npz", Outcome)
    assert found is not None
    assert found.columns == outcome.columns
    assert found.fields == outcome.fields
    assert found.window_days == outcome.window_days
    assert (found.count == outcome.count).all()
    assert kept(tmp_path / "none.npz", Outcome) is None


def test_a_pair_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = at(CITY, {MATCH: 1e-6})
    pair = Bench(people=1_000, folder=tmp_path).pair(CITY, other, SHORT)
    monkeypatch.setattr(bench_module, "live_pair", None)
    again = Bench(people=1_000, folder=tmp_path).pair(CITY, other, SHORT)
    assert (again.joint.count == pair.joint.count).all()
    assert again.there.digest == pair.there.digest != pair.here.digest


def test_numbers_of_other_studies_are_kept_by_what_was_asked(tmp_path: Path) -> None:
    bench, done = Bench(folder=tmp_path), []

    def work() -> dict[str, float]:
        done.append(1)
        return {"share": 0.25}

    assert bench.memo("game", work, n=1) == bench.memo("game", work, n=1) == {"share": 0.25}
    assert len(done) == 1
    bench.memo("game", work, n=2)
    assert len(done) == 2


def test_a_path_leads_to_a_number_and_its_levels() -> None:
    assert value_of(CITY, MATCH) == 1e-8
    assert [g.path.rsplit(".", 1)[1] for g, _ in places(CITY, AWARE)] == ["offline", "online"]
    moved = at(CITY, {AWARE: 0.5, MATCH: 1e-7})
    assert [g.value for g, _ in places(moved, AWARE)] == [0.5, 0.5]
    assert value_of(moved, MATCH) == 1e-7
    assert words_of(CITY, MATCH) == 'false match of "Face cameras at crossings"'
    with pytest.raises(ValueError, match=r"did you mean 'regime: sensors\[crossing-cameras\]"):
        places(CITY, MATCH.replace("_", "-"))


def test_each_level_goes_to_the_end_of_its_own_range() -> None:
    low, high = at_end(CITY, AWARE, 0), at_end(CITY, AWARE, 1)
    assert low is not None
    assert high is not None
    assert [g.value for g, _ in places(low, AWARE)] == [0.0, 0.03]
    assert [g.value for g, _ in places(high, AWARE)] == [0.11, 0.3]
    assert at_end(CITY, "regime: instruments[points].opening", 0) is None


def test_the_path_that_moves_most_is_named() -> None:
    """By a measure that is known: the rate of false matches counts, the delay a little."""

    def measure(city: object) -> float:
        assert isinstance(city, type(CITY))
        delay = "regime: sensors[crossing-cameras].delay"
        return 1e6 * value_of(city, MATCH) + 1e-3 * value_of(city, delay)

    delay = "regime: sensors[crossing-cameras].delay"
    span = Bench().over(CITY, measure, {delay: "the delay", MATCH: "false matches"})
    assert span.path == MATCH
    assert span.words == "false matches"
    assert (span.low, span.high) == pytest.approx((1e-4 + 7e-3, 1.007))
    quick = Bench(quick=True).over(CITY, measure, [delay, MATCH])
    assert quick.path == delay


def _judge(found: float) -> Verdict:
    return FOLLOWS_IF if found > 0.5 else FAILS_IF


def test_a_verdict_is_that_of_its_judge_for_every_number() -> None:
    found = settled(
        _judge,
        sentence="So it is, by assumption.",
        unit="share",
        leans_on="an assumption",
        number=0.6,
        interval=(0.4, 0.5),
        envelope=Aside(0.7, "worked out by hand"),
        placebo=Aside(float("nan"), "nobody was there to count"),
        without=Aside(0.1, "without the sensor"),
    )
    assert found.verdict == FOLLOWS_IF
    assert found.interval == (0.4, 0.6)
    assert found.holds is False
    assert (found.envelope.verdict, found.without.verdict) == (FOLLOWS_IF, FAILS_IF)
    assert found.placebo == none("nobody was counted (nobody was there to count)")


@pytest.mark.parametrize(
    "sentence", ["No full stop", "A line\nbreak.", "L" * 500 + "."], ids=["stop", "line", "long"]
)
def test_what_cannot_be_printed_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        _settled(0.5, sentence=sentence)


def _settled(
    number: float,
    interval: tuple[float, float] = (0.0, 1.0),
    judge: Judge = _judge,
    sentence: str = "So it is, by assumption.",
) -> Finding:
    return settled(
        judge,
        sentence=sentence,
        number=number,
        unit="share",
        interval=interval,
        leans_on="an assumption",
        envelope=none("for this test"),
        placebo=none("for this test"),
        without=Aside(0.25, "for this test"),
        alike="for this test",
    )


@pytest.mark.parametrize(
    ("number", "interval"),
    [(math.nan, (0.0, 1.0)), (math.inf, (0.0, 1.0)), (0.5, (0.0, math.nan))],
)
def test_a_number_that_could_not_be_had_settles_nothing(
    number: float, interval: tuple[float, float]
) -> None:
    found = _settled(number, interval)
    assert (found.verdict, found.number, found.interval) == (NO_INFORMATION, None, None)
    assert "nobody was counted" in (found.why or "")
    assert found.sentence == UNCOUNTED


def test_a_judge_that_finds_two_things_alike_settles_nothing_and_keeps_its_number() -> None:
    found = _settled(0.5, (0.4, 0.7), lambda it: FOLLOWS_IF if it > 0.6 else NO_INFORMATION)
    assert (found.verdict, found.number, found.interval) == (NO_INFORMATION, 0.5, (0.4, 0.7))
    assert (found.holds, found.why) == (None, "for this test")
    assert found.without == Aside(0.25, "for this test")


def test_a_claim_says_how_many_people_its_worlds_had() -> None:
    bench = Bench(people=1_000)
    bench.run(CITY, SHORT, 300)
    assert bench.sizes() == (300, 300)
    assert bench.sizes() is None
    bench.run(CITY, SHORT, 300)
    bench.memo("game", lambda: {"share": 0.25}, people=2_000)
    assert bench.sizes() == (300, 2_000)
    assert settle("C44", bench).sizes is None


def test_what_is_not_settled_says_why() -> None:
    found = unsettled(NO_INFORMATION, sentence="Nobody knows.", why="for this test", leans_on="all")
    assert (found.verdict, found.number, found.holds) == (NO_INFORMATION, None, None)
    with pytest.raises(ValueError, match="why there is none"):
        unsettled(NO_INFORMATION, sentence="Nobody knows.", why="so", leans_on="all")
