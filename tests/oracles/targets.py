"""The exact results and published models that runs are held against, and the home of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Home = Literal["window engine", "study kernel", "measures"]


@dataclass(frozen=True)
class Target:
    """What a target is about, and what computes our side of it."""

    title: str
    home: Home = "window engine"


TARGETS = {
    "A1": Target("a bounded score with bands"),
    "A2": Target("demerits that expire"),
    "A3": Target("lists, entered and left"),
    "A4": Target("detection, error and misidentification"),
    "A5": Target("friends' scores as a linear system"),
    "A6": Target("the performative loop"),
    "A7": Target("K strikes, with turnover"),
    "A8": Target("appeals and corrections"),
    "A9": Target("learning the risk"),
    "A10": Target("reputations, public and private", "study kernel"),
    "A11": Target("ties rewired by score", "study kernel"),
    "A12": Target("sensors sent where records are"),
    "T2": Target("the lending game (D'Amour et al. 2020)"),
    "T3": Target("one-step outcome curves (Liu et al. 2018)"),
    "T4": Target("broadcast reputation (Radzvilavicius et al. 2021)", "study kernel"),
    "T5": Target("K-strike permanent records (Clark et al. 2020)"),
    "T6": Target("friends in the score (Wei et al. 2016, Wu et al. 2010)"),
    "T7": Target("record-driven attention (Ensign et al. 2018)"),
    "T8": Target("face identification at scale"),
    "T9": Target("audit arithmetic on published confusion tables (ProPublica 2016)", "measures"),
    "T12": Target("reference numerics of mobility and inequality", "measures"),
    "house": Target("laws of our own: rates, doors, columns"),
}
"""By the id that starts the name of each assertion. ``window engine``: the documents of a city
are run by ``glasscity.engine``. ``study kernel``: a model of its own, with the same chance.
``measures``: functions of tables, held against tables of others."""
