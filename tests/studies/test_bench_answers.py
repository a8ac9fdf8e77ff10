"""Every contender of the bench does task P1 as declared, and the kernel does it exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from glasscity.chance import Stream, draw, key_of
from glasscity.studies.bench.agents import run_agents
from glasscity.studies.bench.arrays import run_arrays
from glasscity.studies.bench.city import run_city
from glasscity.studies.bench.plain import run_plain, step
from glasscity.studies.bench.task import P1, Final, Task, answer_of
from studies.p1_law import Law, law_of, outside

Contender = Callable[[Task, int, int], Final]
CONTENDERS = [(run_plain, 4_000), (run_agents, 4_000), (run_arrays, 400_000), (run_city, 400_000)]


@pytest.fixture(scope="module")
def law() -> Law:
    return law_of(P1)


@pytest.mark.parametrize(("contender", "people"), CONTENDERS)
def test_answers_follow_the_exact_law(contender: Contender, people: int, law: Law) -> None:
    answer = answer_of(contender(P1, people, 11))
    assert answer.people == people
    assert outside(law, answer) == {}


@pytest.mark.parametrize(("contender", "people"), CONTENDERS)
@pytest.mark.parametrize(
    "other",
    [
        Task(gain_below=140),
        Task(event_below=215),
        Task(gain=26),
        Task(loss=-44),
        Task(floor=-101),
        Task(ceiling=40),
        Task(enter=-80),
        Task(leave=-60),
    ],
)
def test_no_number_of_the_task_is_ignored(
    contender: Contender, people: int, other: Task, law: Law
) -> None:
    """With one number changed the answer follows the law of that task, and not P1's."""
    answer = answer_of(contender(other, people, 12))
    assert outside(law_of(other), answer) == {}
    assert outside(law, answer) != {}


def test_the_list_has_hysteresis(law: Law) -> None:
    without = law_of(Task(enter=-100, leave=-100))
    assert law.mass[1].sum() > 1.5 * without.mass[1].sum()


def _draws(seed: int, person: int, steps: int) -> list[int]:
    """The ten-bit draws of a person, as the address of the kernel says."""
    found: list[int] = []
    for block in range(steps // 12):
        for word in draw(key_of(seed), Stream.TEMPT, person, block=block):
            found += [word >> bits & 1023 for bits in (0, 10, 20)]
    return found


@pytest.mark.parametrize("person", [0, 1, 511, 512, 700])
def test_the_kernel_is_plain_python_on_the_same_draws(person: int) -> None:
    final = run_city(P1, 701, 5)
    score, listed = 0, False
    for u in _draws(5, person, P1.steps):
        score, listed = step(P1, score, listed, u)
    assert (int(final.score[person]), bool(final.listed[person])) == (score, listed)


@pytest.mark.parametrize("threads", [2, 3, 7])
@pytest.mark.parametrize("people", [1, 513, 5_000])
def test_threads_change_no_bit(threads: int, people: int) -> None:
    one, many = run_city(P1, people, 5), run_city(P1, people, 5, threads=threads)
    np.testing.assert_array_equal(one.score, many.score)
    np.testing.assert_array_equal(one.listed, many.listed)


def test_the_seed_matters() -> None:
    assert not np.array_equal(run_city(P1, 500, 1).score, run_city(P1, 500, 2).score)


def test_the_kernel_takes_whole_blocks_of_steps() -> None:
    with pytest.raises(ValueError, match="13 steps: the kernel takes them by the 12"):
        run_city(replace(P1, steps=13), 10, 1)


def test_an_answer_is_read_off_the_final_state() -> None:
    score = np.arange(100)[::-1].copy()
    answer = answer_of(Final(score, score < 25))
    assert (answer.people, answer.mean, answer.listed) == (100, 49.5, 0.25)
    assert (answer.q05, answer.q50, answer.q95) == (5, 50, 95)
