"""The compiled kernels against the reference interpreter: deed for deed, point for point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from glasscity.chance import key_of
from glasscity.documents.references import References
from glasscity.documents.resolve import City, load
from glasscity.engine.place import live
from glasscity.engine.replay import replay
from glasscity.lowering.census import build_census
from glasscity.tables.outcome import Outcome
from reference.city import run
from reference.plain_words import first_difference
from reference.result import Result
from strategies.cases import Case, cases
from strategies.lived import lived

Key = TypeVar("Key")
NAMES = ("reference", "engine")
EVERY_CASE = settings(
    max_examples=100,
    deadline=None,
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # Phase.shrink takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def city_of(case: Case) -> City:
    return City(
        firms=None if case.firms is None else city_of(case.firms),
        regime=case.regime,
        population=case.population,
        conduct=case.conduct,
        references=References(format="glasscity/references/1", entries={}),
    )


def engine_of(case: Case, chunk: int = 65536, trace_every: int = 1) -> Outcome:
    city = city_of(case)
    return live(city, case.census, case.n_windows, case.key, chunk=chunk, trace_every=trace_every)


def both(case: Case) -> tuple[Result, Outcome]:
    """What both make of a case."""
    return lived(case), engine_of(case)


def lives(lines: Iterable[Sequence[int]]) -> dict[int, list[tuple[int, ...]]]:
    """Lines by person."""
    found: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for line in lines:
        found[line[0]].append(tuple(line))
    return found


def assert_same_lives(result: Result, outcome: Outcome, only: frozenset[int] | None = None) -> None:
    """Compare person by person; a failure tells the first line that differs in words."""
    mine, other = lives(result.lines), lives(outcome.trace.tolist())
    for person in sorted({*mine, *other} if only is None else only):
        difference = first_difference(mine.get(person, []), other.get(person, []), NAMES)
        if difference:
            raise AssertionError(difference)


def tallies(outcome: Outcome) -> dict[tuple[int, int, str, str], int]:
    rows = zip(
        outcome.window.tolist(),
        outcome.stratum.tolist(),
        outcome.column.tolist(),
        outcome.count.tolist(),
        strict=True,
    )
    return {(w, g, *outcome.columns[column]): count for w, g, column, count in rows}


def assert_same_numbers(mine: Mapping[Key, float], other: Mapping[Key, float]) -> None:
    """Compare two tables; a failure shows the first rows that differ."""
    differ = [key for key in {*mine, *other} if mine.get(key) != other.get(key)]
    shown = sorted(map(str, differ))[:8]
    rows = {str(key): (mine.get(key), other.get(key)) for key in differ}
    words = [f"  {name}: reference {rows[name][0]}, engine {rows[name][1]}" for name in shown]
    assert not differ, "\n".join([f"{len(differ)} rows differ", *words])


@EVERY_CASE
@given(cases())
def test_the_engine_lives_every_life_as_the_reference_does(case: Case) -> None:
    result, outcome = both(case)
    assert_same_lives(result, outcome)
    assert_same_numbers(result.tallies, tallies(outcome))
    assert_same_numbers(
        {row[:3]: row[3] for row in result.fields}, {row[:3]: row[3] for row in outcome.fields}
    )
    assert len(result.fields) == len(outcome.fields)
    # Whoever is followed takes the long way through a window; now nobody is.
    unseen = engine_of(case, trace_every=0)
    assert_same_numbers(result.tallies, tallies(unseen))
    assert unseen.state_digest == outcome.state_digest


@settings(EVERY_CASE, max_examples=15)
@given(cases(), st.integers(1, 9))
def test_chunks_and_tracing_change_nothing(case: Case, chunk: int) -> None:
    _, whole = both(case)
    parts = engine_of(case, chunk, trace_every=0)
    assert tallies(parts) == tallies(whole)
    assert parts.fields == whole.fields
    assert parts.state_digest == whole.state_digest


@settings(EVERY_CASE, max_examples=15)
@given(cases(is_shared=False), st.data())
def test_a_few_people_are_replayed_from_the_fields_of_the_engine(
    case: Case, data: st.DataObject
) -> None:
    """Where people meet, or come and go, no few can be lived without all."""
    assert not case.is_shared
    _, outcome = both(case)
    everybody = st.integers(0, case.census.simulated - 1)
    few = data.draw(st.frozensets(everybody, min_size=1, max_size=4))
    replay = run(
        case.regime,
        case.conduct,
        case.population,
        case.census,
        case.n_windows,
        case.key,
        fields=outcome.fields,
        only=few,
    )
    assert_same_lives(replay, outcome, few)


@settings(EVERY_CASE, max_examples=15)
@given(cases(), st.data())
def test_anybody_is_replayed_by_the_engine(case: Case, data: st.DataObject) -> None:
    outcome = engine_of(case)
    who = data.draw(st.integers(0, case.census.simulated - 1))
    life = replay(city_of(case), case.census, outcome.fields, case.n_windows, case.key, who)
    assert life.lines.tolist() == [line for line in outcome.trace.tolist() if line[0] == who]


def test_people_of_a_large_run_are_replayed_from_its_fields() -> None:
    """The regime that ships, on many people, of whom every so-manieth is followed."""
    city = load("suqian-2018")
    census, _ = build_census(city.population, 60_000)
    n_windows, key, step = 18, key_of(7), 613
    outcome = live(city, census, n_windows, key, trace_every=step)
    few = frozenset(range(0, census.simulated, step))
    replay = run(
        city.regime,
        city.conduct,
        city.population,
        census,
        n_windows,
        key,
        fields=outcome.fields,
        only=few,
    )
    assert_same_lives(replay, outcome)
    assert len(replay.lines) > 500
