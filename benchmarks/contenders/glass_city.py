"""Glass City: P1 by the kernel of the package; P2 and P6 by kernels of the same make, written here.

Every draw has an address: (person, step) for P2, (person, six steps) for P6. So the same seed
gives a person the same luck in two worlds, and threads change nothing. The package's engine answers
to documents and has no such tasks; what is timed here is its way to draw and to move people.
Friends are told when somebody's place on the list changes, and not looked at in every step.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from glasscity.chance import key_of
from glasscity.kernels.house import inlined, kernel
from glasscity.kernels.p1 import p1_draw
from glasscity.studies.bench.city import run_city
from glasscity.studies.bench.task import Task as Ledger
from task import FRIENDS, Task

PACKAGE = "glasscity"
THREADED = True
DRAWS = "by address"
LANES, DRAWN = 64, 12
BLOCK = LANES * DRAWN


@kernel
def fill(draws, group, block, key):
    """Twelve rows of ten-bit draws for LANES addresses from ``group`` on."""
    p1_draw(draws, LANES, group, block, key)


@inlined
def move_near(draws, n, score, limit, near, was, law, per_friend):
    """One step of n people, whose ``near`` listed friends make a loss more likely."""
    gain_below, event_below, gain, loss, floor, ceiling, enter, leave = law
    ten_bits = np.int16(1023)
    for i in range(n):
        u = np.int16(np.int16(draws[i]) & ten_bits)
        events = np.int16(event_below + np.int16(per_friend * np.int16(near[i])))
        points = gain if u < gain_below else (loss if u < events else np.int16(0))
        s = np.int16(score[i] + points)
        s = np.int16(s - np.int16(np.int16(s + np.int16(16)) >> np.int16(5)))
        s = floor if s < floor else s
        s = ceiling if s > ceiling else s
        at = limit[i]
        was[i] = at
        limit[i] = leave if s < at else enter
        score[i] = s


@kernel
def friends_step(score, limit, near, first, last, step, key, law, per_friend, draws, was, changed):
    """One step of people ``[first, last)``, which begin at a multiple of BLOCK; how many changed.

    A block of chance serves twelve people, LANES apart. ``near`` counts listed friends as the
    step before left them; whoever comes to the list or leaves it is written into ``changed``.
    """
    found = 0
    for begin in range(first, last, BLOCK):
        fill(draws, np.uint64(begin // DRAWN), step, key)
        for k in range(DRAWN):
            start = begin + k * LANES
            n = max(0, min(LANES, last - start))
            mine, bound = score[start : start + n], limit[start : start + n]
            move_near(draws[k], n, mine, bound, near[start : start + n], was, law, per_friend)
            for i in range(n):
                changed[found] = start + i
                found += was[i] != bound[i]
    return found


@kernel
def tell_friends(changed, found, limit, leave, near, friends):
    """Whoever changed tells each of the ten friends, who count one more or one less."""
    for c in range(found):
        who = changed[c]
        one = np.int8(1) if limit[who] == leave else np.int8(-1)
        for f in range(FRIENDS):
            near[friends[who, f]] += one


@kernel
def friends_live(score, limit, near, friends, steps, key, law, per_friend, draws, was, changed):
    """All steps of everybody on one core."""
    people = score.size
    for step in range(steps):
        found = friends_step(
            score, limit, near, 0, people, step, key, law, per_friend, draws, was, changed
        )
        tell_friends(changed, found, limit, law[7], near, friends)


@inlined
def move_eased(draws, n, score, limit, law, relief_below, relief):
    """Six steps of n people, with a second draw each."""
    gain_below, event_below, gain, loss, floor, ceiling, enter, leave = law
    ten_bits = np.int16(1023)
    for i in range(n):
        s = score[i]
        at = limit[i]
        for k in range(6):
            u = np.int16(np.int16(draws[k, i]) & ten_bits)
            v = np.int16(np.int16(draws[k + 6, i]) & ten_bits)
            points = gain if u < gain_below else (loss if u < event_below else np.int16(0))
            eased = relief if v < relief_below else np.int16(0)
            eased = eased if at == leave else np.int16(0)
            s = np.int16(np.int16(s + points) + eased)
            s = np.int16(s - np.int16(np.int16(s + np.int16(16)) >> np.int16(5)))
            s = floor if s < floor else s
            s = ceiling if s > ceiling else s
            at = leave if s < at else enter
        score[i] = s
        limit[i] = at


@kernel
def relief_live(score, limit, first, last, blocks, key, law, relief_below, relief, draws):
    """People ``[first, last)`` through six steps a block, a second draw for each of the six."""
    for begin in range(first, last, LANES):
        n = min(LANES, last - begin)
        mine, bound = score[begin : begin + n], limit[begin : begin + n]
        for block in range(blocks):
            fill(draws, np.uint64(begin), block, key)
            move_eased(draws, n, mine, bound, law, relief_below, relief)


NAMES = "steps gain_below event_below gain loss floor ceiling enter leave".split()


def _ends(people: int, threads: int, unit: int) -> list[int]:
    """Ranges of people for each thread, whole units but for the last."""
    units = -(-people // unit)
    return [min(people, units * part // threads * unit) for part in range(threads + 1)]


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Whichever kernel the task needs, over one range of people for each thread."""
    if not task.per_friend and not task.relief_below:
        final = run_city(Ledger(*(getattr(task, n) for n in NAMES)), people, seed, threads)
        return final.score, final.listed
    law = np.array([getattr(task, name) for name in NAMES[1:]], dtype=np.int16)
    key = np.array(key_of(seed), dtype=np.uint64)
    score = np.zeros(people, dtype=np.int16)
    limit = np.full(people, task.enter, dtype=np.int16)
    draws = [np.empty((DRAWN, LANES), dtype=np.uint16) for _ in range(threads)]
    if task.relief_below:
        own = np.int16(task.relief_below), np.int16(task.relief)
        ends = _ends(people, threads, LANES)

        def live(part: int) -> None:
            span = ends[part], ends[part + 1]
            relief_live(score, limit, *span, task.steps // 6, key, law, *own, draws[part])

        _each(live, threads)
        return score, limit == task.leave
    near = np.zeros(people, dtype=np.int8)
    was = [np.empty(LANES, dtype=np.int16) for _ in range(threads)]
    changed = [np.empty(people + 1, dtype=np.int64) for _ in range(threads)]
    friend = np.int16(task.per_friend)
    state = score, limit, near
    if threads == 1:
        rest = draws[0], was[0], changed[0]
        friends_live(*state, friends, task.steps, key, law, friend, *rest)
        return score, limit == task.leave
    ends = _ends(people, threads, BLOCK)
    with ThreadPoolExecutor(threads) as pool:
        for step in range(task.steps):

            def move(part: int, step: int = step) -> int:
                span, rest = (ends[part], ends[part + 1]), (draws[part], was[part], changed[part])
                return friends_step(*state, *span, step, key, law, friend, *rest)

            for part, found in enumerate(list(pool.map(move, range(threads)))):
                tell_friends(changed[part], found, limit, law[7], near, friends)
    return score, limit == task.leave


def _each(work, threads: int) -> None:
    if threads == 1:
        work(0)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(threads)))
