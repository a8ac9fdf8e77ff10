"""What is shipped: the package with its catalogue, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import glasscity
from house.tree import PACKAGE, ROOT, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def _files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    ours = {str(path.relative_to(PACKAGE.parent)) for path in tracked() if PACKAGE in path.parents}
    about = f"glasscity-{glasscity.__version__}.dist-info/"
    shipped = {name for name in _files(wheel) if not name.startswith(about)}
    assert shipped == ours
    assert f"{about}licenses/LICENSE" in _files(wheel)


def test_the_wheel_holds_the_catalogue(wheel: Path) -> None:
    files = _files(wheel)
    for shelf in ("regimes", "populations", "conduct", "references"):
        held = [f for f in files if f.startswith(f"glasscity/catalogue/{shelf}/")]
        assert any(name.endswith((".yaml", ".yml")) for name in held), shelf


def test_the_reference_interpreter_is_not_shipped(wheel: Path) -> None:
    assert [name for name in _files(wheel) if "reference/" in name or "tests" in name] == []
    assert (ROOT / "tests" / "reference").is_dir()


def test_the_wheel_starts_from_its_own_files(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "import sys, glasscity; print(glasscity.__file__); sys.argv[1:] = ['show', 'suqian-2018']\n"
        "from glasscity.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path))
    assert len(done.stdout.splitlines()) > 20
