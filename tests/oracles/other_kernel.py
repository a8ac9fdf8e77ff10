"""A kernel with a deliberate error, made from its source: with it, an oracle must fail."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def other_kernel(module: ModuleType, old: str, new: str, folder: Path) -> ModuleType:
    """The module of a kernel with one piece of its source replaced."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"'{old}' stands in {module.__name__} {source.count(old)} times"
    path = folder / f"{module.__name__.split('.')[-1]}_sabotaged.py"
    path.write_text(source.replace(old, new), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
