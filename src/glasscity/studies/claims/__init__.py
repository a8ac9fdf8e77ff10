"""Claims: what five articles say of these systems, what the record says, what a run adds."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glasscity.documents import shelf
from glasscity.documents.claim import Claim, Claims
from glasscity.documents.problem import did_you_mean, some_of
from glasscity.documents.resolve import load_study
from glasscity.studies.claims.bench import FEWER, PEOPLE, Bench, silent
from glasscity.studies.claims.crew import by_processes
from glasscity.studies.claims.every import CLAIMS, settle
from glasscity.studies.claims.finding import Finding
from glasscity.studies.run import problems_of, threads_here

FOLDER = "claims"
"""Folder in the one for runs that keeps the worlds of claims."""
LEAST, MOST = 100, 1_000_000
"""Bounds of --people: fewer say nothing, more than any population of the catalogue is refused."""


@dataclass(frozen=True)
class Settled:
    """A claim with its two verdicts, which are never merged: of the record, and of the lab."""

    claim: Claim
    finding: Finding


@dataclass(frozen=True)
class Answers:
    """Claims settled with so many people and this luck."""

    settled: tuple[Settled, ...]
    people: int
    seed: int
    quick: bool

    @property
    def command(self) -> str:
        """The command that settles the same claims again."""
        all_of_them = [it.claim.id for it in self.settled] == list(CLAIMS)
        ids = "" if all_of_them else "".join(f" {it.claim.id}" for it in self.settled)
        usual = FEWER if self.quick else PEOPLE
        return (
            f"glasscity claims{ids}"
            + (" --quick" if self.quick else "")
            + (f" --people {self.people}" if self.people != usual else "")
            + (f" --seed {self.seed}" if self.seed != 1 else "")
        )


@functools.cache
def listed() -> dict[str, Claim]:
    """The claims of the catalogue by id, in order. Raises DocumentError, ValueError."""
    found: dict[str, Claim] = {}
    for name in shelf.names("claims"):
        for claim in load_study("claims", name, Claims).claims:
            if claim.id in found:
                raise ValueError(f"two files of the catalogue hold claim {claim.id}; keep one")
            found[claim.id] = claim
    return dict(sorted(found.items()))


def chosen(ids: Sequence[str]) -> tuple[str, ...]:
    """The claims asked for, all if none is named, in the order of their ids. Raises ValueError."""
    wanted = [_spelt(name) for name in ids]
    return tuple(name for name in CLAIMS if not wanted or name in wanted)


def _spelt(name: str) -> str:
    known = {it.lower(): it for it in CLAIMS}
    padded = re.sub(r"^c(\d)(?!\d)", r"c0\1", name.lower())
    if padded in known:
        return known[padded]
    near = did_you_mean(name.upper(), CLAIMS)
    hint = f" (did you mean '{near}'?)" if near else ""
    raise ValueError(f"there is no claim '{name}' - known: {some_of(CLAIMS, len(CLAIMS))}{hint}")


def claims(
    ids: Sequence[str] = (),
    people: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    quick: bool = False,
    out: Path | None = None,
    tell: Callable[[str], None] = silent,
) -> Answers:
    """Settle claims of the catalogue, all of them if none is named.

    Worlds that were lived are kept under ``out``, so that an interrupted call goes on; then each
    of ``threads`` processes settles claims of its own, which changes no result. Raises
    DocumentError, ValueError or engine.trouble.RunError.
    """
    names = chosen(ids)
    most = (FEWER if quick else PEOPLE) if people is None else people
    problems = problems_of(None, 0, 1.0, seed, threads, 0, 0)
    if not LEAST <= most <= MOST:
        problems.append(
            f"--people {most:,} is outside {LEAST:,} to {MOST:,} (fewer settle nothing, more "
            "are not needed); choose a number within"
        )
    if problems:
        raise ValueError("\n".join(problems))
    folder = None if out is None else out / FOLDER
    workers = min(threads_here() if threads is None else threads, len(names))
    found: Iterable[Finding]
    if workers > 1 and folder is not None:
        found = by_processes(names, workers, Bench(most, seed, 1, folder, quick), tell)
    else:
        told = _Told(tell, len(names))
        found = _one_by_one(names, Bench(most, seed, workers, folder, quick, told), told)
    rows = listed()
    settled = (Settled(rows[name], finding) for name, finding in zip(names, found, strict=True))
    return Answers(tuple(settled), most, seed, quick)


@dataclass
class _Told:
    """Tells which claim of how many is at work, and on what."""

    tell: Callable[[str], None]
    total: int
    words: str = ""

    def __call__(self, words: str) -> None:
        self.tell(f"{self.words}, {words}")


def _one_by_one(names: Sequence[str], bench: Bench, told: _Told) -> Iterator[Finding]:
    for place, name in enumerate(names, start=1):
        told.words = f"{name} ({place} of {told.total})"
        told.tell(told.words)
        yield settle(name, bench)
