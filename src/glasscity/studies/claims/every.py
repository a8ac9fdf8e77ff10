"""Every claim that is settled, one row each, in the order of their ids."""

from __future__ import annotations

from collections.abc import Callable

from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Finding
from glasscity.studies.claims.points import c01

Settle = Callable[[Bench], Finding]

CLAIMS: dict[str, Settle] = {
    # --- points, classes, benefits (C01 to C09)
    "C01": c01,
    # --- announced additions, scorecards, blacklists, cousins (C10 to C24)
    # --- pilots, screens, courts, cameras (C25 to C36)
    # --- trust, ratings, gates, firms, opinion (C37 to C47)
}
