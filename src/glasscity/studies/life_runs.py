"""Which run a person at the keyboard means."""

from __future__ import annotations

from pathlib import Path

from glasscity.results.provenance import NAME
from glasscity.results.read import FolderError, read_provenance

RUNS = Path("runs")
"""Where ``glasscity run`` keeps runs unless told otherwise."""

MOST = 12
"""Runs that a message lists."""


def find_run(named: str, runs: Path = RUNS) -> Path:
    """The folder of a run: a path, or how the name of one run begins.

    A bare name is looked for here and then under ``runs``; the id of a regime means its run if
    there is only one. Raises FolderError, with what could be meant.
    """
    given = Path(named).expanduser()
    if (given / NAME).is_file():
        return given
    if given.is_dir() and (inside := _runs_in(given)):
        raise FolderError(f"{named} - holds runs and is none - name one of: {_told(inside)}")
    if given.exists():
        return given
    known = _runs_in(runs if given.parent == Path() else given.parent)
    found = [path for path in known if path.name.rpartition("-")[0] == given.name]
    found = found or [path for path in known if path.name.startswith(given.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise FolderError(
            f"{named} - means {len(found)} runs - name more of it, one of: {_told(found)}"
        )
    if known:
        raise FolderError(f"{named} - is no run - name one of: {_told(known)}")
    raise FolderError(
        f"{named} - is no run, and there is none beside it - "
        "make one with 'glasscity run', or name the folder of one"
    )


def _runs_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / NAME).is_file())


def _told(found: list[Path]) -> str:
    lines = [f"\n  {path}{_size(path)}" for path in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"\n  and {len(found) - MOST} more")
    return "".join(lines)


def _size(folder: Path) -> str:
    """How large a run is and which luck it had, empty where that cannot be read."""
    try:
        request = read_provenance(folder)["request"]
        people, years = f"{request['people']:,}", f"{request['years']:g}"
        span = "1 year" if years == "1" else f"{years} years"
        return f" ({people} people, {span}, seed {request['seed']})"
    except (FolderError, KeyError, TypeError, ValueError):
        return ""
