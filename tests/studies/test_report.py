from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from glasscity.charts.figure import Table
from glasscity.documents.regime import Regime
from glasscity.results.grounds import grounds_of
from glasscity.results.run import Run
from glasscity.studies.element import table_element, text
from glasscity.studies.report import page_of, write_report
from results.fake_city import regime_document
from results.fake_outcome import fake_run, outcome_of, shared_run

RUN = shared_run()
PAGE = page_of(RUN)


class _Reader(HTMLParser):
    """Elements in order with their attributes and, for some, their text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "path", "rect", "line"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.words.append((self._open[-1], data.strip()))


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


READ = _read(PAGE)
TEXT = " ".join(words for tag, words in READ.words if tag != "style")


def test_the_page_loads_nothing() -> None:
    tags = {tag for tag, _ in READ.elements}
    assert tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"} == set()
    for _, attributes in READ.elements:
        for name, value in attributes.items():
            if name in ("src", "href", "xlink:href", "action", "data"):
                assert (value or "").startswith("#")
            assert not name.startswith("on")
    assert not re.search(r"@import|url\((?!#)", PAGE)
    (policy,) = (a["content"] for _, a in READ.elements if a.get("http-equiv"))
    assert (policy or "").startswith("default-src 'none'")


def test_the_page_is_small() -> None:
    assert len(PAGE.encode()) < 1_000_000


def test_the_page_says_its_language_and_that_it_is_synthetic() -> None:
    assert ("html", {"lang": "en"}) in READ.elements
    first = next(words for tag, words in READ.words if tag not in ("title", "style"))
    assert first == "Skip to the charts"
    assert TEXT.index("SYNTHETIC CITY") < TEXT.index("Points in the test city", 60)
    assert dict(READ.words)["title"].startswith("SYNTHETIC CITY")


def test_the_first_screen_comes_in_order() -> None:
    places = [
        TEXT.index(words)
        for words in (
            "Everybody starts with 1,000 points",
            "What this is",
            "What it is not",
            "In one sentence",
            'false match of "Cameras at crossings"',
            "people simulated",
            "Personal credit points: classes over time",
            "Personal credit points: scores of each group",
            "Harm: under true records first",
            "Personal credit points: class as recorded and without error",
            "What is sourced and what is assumed",
            "How to get it again",
        )
    ]
    assert places == sorted(places)


def test_headings_are_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in READ.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert len(levels) > 10


def test_every_chart_has_its_text_source_and_table() -> None:
    pictures = [a for tag, a in READ.elements if tag == "svg"]
    assert len(pictures) == 4
    for attributes in pictures:
        assert attributes["role"] == "img"
        assert len(attributes["aria-label"] or "") > 120
    sections = re.findall(r'<section id="[^"]+"><h2 id=.*?</section>', PAGE, flags=re.S)
    assert len(sections) == 4
    for section in sections:
        assert section.count("Source: SYNTHETIC") == 1
        assert section.index("</svg>") < section.index("<table>")


def test_ids_are_unique_and_links_meet_them() -> None:
    ids = Counter(a["id"] for _, a in READ.elements if "id" in a)
    assert [name for name, n in ids.items() if n > 1] == []
    for _, attributes in READ.elements:
        for value in attributes.values():
            for target in re.findall(r"^#(\S+)$|url\(#([^)]+)\)", value or ""):
                assert "".join(target) in ids or re.fullmatch(r"[0-9a-f]{3,6}", "".join(target))


def test_tables_have_captions_and_headings() -> None:
    tables = re.findall(r"<table>.*?</table>", PAGE, flags=re.S)
    assert len(tables) > 10
    for table in tables:
        assert table.startswith("<table><caption>")
        assert '<th scope="col"' in table
        assert '<th scope="row"' in table


def test_a_head_stands_above_its_numbers_and_the_first_above_its_words() -> None:
    body = (("2 %", "1.5", "none seen"), ("3 %", "not seen", "2"), ("4 %", "2.5", "3"))
    table = table_element(Table("caption", ("share", "days", "left"), body))
    heads = re.findall(r'<th scope="col" class="(\w+)">(\w+)', table)
    assert heads == [("word", "share"), ("number", "days"), ("number", "left")]


def test_every_assumption_and_source_is_listed() -> None:
    for ground in grounds_of(RUN.city):
        if ground.assumed is not None:
            assert f"{ground.document}: {ground.path}" in TEXT
        else:
            assert f"{ground.source} {ground.grade} " in TEXT
    assert "another page says less" in TEXT
    assert "the order only matters to audits" not in TEXT


def test_what_it_takes_to_get_it_again_is_there() -> None:
    assert RUN.request.command() in TEXT
    for digest in (RUN.digest, RUN.outcome.state_digest, *RUN.city.digests.values()):
        assert digest in TEXT


def test_each_exception_is_printed() -> None:
    assert "Utility bill left unpaid by income: lowest x1.6" in TEXT
    assert "without exception" not in TEXT


def test_seen_deeds_stand_beside_wrongful_records() -> None:
    (table,) = re.findall(r"<table><caption>Deeds of the whole run.*?</table>", PAGE, flags=re.S)
    assert re.findall(r"<th[^>]*>([^<]+)</th>", table)[3:7] == [
        "seen",
        "share seen",
        "missed",
        "wrongful records of it",
    ]


def _regime(run: Run, **change: object) -> Run:
    regime = Regime.model_validate({**regime_document(), **change})
    return dataclasses.replace(run, city=dataclasses.replace(run.city, regime=regime))


def test_attributes_are_escaped() -> None:
    assert text("p", "<", title='"&', class_="a") == '<p title="&quot;&amp;" class="a">&lt;</p>'


def test_titles_are_escaped() -> None:
    evil = {"en": "<script>1</script> & more", "nl": "x", "zh_Hans": "x"}
    page = page_of(_regime(RUN, title=evil, notes=[evil]))
    assert "<script>" not in page
    assert page.count("&lt;script&gt;1&lt;/script&gt; &amp; more") == 3


def test_a_regime_without_ledger_list_or_consequence_has_its_report() -> None:
    bare: dict[str, object] = {
        "instruments": [],
        "consequences": [],
        "recourse": [],
        "responses": [],
    }
    page = page_of(_regime(RUN, **bare))
    assert page.count("<svg") == 1
    assert "Harm: under true records first" in page


def test_a_regime_that_sees_nothing_has_its_report() -> None:
    run = _regime(RUN, sensors=[], instruments=[], consequences=[], recourse=[])
    quiet = dataclasses.replace(run, outcome=outcome_of({(0, 0, "people", ""): 500}))
    assert "no assumed number with a range moves the wrongful rate" in page_of(quiet)


def test_a_handful_of_people_has_its_report(tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", fake_run(people=12, windows=1))
    assert "not estimable (of 12)" in (tmp_path / "report.html").read_text("utf-8")
