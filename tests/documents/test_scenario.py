"""Scenarios: what a few changes make of a regime, and what they are tied to."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from documents.corpus import CORPUS, examined
from glasscity.cli import app
from glasscity.documents import shelf
from glasscity.documents.digest import digest, said
from glasscity.documents.leaving import ids_of
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City, examine, load, moved
from glasscity.documents.scenario import Scenario, World
from glasscity.documents.switches import variants
from glasscity.evidence import Quantity
from glasscity.results.read import open_run, read_provenance
from house.tree import ROOT

Captured = pytest.CaptureFixture[str]
VALID = CORPUS / "valid"
HEAD = """format: glasscity/scenario/1
id: what-if
title: {{en: What if, nl: Wat als, zh_Hans: 假设}}
summary: {{en: Some things changed., nl: Er is iets veranderd., zh_Hans: 若干改动。}}
status: fictional
base: {base}
digest: {digest}
changes:
"""
SUQIAN = "suqian-2018"
PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")


@pytest.fixture
def with_changes(tmp_path: Path) -> Callable[[str], City]:
    """The city of Suqian with changes, given as the end of a scenario."""

    def make(changes: str) -> City:
        text = HEAD.format(base=SUQIAN, digest=load(SUQIAN).digests["regime"]) + changes
        (tmp_path / "what-if.yaml").write_text(text, encoding="utf-8")
        return load(str(tmp_path / "what-if.yaml"))

    return make


def differing(before: City, after: City) -> set[str]:
    """Families of which something differs."""
    one, two = said(before.regime), said(after.regime)
    return {key for key in {*one, *two} if one.get(key) != two.get(key)}


OWN = {"id", "title", "summary", "status"}


def test_a_number_changes_and_nothing_else(with_changes: Callable[[str], City]) -> None:
    base = load(SUQIAN)
    city = with_changes("""
  - kind: set
    at: recourse.correction.lag
    to: {value: 1, unit: days, assumed: to see what waiting does}
