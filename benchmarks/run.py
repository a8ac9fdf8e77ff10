"""The peers side by side: gate, warm-up, then A B A B; a table, and every time as CSV.

``make peers`` installs all environments and runs this. Each contender is a process of its own, in
its own environment, on as many cores as it has threads; one runs at a time.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import platform
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from contenders import plain
from glasscity.studies.bench.gate import TOLERANCE, Reference, misses, reference_of
from glasscity.studies.bench.task import Answer, Final
from report import page_of
from task import P1, P2, P6, P6_MILD, friends_of

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / ".peers"
CONTENDERS = {
    "glass_city": None,
    "arrays": "numpy",
    "frames": "polars",
    "framed_agents": "mesa-frames",
    "laser_frame": "laser",
    "starsim_module": "starsim",
    "starsim_plain": "starsim",
    "mesa_agents": "mesa",
    "agentpy_agents": "agentpy",
}
"""Contender and environment; None is this one."""
SLOW = ("mesa_agents", "agentpy_agents")
"""Those with an object for each person: only few people fit into the time."""
GRAPH, SEED, WANTED = 11, 5, 0.1
"""Seeds of the friends and of the first run; the standard error wanted in P6, in points."""
KEYS = ("task", "contender", "version", "threads", "people", "round", "seconds", "scaled_by")


@dataclass
class Sizes:
    """People of each part, and how often each contender runs."""

    gate: int = 20_000
    few: int = 10_000
    many: int = 200_000
    pilot: int = 5_000
    rounds: int = 10
    longest: float = 1.0


@dataclass
class Peer:
    """A contender's process, what it said of itself, and what was found about it."""

    name: str
    threads: int
    process: subprocess.Popen[str]
    about: dict
    first_call: dict[str, float] = field(default_factory=dict)
    memory: dict[tuple[str, int], float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def ask(self, task: str, people: int, seed: int = SEED) -> dict:
        """Run a task once. Raises RuntimeError with what went wrong."""
        asked = {"task": task, "people": people, "seed": seed, "graph": GRAPH}
        try:
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        reply = json.loads(line) if line else {"failed": "its process ended"}
        if "failed" in reply:
            raise RuntimeError(reply["failed"])
        return reply


def started(name: str, threads: int) -> Peer | None:
    """The contender's process, or None if it does not start."""
    home = CONTENDERS[name]
    python = sys.executable if home is None else str(ENVIRONMENTS / home / "bin" / "python")
    limits = "POLARS_MAX_THREADS NUMBA_NUM_THREADS OMP_NUM_THREADS OPENBLAS_NUM_THREADS".split()
    environment = {**os.environ, **dict.fromkeys(limits, str(threads))}
    command = [python, str(HERE / "worker.py"), name, str(threads)]
    quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen(command, text=True, env=environment, **quiet)
    except OSError:
        return None
    line = process.stdout.readline()
    return Peer(name, threads, process, json.loads(line)) if line else None


def references(people: int) -> dict[str, Reference]:
    """What plain Python says of each task; of P6 the world under the milder rule too."""
    friends = friends_of(people, GRAPH)
    tasks = {"p1": (P1, 1), "p2": (P2, 2), "p6": (P6, 3), "p6 mild": (P6_MILD, 4)}
    return {
        name: reference_of(Final(*plain.run(task, people, seed, 1, friends)))
        for name, (task, seed) in tasks.items()
    }


def gate(peer: Peer, known: dict[str, Reference], people: int) -> None:
    """Compile, then compare every answer; a contender that misses one is not timed at that task."""
    for task in ("p1", "p2", "p6"):
        try:
            peer.first_call[task] = peer.ask(task, 1_000)["seconds"]
            said = peer.ask(task, people)
        except RuntimeError as error:
            peer.failed[task] = str(error).splitlines()[0]
            continue
        names = "people mean listed q05 q50 q95".split()
        missed = misses(known[task], Answer(*(said[name] for name in names)))
        if task == "p6":
            apart = known["p6 mild"].answer.mean - known["p6"].answer.mean
            error = math.hypot(*(known[w].spread for w in ("p6", "p6 mild"))) / math.sqrt(people)
            error = math.hypot(error, said["spread"] / math.sqrt(people))
            if abs(said["effect"] - apart) > TOLERANCE * error:
                missed["effect"] = f"{said['effect']:.4g} is not near {apart:.4g}"
        if missed:
            peer.failed[task] = "; ".join(f"{k}: {v}" for k, v in missed.items())


def rounds(peers: list[Peer], task: str, people: int, sizes: Sizes) -> list[dict]:
    """Every contender once a round, in the same order: A B C A B C ..."""
    rows: list[dict] = []
    running = [peer for peer in peers if task not in peer.failed]
    for number in range(sizes.rounds):
        for peer in running:
            if task in peer.failed:
                continue
            try:
                reply = peer.ask(task, people, SEED + number)
            except RuntimeError as error:
                peer.failed[task] = f"with {people:,} people: {error}"
                rows = [row for row in rows if row["contender"] != peer.name]
                continue
            rows.append(row_of(peer, task, people, number, reply["seconds"]))
            grown = reply["grown"] / people
            peer.memory[task, people] = max(grown, peer.memory.get((task, people), 0.0))
    print(f"{task}: {len(running)} contenders, {people:,} people", file=sys.stderr)
    return rows


def pairs(peers: list[Peer], sizes: Sizes) -> tuple[list[dict], dict[str, tuple[float, int]]]:
    """P6: seconds to the wanted error. People needed come of a pilot; long runs are scaled."""
    running, needed, lived = [p for p in peers if "p6" not in p.failed], {}, {}
    for peer in running:
        pilot = peer.ask("p6", sizes.pilot)
        people = math.ceil((pilot["spread"] / WANTED) ** 2)
        longest = int(sizes.pilot * sizes.longest / pilot["seconds"])
        needed[peer.name] = (pilot["spread"], people)
        lived[peer.name] = min(people, max(longest, 1_000))
    rows = []
    for number in range(sizes.rounds):
        for peer in running:
            people, wanted = lived[peer.name], needed[peer.name][1]
            seconds = peer.ask("p6", people, SEED + number)["seconds"]
            row = row_of(peer, "p6", people, number, seconds * wanted / people)
            rows.append(row | {"scaled_by": wanted / people})
    print(f"p6: {len(running)} contenders", file=sys.stderr)
    return rows, needed


def row_of(peer: Peer, task: str, people: int, number: int, seconds: float) -> dict:
    """A line of the CSV."""
    values = (task, peer.name, peer.about["version"], peer.threads, people, number, seconds, 1.0)
    return dict(zip(KEYS, values, strict=True))


def machine() -> str:
    """The machine, and the Python that asked."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _asked() -> tuple[Sizes, bool]:
    """The sizes asked for, and whether the result is to be kept."""
    parser = argparse.ArgumentParser(description="Run the peers side by side.")
    parser.add_argument("--quick", action="store_true", help="few people, two rounds, nothing kept")
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    if given.quick:
        few = Sizes(gate=5_000, few=2_000, many=10_000, pilot=1_000, rounds=2, longest=0.2)
        return few, False
    return Sizes(rounds=given.rounds), True


def keep(rows: list[dict], page: str) -> None:
    """Write every single time, and the page."""
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    with (folder / "peers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, KEYS)
        writer.writeheader()
        writer.writerows(rows)
    (folder / "peers.md").write_text(page, encoding="utf-8")


def main() -> None:
    """Gate, time, write."""
    sizes, kept = _asked()
    known = references(sizes.gate)
    peers, absent = [], []
    for name in CONTENDERS:
        peer = started(name, 1)
        if peer is None:
            absent.append(name)
            continue
        gate(peer, known, sizes.gate)
        peers.append(peer)
        print(f"{name}: {'; '.join(peer.failed.values()) or 'answers agree'}", file=sys.stderr)
    rows = []
    fast = [peer for peer in peers if peer.name not in SLOW]
    for task in ("p1", "p2"):
        rows += rounds(peers, task, sizes.few, sizes)
        rows += rounds(fast, task, sizes.many, sizes)
    paired, needed = pairs(peers, sizes)
    rows += paired
    second = [two for p in fast if p.about["threaded"] and (two := started(p.name, 2))]
    for peer in second:
        gate(peer, known, sizes.gate)
    for task in ("p1", "p2"):
        rows += rounds(second, task, sizes.many, sizes)
    page = page_of(rows, [*peers, *second], needed, absent, machine(), WANTED)
    if kept:
        keep(rows, page)
    print(page)
    for peer in [*peers, *second]:
        peer.process.stdin.close()
        peer.process.wait()


if __name__ == "__main__":
    main()
