from __future__ import annotations

import pytest

from glasscity.executors.chosen import Kind, executor_of
from glasscity.executors.cluster import Dask, LocalDask
from glasscity.executors.local import Processes, Serial, Threads


@pytest.mark.parametrize(
    ("workers", "cluster", "kind", "wanted"),
    [
        (None, "", None, Serial),
        (1, "", None, Serial),
        (3, "", None, Processes),
        (1, "", "processes", Processes),
        (3, "", "threads", Threads),
        (3, "", "dask", LocalDask),
        (None, "10.0.0.1:8786", None, Dask),
        (None, "tcp://head:8786", "dask", Dask),
    ],
)
def test_each_can_be_asked_for(
    workers: int | None, cluster: str, kind: Kind | None, wanted: type
) -> None:
    found = executor_of(workers, cluster, kind)
    assert type(found) is wanted


@pytest.mark.parametrize(
    ("workers", "cluster", "kind", "words"),
    [
        (0, "", None, "outside 1 to"),
        (2000, "", None, "outside 1 to"),
        (2, "", "serial", "one worker"),
        (2, "a:1", None, "its own workers"),
        (None, "a:1", "threads", "its own workers"),
        (None, "nowhere", None, "no HOST:PORT"),
    ],
)
def test_what_does_not_go_together_is_told(
    workers: int | None, cluster: str, kind: Kind | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        executor_of(workers, cluster, kind)
