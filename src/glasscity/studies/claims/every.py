"""Every claim that is settled, one row each, in the order of their ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from glasscity.studies.claims.access import c07
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.benefits import c05
from glasscity.studies.claims.blood import c03
from glasscity.studies.claims.courts import c30, c31, c32, c33
from glasscity.studies.claims.crossings import c06
from glasscity.studies.claims.duties import c46
from glasscity.studies.claims.finding import Finding
from glasscity.studies.claims.gates import c39, c40, c44
from glasscity.studies.claims.grades import c08
from glasscity.studies.claims.later import c41, c42
from glasscity.studies.claims.lists import c18, c19
from glasscity.studies.claims.nation import c43, c45, c47
from glasscity.studies.claims.older import c22, c23, c24
from glasscity.studies.claims.pilots import c25, c29
from glasscity.studies.claims.plans import c10, c11, c12, c14
from glasscity.studies.claims.points import c01, c02, c04, c09
from glasscity.studies.claims.pooled import c27, c28
from glasscity.studies.claims.reach import c34, c35, c36
from glasscity.studies.claims.scorecards import c13, c20, c21
from glasscity.studies.claims.screens import c26a, c26b
from glasscity.studies.claims.striving import c15, c16, c17
from glasscity.studies.claims.trust import c37, c38

Settle = Callable[[Bench], Finding]

CLAIMS: dict[str, Settle] = {
    # --- points, classes, benefits (C01 to C09)
    "C01": c01,
    "C02": c02,
    "C03": c03,
    "C04": c04,
    "C05": c05,
    "C06": c06,
    "C07": c07,
    "C08": c08,
    "C09": c09,
    # --- announced additions, scorecards, blacklists, cousins (C10 to C24)
    "C10": c10,
    "C11": c11,
    "C12": c12,
    "C13": c13,
    "C14": c14,
    "C15": c15,
    "C16": c16,
    "C17": c17,
    "C18": c18,
    "C19": c19,
    "C20": c20,
    "C21": c21,
    "C22": c22,
    "C23": c23,
    "C24": c24,
    # --- pilots, screens, courts, cameras (C25 to C36)
    "C25": c25,
    "C26a": c26a,
    "C26b": c26b,
    "C27": c27,
    "C28": c28,
    "C29": c29,
    "C30": c30,
    "C31": c31,
    "C32": c32,
    "C33": c33,
    "C34": c34,
    "C35": c35,
    "C36": c36,
    # --- trust, ratings, gates, firms, opinion (C37 to C47)
    "C37": c37,
    "C38": c38,
    "C39": c39,
    "C40": c40,
    "C41": c41,
    "C42": c42,
    "C43": c43,
    "C44": c44,
    "C45": c45,
    "C46": c46,
    "C47": c47,
}


def settle(name: str, bench: Bench) -> Finding:
    """What the lab adds to a claim, and how many people its worlds had."""
    bench.sizes()
    finding = CLAIMS[name](bench)
    return replace(finding, sizes=bench.sizes())
