"""The one record of where a run comes from."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import platform
from importlib import metadata
from pathlib import Path

import glasscity
from glasscity.chance import key_of
from glasscity.lowering.census import fit_of_counts
from glasscity.plugins import installed
from glasscity.results.code import code_digest
from glasscity.results.grounds import Ground, grounds_of
from glasscity.results.run import Run

SCHEMA_VERSION = 1
NAME = "provenance.json"

KEY_DERIVATION = (
    "key = first two words of Philox 4x32-10, counter (seed low, seed high, replicate, 65535), "
    "key (0x676C6173, 0x63697479); a draw is one block at counter (stratum u10 | row u22, "
    "window u16 | place u16, stream u16 | ordinal u16, block u32); each place of a nation "
    "has a key of its own, the first two words at stream 65535 and the place's number"
)


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _versions() -> dict[str, str | None]:
    return {
        "glasscity": glasscity.__version__,
        "code": code_digest(),
        "python": platform.python_version(),
        "numpy": _version_of("numpy"),
        "numba": _version_of("numba"),
        "pyarrow": _version_of("pyarrow"),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _plugins() -> list[dict[str, str]]:
    return [
        {
            "package": plugin.package,
            "version": plugin.version,
            "family": plugin.family,
            "name": plugin.entry.name,
            "module": plugin.entry.module,
        }
        for plugin in installed()
    ]


def _sources(grounds: tuple[Ground, ...]) -> list[dict[str, object]]:
    cited: dict[tuple[str, str], list[str]] = {}
    for ground in grounds:
        if ground.source is not None:
            key = (ground.source, ground.grade or "")
            cited.setdefault(key, []).append(f"{ground.document}: {ground.path}")
    return [
        {"source": source, "grade": grade, "used_for": paths}
        for (source, grade), paths in sorted(cited.items())
    ]


def _assumptions(grounds: tuple[Ground, ...]) -> list[dict[str, object]]:
    return [
        {
            "document": ground.document,
            "path": ground.path,
            "value": ground.value,
            "unit": ground.unit,
            "range": None if ground.range is None else list(ground.range),
            "reason": ground.assumed,
        }
        for ground in grounds
        if ground.assumed is not None
    ]


def _documents(run: Run) -> dict[str, dict[str, str]]:
    city = run.city
    ids = {"regime": city.regime.id, "population": city.population.id, "conduct": city.conduct.id}
    return {name: {"id": ids[name], "digest": city.digests[name]} for name in ids}


def _scenario(run: Run) -> dict[str, str] | None:
    """The scenario that the regime comes of, and its base, each with its digest."""
    origin = run.city.origin
    return None if origin is None else dataclasses.asdict(origin)


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _margins(run: Run) -> list[dict[str, object]]:
    """Each published margin cell beside the simulated people's, as shares."""
    fit = fit_of_counts(run.city.population, run.counts)
    return [
        {
            "over": list(cell.over),
            "levels": list(cell.levels),
            "wanted": cell.wanted,
            "got": cell.got,
        }
        for cell in fit.residuals
    ]


def provenance_of(run: Run, run_id: str, folder: Path) -> dict[str, object]:
    """The record of a run whose other files already stand in ``folder``."""
    request, outcome = run.request, run.outcome
    grounds = grounds_of(run.city)
    key = key_of(request.seed)
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": "All people of this run are synthetic. No line is about anyone who exists.",
        "run_id": run_id,
        "documents": _documents(run),
        "scenario": _scenario(run),
        "request": {
            "name": request.name,
            "people": request.people,
            "years": request.years,
            "windows": request.windows,
            "seed": str(request.seed),
            "threads": request.threads,
            "chunk": request.chunk,
            "trace_every": request.trace_every,
            "population": request.population,
            "said": request.said,
            "one_in": request.one_in,
            "command": request.command(),
        },
        "key": {"words": list(key), "derivation": KEY_DERIVATION},
        "people": outcome.people,
        "margins": _margins(run),
        "represented": outcome.represented,
        "weight": run.weight,
        "window_days": list(outcome.window_days),
        "digest": run.digest,
        "state_digest": outcome.state_digest,
        "started": _moment(run.started),
        "stopped": _moment(run.stopped),
        "seconds": outcome.seconds,
        "bytes_per_person": outcome.bytes_per_person,
        "versions": _versions(),
        "plugins": _plugins(),
        "sources": _sources(grounds),
        "assumptions": _assumptions(grounds),
        "files": {
            path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.name != NAME
        },
    }
