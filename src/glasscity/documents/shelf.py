"""Where documents lie: files by path, and the catalogue by name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of

FAMILIES = {
    "regime": "regimes",
    "scenario": "scenarios",
    "population": "populations",
    "conduct": "conduct",
    "helping": "helping",
    "rewiring": "rewiring",
    "gravity": "gravity",
    "sweep": "sweeps",
    "claims": "claims",
}
"""Folder of the catalogue by kind of document."""
ENDINGS = (".yaml", ".yml", ".json")


def _catalogue() -> Path:
    return Path(str(files("glasscity"))) / "catalogue"


def facts() -> Path:
    """The packaged list of references."""
    return _catalogue() / "references" / "facts.yaml"


def names(family: str) -> tuple[str, ...]:
    """The ids of the packaged documents of a family, in alphabetical order."""
    folder = _catalogue() / FAMILIES[family]
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def everything() -> tuple[Path, ...]:
    """All packaged documents, with the list of references."""
    found = (packaged(family, name) for family in FAMILIES for name in names(family))
    return (*(path for path in found if path is not None), facts())


def is_known(name: str) -> bool:
    """Whether the catalogue has a document of that name."""
    return any(name in names(family) for family in FAMILIES)


def is_path(name: str) -> bool:
    """Whether a name means a file rather than an entry of the catalogue."""
    return name.endswith(ENDINGS) or "/" in name or "\\" in name


def packaged(family: str, name: str) -> Path | None:
    """The file of a catalogue entry, None if there is none of that name."""
    return _catalogue() / FAMILIES[family] / f"{name}.yaml" if name in names(family) else None


def find(family: str, name: str) -> Path:
    """The file that a name or path given by a person means. Raises DocumentError.

    A scenario may be named wherever a regime may.
    """
    if is_path(name):
        return Path(name)
    path = shelved(family, name)
    if path is None:
        raise DocumentError([Problem(name, 0, 0, "", *unknown(family, name))])
    return path


def _like(family: str) -> tuple[str, ...]:
    """The families whose documents may stand for one of this family."""
    return ("regime", "scenario") if family == "regime" else (family,)


def shelved(family: str, name: str) -> Path | None:
    """The file of a catalogue entry that may stand for one of a family, None if none may."""
    found = [path for one in _like(family) if (path := packaged(one, name))]
    return found[0] if found else None


def unknown(family: str, name: str) -> tuple[str, str, str | None]:
    """What is wrong with an unknown name, how to mend it, and the nearest known one."""
    known = [entry for one in _like(family) for entry in names(one)]
    noun = " or ".join(_like(family))
    return (
        f"the catalogue has no {noun} '{name}'",
        f"give a path ending in .yaml, or one of: {some_of(known)}",
        did_you_mean(name, known),
    )


def any_of(file: Path) -> Path:
    """The file itself, or the catalogue entry of that name. Raises DocumentError for neither."""
    name = str(file)
    if file.exists() or is_path(name):
        return file
    for family in FAMILIES:
        if path := packaged(family, name):
            return path
    known = [entry for family in FAMILIES for entry in names(family)]
    what = f"there is no file '{name}', and the catalogue has no such name"
    mend = f"give a path, or one of: {some_of(known)}"
    raise DocumentError([Problem(name, 0, 0, "", what, mend, did_you_mean(name, known))])
