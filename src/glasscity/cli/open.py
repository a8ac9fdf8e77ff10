"""``glasscity open``: the life of one synthetic person of a run, deed by deed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal


def open_file(
    run: str,
    person: int,
    /,
    *,
    slip: Path | None = None,
    lang: Literal["en", "nl", "zh_Hans"] = "en",
    yardsticks: bool = False,
    json: bool = False,
) -> int:
    """Open the file of one synthetic person: replay a life of a finished run, line by line.

    What the person did, what was seen and by what, who was blamed, what was recorded, true or
    false, what it did to score and class, what was refused, and what the person knew. Nobody in
    it exists. Exits with 0; 2 where the run or the person is not there, or the slip cannot be
    written.

    Parameters
    ----------
    run
        Folder of a run, or how the name of one under ./runs begins (suqian-2018).
    person
        Number of the person, from 0 to one less than the people simulated.
    slip
        Write the life to this file too, to print 80 mm wide: .html, or .txt for plain text.
    lang
        Language of the words.
    yardsticks
        Print also what every visible deed on record would have come to, and no error at all.
    json
        Print the life for machines on stdout instead of a table.
    """
    from rich.console import Console

    from glasscity.results.read import FolderError
    from glasscity.studies.life import life
    from glasscity.studies.life_runs import find_run
    from glasscity.studies.slip import write_slip

    try:
        with Console(stderr=True).status("replaying"):
            lived = life(find_run(run), person)
        if slip is not None:
            write_slip(slip, lived, lang)
    except (FolderError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{error.filename or run} - {error.strerror or error}\n")
        return 2
    if json:
        from json import dumps

        from glasscity.studies.life_machine import machine_life

        sys.stdout.write(dumps(machine_life(lived, lang), indent=2, ensure_ascii=False) + "\n")
    else:
        from glasscity.studies.life_page import print_life

        print_life(lived, lang, has_yardsticks=yardsticks)
    sys.stderr.write(f"replayed in {lived.milliseconds:,.0f} ms\n")
    if slip is not None:
        sys.stderr.write(f"slip {slip}\n")
    return 0
