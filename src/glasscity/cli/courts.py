"""``glasscity courts``: the courts' list of defaulters, held against its published totals."""

from __future__ import annotations

import sys


def courts(
    *,
    people: int = 10_000,
    seed: int = 1,
    predict: bool = False,
    json: bool = False,
) -> int:
    """Live the courts' list of defaulters at its published pace, against its published totals.

    It is fitted to totals up to March 2018 and tested on what was kept out: the count of people
    in 2014, and later totals. Exits with 0, or with 2 for bad numbers.

    Parameters
    ----------
    people
        How many synthetic adults to simulate; each may be listed many times over.
    seed
        Which luck; the same seed gives the same bits.
    predict
        Only print what is foretold, as a dated file.
    json
        Print the result for machines on stdout.
    """
    from glasscity.engine.trouble import RunError
    from glasscity.studies.courts import courts as study
    from glasscity.studies.courts.predict import predictions
    from glasscity.studies.courts.told import as_file, print_courts

    if predict:
        import datetime

        today = datetime.datetime.now(datetime.UTC).date()
        sys.stdout.write(as_file(predictions(), today))
        return 0
    try:
        if not 100 <= people <= 1_000_000 or seed < 0:
            raise ValueError("--people is 100 to 1,000,000, --seed is not negative")
        done = study(people, seed)
    except (RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if json:
        import json as writer

        sys.stdout.write(writer.dumps(done.as_json(), indent=2) + "\n")
    else:
        print_courts(done)
    return 0
