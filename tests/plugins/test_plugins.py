"""A sensor, a consequence and a measure from outside the package: one file and one row each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from documents.corpus import CORPUS
from plugins.toys import CONSEQUENCE, MEASURE, SENSOR, glasscity, install

REGIME = """
format: glasscity/regime/1
id: hearsay
title: {en: Hearsay, nl: Van horen zeggen, zh_Hans: 传闻}
summary: {en: A toy., nl: Een speeltje., zh_Hans: 玩具。}
status: test
population: population.yaml
conduct: conduct.yaml
clock: {start: 2018-04-01, window: month}
awareness:
  start: {value: 0.5, unit: share, assumed: made up for tests}
  spread: {value: 0, unit: per year, assumed: made up for tests}
sensors:
  - kind: neighbour
    id: next-door
    title: {en: Next door, nl: De buren, zh_Hans: 邻居}
    sees: [red-light]
    attention: {value: 0.25, unit: share, assumed: made up for tests}
    delay: {value: 3, unit: days, assumed: made up for tests}
instruments:
  - kind: list
    id: seen
    title: {en: Seen, nl: Gezien, zh_Hans: 名单}
    grounds: [red-light]
    count: {value: 1, unit: records, assumed: made up for tests}
    period: {value: 30, unit: days, assumed: made up for tests}
consequences:
  - kind: fee
    id: bus-fee
    title: {en: Bus fee, nl: Bustoeslag, zh_Hans: 附加费}
    service: bus
    when: {instrument: seen}
    amount: {value: 1.5, unit: CNY, assumed: made up for tests}
"""
ENTRIES = (
    "sensors: neighbour = toy_sensor:Neighbour",
    "consequences: fee = toy_consequence:Fee",
    "measures: ratio = toy_measure:RATIO",
)
MODULES = {"toy_sensor": SENSOR, "toy_consequence": CONSEQUENCE, "toy_measure": MEASURE}
RUN = ("run", "hearsay.yaml", "--people", "1000", "--years", "0.5", "--threads", "1")


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder on the path with a regime of toy kinds and the documents it names."""
    for name in ("conduct.yaml", "population.yaml"):
        shutil.copy(CORPUS / "valid" / name, tmp_path)
    (tmp_path / "hearsay.yaml").write_text(REGIME, encoding="utf-8")
    return tmp_path


