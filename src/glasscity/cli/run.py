"""``glasscity run``: live a city under a regime, and report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.studies.run import Finished


def run(
    name: str,
    /,
    *,
    population: str | None = None,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    chunk: int = 0,
    trace_every: int = 0,
    out: Path = Path("runs"),
    json: bool = False,
) -> int:
    """Run a regime on its synthetic city, write a report and print a summary.

    The same command returns a finished run at once. Exits with 0; 2 for bad documents or
    numbers; 3 if interrupted (nothing half-written stays; the same command starts again).

    Parameters
    ----------
    name
        A regime or scenario of the catalogue (suqian-2018), or a YAML file.
    population
        Run it on this population of the catalogue, or of a YAML file, in place of its own.
    people
        How many synthetic adults to simulate; all that the population stands for if left out.
    years
        Length of the run in years.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Threads to use; all processors if left out. Never changes a result.
    chunk
        People per unit of work; 0 chooses. Never changes a result.
    trace_every
        Keep the life lines of every so-manieth person; 0 keeps none. Never changes a result.
    out
        Folder for runs.
    json
        Print the result for machines on stdout instead of a summary.
    """
    from glasscity.cli.progress import bar
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.results.read import FolderError
    from glasscity.studies.run import run as study

    try:
        with bar(json) as progress:
            size = (people, years, seed, threads, chunk, trace_every)
            done = study(name, *size, out, progress, population)
    except (DocumentError, FolderError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; nothing was written; the same command starts again\n")
        return 3
    _tell(done, json)
    return 0


def _tell(finished: Finished, is_json: bool) -> None:
    if is_json:
        import json

        from glasscity.measures.machine import machine_summary

        sys.stdout.write(json.dumps(machine_summary(finished.run), indent=2) + "\n")
        return
    from glasscity.studies.summary import print_summary

    if finished.was_there:
        sys.stderr.write("this run was finished before; showing it again\n")
    print_summary(finished.run, report=finished.report)
