"""One contender in its own process: reads a request a line, runs it, writes a reply a line.

``python benchmarks/worker.py NAME THREADS`` in the contender's own environment. What frameworks
print goes to stderr. Friends are drawn before the clock starts; agents are made while it runs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np

from task import P1, P2, P6, P6_MILD, friends_of, summary_of


def _pin(threads: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-threads:])


def _memory(field: str) -> int:
    """A line of what Linux says of this process, in bytes; 0 elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field)), 0)


def _forget_peak() -> None:
    """Let the peak of memory begin anew, where Linux allows it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _once(run, task, people: int, seed: int, threads: int, friends):
    """Seconds, the growth of memory and what was found."""
    gc.collect()
    _forget_peak()
    resting = _memory("VmRSS")
    begun = time.perf_counter()
    found = run(task, people, seed, threads, friends)
    seconds = time.perf_counter() - begun
    return seconds, max(0, _memory("VmHWM") - resting), found


def answer(run, asked: dict, threads: int) -> dict:
    """The reply to a request: seconds, what the task asks for, and the peak of memory so far."""
    people, seed = asked["people"], asked["seed"]
    if asked["task"] == "p6":
        there, _, (strict, listed) = _once(run, P6, people, seed, threads, None)
        here, grown, (mild, _) = _once(run, P6_MILD, people, seed, threads, None)
        apart = mild.astype(np.float64) - strict
        reply = {"seconds": here + there, "effect": apart.mean(), "spread": apart.std(ddof=1)}
        return reply | summary_of(strict, listed) | {"grown": grown}
    task = {"p1": P1, "p2": P2}[asked["task"]]
    friends = friends_of(people, asked["graph"]) if task.per_friend else None
    seconds, grown, (score, listed) = _once(run, task, people, seed, threads, friends)
    return {"seconds": seconds} | summary_of(score, listed) | {"grown": grown}


def main() -> None:
    """Serve until the input ends."""
    name, threads = sys.argv[1], int(sys.argv[2])
    out, sys.stdout = sys.stdout, sys.stderr
    _pin(threads)
    contender = importlib.import_module(f"contenders.{name}")
    about = {
        "version": version(contender.PACKAGE) if contender.PACKAGE else sys.version.split()[0],
        "numpy": np.__version__,
        "threaded": contender.THREADED,
        "draws": contender.DRAWS,
    }
    out.write(json.dumps(about) + "\n")
    out.flush()
    for line in sys.stdin:
        try:
            reply = answer(contender.run, json.loads(line), threads)
        except Exception as error:
            reply = {"failed": f"{type(error).__name__}: {error}"}
        out.write(json.dumps(reply) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
