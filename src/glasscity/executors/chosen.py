"""The executor that somebody asks for."""

from __future__ import annotations

import re
from typing import Literal, get_args

from glasscity.executors.cluster import Dask, LocalDask
from glasscity.executors.course import Executor
from glasscity.executors.local import Processes, Serial, Threads

Kind = Literal["serial", "threads", "processes", "dask"]
MOST_WORKERS = 1024


def executor_of(
    workers: int | None = None, cluster: str = "", kind: Kind | None = None
) -> Executor:
    """So many ``workers`` of this machine, or those of a scheduler (``cluster`` is HOST:PORT).

    Without a ``kind``, one worker is this process and several are processes. None of it changes
    a result. Raises ValueError for what does not go together.
    """
    if cluster:
        if workers is not None or kind not in (None, "dask"):
            raise ValueError("--cluster brings its own workers; leave out --workers and --executor")
        if not re.fullmatch(r"[^\s:/]+:[0-9]{1,5}", cluster.removeprefix("tcp://")):
            raise ValueError(
                f"--cluster {cluster} is no HOST:PORT; name a scheduler as 10.0.0.1:8786"
            )
        return Dask(cluster)
    n = 1 if workers is None else workers
    if not 1 <= n <= MOST_WORKERS:
        raise ValueError(
            f"--workers {n:,} is outside 1 to {MOST_WORKERS:,}; choose a number within"
        )
    if kind not in (None, *get_args(Kind)):
        raise ValueError(f"no executor '{kind}' - known: {', '.join(get_args(Kind))}")
    if kind == "serial" and n > 1:
        raise ValueError("--executor serial is one worker; leave out --workers")
    if kind == "dask":
        return LocalDask(n)
    if kind == "threads":
        return Threads(n)
    return Serial() if kind == "serial" or (n == 1 and kind is None) else Processes(n)
