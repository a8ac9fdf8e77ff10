"""``glasscity cite``: what to cite for a rule set or a run, and why."""

from __future__ import annotations

import sys


def cite(name: str, /, *, bibtex: bool = False, json: bool = False) -> int:
    """Say what to cite and why: the software, the documents, the works that carry weight.

    A work carries weight where a number rests on it. Of a run it also says what its result
    leans on most, of which there is no work to cite. Exits with 0, or with 2 if there is no such
    document or run.

    Parameters
    ----------
    name
        A name of the catalogue, a YAML file, the folder of a finished run, or how the name of
        one under ./runs begins.
    bibtex
        Print entries for a list of literature.
    json
        Print it for machines.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.results.read import FolderError
    from glasscity.studies.cite import cite as study
    from glasscity.studies.cite_told import bibtex as entries
    from glasscity.studies.cite_told import machine_cited, print_cited

    try:
        cited = study(name)
    except (DocumentError, FolderError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if json:
        from json import dumps

        sys.stdout.write(dumps(machine_cited(cited), indent=2, ensure_ascii=False) + "\n")
    elif bibtex:
        sys.stdout.write(entries(cited))
    else:
        print_cited(cited)
    return 0
