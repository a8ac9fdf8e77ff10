"""Papers give evidence and never a verdict; what law says is cited, with its dates."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from documents.corpus import VALID
from glasscity.cli.paper import paper as command
from glasscity.documents.resolve import City, load
from glasscity.studies.papers import PAPERS, Kind
from glasscity.studies.papers.annex import FIRST
from glasscity.studies.papers.contents import JUDGEMENT, Answers, Paper
from glasscity.studies.papers.elements import Status, walk_of
from glasscity.studies.papers.markdown import markdown_of
from glasscity.studies.papers.page import machine_paper, page_of
from strategies.words import quantity, title
from studies.lint.town_rules import built, changed, clean, for_life, trap

KINDS: tuple[Kind, ...] = ("legal-walk", "annex", "odd")
VERDICTS = re.compile(
    r"\b(complian\w*|comply|complies|pass|passes|passed|passing|approved?|certif\w*|cleared"
    r"|deserved?|optimal|safe|lawful(?! evaluation)|unlawful|illegal)\b",
    re.IGNORECASE,
)
"""Words of a verdict. A lawful evaluation is what recital 31 calls it."""


@functools.cache
def suqian() -> City:
    return load("suqian-2018")


@functools.cache
def of_suqian(kind: Kind, *, is_audited: bool = False) -> Paper:
    return PAPERS[kind](suqian(), ANSWERS if is_audited else None)


TOWNS: dict[str, Callable[[], City]] = {
    "suqian": suqian,
    "clean": lambda: built(clean()),
    "trap": lambda: changed(trap),
    "for-life": lambda: changed(for_life),
    "no-burden": lambda: without_burdens(),
    "firms": lambda: of_firms(),
}


@dataclass(frozen=True)
class Told:
    """An answer of an audit, as far as a paper reads it."""

    title: str
    sentence: str
    raised: str


ANSWERS: Answers = {
    "contexts": Told("Contexts", "Of all days 31 % were elsewhere (n = 20,000).", "yes"),
    "error": Told("Harm added by error", "2.5 wrongful records (n = 20,000).", "not estimable"),
}


def statuses(city: City) -> dict[str, Status]:
    return {step.id: step.status for step in walk_of(city).steps}


def without_burdens() -> City:
    """A score that is read, and from which nothing follows for anybody."""
    words = clean()
    words["consequences"] = []
    words["outcomes"] = [
        {"id": "repayment", "title": title("r"), "service": "loan", "ledger": "points",
         "deeds": [{"deed": "help"}]}
    ]  # fmt: skip
    return built(words)


def of_firms() -> City:
    city = built(clean())
    firms = city.population.model_copy(update={"unit": "firm"})
    return City(city.regime, firms, city.conduct, city.references)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TOWNS)
def test_no_paper_gives_a_verdict(kind: Kind, name: str) -> None:
    for answers in (None, ANSWERS):
        whole = PAPERS[kind](TOWNS[name](), answers)
        for told in (markdown_of(whole), page_of(whole), json.dumps(machine_paper(whole))):
            said = " ".join(unescape(re.sub(r"(?s)<style>.*?</style>", "", told)).split())
            assert VERDICTS.search(said) is None
            assert JUDGEMENT in said or FIRST in said
    for word in ("compliant", "It passes.", "approved", "safe", "is lawful", "certified"):
        assert VERDICTS.search(word)


def test_every_element_is_walked_in_order() -> None:
    assert list(statuses(suqian()).items()) == [
        ("practice", "for a lawyer"),
        ("system", "for a lawyer"),
        ("people", "shown"),
        ("evaluation", "shown"),
        ("period", "shown"),
        ("basis", "shown"),
        ("detriment", "shown"),
        ("limb-i", "for a lawyer"),
        ("limb-ii", "for a lawyer"),
        ("lawful", "for a lawyer"),
    ]


def test_a_limb_is_not_shown_where_contexts_are_one() -> None:
    words = clean()
    assert statuses(built(words))["limb-i"] == "for a lawyer"  # civic deeds, a loan of money
    for kind in words["kinds"]:
        kind["context"] = "money"
    assert statuses(built(words))["limb-i"] == "not shown"
    assert walk_of(built(words)).raises  # by the other limb


def test_elements_that_are_missing_are_not_shown() -> None:
    assert statuses(without_burdens())["detriment"] == "not shown"
    assert statuses(without_burdens())["limb-ii"] == "not shown"
    assert statuses(of_firms())["people"] == "not shown"
    nothing = clean() | {"instruments": [], "consequences": []}
    found = statuses(built(nothing))
    assert {found[name] for name in ("evaluation", "period", "basis")} == {"not shown"}
    assert not walk_of(built(nothing)).raises


def test_what_follows_outside_the_file_is_for_a_lawyer() -> None:
    """A score that nothing reads, or that only eases things, is no clearance."""
    unread = clean() | {"consequences": []}
    eased = clean()
    eased["consequences"][0] |= {"kind": "privilege", "amount": quantity(5, "CNY")}
    for words in (unread, eased):
        found = statuses(built(words))
        names = ("detriment", "limb-i", "limb-ii")
        assert [found[name] for name in names] == ["for a lawyer"] * 3
        assert walk_of(built(words)).raises
    (line,) = walk_of(built(eased)).of("limb-i").evidence
    assert (
        line == "from civic to money: 'help' and 'late' can bear on 'no-loan', by way of 'points'"
    )


def test_being_looked_into_or_shunned_is_a_treatment() -> None:
    words = clean() | {"consequences": []}
    inquiry = {
        "kind": "ranked", "id": "hunt", "title": title("h"), "reads": "points", "first": "lowest",
        "capacity": quantity(5, "per month"), "finds": quantity(0.5, "chance"),
        "accuses": quantity(0.1, "chance"),
    }  # fmt: skip
    meeting = {
        "kind": "meeting", "id": "help", "title": title("h"), "fails": quantity(0.1, "chance"),
        "shuns": {"instrument": "points", "bands": ["poor"]},
    }  # fmt: skip
    for extra in ({"investigations": [inquiry]}, {"encounters": [meeting]}):
        found = statuses(built(words | extra))
        assert found["detriment"] == "shown"
        assert found["limb-i"] == "for a lawyer"


def test_ratings_by_others_are_a_basis_for_a_lawyer() -> None:
    stars = {
        "kind": "rating", "id": "points", "title": title("stars"), "opening": quantity(3, "points"),
        "floor": quantity(1, "points"), "ceiling": quantity(5, "points"),
        "bands": [{"id": "poor", "title": title("p"), "from": quantity(1, "points")}],
        "quality": quantity(3, "weight"), "careless": quantity(0.1, "chance"),
        "memory": quantity(0.9, "share"),
    }  # fmt: skip
    city = built(clean() | {"instruments": [stars]})
    assert statuses(city)["basis"] == "for a lawyer"
    assert walk_of(city).raises


def test_where_an_article_5_question_is_raised_the_annex_is_one_sentence() -> None:
    paper = of_suqian("annex", is_audited=True)
    assert paper.opening == (FIRST,)
    assert paper.parts == ()
    assert paper.cites == ()
    assert FIRST == (
        "Ask the Art. 5 question first; an impact assessment does not cure a prohibited practice"
    )


@pytest.mark.parametrize("city", [without_burdens(), of_firms()], ids=["no burden", "firms"])
def test_else_it_has_all_points_of_article_27(city: City) -> None:
    paper = PAPERS["annex"](city, None)
    assert [part.heading[:3] for part in paper.parts] == [f"({x})" for x in "abcdef"]
    assert "That is no clearance" in paper.opening[1]
    assert FIRST not in markdown_of(paper)


def test_a_camera_that_names_people_infers() -> None:
    system = walk_of(suqian()).of("system")
    assert any("crossing-cameras" in line for line in system.evidence)
    assert not any("searches" in line for line in walk_of(built(clean())).of("system").evidence)


def test_what_was_not_run_is_said_and_what_was_run_is_shown() -> None:
    bare = markdown_of(of_suqian("legal-walk")).replace("\n", " ")
    told = markdown_of(of_suqian("legal-walk", is_audited=True)).replace("\n  ", " ")
    assert "audit question 'contexts' was not run" in bare
    assert "audit question 'contexts' was not run" not in told
    assert "Audit, Contexts (raised): Of all days 31 % were elsewhere (n = 20,000)." in told
    assert "Harm added by error (not estimable): 2.5 wrongful" in told


@pytest.mark.parametrize("kind", KINDS)
def test_dates_of_law_come_from_sources(kind: Kind) -> None:
    """A town without dates of its own: every year in the words of a paper is a source's."""
    city = without_burdens() if kind == "annex" else built(clean())
    paper = PAPERS[kind](city, None)
    text = markdown_of(paper).split("## Sources")[0].replace(str(city.regime.clock.start), "")
    assert re.findall(r"\b(?:19|20)\d\d\b", text) == []
    entries = suqian().references.entries
    for key in paper.cites:
        assert entries[key].sources
    assert kind == "odd" or "EUA-06" in paper.cites


