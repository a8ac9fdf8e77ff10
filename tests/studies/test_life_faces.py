"""A life on the screen, on a slip and for machines: marked on every row."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from glasscity.documents.regime import Regime
from glasscity.documents.telling import Language
from glasscity.results.request import Request
from glasscity.studies.life import Life, life
from glasscity.studies.life_machine import machine_life
from glasscity.studies.life_page import print_life
from glasscity.studies.life_words import phrases, say
from glasscity.studies.life_wrap import wrapped
from glasscity.studies.run import simulate
from glasscity.studies.slip import COLUMNS, html_slip, text_slip, write_slip
from glasscity.vocabulary.codes import Event
from results.fake_city import fake_city, q, regime_document
from studies.lives import busy, keep, lines_of, lived_run, opened_life

LANGUAGES: tuple[Language, ...] = ("en", "nl", "zh_Hans")
IDENTITY = re.compile(r"\d{15,}")
"""A run of digits as long as an identity number."""


def _printed(opened: Life, language: Language, *, has_yardsticks: bool = True) -> str:
    out = io.StringIO()
    console = Console(file=out, width=80, highlight=False)
    print_life(opened, language, has_yardsticks=has_yardsticks, console=console)
    return out.getvalue()


def _unmarked(opened: Life, language: Language) -> set[str]:
    """The lines of a face that are not about the person: headings and notes."""
    headings = ("life", "end", "compared", "yardstick-all-seen", "yardstick-unerring", "slip")
    notes = [key for key in phrases() if key.startswith("note/")]
    command = f"glasscity open {opened.run} {opened.person}"
    titles = [say(key) for key in (*headings, "banner", *notes)] + [say("again", command=command)]
    words = [{"en": t.en, "nl": t.nl, "zh_Hans": t.zh_Hans}[language] for t in titles]
    return {line for width in (80, COLUMNS) for said in words for line in wrapped(said, width)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_synthetic_stands_on_every_row(folder: Path, language: Language) -> None:
    for person in busy()[::4]:
        opened = opened_life(folder, person)
        for face in (_printed(opened, language), text_slip(opened, language)):
            free = _unmarked(opened, language)
            rows = [line for line in face.splitlines() if line and line not in free]
            assert len(rows) > len(opened.lines)
            assert [row for row in rows if not row.startswith("SYNTHETIC")] == []
        page = html_slip(opened, language)
        rows = re.findall(r"<li>.*?</li>", page)
        assert len(rows) > len(opened.lines) + 10
        assert [row for row in rows if ">SYNTHETIC<" not in row] == []
        bare = re.sub(r"<(ol|style|title)\b.*?</\1>", "", page, flags=re.DOTALL)
        words = {piece for piece in re.findall(r">([^<]+)<", bare) if piece.strip()}
        headings = _whole(opened, language)
        assert words <= headings


def _whole(opened: Life, language: Language) -> set[str]:
    """What may stand outside the rows of a page, in HTML."""
    keys = ("life", "end", "compared", "slip", "banner")
    known = [*(say(key) for key in keys), *(say(k) for k in phrases() if k.startswith("note/"))]
    known.append(say("again", command=f"glasscity open {opened.run} {opened.person}"))
    words = [{"en": t.en, "nl": t.nl, "zh_Hans": t.zh_Hans}[language] for t in known]
    return {said.replace("'", "&#x27;") for said in words}


def _person_rows(value: object) -> list[dict[str, object]]:
    """Every object of a JSON document that stands in a list, and the document itself."""
    if isinstance(value, dict):
        return [row for part in value.values() for row in _person_rows(part)]
    if isinstance(value, list):
        inner = [row for part in value for row in _person_rows(part)]
        return [part for part in value if isinstance(part, dict)] + inner
    return []


def test_synthetic_stands_on_every_row_of_the_json(folder: Path) -> None:
    told = json.loads(json.dumps(machine_life(opened_life(folder, busy()[1]), "en")))
    assert told["synthetic"] == told["counts"]["synthetic"] == "SYNTHETIC"
    rows = _person_rows(told)
    assert len(rows) > 20
    assert all(row["synthetic"] == "SYNTHETIC" for row in rows)
    assert told["lines"][0].keys() >= {"date", "event", "words", "record", "knew_the_rules"}
    assert isinstance(told["replay_milliseconds"], float)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_has_the_shape_of_an_identity_number(folder: Path, language: Language) -> None:
    assert IDENTITY.search(str(lived_run().request.seed))
    opened = opened_life(folder, busy()[-2])
    faces = (
        _printed(opened, language),
        html_slip(opened, language),
        text_slip(opened, language),
        json.dumps(machine_life(opened, language)),
    )
    for face in faces:
        assert IDENTITY.search(face) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_screen_or_slip(folder: Path, language: Language) -> None:
    for person in busy()[::5]:
        opened = opened_life(folder, person)
        assert max(cell_len(line) for line in _printed(opened, language).splitlines()) <= 80
        assert max(cell_len(line) for line in text_slip(opened, language).splitlines()) <= COLUMNS


def test_the_table_shows_truth_knowledge_score_and_class(folder: Path) -> None:
    person = next(p for p in busy() if (lines_of(lived_run(), p)[:, 3] == Event.FALSE).any())
    opened = opened_life(folder, person)
    page = _printed(opened, "en", has_yardsticks=False).splitlines()
    false = next(line for line in opened.lines if line.event == "false")
    (row,) = (x for x in page if str(false.date) in x and "Recorded, but not" in x)
    knew, score, band = row.split()[-3:]
    assert row.split()[-4] == "FALSE"
    assert knew == ("yes" if false.is_aware else "no")
    assert score == f"{false.scores[0]:,}"
    label = opened.ledgers[0].bands[false.bands[0]].title.en.removeprefix("Class ")
    assert band == label
    assert any(line.endswith(f"#{person:,} of 6,000") for line in page)


def test_what_is_too_long_for_a_row_goes_on_below(folder: Path) -> None:
    opened = opened_life(folder, busy()[1])
    page = _printed(opened, "en", has_yardsticks=False).splitlines()
    words = " ".join(" ".join(row[len("SYNTHETIC  2018-04-01 ") :][:33] for row in page).split())
    assert max(len(line.words.en) for line in opened.lines) > 66
    assert [line.words.en for line in opened.lines if line.words.en not in words] == []


def test_the_yardsticks_are_summed_up_always_and_told_on_demand(folder: Path) -> None:
    opened = opened_life(folder, busy()[2])
    short = _printed(opened, "en", has_yardsticks=False)
    long = _printed(opened, "en")
    for page in (short, long):
        assert "With every visible deed recorded: score" in page
        assert "Without error: score" in page
    assert "Yardstick: every visible deed recorded" in long
    assert "Yardstick:" not in short
    assert len(long) > len(short)


def test_a_life_without_events_is_told(folder: Path) -> None:
    quiet = next(p for p in range(6000) if not len(lines_of(lived_run(), p)))
    opened = opened_life(folder, quiet)
    nothing = "Nothing that any sensor could see happened to this person."
    assert opened.lines == ()
    assert f"SYNTHETIC  {nothing}" in _printed(opened, "en")
    assert nothing in html_slip(opened, "en")


def _life_under(tmp_path: Path, instruments: list[dict[str, Any]]) -> Life:
    """Somebody's life under the test city's rules with other instruments."""
    bare: dict[str, Any] = {"instruments": instruments, "consequences": [], "recourse": []}
    regime = Regime.model_validate({**regime_document(), **bare})
    city = dataclasses.replace(fake_city(), regime=regime)
    run = simulate(city, Request("test-regime", 400, 1.0, 12, 3, trace_every=1))
    busiest, _ = Counter(run.outcome.trace[:, 0].tolist()).most_common(1)[0]
    return life(keep(run, tmp_path), busiest)


def test_rules_without_ledgers_have_no_score(tmp_path: Path) -> None:
    page = _printed(_life_under(tmp_path, []), "en").splitlines()
    (head,) = (line for line in page if "what happened" in line)
    assert head.split()[-2:] == ["record", "knew"]
    assert not any("opened at" in line for line in page)


def test_where_there_are_two_ledgers_each_line_shows_its_own(tmp_path: Path) -> None:
    ledger = regime_document()["instruments"][0]
    second = {**ledger, "id": "second", "title": dict.fromkeys(("en", "nl", "zh_Hans"), "Second")}
    opened = _life_under(tmp_path, [ledger, {**second, "opening": q(500, "points")}])
    page = " ".join(_printed(opened, "en", has_yardsticks=False).replace("SYNTHETIC", "").split())
    assert "Second: opened at 500 (Class D), ended at" in page
    assert "Second: Without error: score" in page
    moved = next(line for line in opened.lines if line.ledger == 1)
    assert f"{moved.scores[1]} D" in page
    (deed, *_) = (line for line in opened.lines if line.event == "deed")
    (first, *_) = re.findall(rf"{deed.date} .*? (?:yes|no) (\S+) ", page)
    assert not first.replace(",", "").isdigit()


def test_dutch_swaps_comma_and_point(folder: Path) -> None:
    text = text_slip(opened_life(folder, 5999), "nl")
    assert "#5.999 van 6.000" in text
    assert "#5,999 of 6,000" in text_slip(opened_life(folder, 5999), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slip_is_one_page_that_needs_nothing(folder: Path, language: Language) -> None:
    page = html_slip(opened_life(folder, busy()[1]), language)
    assert f'lang="{language.replace("_", "-")}"' in page
    assert "@page { size: 80mm" in page
    for loaded in ("<script", "<link", "<img", "src=", "href=", "http:", "https:", "url("):
        assert loaded not in page
    title = {"en": "Suqian", "nl": "Suqian, persoonlijke", "zh_Hans": "\u5bbf\u8fc1"}[language]
    assert title in page


def test_a_slip_is_html_or_text_by_its_name(folder: Path, tmp_path: Path) -> None:
    opened = opened_life(folder, 7)
    write_slip(tmp_path / "a.html", opened, "en")
    write_slip(tmp_path / "a.TXT", opened, "en")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "a.TXT").read_text("utf-8").startswith("A simulated life\n")
    with pytest.raises(ValueError, match=r"a\.pdf - is no name of a slip - let it end"):
        write_slip(tmp_path / "a.pdf", opened, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.TXT", "a.html"]


def test_a_slip_appears_whole_or_not_at_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_life(folder, 7)
    slip = tmp_path / "a.html"
    slip.write_text("before")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(ValueError, match=r"cannot be written \(No space left on device\)"):
            write_slip(slip, opened, "en")
    assert slip.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    with pytest.raises(ValueError, match="cannot be written"):
        write_slip(tmp_path / "nowhere" / "a.html", opened, "en")
