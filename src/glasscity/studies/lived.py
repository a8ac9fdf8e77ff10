"""Worlds lived once: read from a folder where an earlier call kept them, else lived and kept.

A file is named by digests of the documents, the numbers asked for, and the code that decides
what a run leaves behind: a world of other rules or of another engine is lived anew. A file that
is cut short or damaged counts as none. Of several processes that want one world, one lives it.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from glasscity.documents.resolve import City
from glasscity.results.code import engine_digest
from glasscity.results.identity import ID_LENGTH, run_id
from glasscity.results.kept import ENDING, keep, kept
from glasscity.results.pair import HERE, THERE, Pair
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome

JOINT = "joint"


def lived(city: City, request: Request, folder: Path | None, live: Callable[[], Run]) -> Run:
    """A world as it is kept in a folder, else as ``live`` gives it; kept, where there is one."""
    if folder is None:
        return live()
    path = folder / f"world-{run_id(city, request, engine_digest())}{ENDING}"
    with in_turn(path):
        outcome = kept(path, Outcome)
        if outcome is not None:
            return _run(city, request, outcome)
        run = live()
        keep(path, run.outcome)
        return run


def lived_pair(
    here: City,
    there: City,
    titles: tuple[str, str],
    request: Request,
    folder: Path | None,
    live: Callable[[], Pair],
) -> Pair:
    """Two worlds side by side, as :func:`lived`; what they took in memory is not kept."""
    if folder is None:
        return live()
    ids = " ".join(run_id(city, request, engine_digest()) for city in (here, there))
    name = f"pair-{hashlib.sha256(ids.encode()).hexdigest()[:ID_LENGTH]}"
    paths = {part: folder / f"{name}-{part}{ENDING}" for part in (HERE, THERE, JOINT)}
    with in_turn(paths[JOINT]):
        ours, theirs = kept(paths[HERE], Outcome), kept(paths[THERE], Outcome)
        joint = kept(paths[JOINT], Joint)
        if ours is not None and theirs is not None and joint is not None:
            runs = _run(here, request, ours), _run(there, request, theirs)
            return Pair(titles, *runs, None, joint, 0.0, {})
        pair = live()
        keep(paths[HERE], pair.here.outcome)
        keep(paths[THERE], pair.there.outcome)
        keep(paths[JOINT], pair.joint)
        return pair


if sys.platform == "win32":

    @contextlib.contextmanager
    def in_turn(path: Path) -> Iterator[None]:
        """No turns here: two processes that want the same file each make it."""
        del path
        yield

else:
    import fcntl

    @contextlib.contextmanager
    def in_turn(path: Path) -> Iterator[None]:
        """Wait while another process makes the file at ``path``; not where it is there already.

        The operating system ends the wait where that process dies. On a disk that knows no locks
        nobody waits, and each makes the file.
        """
        if path.exists():
            yield
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".lock")
        with beside.open("wb") as lock:
            with contextlib.suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield
            beside.unlink(missing_ok=True)  # whoever still waits for it finds the file made


def _run(city: City, request: Request, outcome: Outcome) -> Run:
    now = datetime.datetime.now(datetime.UTC)
    return Run(city, request, outcome, now, now)
