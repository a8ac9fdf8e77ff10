"""Where twin and catalogue differ because the sources leave it open, with the reason."""

from __future__ import annotations

_CALLED_IN = (
    "lenders call in a claim (BKR-08); that a judgment stands for it is the catalogue's choice"
)

OPEN: dict[str, dict[str, str]] = {
    "bkr": {
        "judgment-debt: follows": _CALLED_IN,
        "judgment-debt: in force": _CALLED_IN,
        "judgment-debt: kept": _CALLED_IN,
        "judgment-debt: lasts": _CALLED_IN,
        "loan-default: follows": "no source of ours has telephones on credit; the bar is assumed",
    },
    "court-list-2013": {
        "court-debt-default: bar fast-train chance, from 2014-07-01": (
            "the bar is sourced (SPC-05); that 0.16 of trips meet it is worked out from counts of "
            "refusals (SPC-D3), which do not tell a leak from people who stop trying"
        ),
    },
}
