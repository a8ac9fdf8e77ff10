"""What is installed is what was locked: hash-pinned, without addresses, and nothing unused."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from house.tree import ROOT, imported, project, sources

LOCKS = ("requirements.lock", "requirements-dev.lock")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(requirements: list[str]) -> set[str]:
    heads = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {_normal(head.group()) for head in heads if head}


def _pins(lock: str) -> dict[str, str]:
    """Version and hashes by package."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S.*)$", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    pin = re.compile(r"[a-z0-9-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in text.splitlines() if not pin.fullmatch(line)] == []
    assert len(text.splitlines()) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"http|://|@ |--(extra-)?index|--find-links", text)


def test_every_dependency_is_pinned() -> None:
    settings = project()
    base = _named(settings["project"]["dependencies"] + settings["dependency-groups"]["build"])
    extras = settings["project"]["optional-dependencies"]
    assert base - _pins("requirements.lock").keys() == set()
    wanted = base.union(*(_named(extras[name]) for name in ("analysis", "bench", "cluster", "dev")))
    assert wanted - _pins("requirements-dev.lock").keys() == set()


def test_the_locks_agree() -> None:
    developer = _pins("requirements-dev.lock")
    assert {name: developer[name] for name in _pins("requirements.lock")} == _pins(
        "requirements.lock"
    )


def test_what_is_imported_is_what_is_declared() -> None:
    """Every third-party import has its dependency, and every dependency its import."""
    settings = project()["project"]
    owners = packages_distributions()
    used: set[str] = set()
    for file, tree in sources():
        for name in imported(tree):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "glasscity":
                continue
            if name.startswith("ruamel."):
                top = "ruamel"
            found = {_normal(owner) for owner in owners.get(top, [top])}
            assert found, f"{file} imports {name}, which nothing declares"
            used |= found
    declared = _named(settings["dependencies"])
    extras = settings["optional-dependencies"]
    allowed = declared | _named(extras["bench"] + extras["cluster"])
    # What a declared package promises to bring along and shares its types with.
    brought = {"pydantic-core"}
    assert used - allowed - brought == set(), "imported but not declared"
    assert declared - used == set(), "declared but not imported"
