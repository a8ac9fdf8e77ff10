"""Points moved by each rule, by true and by wrongful records."""

from __future__ import annotations

import pandas as pd

from glasscity.measures.names import kinds_of
from glasscity.results.run import Run

_MEASURES = ("hits_of_rule", "points_up", "points_down")


def points_by_rule(run: Run) -> pd.DataFrame:
    """What the rules of each ledger moved, two rows per rule: true records, then wrongful ones.

    Columns: ledger, rule, title, on (title of the kind of deed), truth (true, wrongful), records
    answered, up and down (points, simulated people; down is a magnitude), represented_down.
    """
    counts = {measure: _by_rule(run, measure) for measure in _MEASURES}
    kinds = kinds_of(run.city.conduct)
    rows = []
    for ledger in run.city.regime.banded:
        for rule in ledger.rules:
            for truth, word in (("true", "true"), ("wrongful", "false")):
                key = (ledger.id, rule.id, word)
                hits, up, down = (counts[measure].get(key, 0) for measure in _MEASURES)
                titles = (rule.title.en, kinds[rule.on].title.en)
                represented = down * run.weight
                rows.append((ledger.id, rule.id, *titles, truth, hits, up, down, represented))
    names = ["ledger", "rule", "title", "on", "truth", "records", "up", "down"]
    return pd.DataFrame(rows, columns=[*names, "represented_down"])


def _by_rule(run: Run, measure: str) -> dict[tuple[str, str, str], int]:
    frame = run.tallies.total(measure, "ledger", "rule", "true-or-false")
    return {(str(a), str(b), str(c)): int(n) for a, b, c, n in frame.itertuples(index=False)}
