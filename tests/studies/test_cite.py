"""What to cite: the works that numbers rest on, most weight first, and what rests on none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from documents.corpus import CORPUS
from glasscity.cli.cite import cite as command
from glasscity.documents.bibliography import work_of
from glasscity.documents.resolve import load
from glasscity.documents.sourced import citations
from glasscity.results.folder import RunFolder
from glasscity.studies.cite import AUTHORS, CODE, TITLE, cite, cite_run
from glasscity.studies.cite_told import bibtex, machine_cited
from house.tree import ROOT
from results.fake_outcome import shared_run

Captured = pytest.CaptureFixture[str]


def test_a_work_weighs_what_rests_on_it() -> None:
    found = cite("suqian-2018")
    city = load("suqian-2018")
    own = [("regime", city.regime), ("conduct", city.conduct), ("population", city.population)]
    places = {it.key: it.places for it in citations(own)}
    (reportage,) = (it for it in found.works if "S000" in it.work.words)
    assert reportage.facts == {key: places[key] for key in reportage.facts}
    assert reportage.numbers == sum(len(it) for it in reportage.facts.values()) > 3
    assert [it.numbers for it in found.works] == sorted(
        (it.numbers for it in found.works), reverse=True
    )
    assert found.total - found.assumed == sum(map(len, places.values()))


def test_a_derived_fact_leads_to_the_works_behind_it() -> None:
    """TRA-D1 was derived from counts of the aviation administration."""
    found = cite("court-list-2013")
    behind = [it.work.words for it in found.works if "TRA-D1" in it.facts]
    assert any("Civil Aviation" in words for words in behind)
    assert not any(it.work.words.startswith("Derived") for it in found.works)


def test_the_software_is_cited_as_its_file_says() -> None:
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f'title: "{TITLE}"' in text
    assert f"- name: {AUTHORS}" in text
    assert f"license: {CODE}" in text


def test_a_run_says_what_rests_on_no_work() -> None:
    run = shared_run()
    found = cite_run("here", run)
    assert found.leaning
    assert run.digest[:16] in found.items[1].words
    assert machine_cited(found)["leans_on_without_a_work"] == found.leaning


def test_bibtex_has_each_work_once_and_nothing_half_open() -> None:
    found = cite("court-list-2013")
    told = bibtex(found)
    keys = re.findall(r"^@misc\{([^,]+),$", told, re.M)
    assert len(keys) == len(set(keys)) == len(found.works) + 4
    assert told.count("{") == told.count("}")


@pytest.mark.parametrize(
    ("source", "words", "url", "year"),
    [
        ("Caixin, 13 September 2016, https://x.example/a", "Caixin, 13 September 2016",
         "https://x.example/a", "2016"),
        ("From memory", "From memory", None, None),
    ],
)  # fmt: skip
def test_a_source_is_taken_apart(
    source: str, words: str, url: str | None, year: str | None
) -> None:
    work = work_of(source)
    assert (work.words, work.url, work.year) == (words, url, year)


def test_the_command_tells_of_documents_and_runs(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert command("suqian-2018") == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "why: the rules: 6 of 105 numbers sourced; licence: CC BY 4.0" in out
    assert command(str(CORPUS / "valid" / "ledger.yaml"), json=True) == 0
    assert json.loads(capsys.readouterr().out)["works"]
    run = shared_run()
    written = RunFolder.of(run.city, run.request, tmp_path).write(run)
    assert command(str(written)) == 0
    assert "No work stands behind what the result leans on most" in capsys.readouterr().out
    assert command("nowhere") == 2
    assert "nowhere" in capsys.readouterr().err