def test_papers_of_real_rules_show_every_reference_they_cite() -> None:
    for kind in KINDS:
        paper = of_suqian(kind)
        assert [key for key, _, _ in paper.sources()] == list(paper.cites)


def test_the_description_has_every_heading_of_its_protocol() -> None:
    paper = of_suqian("odd")
    told = [part.heading for whole in paper.parts for part in (whole, *whole.parts)]
    assert told == (
        "1 Overview|1.1 Purpose|1.2 Entities, state variables and scales|1.3 Process overview and "
        "scheduling|2 Design concepts|2.1 Theoretical and empirical background|2.2 Individual "
        "decision-making|2.3 Learning|2.4 Individual sensing|2.5 Individual prediction|2.6 "
        "Interaction|2.7 Collectives|2.8 Heterogeneity|2.9 Stochasticity|2.10 Observation|3 Details"
        "|3.1 Implementation details|3.2 Initialisation|3.3 Input data|3.4 Submodels"
    ).split("|")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_nothing_and_runs_nothing(kind: Kind) -> None:
    page = page_of(of_suqian(kind))
    assert re.findall(r"<script|<link|<img|src=|@import|href=\"(?!#)", page) == []
    assert "SYNTHETIC CITY" in page


REGIMES = [path for path in VALID if "glasscity/regime" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", REGIMES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_set_can_be_written_about(kind: Kind, path: Path) -> None:
    paper = PAPERS[kind](load(str(path)), ANSWERS)
    assert not re.search(r"\{\w*\}|<glasscity|Quantity\(", markdown_of(paper))


def test_the_command_writes_what_the_name_ends_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, text = tmp_path / "walk.html", tmp_path / "walk.md"
    assert command("legal-walk", "suqian-2018", out=page) == 0
    assert command("legal-walk", "suqian-2018", out=text) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert text.read_text("utf-8").startswith("# A walk")
    assert capsys.readouterr().out == ""
    assert command("odd", "suqian-2018", json=True) == 0
    assert json.loads(capsys.readouterr().out)["paper"] == "odd"
    assert command("odd", "suqian-2018", out=tmp_path / "odd.pdf") == 2
    assert command("odd", "no-such-rules") == 2
