"""``glasscity rewire``: who has ties with whom, when ties follow the score?"""

from __future__ import annotations

from pathlib import Path


def rewire(
    files: list[Path] | None = None,
    /,
    *,
    runs: int = 30,
    sweeps: int = 1_000,
    seed: int = 1,
    threads: int | None = None,
    json: bool = False,
) -> int:
    """Let people drop ties and take up others: shares of ties by the scores of their ends.

    A study beside the engine of regimes. Exits with 0, or with 2 for bad documents or numbers.

    Parameters
    ----------
    files
        YAML files with webs of ties, or names of the catalogue; all of the catalogue if none.
    runs
        Runs of each web, each with luck of its own.
    sweeps
        Length of a run, in looks at a random tie for each tie; the last half is averaged.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Threads to use; all processors if left out. Never changes a result.
    json
        Print the result for machines on stdout.
    """
    from glasscity.cli.games import play_each, tell
    from glasscity.documents.rewiring import Rewiring
    from glasscity.studies.rewiring import rewire_many
    from glasscity.studies.rewiring.table import table_of
    from glasscity.studies.run import threads_here

    n = threads_here() if threads is None else threads
    webs = play_each(
        "rewiring", Rewiring, files, lambda web: rewire_many(web, runs, sweeps, seed, n)
    )
    return tell("webs", webs, table_of, json)
