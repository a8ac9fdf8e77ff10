"""``glasscity calibrate``: a regime held against figures that were published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.studies.calibrate import Calibrated


def calibrate(
    name: str,
    /,
    *,
    figures: str = "",
    people: int = 20_000,
    years: float = 5.0,
    settings: int = 64,
    seed: int = 1,
    out: Path = Path("runs"),
    json: bool = False,
) -> int:
    """Hold a regime against figures that were published of the real system.

    It is lived at its own numbers and at many settings of the doubtful ones. Nothing is
    searched for and no document is changed. Exits with 0; 2 for bad documents or numbers; 3 if
    interrupted.

    Parameters
    ----------
    name
        A regime of the catalogue (court-list-2013), or a YAML file with that id.
    figures
        Ids of published figures, parted by commas; all of this regime if left out.
    people
        How many synthetic adults to simulate at each setting.
    years
        Length of the runs in years.
    settings
        Settings of the doubtful numbers that are tried.
    seed
        Which luck; the same seed gives the same bits.
    out
        Folder that keeps the settings tried; an interrupted command goes on from there.
    json
        Print the result for machines on stdout.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError

    try:
        if people < 1 or settings < 1 or years <= 0 or seed < 0:
            raise ValueError("--people, --settings, --years and --seed are positive numbers")
        done = _study(name, figures, (people, years, settings, seed, out), json)
    except (DocumentError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; the settings tried are kept, and the same command goes on\n")
        return 3
    if json:
        import json as writer

        sys.stdout.write(writer.dumps(done.as_json(), indent=2) + "\n")
    else:
        from glasscity.studies.calibrate.told import print_calibration

        print_calibration(done)
    return 0


def _study(
    name: str, figures: str, size: tuple[int, float, int, int, Path], is_quiet: bool
) -> Calibrated:
    from glasscity.cli.progress import told
    from glasscity.documents.published import PublishedFigure
    from glasscity.studies.calibrate import calibrate as study

    wanted = [PublishedFigure(it.strip()) for it in figures.split(",") if it.strip()]
    with told("living", is_quiet) as tell:
        return study(name, wanted, *size, lambda so_far, n: tell(f"settings {so_far} of {n}"))
