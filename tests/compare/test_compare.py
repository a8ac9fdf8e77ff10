"""Comparisons as a person meets them: worlds by name, kept pairs, words, and one page."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from engine.test_worlds import assert_same
from engine.worlds import suqian, with_regime
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import doubts
from glasscity.measures.coupling import SHARED
from glasscity.results.pair import NAME, Pair, PairFolder
from glasscity.results.read import FolderError
from glasscity.results.request import Request
from glasscity.studies import worlds as study
from glasscity.studies.compare import Compared, leaning, live_worlds
from glasscity.studies.compare.leaning import Lean, Leans, leans_of
from glasscity.studies.compare.machine import machine_comparison
from glasscity.studies.compare.made import MADE, Named, worlds_of
from glasscity.studies.compare.page import page_of
from glasscity.studies.compare.told import print_comparison
from glasscity.studies.compare.words import headline
from glasscity.studies.run import Progress, simulate
from glasscity.studies.worlds import live_pair, request_of, run_worlds

REQUEST = request_of(suqian(), 4_000, 1.0, 3, 2)
LEAN = Lean('coverage of "Cameras"', 0.1, 0.0, 0.5, "share", sourced=False, at_low=0.0, at_high=9.0)
LEANS = Leans(3.0, 2_000, 1.0, 7, (LEAN,))


def dearer(points: float = -50.0) -> Named:
    """Suqian whose first rule costs more."""
    (ledger,) = suqian().regime.banded
    first = ledger.rules[0]
    dear = tuple(it.model_copy(update={"value": points}) for it in first.points or ())
    rules = (first.model_copy(update={"points": dear}), *ledger.rules[1:])
    changed = ledger.model_copy(update={"rules": rules})
    parts = tuple(changed if it.id == ledger.id else it for it in suqian().regime.instruments)
    return Named("dearer", "dearer rules", with_regime(suqian(), instruments=parts))


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Suqian against no regime and against dearer rules; what it leans on is made up."""
    named = (*worlds_of(["suqian-2018", "none"]), dearer())
    cities = {it.name: it.city for it in named}
    titles = {it.name: it.short for it in named}
    worlds = run_worlds(cities, REQUEST, tmp_path_factory.mktemp("runs"), titles)
    return Compared(named, REQUEST, worlds, {"none": LEANS, "dearer": LEANS})


def test_a_pair_is_read_back_as_it_was_written(compared: Compared) -> None:
    for name, pair in compared.worlds.pairs.items():
        path = compared.worlds.folders[name]
        read = PairFolder(path, path.name.rsplit("-", 1)[1]).read()
        for place, run in pair.worlds.items():
            assert read.worlds[place].digest == run.digest
            assert read.worlds[place].city.digests == run.city.digests
        assert rows(read) == rows(pair)
        assert (read.titles, read.bytes_by_world) == (pair.titles, pair.bytes_by_world)


def rows(pair: Pair) -> set[tuple[object, ...]]:
    joint = pair.joint
    columns = (joint.window, joint.pair, joint.stratum, joint.column, joint.count)
    return {
        (w, *joint.pairs[p], g, *joint.columns[c], n)
        for w, p, g, c, n in zip(*(it.tolist() for it in columns), strict=True)
    }


def test_the_worlds_of_a_pair_are_those_lived_alone(compared: Compared) -> None:
    """Also where everybody is lived as the only one treated by what changes nothing."""
    alone = simulate(suqian(), REQUEST)
    for pair in compared.worlds.pairs.values():
        assert_same(pair.here.outcome, alone.outcome)
    same = live_pair(suqian(), suqian(), REQUEST, ("a", "b"))
    assert same.one is not None
    assert_same(same.one.outcome, alone.outcome)


class StopError(Exception):
    """An interruption."""


