"""The columns of the tally: which number counts what, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.lowering.contest import contests_of
from glasscity.lowering.cuts import ENDS, cutters_of
from glasscity.lowering.observe import Pair
from glasscity.tables.law import IN_TURN, Places
from glasscity.vocabulary.codes import COLUMN_NAMES, EXITS

Name = tuple[str, str]
TRUTHS = ["true", "false"]


class _Names:
    """Names in the order of their columns; a group of them is reserved at once."""

    def __init__(self) -> None:
        self.names: list[Name] = []

    def reserve(self, measure: str, keys: list[str]) -> int:
        first = len(self.names)
        self.names.extend((measure, key) for key in keys)
        return first

    def each(self, measures: Sequence[str], keys: list[str]) -> dict[str, int]:
        """Reserve several measures of the same things."""
        return {measure: self.reserve(measure, keys) for measure in measures}


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _ids(items: Sequence[_Named]) -> list[str]:
    return [item.id for item in items]


AT_DOORS = (
    "refused",
    "booked",
    "money",
    "days_waited",
    "published",
    "people_published",
    "days_published",
)
APPEALS = (
    "appeals_filed",
    "appeals_decided",
    "appeals_struck",
    "appeals_waiting",
    "appeals_days",
)
TIES = ("ties_cut", "ties_made")
BY_REPAIR = ("repairs", "repaired", "repair_paid", "repair_hours")


def lower_columns(
    regime: Regime, conduct: Conduct, pairs: list[Pair]
) -> tuple[Places, tuple[Name, ...]]:
    """Where each measure's columns start, and the name of every column."""
    kinds = [kind.id for kind in conduct.kinds]
    pair_names = [f"{regime.sensors[p.sensor].id}/{kinds[p.kind]}" for p in pairs]
    ledgers, lists = regime.banded, regime.lists
    rules = [f"{led.id}/{rule.id}/{t}" for led in ledgers for rule in led.rules for t in TRUTHS]
    bands = [
        f"{led.id}/{column}/{band.id}"
        for led in ledgers
        for column in COLUMN_NAMES
        for band in led.bands
    ]
    moves = [
        f"{led.id}/{old.id}>{new.id}" for led in ledgers for old in led.bands for new in led.bands
    ]
    list_names = [listing.id for listing in lists]
    contests = contests_of(regime)
    ways = [name for name, _, _ in contests]
    truths = TRUTHS if any(way == IN_TURN for _, way, _ in contests) else []
    encounters, investigations = _ids(regime.encounters), _ids(regime.investigations)
    cutters = [f"{name}/{ends}" for name in cutters_of(regime) for ends in ENDS]
    names = _Names()
    places = Places(
        candidates=names.reserve("candidates", [""]),
        deeds=names.reserve("deeds", kinds),
        seen=names.reserve("seen", kinds),
        recorded=names.reserve("recorded", pair_names),
        in_view=names.reserve("in_view", pair_names),
        hits=names.reserve("hits", pair_names),
        pinned=names.reserve("pinned", pair_names),
        false_records=names.reserve("false_records", pair_names),
        false_on_innocent=names.reserve("false_on_innocent", pair_names),
        filed=names.reserve("filed", [""]),
        struck=names.reserve("struck", [""]),
        untold=names.reserve("untold", [""]),
        deterred=names.reserve("deterred", ways),
        fees=names.reserve("fees", ways),
        hits_of_rule=names.reserve("hits_of_rule", rules),
        points_up=names.reserve("points_up", rules),
        points_down=names.reserve("points_down", rules),
        people_in_band=names.reserve("people_in_band", bands),
        band_moves=names.reserve("band_moves", moves),
        list_entries=names.reserve(
            "list_entries", [f"{q}/{t}" for q in list_names for t in TRUTHS]
        ),
        list_exits=names.reserve("list_exits", [f"{q}/{why}" for q in list_names for why in EXITS]),
        people_listed=names.reserve("people_listed", list_names),
        days_listed=names.reserve("days_listed", list_names),
        attempts=names.reserve("attempts", [service.id for service in conduct.services]),
        met_failed=names.reserve("met_failed", encounters),
        met_refused=names.reserve("met_refused", encounters),
        investigated=names.reserve("investigated", investigations),
        found=names.reserve("found", investigations),
        accused=names.reserve("accused", investigations),
        claimed=names.reserve("claimed", investigations),
        left=names.reserve("left", [""]),
        spread=names.reserve("spread", [spread.id for spread in regime.spreads]),
        moved=names.reserve("moved", [""]),
        untried=names.reserve("untried", [service.id for service in conduct.services]),
        children_affected=names.reserve("children_affected", _ids(regime.consequences)),
        **names.each(APPEALS, truths),
        **names.each(TIES, cutters),
        **names.each(AT_DOORS, [row.id for row in regime.consequences]),
        **names.each(BY_REPAIR, [way.id for way in regime.recourse]),
    )
    return places, tuple(names.names)
