"""``glasscity helping``: do people help by what a board says, or by what each thinks?"""

from __future__ import annotations

import sys
from pathlib import Path


def helping(
    files: list[Path] | None = None,
    /,
    *,
    runs: int = 30,
    generations: int = 10_000,
    seed: int = 1,
    threads: int | None = None,
    json: bool = False,
) -> int:
    """Play helping games: how much people give, with its standard error over runs.

    A study beside the engine of regimes: a small group plays a game by reputation and copies
    who does well. It is no city. Exits with 0, or with 2 for bad documents or numbers.

    Parameters
    ----------
    files
        YAML files with helping games, or names of the catalogue; all of the catalogue if none.
    runs
        Runs of each game, each with luck of its own.
    generations
        Length of a run; the last half is averaged.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Threads to use; all processors if left out. Never changes a result.
    json
        Print the result for machines on stdout.
    """
    from glasscity.documents.helping import Helping
    from glasscity.documents.problem import DocumentError
    from glasscity.documents.resolve import load_study
    from glasscity.documents.shelf import names
    from glasscity.studies.helping import play_many
    from glasscity.studies.run import threads_here

    n = threads_here() if threads is None else threads
    try:
        given = [str(file) for file in files or ()] or list(names("helping"))
        loaded = [load_study("helping", name, Helping) for name in given]
        games = [play_many(game, runs, generations, seed, n) for game in loaded]
    except (DocumentError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if json:
        import json as writer

        content = {"schema_version": 1, "games": [of.as_json() for of in games]}
        sys.stdout.write(writer.dumps(content, indent=2) + "\n")
        return 0
    from rich.console import Console

    from glasscity.studies.helping.table import table_of

    Console(width=80).print(table_of(games))
    return 0
