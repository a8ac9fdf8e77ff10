"""A folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glasscity.results.read import FolderError

Writer = Callable[[Path], None]


@dataclass(frozen=True)
class WholeFolder:
    """The folder ``path``, whose name ends with the id of what it holds."""

    path: Path
    identity: str

    def prepare(self) -> None:
        """Make sure that this folder can be written. Raises FolderError before work is lost."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._sweep()
            Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent)).rmdir()
        except OSError as error:
            raise self._unwritable(error) from error
        self._refuse_strangers()

    def write(self, fill: Writer, finished: Callable[[], bool]) -> Path:
        """Let ``fill`` write every file aside, then rename. Returns the folder's path.

        Nothing is left behind where anything fails or is interrupted. What another process
        ``finished`` meanwhile is kept. Raises FolderError where the place cannot be written or
        holds something else.
        """
        self.prepare()
        aside = Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent))
        try:
            fill(aside)
            aside.chmod(0o755)
            if not finished():
                self._swap(aside)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return self.path

    def _swap(self, aside: Path) -> None:
        old = None
        if self.path.exists():
            old = Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent)) / "old"
            self.path.rename(old)
        try:
            aside.rename(self.path)
        except OSError:
            if old is not None:
                old.rename(self.path)
            raise
        finally:
            if old is not None:
                shutil.rmtree(old.parent, ignore_errors=True)

    def _aside(self) -> str:
        return f".{self.path.name}.{os.getpid()}-"

    def _sweep(self) -> None:
        """Remove what killed processes left aside."""
        for left in self.path.parent.glob(f".{self.path.name}.*-*"):
            owner = left.name.rsplit(".", 1)[1].split("-", 1)[0]
            if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc").exists():
                shutil.rmtree(left, ignore_errors=True)

    def _refuse_strangers(self) -> None:
        """Nothing but an earlier, unfinished or damaged writing of the same is ever replaced."""
        if not self.path.exists():
            return
        ours = self.path.is_dir() and self.path.name.endswith(self.identity)
        if not ours:
            raise FolderError(
                f"{self.path} - holds something that is not this run - "
                "name another folder with --out, or remove it yourself"
            )

    def _unwritable(self, error: OSError) -> FolderError:
        return FolderError(
            f"{self.path.parent} - cannot be written ({error.strerror or error}) - "
            "name a folder you may write to with --out"
        )
