"""What was asked of a run."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


def plainly(number: float) -> str:
    """Every digit that counts, and no '.0'."""
    return str(int(number)) if number == int(number) else repr(float(number))


@dataclass(frozen=True)
class Request:
    """How large, how long and with which luck a regime is run.

    ``name`` is the regime as asked for (a catalogue name or a file); ``people`` are simulated;
    ``windows`` is what ``years`` came to. ``threads`` and ``chunk`` (0: the engine's choice)
    never change a bit, so they are no part of a run's id. The lines of life of every
    ``trace_every``-th person are kept (0: of nobody). ``population`` is the one asked for in
    place of the regime's own. ``said`` is the command, where it is not that of a run by itself.
    ``one_in``: where a nation is lived place by place, of so many people one is simulated; else 0.
    """

    name: str
    people: int
    years: float
    windows: int
    seed: int
    threads: int = 1
    chunk: int = 0
    trace_every: int = 0
    population: str | None = None
    said: str = ""
    one_in: int = 0

    def command(self) -> str:
        """The command that gives the same bits again."""
        size = f" --people {self.people}"
        if self.one_in:
            size = "" if self.one_in == 1 else f" --sample 1:{self.one_in}"
        return self.said or (
            f"glasscity run {shlex.quote(self.name)}{size} "
            f"--years {plainly(self.years)} --seed {self.seed}"
            + (f" --population {shlex.quote(self.population)}" if self.population else "")
            + (f" --trace-every {self.trace_every}" if self.trace_every else "")
        )
