"""``glasscity check``: say what is wrong with documents."""

from __future__ import annotations

import sys
from pathlib import Path


def check(files: list[Path] | None = None, /, *, strict: bool = False) -> int:
    """Check documents and print every problem with its place and repair.

    A regime is checked together with the population and the conduct it names, a scenario with
    its base. Prints one line for each sound file; problems go to the error stream. Exits with 0
    if all files are fine, with 2 if not.

    Parameters
    ----------
    files
        YAML files (regimes, scenarios, populations, conduct, references), or names of the
        catalogue; the whole catalogue if left out.
    strict
        Ask of rule sets what the catalogue asks of its own: a range for each assumption, no
        number from memory or weak reports, notes on what is in doubt.
    """
    from glasscity.documents import shelf
    from glasscity.documents.digest import digest
    from glasscity.documents.problem import DocumentError
    from glasscity.documents.resolve import examine
    from glasscity.documents.strict import strict_problems

    problems: dict[str, None] = {}
    for file in shelf.everything() if files is None else files:
        shown = file.stem if files is None else file
        try:
            examined = examine(shelf.any_of(file))
            found = list(strict_problems(examined)) if strict else []
            if found:
                raise DocumentError(found)
        except DocumentError as error:
            problems.update(dict.fromkeys(str(problem) for problem in error.problems))
        else:
            sys.stdout.write(f"{shown}: fine (digest {digest(examined.model)[:16]})\n")
    for line in problems:
        sys.stderr.write(f"{line}\n")
    if problems:
        noun = "problem" if len(problems) == 1 else "problems"
        sys.stderr.write(f"{len(problems)} {noun}\n")
    return 2 if problems else 0
