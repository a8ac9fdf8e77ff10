"""Instructions per person-month, by Valgrind's callgrind: the difference of two sizes.

    .venv/bin/python benchmarks/instructions.py

Counts are the same whatever else the machine does, which seconds are not. Needs Valgrind (a
package of the system). Valgrind knows no AVX-512, so kernels are compiled for a processor with
AVX2 alone, once and outside Valgrind: under it that would take an hour.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (20_000, 120_000)
WINDOWS = 36
CANDIDATES = 0.175
"""What the floor is told: the catalogue's own rate for Suqian."""
AVX2 = {
    "NUMBA_CPU_NAME": "znver3",
    "NUMBA_CPU_FEATURES": "+avx,+avx2,+bmi,+bmi2,+cmov,+fma,+lzcnt,+popcnt,+sse4.1,+sse4.2",
}


def count(what: str, people: int, folder: Path) -> int:
    """Instructions of one job, those of getting ready left out."""
    out = folder / f"{what}-{people}.out"
    words = [sys.executable, __file__, what, str(people)]
    environment = {**os.environ, **AVX2, "XDG_CACHE_HOME": str(folder)}
    subprocess.run([*words[:3], "600", "compile"], env=environment, check=True)
    done = subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--instr-atstart=no",
            f"--callgrind-out-file={out}",
            *words,
        ],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    (collected,) = re.findall(r"Collected : (\d+)", done.stderr)
    return int(collected)


def job(what: str, people: int, *, is_counted: bool) -> None:
    """A run or its floor, with callgrind switched on around it."""
    from glasscity.chance import key_of
    from glasscity.documents.resolve import load
    from glasscity.engine.place import live
    from glasscity.lowering.census import build_census
    from glasscity.studies.bench.floor import Floor

    city = load("suqian-2018")
    small, _ = build_census(city.population, 600)
    census, _ = build_census(city.population, people)
    floor = Floor(city, people)
    live(city, small, 2, key_of(1))
    Floor(city, 600).seconds(CANDIDATES, 1, 1)
    if not is_counted:
        return
    _switch("on")
    if what == "run":
        live(city, census, WINDOWS, key_of(1))
    else:
        floor.seconds(CANDIDATES, WINDOWS, 1)
    _switch("off")


def _switch(to: str) -> None:
    subprocess.run(
        ["callgrind_control", "-i", to, str(os.getpid())], check=True, capture_output=True
    )


def main() -> None:
    """Count, and print a line for each job."""
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed; it is a package of the system")
    with tempfile.TemporaryDirectory() as folder:
        each = {}
        for what in ("run", "floor"):
            few, many = (count(what, people, Path(folder)) for people in SIZES)
            each[what] = (many - few) / ((SIZES[1] - SIZES[0]) * WINDOWS)
            print(f"{what}: {each[what]:.1f} instructions per person-month", flush=True)
        print(f"ratio: {each['run'] / each['floor']:.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        job(sys.argv[1], int(sys.argv[2]), is_counted=len(sys.argv) == 3)
    else:
        main()
