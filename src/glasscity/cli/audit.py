"""``glasscity audit``: what a regime does to people, question by question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.studies.audit import Audited

RAISED, NOT_ESTIMABLE = 1, 5


def audit(
    name: str,
    /,
    *,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    questions: str = "",
    fail_on: str = "",
    settings: int = 128,
    population: str | None = None,
    html: Path | None = None,
    out: Path = Path("runs"),
    json: bool = False,
) -> int:
    """Ask what a regime does to people, how much of it by error, and on whom it falls.

    Each answer has its number, interval and the number of people behind it, and says what
    would raise it as a question for a person. Exits with 0; 1 if a rule of --fail-on raises its
    question; 5 if none does but one cannot be told; 2 for bad documents, rules or numbers; 3 if
    interrupted.

    Parameters
    ----------
    name
        A regime of the catalogue (suqian-2018), or a YAML file.
    people
        How many synthetic adults to simulate in each world; 100,000 if left out.
    years
        Length of the runs in years.
    seed
        Which luck; the same seed gives the same bits.
    threads
        Threads to use; all processors if left out. Never changes a result.
    questions
        Which questions, by number or name, as in 0,1,4; all of them if left out.
    fail_on
        Rules, parted by commas: a number and its bound (wrongful_records_per_1000>10), or a
        question (error).
    settings
        Settings of the assumed numbers that the last question tries; 512 say more, 0 is quick.
    population
        Hold the findings against those on this population too (shenzhen-2020, or a YAML file).
    html
        Write the audit as one HTML page to this file.
    out
        Folder that keeps the worlds lived and the settings tried; an interrupted audit goes on.
    json
        Print the result for machines on stdout.
    """
    from glasscity.cli.progress import told
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.studies.audit import audit as study

    try:
        with told("living", json) as tell:
            asked = (questions, fail_on, tell, settings, out)
            done = study(name, people, years, seed, threads, *asked, population)
    except (DocumentError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; what was lived is kept, and the same command goes on\n")
        return 3
    _tell(done, html, json)
    return _code({verdict.raised for verdict in done.verdicts})


def _code(outcomes: set[str]) -> int:
    return RAISED if "yes" in outcomes else NOT_ESTIMABLE if "not estimable" in outcomes else 0


def _tell(done: Audited, page: Path | None, is_json: bool) -> None:
    if page is not None:
        from glasscity.studies.audit.page import write_page

        write_page(page, done)
    if is_json:
        import json

        from glasscity.studies.audit.machine import machine_audit

        sys.stdout.write(json.dumps(machine_audit(done), indent=2) + "\n")
        return
    from glasscity.studies.audit.told import print_audit

    print_audit(done, page)
