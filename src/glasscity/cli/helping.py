"""``glasscity helping``: do people help by what a board says, or by what each thinks?"""

from __future__ import annotations

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
    from glasscity.cli.games import play_each, tell
    from glasscity.documents.helping import Helping
    from glasscity.studies.helping import play_many
    from glasscity.studies.helping.table import table_of
    from glasscity.studies.run import threads_here

    n = threads_here() if threads is None else threads
    games = play_each(
        "helping", Helping, files, lambda game: play_many(game, runs, generations, seed, n)
    )
    return tell("games", games, table_of, json)
