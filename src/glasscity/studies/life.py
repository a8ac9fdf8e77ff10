"""Open a file: one synthetic person's life, replayed from a finished run and told line by line."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.results.by_place import FIELDS_FILE, read_fields
from glasscity.results.code import code_digest
from glasscity.results.identity import run_id
from glasscity.results.provenance import NAME, sha256_of
from glasscity.results.read import FolderError, open_run, read_provenance
from glasscity.results.run import Run
from glasscity.studies.life_attempts import FEN
from glasscity.studies.life_diary import diary_of
from glasscity.studies.life_lines import Diary, Line
from glasscity.tables.census import Census
from glasscity.tables.fields import FieldRow
from glasscity.vocabulary.codes import COLUMN_NAMES, Column
from glasscity.vocabulary.strata import own_labels

NEEDED = ("regime.json", "population.json", "conduct.json", "fields.parquet")
"""Files that a replay stands on."""
NEEDED_OF_NATION = (*NEEDED, FIELDS_FILE)
"""The same where a nation was lived place by place."""

SHORT_ID = 8
"""Digits of a run's id that are shown: enough to name it, too few for a person's number."""

COUNTS = (
    "deeds",
    "seen",
    "missed",
    "blamed",
    "false",
    "contested",
    "struck",
    "listed",
    "refused",
    "dearer",
    "eased",
)
"""What is counted in a life, in the order of the telling; ``dearer`` and ``eased`` in CNY."""


@dataclass(frozen=True)
class Yardstick:
    """A shadow of the record: ``unerring`` or ``all-seen``. Scores and bands are the final ones."""

    column: str
    scores: tuple[int, ...]
    bands: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Life:
    """A person of a run, who does not exist: a number in ``[0, people)``, drawn luck and lines.

    ``labels``: level of the stratum by dimension. ``propensities``: by factor, mean 1.
    ``look_alike``: how often false records fall on the person, average 1. ``aware_from``: first
    day of knowing the rules (None: never). By ledger, ``opening`` holds the first scores,
    ``scores`` and ``bands`` the final ones;
    ``listed`` the numbers of the lists the person is on at the end. ``counts`` and ``averages``
    (of all people) hold COUNTS. ``milliseconds``: of the replay. ``is_same_engine``: whether
    this very program lived the run; if not, the life may differ from the one that was lived.
    ``place``: the place of a nation the person lives in, empty in a run of one place.
    """

    run: str
    city: City
    last_day: datetime.date
    person: int
    people: int
    labels: Mapping[str, str]
    propensities: tuple[float, ...]
    is_enrolled: bool
    look_alike: float
    aware_from: datetime.date | None
    lines: tuple[Line, ...]
    opening: tuple[int, ...]
    scores: tuple[int, ...]
    bands: tuple[int, ...]
    listed: tuple[int, ...]
    yardsticks: tuple[Yardstick, ...]
    counts: Mapping[str, float]
    averages: Mapping[str, float]
    milliseconds: float
    is_same_engine: bool
    place: str = ""

    @property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The ledgers of the rules, in the order of ``scores``."""
        return self.city.regime.banded

    @property
    def lists(self) -> tuple[Listing, ...]:
        """The lists of the rules; ``listed`` holds places among them."""
        return self.city.regime.lists


def life(run_folder: Path, person: int) -> Life:
    """The life of one person of a finished run, replayed bit for bit.

    Raises FolderError for a folder that is no sound run, ValueError for a person beyond it.
    """
    from glasscity.engine.replay import replay

    run = open_run(run_folder)
    identity = _check_files(run_folder, NEEDED if run.by_place is None else NEEDED_OF_NATION)
    home = _home(run, run_folder, person)
    city, census, key, fields = home.city, home.census, home.key, home.fields
    # One window first: what it takes to load or compile the kernels is no part of a replay.
    replay(city, census, [row for row in fields if row[0] == 0], 1, key, home.person)
    started = time.perf_counter()
    lived = replay(city, census, fields, run.windows, key, home.person)
    milliseconds = (time.perf_counter() - started) * 1000.0
    days = run.outcome.window_days
    aware_day = None if lived.aware_from is None else sum(days[: lived.aware_from])
    diary = diary_of(run.city, lived.lines, sum(days), aware_day, lived.opening)
    recorded = int(Column.RECORDED)
    return Life(
        run=f"{run.city.regime.id}-{identity[:SHORT_ID]}",
        city=run.city,
        last_day=diary.date(sum(days) - 1),
        person=person,
        people=run.outcome.people,
        labels=own_labels(lived.stratum, run.city.population.unit),
        propensities=lived.propensity,
        is_enrolled=lived.is_enrolled,
        look_alike=lived.look_alike,
        aware_from=None if aware_day is None else diary.date(aware_day),
        lines=tuple(diary.told[recorded]),
        opening=lived.opening,
        scores=tuple(diary.scores[recorded]),
        bands=tuple(diary.bands[recorded]),
        listed=_listed_at_end(diary),
        yardsticks=tuple(_yardstick(diary, c) for c in (Column.ALL_SEEN, Column.UNERRING)),
        counts=_counts(diary.told[recorded]),
        averages=_averages(run),
        milliseconds=milliseconds,
        is_same_engine=identity == run_id(run.city, run.request, code_digest()),
        place=home.place,
    )


