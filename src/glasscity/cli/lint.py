"""``glasscity lint``: coherence of a rule set, read without running it."""

from __future__ import annotations

import sys


def lint(name: str, /, *, json: bool = False) -> int:
    """Read a rule set without running it: what in it cannot happen, be undone, or counts twice.

    Each finding has its place in the file, why it matters and how to mend it. Exits with 0, with 1
    if there is a question for whoever wrote the rules, with 2 if a document has problems.

    Parameters
    ----------
    name
        A regime of the catalogue (suqian-2018), or a YAML file.
    json
        Print the findings for machines.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.studies.lint import lint as study
    from glasscity.studies.lint.page import machine_lint, print_lint

    try:
        found = study(name)
    except DocumentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if json:
        from json import dumps

        sys.stdout.write(dumps(machine_lint(found), indent=2, ensure_ascii=False) + "\n")
    else:
        print_lint(found)
    return 1 if found.questions else 0
