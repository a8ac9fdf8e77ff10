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
    sample: str | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    chunk: int = 0,
    trace_every: int = 0,
    workers: int | None = None,
    cluster: str = "",
    out: Path = Path("runs"),
    json: bool = False,
) -> int:
    """Run a regime on its synthetic city, write a report and print a summary.

    The same command returns a finished run at once. A population with places (china-2020) is lived
    place by place: interrupted or killed, the same command goes on with the places that are left.
    Exits with 0; 2 for bad documents or numbers; 3 if interrupted.

    Parameters
    ----------
    name
        A regime or scenario of the catalogue (suqian-2018), or a YAML file.
    population
        Run it on this population of the catalogue, or of a YAML file, in place of its own.
    people
        How many synthetic adults to simulate, as one place; all of the population if left out.
    sample
        Simulate one in so many of them instead, such as 1:100; each then stands for 100.
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
    workers
        Processes of this machine that live the places of a nation; as many as threads if left out.
    cluster
        HOST:PORT of a Dask scheduler whose workers live the places of a nation instead.
    out
        Folder for runs; a cluster needs one that all workers share.
    json
        Print the result for machines on stdout instead of a summary.
    """
    size = (people, years, seed, threads, chunk, trace_every)
    done = _lived(name, size, out, population, sample, (workers, cluster), is_quiet=json)
    if isinstance(done, int):
        return done
    _tell(done, json)
    return 0


def _lived(
    name: str,
    size: tuple[int | None, float, int, int | None, int, int],
    out: Path,
    population: str | None,
    sample: str | None,
    hands: tuple[int | None, str],
    *,
    is_quiet: bool,
) -> Finished | int:
    """The run, or what to exit with where it cannot be had."""
    from glasscity.cli.progress import bar
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.executors.chosen import executor_of
    from glasscity.executors.course import WorkError
    from glasscity.results.read import FolderError
    from glasscity.studies.run import Listener, PlacesError
    from glasscity.studies.run import run as study

    try:
        executor = executor_of(*hands) if hands != (None, "") else None
        with bar(is_quiet) as shown:
            told = Listener(shown, shown and shown.places, _warn)
            return study(name, *size, out, None, population, _one_in(sample), told, executor)
    except (DocumentError, FolderError, PlacesError, RunError, ValueError, WorkError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(
            "interrupted; the same command starts again, or goes on with the places that are left\n"
        )
        return 3


def _one_in(sample: str | None) -> int | None:
    """So many people of which one is simulated, from ``1:100``. Raises ValueError."""
    if sample is None:
        return None
    one, colon, rest = sample.partition(":")
    if one != "1" or not colon or not rest.isdecimal():
        raise ValueError(f"--sample {sample} is no sample; write one in so many, such as 1:100")
    return int(rest)


def _warn(words: str) -> None:
    sys.stderr.write(f"{words}\n")


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