""")
    assert differing(base, city) == OWN | {"recourse"}
    (way,) = city.regime.recourse
    (was,) = base.regime.recourse
    lag = Quantity(value=1, unit="days", assumed="to see what waiting does")
    assert way == was.model_copy(update={"lag": lag}) != was
    assert city.digests["conduct"] == base.digests["conduct"]


def test_a_change_to_the_same_is_none(with_changes: Callable[[str], City]) -> None:
    """Then only the names differ."""
    base = load(SUQIAN)
    lag = json.dumps(said(base.regime.recourse[0])["lag"])
    city = with_changes(f"  - kind: set\n    at: recourse.correction.lag\n    to: {lag}\n")
    assert differing(base, city) == OWN


def test_what_is_left_out_takes_with_it_what_could_do_nothing(
    with_changes: Callable[[str], City],
) -> None:
    city = with_changes("  - {kind: leave-out, at: instruments.repeat-crossers}\n")
    left = ids_of(city.regime)
    assert "repeat-crossers" not in left["instruments"]
    assert "loan-refused-repeat-crossers" not in left["consequences"]
    rule = with_changes("  - {kind: leave-out, at: instruments.points.rules.traffic}\n")
    assert "points/traffic" not in ids_of(rule.regime)["rules"]


def test_a_dated_change_has_its_day(with_changes: Callable[[str], City]) -> None:
    city = with_changes(
        "  - {kind: leave-out, at: consequences.deposit-waived, from: 2019-05-01}\n"
    )
    (row,) = [it for it in city.regime.consequences if it.id == "deposit-waived"]
    assert str(row.in_force.until) == "2019-05-01"
    assert row.in_force.from_ is None


def test_a_base_that_has_changed_is_refused_with_old_and_new_digest(tmp_path: Path) -> None:
    text = HEAD.format(base=SUQIAN, digest="0123456789abcdef") + "  - {kind: switch, to: placebo}\n"
    path = tmp_path / "what-if.yaml"
    path.write_text(text, encoding="utf-8")
    now = load(SUQIAN).digests["regime"][:16]
    with pytest.raises(DocumentError) as caught:
        load(str(path))
    (problem,) = caught.value.problems
    assert (problem.line, problem.path) == (7, "digest")
    assert "0123456789abcdef" in problem.what
    assert now in problem.what
    assert now in problem.mend


@pytest.mark.parametrize("world", get_args(World))
def test_every_world_can_be_named(world: World, with_changes: Callable[[str], City]) -> None:
    city = with_changes(f"  - {{kind: switch, to: {world}}}\n")
    assert differing(load(SUQIAN), city) - OWN


def test_every_form_can_be_named(with_changes: Callable[[str], City]) -> None:
    base = load(SUQIAN)
    found = variants(base)
    assert len(found) == len({name for name, _ in found}) >= 14
    for name, other in found:
        at, _, form = name.partition(": ")
        city = with_changes(f"  - {{kind: variant, at: {at}, form: {form}}}\n")
        assert differing(other, city) <= OWN
        assert differing(base, other) == {at.split(".")[0]}


def test_one_scenario_is_made_of_another() -> None:
    below, above = (
        examined(VALID / f"{name}.yaml") for name in ("scenario", "scenario_of_scenario")
    )
    assert below.city is not None
    assert above.city is not None
    assert above.city.origin is not None
    assert above.city.origin.base_digest == below.city.digests["regime"]
    assert above.city.population.id == "village-of-kin" != below.city.population.id
    assert [it.change.kind for it in above.done] == ["population", "set"]


@pytest.mark.parametrize("name", shelf.names("scenario"))
def test_the_scenarios_of_the_catalogue_differ_from_their_base(name: str) -> None:
    found = examine(shelf.find("scenario", name))
    assert isinstance(found.model, Scenario)
    assert found.city is not None
    assert found.base is not None
    assert found.city.regime.id == found.model.id == name
    assert differing(found.base, found.city) - OWN
    assert found.city.references.entries == found.base.references.entries


def test_what_was_announced_can_be_compared_with_its_base() -> None:
    wide, announced = load("suqian-wide"), load("suqian-announced")
    assert announced.digests["conduct"] == wide.digests["conduct"]
    assert differing(load(SUQIAN), wide) == OWN | {"conduct"}


def test_a_scenario_is_shown_in_eighty_columns(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        app(["show", "suqian-announced"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    for told in ("What differs", "Added: Litter.", "Kept out of hotels", "suqian-wide"):
        assert told in out


def test_a_scenario_resolves_to_the_regime_that_comes_of_it(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        app(["show", "suqian-true-registers", "--resolved"])
    regime = json.loads(capsys.readouterr().out)
    assert regime["format"] == "glasscity/regime/1"
    assert regime["sensors"][0]["false_records"]["value"] == 0


def test_a_run_of_a_scenario_keeps_both_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """And the example of the page is followed to the letter."""
    monkeypatch.chdir(tmp_path)
    example = re.compile(r"^## [^\n]*`([\w-]+\.yaml)`\n.*?^```yaml\n(.*?)^```", re.M | re.S)
    ((name, text),) = example.findall(PAGE)
    Path(name).write_text(text, encoding="utf-8")
    (commands,) = re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S)
    for line in commands.splitlines():
        with pytest.raises(SystemExit) as ended:
            app(shlex.split(line)[1:])
        assert ended.value.code == 0, capsys.readouterr().err
    (folder,) = (tmp_path / "runs").iterdir()
    record = read_provenance(folder)["scenario"]
    found = examine(Path(name))
    assert record == {
        "scenario": "fewer-mistakes",
        "digest": digest(found.model),
        "base": SUQIAN,
        "base_digest": load(SUQIAN).digests["regime"],
    }
    again = open_run(folder)
    assert again.city.origin is not None
    assert again.city.origin.digest == record["digest"]


def test_a_regime_moves_to_another_population(tmp_path: Path) -> None:
    there = moved(load(SUQIAN), "netherlands-2018")
    assert there.population.id == there.regime.population == "netherlands-2018"
    assert there.digests["conduct"] == load(SUQIAN).digests["conduct"]
    assert load(SUQIAN, population="netherlands-2018").digests == there.digests
    with pytest.raises(DocumentError, match="no population but has the format"):
        moved(load(SUQIAN), str(VALID / "conduct.yaml"))
    with pytest.raises(DocumentError, match="firms do not differ by"):
        moved(load(SUQIAN), "china-firms-2018")
    assert not list(tmp_path.iterdir())
