"""How every kernel is compiled, said once.

Numba's own cache does not see an edit in another file that was inlined, so the cache folder
is named by the digest of every source a kernel can be built from: change one, and all are
compiled anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from platformdirs import user_cache_path

_PACKAGE = Path(__file__).parent.parent
_SOURCES = sorted(
    [
        *_PACKAGE.glob("kernels/*.py"),
        _PACKAGE / "chance.py",
        _PACKAGE / "tables" / "law.py",
        _PACKAGE / "vocabulary" / "codes.py",
    ]
)


def sources_digest() -> str:
    """The sha256 of all kernel sources, their names and Numba's version."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in _SOURCES:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _cache_folder() -> Path | None:
    """The folder for compiled kernels, or None where none can be written."""
    folder = user_cache_path("glasscity") / f"kernels-{sources_digest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


_FOLDER = _cache_folder()
if _FOLDER is not None:
    vars(numba.config)["CACHE_DIR"] = str(_FOLDER)


Int = Any
"""An int64 inside a kernel: NumPy calls what an index gives numpy.int64, Python calls a literal
int, and the compiler sees one type."""

_njit: Any = numba.njit
_OPTIONS: dict[str, Any] = {
    "nogil": True,
    "fastmath": False,
    "error_model": "numpy",
    "_nrt": False,  # counting references to the tables cost ten times the work itself
}


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a kernel: no interpreter lock, IEEE arithmetic in the order written, cached."""
    compiled: Callable[..., Any] = _njit(cache=_FOLDER is not None, **_OPTIONS)(function)
    return compiled


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Paste a verb into its caller: no call carries tables, and a loop around it can be SIMD."""
    compiled: Callable[..., Any] = _njit(inline="always", **_OPTIONS)(function)
    return compiled


def small(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a verb with few arguments and many callers; LLVM inlines it, which is quicker."""
    compiled: Callable[..., Any] = _njit(forceinline=True, **_OPTIONS)(function)
    return compiled
