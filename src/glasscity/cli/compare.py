"""``glasscity compare``: the same people and the same luck in several worlds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.studies.compare import Compared


def compare(
    *names: str,
    population: str | None = None,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    out: Path = Path("runs"),
    html: Path | None = None,
    json: bool = False,
) -> int:
    """Compare a regime with others, person by person: who is worse and better off, and by how much.

    The first world is compared with each other one. Every pair is kept, so the same command goes
    on where it was interrupted. Exits with 0; 2 for bad documents or numbers; 3 if interrupted.

    Parameters
    ----------
    names
        Regimes and scenarios of the catalogue (suqian-2018) or YAML files, and worlds made from
        the first of them: none, perfect-sight, without-error, without-responses,
        without-recourse, without-cross-context, placebo.
    population
        Live all of them on this population of the catalogue, or of a YAML file.
    people
        How many synthetic adults to simulate in each world; 100,000 if left out.
    years
        Length of the runs in years.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Threads to use; all processors if left out. Never changes a result.
    out
        Folder in which pairs of worlds are kept.
    html
        Write the comparison as one HTML page to this file.
    json
        Print the result for machines on stdout.
    """
    from glasscity.cli.progress import bar, tries
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.results.read import FolderError
    from glasscity.studies.compare import lean, live_worlds

    try:
        with bar(json) as progress:
            lived = live_worlds(names, people, years, seed, threads, out, progress, population)
        done = lean(lived, tries(json))
    except (DocumentError, FolderError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; finished pairs are kept; the same command goes on\n")
        return 3
    if html is not None:
        from glasscity.studies.compare.page import write_page

        write_page(html, done)
    _tell(done, html, json)
    return 0


def _tell(done: Compared, page: Path | None, is_json: bool) -> None:
    if is_json:
        import json

        from glasscity.studies.compare.machine import machine_comparison

        sys.stdout.write(json.dumps(machine_comparison(done), indent=2) + "\n")
        return
    from glasscity.studies.compare.told import print_comparison

    print_comparison(done, page)
