"""``glasscity sweep``: many scenarios, lucks and settings of doubtful numbers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from glasscity.cli.progress import count

if TYPE_CHECKING:
    from glasscity.studies.sweep import Swept


def sweep(
    name: str,
    /,
    *,
    workers: int | None = None,
    cluster: str = "",
    executor: Literal["serial", "threads", "processes", "dask"] | None = None,
    look: bool = False,
    out: Path = Path("runs"),
    json: bool = False,
) -> int:
    """Live scenarios with several seeds, at several settings of numbers; keep everything measured.

    Each run is kept as it is done, so the same command goes on where it was interrupted or
    killed. There is no objective, and nothing is ranked. Exits with 0; 1 if a run failed twice;
    2 for bad documents or a place that cannot be written; 3 if interrupted.

    Parameters
    ----------
    name
        A sweep: a YAML file, or one of the catalogue (suqian-sight).
    workers
        Processes of this machine to use; 1 if left out. Never changes a result.
    cluster
        HOST:PORT of a Dask scheduler whose workers to use instead.
    executor
        How the workers of this machine are made; processes if left out.
    look
        Run nothing; tell what is there, and gather it into the table.
    out
        Folder for runs; a cluster needs one that all workers share.
    json
        Print the result for machines on stdout.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.executors.chosen import executor_of
    from glasscity.executors.course import WorkError
    from glasscity.studies.sweep import look as look_at
    from glasscity.studies.sweep import sweep as study

    try:
        hands = executor_of(workers, cluster, executor)
        done = look_at(name, out) if look else study(name, out, hands, _ticks(json), _say)
    except (DocumentError, WorkError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted; the runs that are done are kept, and ")
        sys.stderr.write("the same command goes on (--look shows what there is)\n")
        return 3
    _tell(done, json)
    return 1 if done.faults else 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _ticks(is_quiet: bool) -> Callable[[int, int, Mapping[str, Any]], None]:
    """Runs done of so many, on the error stream; silent if quiet."""

    def tick(done: int, total: int, _: Mapping[str, Any]) -> None:
        if not is_quiet:
            count(f"{done:,} of {total:,} runs", done, total)

    return tick


def _tell(done: Swept, is_json: bool) -> None:
    from glasscity.studies.sweep.told import machine_sweep, print_sweep

    if is_json:
        import json

        sys.stdout.write(json.dumps(machine_sweep(done), indent=2, ensure_ascii=False) + "\n")
        return
    print_sweep(done)