class _Home(NamedTuple):
    """Where a person of a run lives: alone, or in a place of a nation; numbered there."""

    place: str
    city: City
    census: Census
    key: tuple[int, int]
    fields: tuple[FieldRow, ...]
    person: int


def _home(run: Run, folder: Path, person: int) -> _Home:
    """The home of a person. Raises ValueError beyond the last."""
    from glasscity.engine.nation import Nation, key_of_place
    from glasscity.engine.replay import address_of
    from glasscity.lowering.census import build_census

    key = key_of(run.request.seed)
    if run.by_place is None:
        census, _ = build_census(run.city.population, run.request.people)
        address_of(census, person)
        return _Home("", run.city, census, key, run.outcome.fields, person)
    nation = Nation(run.city, run.request.one_in)
    place = nation.place_of(person)
    return _Home(
        place.id,
        nation.city_of(place),
        nation.census(place),
        key_of_place(key, place.number),
        read_fields(folder, place.number),
        person - nation.firsts[place.number - 1],
    )


def _check_files(folder: Path, needed: tuple[str, ...]) -> str:
    """The run's id, after comparing the files a replay stands on with their sums."""
    record = read_provenance(folder)
    for name in needed:
        if sha256_of(folder / name) != record.get("files", {}).get(name):
            raise FolderError(
                f"{folder / name} - is not the file that {NAME} describes - "
                "it was changed or damaged; delete the folder and run again"
            )
    return str(record.get("run_id", ""))


def _yardstick(diary: Diary, column: Column) -> Yardstick:
    scores, bands = diary.scores[column], diary.bands[column]
    return Yardstick(COLUMN_NAMES[column], tuple(scores), tuple(bands), tuple(diary.told[column]))


def _listed_at_end(diary: Diary) -> tuple[int, ...]:
    """The lists that were entered more often than left."""
    balance = {listing.id: 0 for listing in diary.names.lists}
    for line in diary.told[Column.RECORDED]:
        if line.event in ("listed", "released"):
            balance[str(line.about["list"])] += 1 if line.event == "listed" else -1
    return tuple(q for q, listing in enumerate(diary.names.lists) if balance[listing.id])


def _counts(lines: list[Line]) -> dict[str, float]:
    """COUNTS of one life."""
    deeds = [line.about for line in lines if line.event == "deed"]
    false = [line.about for line in lines if line.event == "false"]
    heard = [line.about for line in lines if line.event == "heard" and line.is_true is False]
    tries = [line.about for line in lines if line.event == "attempt"]
    seen = sum(1 for about in deeds if about["seen"])
    return {
        "deeds": len(deeds),
        "seen": seen,
        "missed": len(deeds) - seen,
        "blamed": sum(int(about["blamed"]) for about in deeds),
        "false": len(false),
        "contested": sum(int(about["contested"]) for about in false),
        "struck": sum(int(about["struck"]) for about in (*false, *heard)),
        "listed": sum(line.event == "listed" for line in lines),
        "refused": sum("refused" in about for about in tries),
        "dearer": sum(int(about.get("dearer_fen", 0)) for about in tries) / FEN,
        "eased": sum(int(about.get("eased_fen", 0)) for about in tries) / FEN,
    }


def _averages(run: Run) -> dict[str, float]:
    """COUNTS of the average person of the run."""
    money = run.tallies.total("money", "consequence")
    fen = dict(zip(money["consequence"], money["count"].tolist(), strict=True))
    verbs = {row.id: row.row().verb for row in run.city.regime.consequences}
    deeds, seen = run.tallies.sum("deeds"), run.tallies.sum("seen")
    totals = {
        "deeds": deeds,
        "seen": seen,
        "missed": deeds - seen,
        "blamed": run.tallies.sum("pinned"),
        "false": run.tallies.sum("false_records"),
        "contested": run.tallies.sum("filed") + run.tallies.sum("appeals_filed"),
        "struck": run.tallies.sum("struck") + run.tallies.sum("appeals_struck"),
        "listed": run.tallies.sum("list_entries"),
        "refused": run.tallies.sum("refused"),
        "dearer": sum(n for row, n in fen.items() if verbs[row] == "surcharged") / FEN,
        "eased": sum(n for row, n in fen.items() if verbs[row] == "eased") / FEN,
    }
    return {name: total / run.outcome.people for name, total in totals.items()}