def test_an_interrupted_comparison_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pair that was finished is read; whatever was under way has left nothing."""
    lived: list[str] = []

    def live(
        here: City,
        there: City,
        request: Request,
        titles: tuple[str, str],
        progress: Progress | None = None,
    ) -> Pair:
        lived.append(titles[1])
        if len(lived) == 2:
            raise StopError
        return live_pair(here, there, request, titles, progress)

    cities = {"a": suqian(), "b": MADE["none"].make(suqian()), "c": dearer().city}
    small = replace(REQUEST, people=500)
    monkeypatch.setattr(study, "live_pair", live)
    with pytest.raises(StopError):
        run_worlds(cities, small, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    done = run_worlds(cities, small, tmp_path)
    assert lived == ["b", "c", "c"]
    assert done.found == ("b",)
    assert run_worlds(cities, small, tmp_path).found == ("b", "c")
    assert len(lived) == 3


def test_a_damaged_pair_is_told(compared: Compared, tmp_path: Path) -> None:
    folder = PairFolder.of("one", "two", ("a", "b"), tmp_path)
    folder.write(compared.worlds.pairs["dearer"])
    assert folder.finished()
    (folder.path / "joint.parquet").write_bytes(b"something else")
    with pytest.raises(FolderError, match="changed or damaged"):
        folder.read()
    (folder.path / NAME).unlink()
    assert not folder.finished()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["suqian-2018"], "one world cannot be compared"),
        (["none", "perfect-sight"], "name a regime too"),
        (["suqian-2018", "nonne"], "did you mean 'none'"),
        (["suqian-2018", "none", "none"], "is named twice"),
    ],
)
def test_worlds_that_cannot_be_are_told(names: list[str], said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        worlds_of(names)


def test_every_made_world_can_be_compared_with_the_regime_it_is_made_from() -> None:
    made = worlds_of(["suqian-2018", *MADE])
    study.check({it.name: it.city for it in made})


def test_other_people_are_refused_with_their_place(tmp_path: Path) -> None:
    city = suqian()
    bare = city.conduct.model_copy(update={"kinds": city.conduct.kinds[:-1]})
    with pytest.raises(ValueError, match=r"^other: conduct - is not that of 'suqian'"):
        run_worlds({"suqian": city, "other": replace(city, conduct=bare)}, REQUEST, tmp_path)
    with pytest.raises(ValueError, match="--people"):
        live_worlds(["suqian-2018", "none"], people=0, out=tmp_path)


def text_of(compared: Compared) -> str:
    console = Console(width=80, file=io.StringIO(), highlight=False)
    print_comparison(compared, console=console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_terminal_says_what_is_shared_and_its_bounds(compared: Compared) -> None:
    told = text_of(compared)
    assert max(map(len, told.splitlines())) <= 80
    assert "SYNTHETIC" in told.splitlines()[0]
    assert told.count(SHARED) > 4
    plain = " ".join(told.split())
    assert 'it leans most on an assumption, coverage of "Cameras"' in plain
    assert "times smaller" in plain
    assert "loser" not in plain
    body = [line for line in told.splitlines() if "off in" in line and "most" not in line]
    assert len(body) == 10  # two outcomes against none, three against the dearer rules
    assert all(re.search(r"\[.*\]", line) for line in body)


def test_the_headline_has_its_number_interval_n_and_what_it_leans_on(compared: Compared) -> None:
    said = headline(compared.worlds.pairs["none"], LEANS)
    assert re.search(r"Of 1,000 synthetic people, [\d.]+ \([\d.]+ to [\d.]+\) end more", said)
    for words in ("4,000 simulated", SHARED, "the same however luck is shared", "as stated, and 0"):
        assert words in said
    assert "over all couplings" in headline(compared.worlds.pairs["dearer"], LEANS)


def test_machines_read_the_same(compared: Compared) -> None:
    told = json.loads(json.dumps(machine_comparison(compared), allow_nan=False))
    assert [it["world"] for it in told["against"]] == ["none", "dearer"]
    outcome = told["against"][1]["outcomes"][2]
    assert outcome["everyone_treated"]["times_smaller"] > 1.0
    everybody = outcome["groups"][0]
    low, high = everybody["better_over_all_couplings"]
    assert low <= everybody["better"]["value"] <= high


def test_the_page_loads_nothing_and_has_ids_of_its_own(compared: Compared) -> None:
    page = page_of(compared)
    assert "SYNTHETIC CITY" in page
    assert not re.search(r"<(script|link|img|iframe)\b", page)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for reference in re.findall(r"url\(#([^)]+)\)", page):
        assert reference in ids
    assert page.count(SHARED) > 8


def test_what_a_comparison_leans_on_is_found() -> None:
    """Of three numbers that could be others, the one that records the most."""
    request = replace(REQUEST, people=2_000, years=0.5, windows=6)
    city = suqian()
    here, there = worlds_of(["suqian-2018", "none"])
    wanted = [it for it in doubts(city) if it.places[0][0] == "sensors"][:3]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaning, "doubts", lambda _: tuple(wanted))
        found = leans_of(here, there, request)
        patch.setattr(leaning, "FEWEST", request.people)  # worth other processes
        assert leans_of(here, there, replace(request, threads=2)) == found
    assert found.tried == 3
    effects = [lean.effect(found.stated) for lean in found.ranked]
    assert effects == sorted(effects, reverse=True)
    assert np.all(np.array(effects) > 0.0)
