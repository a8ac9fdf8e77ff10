"""Times as tables: one for each task, size and number of threads, never one across them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from task import P1

OURS = "glass_city"
SAID = {
    "glass_city": "Glass City",
    "arrays": "NumPy",
    "frames": "Polars",
    "framed_agents": "mesa-frames",
    "laser_frame": "LASER",
    "starsim_module": "Starsim",
    "starsim_plain": "Starsim, common random numbers off",
    "mesa_agents": "Mesa",
    "agentpy_agents": "AgentPy",
}
TASKS = {
    "p1": "P1: a ledger and a list",
    "p2": "P2: the same, where listed friends make losses more likely",
}


def short(number: float) -> str:
    """Three digits, or a whole number."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def spread_of(values: Sequence[float]) -> str:
    """The median, and the range in brackets."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{short(middle)} ({short(low)}-{short(high)})"


def _times(rows: list[dict], **where: Any) -> dict[str, list[float]]:
    """Seconds by contender, in the order of the rounds."""
    found: dict[str, list[float]] = {}
    for row in rows:
        if all(row[key] == value for key, value in where.items()):
            found.setdefault(row["contender"], []).append(row["seconds"])
    return found


def _ratio(times: dict[str, list[float]], name: str) -> str:
    """How many times as long as Glass City, round by round."""
    if OURS not in times:
        return "-"
    return spread_of([a / b for a, b in zip(times[name], times[OURS], strict=True)])


def _block(rows: list[dict], peers: list, task: str, people: int, threads: int) -> list[str]:
    times = _times(rows, task=task, people=people, threads=threads)
    if not times:
        return []
    known = {peer.name: peer for peer in peers if peer.threads == threads}
    cores = "1 core" if threads == 1 else f"{threads} cores"
    lines = [
        f"\n### {people:,} people, {cores}\n",
        "| | version | milliseconds | million steps/s | bytes per person | times Glass City |",
        "|---|---|---|---|---|---|",
    ]
    for name in sorted(times, key=lambda n: statistics.median(times[n])):
        pace = people * P1.steps / statistics.median(times[name]) / 1e6
        largest = max(p for t, p in known[name].memory if t == task)
        memory = short(known[name].memory[task, people]) if people == largest else "-"
        lines.append(
            f"| {SAID[name]} | {known[name].about['version']} "
            f"| {spread_of([1000 * s for s in times[name]])} | {short(pace)} | {memory} "
            f"| {_ratio(times, name)} |"
        )
    return lines


def _paired(rows: list[dict], peers: list, needed: dict, wanted: float) -> list[str]:
    times = _times(rows, task="p6")
    known = {peer.name: peer for peer in peers if peer.threads == 1}
    scaled = {row["contender"]: row["scaled_by"] for row in rows if row["task"] == "p6"}
    lines = [
        f"\n## P6: the effect of one rule, to a standard error of {wanted:g} points\n",
        "The spread is that of one person's difference between the two worlds; people needed",
        "follow from it. What would take long was run with fewer people and scaled, as told.\n",
        "| | second draw | spread | people needed | seconds | scaled by | times Glass City |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in sorted(times, key=lambda n: statistics.median(times[n])):
        spread, people = needed[name]
        lines.append(
            f"| {SAID[name]} | {known[name].about['draws']} | {short(spread)} | {people:,} "
            f"| {spread_of(times[name])} | {short(scaled[name])} | {_ratio(times, name)} |"
        )
    return lines


def page_of(
    rows: list[dict], peers: list, needed: dict, absent: list[str], machine: str, wanted: float
) -> str:
    """The whole page, with what failed and what others have published."""
    many = max((row["round"] for row in rows), default=0) + 1
    lines = [
        "# Peers\n",
        f"Made by `make peers`: {machine}. Median (range) of {many} interleaved runs, after the",
        "gate and a warm-up. Ratios are taken round by round. [What was done](../README.md).",
    ]
    for task, title in TASKS.items():
        lines.append(f"\n## {title}")
        sizes = sorted({(r["people"], r["threads"]) for r in rows if r["task"] == task})
        for people, threads in sorted(sizes, key=lambda size: (size[1], size[0])):
            lines += _block(rows, peers, task, people, threads)
    lines += _paired(rows, peers, needed, wanted)
    lines += ["\n## First calls and failures\n"]
    for peer in peers:
        first = ", ".join(f"{task} {short(s)} s" for task, s in peer.first_call.items())
        lines.append(
            f"- {SAID[peer.name]}, {peer.threads} core(s): first call on 1,000 people {first}"
        )
        lines += [f"  - not timed at {task}: {why}" for task, why in peer.failed.items()]
    lines += [f"- {SAID[name]}: could not be started" for name in absent]
    published = (Path(__file__).parent / "published.md").read_text(encoding="utf-8")
    return "\n".join([*lines, "", published])
