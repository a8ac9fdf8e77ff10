"""``glasscity claims``: what the articles say, what the record says, and what a run adds."""

from __future__ import annotations

import sys
from pathlib import Path


def claims(
    *ids: str,
    quick: bool = False,
    people: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    out: Path = Path("runs"),
    markdown: list[Path] | None = None,
    json: bool = False,
) -> int:
    """Settle what five newspaper articles say of these systems, claim by claim.

    Each has two verdicts that are never merged: what the record says, and what running the
    rules adds, with its number, what that leans on, and the number of a placebo beside it.
    Worlds are kept, so the same command goes on where it was interrupted. Exits with 0; 2 for
    unknown ids, bad documents or numbers; 3 if interrupted.

    Parameters
    ----------
    ids
        Which claims, as C06 C30; all of them if left out.
    quick
        Fewer people and fewer settings, in under two minutes.
    people
        How many synthetic adults to simulate in a world; 50,000 if left out, 10,000 if quick.
        Claims that need many worlds take fewer, some that look for rare deeds twice as many.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Processors to use, each for claims of its own; all if left out. Never changes a result.
    out
        Folder in which the worlds are kept.
    markdown
        Write the claims as a page to this file; into a page with the marks "claims" only a short
        table between them. May be given more than once.
    json
        Print the result for machines on stdout.
    """
    from glasscity.cli.progress import told
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.studies.claims import claims as study

    try:
        with told("claims", json) as tell:
            done = study(ids, people, seed, threads, quick, out, tell)
    except (DocumentError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; the worlds lived are kept, and the same command goes on\n")
        return 3
    if markdown:
        from glasscity.studies.claims.markdown import write_markdown

        for path in markdown:
            write_markdown(path, done)
    if json:
        import json as text

        from glasscity.studies.claims.machine import machine_claims

        sys.stdout.write(text.dumps(machine_claims(done), indent=2, ensure_ascii=False) + "\n")
        return 0
    from glasscity.studies.claims.told import print_claims

    print_claims(done)
    return 0