def _told(beside: Path) -> dict[str, Any]:
    done = glasscity(beside, *RUN, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_toys_from_outside_act_in_a_run(beside: Path) -> None:
    install(beside, "toy-kinds", MODULES, *ENTRIES)
    told = _told(beside)
    (seen,) = told["measures"]["records_by_source"]
    (deeds,) = (row for row in told["measures"]["deeds"] if row["kind"] == "red-light")
    assert seen["sensor"] == "next-door"
    assert 0 < seen["true"] < deeds["visible"]
    (fee,) = told["measures"]["consequences"]
    assert fee["kind"] == "fee"
    assert fee["yuan"] == pytest.approx(fee["times"] * 2 * 1.5 * told["weight"])
    assert fee["times"] > 0
    (ratio,) = told["measures"]["deeds_per_record"]
    assert ratio["ratio"] == ratio["deeds"] / ratio["records"] > 1.0

    shown = glasscity(beside, *RUN)
    assert "Deeds for each record" in shown.stdout
    (folder,) = (beside / "runs").iterdir()
    assert "Deeds for each record" in (folder / "report.html").read_text("utf-8")
    provenance = json.loads((folder / "provenance.json").read_text("utf-8"))
    assert [(it["package"], it["version"], it["family"]) for it in provenance["plugins"]] == [
        ("toy-kinds", "1.5", family) for family in ("sensors", "consequences", "measures")
    ]


def test_an_edited_plug_in_makes_another_run(beside: Path) -> None:
    install(beside, "toy-kinds", MODULES, *ENTRIES)
    before = _told(beside)
    (beside / "toy_sensor.py").write_text(
        SENSOR.replace("/ seen_at_most", "/ seen_at_most / 2"), encoding="utf-8"
    )
    after = _told(beside)
    assert before["digest"] != after["digest"]
    assert len([*(beside / "runs").iterdir()]) == 2


def test_a_toy_is_told_checked_and_completed_like_any_kind(beside: Path) -> None:
    install(beside, "toy-kinds", MODULES, *ENTRIES)
    assert "A neighbour who tells" in glasscity(beside, "show", "hearsay.yaml").stdout
    schema = json.loads(glasscity(beside, "schema").stdout)
    assert "attention" in schema["$defs"]["Neighbour"]["properties"]
    words = (beside / "hearsay.yaml").read_text("utf-8").replace("neighbour", "neighbor")
    (beside / "hearsay.yaml").write_text(words, "utf-8")
    said = glasscity(beside, "check", "hearsay.yaml")
    assert said.returncode == 2
    assert "hearsay.yaml:14:5 sensors[0] - 'neighbor' does not fit here" in said.stderr
    assert "use one of: camera, registry, declaration" in said.stderr
    assert "did you mean 'neighbour'?" in said.stderr


def test_without_its_package_a_kind_is_unknown(beside: Path) -> None:
    said = glasscity(beside, "check", "hearsay.yaml")
    assert said.returncode == 2
    assert "sensors[0] - 'neighbour' does not fit here - use one of: camera" in said.stderr
    assert "consequences[0] - 'fee' does not fit here - use one of: bar" in said.stderr


NO_CLASS = "Neighbour = {'kind': 'neighbour'}\n"
BROKEN = {
    "no module": (ENTRIES[0].replace("toy_", "no_"), SENSOR, "ModuleNotFoundError"),
    "no such class": (ENTRIES[0].replace(":N", ":n"), SENSOR, "AttributeError"),
    "not Python": (ENTRIES[0], "class Neighbour(:\n", "SyntaxError"),
    "no class": (ENTRIES[0], NO_CLASS, "is no class built on Frozen"),
    "no word": (ENTRIES[0], SENSOR.replace("kind: L", "sort: L"), "has no field 'kind'"),
    "taken": (ENTRIES[0], SENSOR.replace('["nei', '["camera"] #'), "'camera', which is taken"),
    "no law": (ENTRIES[0], SENSOR.replace("def row", "def other"), "all sensors have: row"),
    "mute": (ENTRIES[0], SENSOR.replace("says", "tells"), "all sensors have: says"),
    "instrument": (
        ENTRIES[0].replace("sensors", "instruments"),
        SENSOR,
        "lacks what all instruments have: answering, dealt_anew, deeds, hands",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_plug_in_is_one_plain_line(beside: Path, broken: str) -> None:
    entry, source, words = BROKEN[broken]
    install(beside, "toy-kinds", MODULES | {"toy_sensor": source}, entry)
    said = glasscity(beside, "check", "hearsay.yaml")
    assert said.returncode == 2
    (line,) = said.stderr.splitlines()
    assert line.startswith("plug-in toy-kinds 1.5, glasscity.")
    assert entry.split(": ")[1] in line
    assert words in line
    assert line.endswith("mend the package, or uninstall it")


@pytest.mark.parametrize(
    ("right", "wrong"), [("SensorRow(delay=", "SensorRow(late="), ("value_in(", "[][1](")]
)
def test_a_law_that_fails_is_laid_at_its_own_door(beside: Path, right: str, wrong: str) -> None:
    source = SENSOR.replace(right, wrong)
    install(beside, "toy-kinds", MODULES | {"toy_sensor": source}, *ENTRIES)
    said = glasscity(beside, *RUN)
    assert said.returncode == 2
    assert "plug-in toy-kinds 1.5, glasscity.sensors: 'neighbour = toy_sensor:Neig" in said.stderr
    assert "toy_sensor.py" in said.stderr
    assert "Traceback" not in said.stderr
    assert "fault of glasscity" not in said.stderr


def test_a_measure_that_fails_does_not_take_the_run_with_it(beside: Path) -> None:
    source = MEASURE.replace("deeds / records", "deeds // 0")
    install(beside, "toy-kinds", MODULES | {"toy_measure": source}, *ENTRIES)
    told = _told(beside)
    failed = "ZeroDivisionError: "
    assert told["measures"]["deeds_per_record"]["failed"].startswith(failed)
    assert f"'deeds_per_record' failed: {failed}" in " ".join(
        glasscity(beside, *RUN).stdout.split()
    )


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("RATIO = Measure", "RATIO = str", "cannot be loaded: TypeError"),
        ("RATIO = Measure(", "RATIO = (", "is no Measure"),
        ('Measure("deeds_per_record"', 'Measure("deeds"', "is named 'deeds', which is taken"),
    ],
)
def test_a_broken_measure_is_told_before_the_run(
    beside: Path, right: str, wrong: str, words: str
) -> None:
    source = MEASURE.replace(right, wrong)
    install(beside, "toy-kinds", MODULES | {"toy_measure": source}, *ENTRIES)
    said = glasscity(beside, *RUN)
    assert said.returncode == 2
    (line,) = said.stderr.splitlines()
    assert words in line
    assert not (beside / "runs").exists()
