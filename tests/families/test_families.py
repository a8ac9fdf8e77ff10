"""One harness for all kinds: whoever adds a kind is asked here for all that belongs to it."""

from __future__ import annotations

import inspect
import io
import re
import shutil
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from documents.corpus import CORPUS, references
from engine.worlds import rows
from families.enrolled import (
    ENROLLED,
    FAMILIES,
    Enrolled,
    Example,
    Words,
    enrol,
    example_of,
    mistaken,
    renamed,
)
from glasscity.chance import key_of
from glasscity.documents.leaving import ids_of
from glasscity.documents.resolve import City, load
from glasscity.documents.switches import less
from glasscity.engine.place import live
from glasscity.evidence import Frozen
from glasscity.lowering.census import build_census
from glasscity.lowering.plan import lower
from glasscity.mechanisms.part import Part
from glasscity.results.columns import measures_text
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from house.tree import ROOT

PEOPLE, WINDOWS = 1_000, 4
MISTAKEN = mistaken()
PAGES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
DRAWN = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "tests" / "strategies").glob("*.py"))
)

of_each_kind = pytest.mark.parametrize("kind", ENROLLED, ids=str)


@pytest.fixture(scope="module")
def city_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Words], City]:
    """Reads the words of a regime as a file beside the documents of the corpus."""
    folder = tmp_path_factory.mktemp("families")
    for path in (CORPUS / "valid").glob("*.yaml"):
        shutil.copy(path, folder)

    read: dict[str, City] = {}

    def city(words: Words) -> City:
        text = io.StringIO()
        YAML().dump(words, text)
        if text.getvalue() not in read:
            file = folder / f"regime-{len(read)}.yaml"
            file.write_text(text.getvalue(), encoding="utf-8")
            read[text.getvalue()] = load(str(file), references())
        return read[text.getvalue()]

    return city


LIVED: dict[str, Outcome] = {}


def lived(city: City) -> Outcome:
    """The run of a city; the same city is not run twice."""
    name = city.digests["regime"]
    if name not in LIVED:
        census, _ = build_census(city.population, PEOPLE)
        LIVED[name] = live(city, census, WINDOWS, key_of(11), threads=2)
    return LIVED[name]


def of_others(outcome: Outcome, name: str) -> dict[Any, int]:
    """The counts that name neither an item nor a part of it, which is called ``item-part``."""
    its = re.compile(rf"(^|[/>]){name}($|[-/>])")
    return {row: count for row, count in rows(outcome).items() if not its.search(row[3])}


@of_each_kind
def test_it_has_a_neutral_and_an_acting_example(kind: Enrolled) -> None:
    example = example_of(kind)
    assert example.neutral["id"] == example.acting["id"]
    assert example.neutral != example.acting


@of_each_kind
def test_a_neutral_row_changes_no_digest(kind: Enrolled, city_of: Callable[[Words], City]) -> None:
    """An instrument of its own has stocks of its own: then no row of anything else changes."""
    example = example_of(kind)
    before = lived(city_of(example.before))
    after = lived(city_of(example.after(example.neutral)))
    if kind.family == "instruments":
        name = example.neutral["id"]
        assert of_others(after, name) == of_others(before, name) != {}
    else:
        assert run_digest(after) == run_digest(before)


@of_each_kind
def test_an_acting_row_acts(kind: Enrolled, city_of: Callable[[Words], City]) -> None:
    example = example_of(kind)
    neutral, acting = (
        lived(city_of(example.after(item))) for item in (example.neutral, example.acting)
    )
    assert run_digest(acting) != run_digest(neutral)


def tables(part: Any) -> list[tuple[str, Any, Any]]:
    """Name, declared type and value of each table of a law, those inside it included."""
    found = []
    for name, declared in typing.get_type_hints(type(part)).items():
        value = getattr(part, name)
        found += tables(value) if hasattr(value, "_fields") else [(name, declared, value)]
    return found


@of_each_kind
@pytest.mark.parametrize("which", ["neutral", "acting"])
def test_it_lowers_to_declared_columns_and_tables(
    kind: Enrolled, which: str, city_of: Callable[[Words], City]
) -> None:
    example: Example = example_of(kind)
    city = city_of(example.after(getattr(example, which)))
    plan = lower(city.regime, city.population, city.conduct, WINDOWS)
    declared = {line.split(",")[0] for line in measures_text().splitlines()[1:]}
    columns = lived(city).columns
    assert {measure for measure, _ in columns} <= declared
    assert len(set(columns)) == len(columns)
    assert set(plan.columns) <= set(columns)
    for name, dtype, value in tables(plan.books) + tables(plan.way_back) + tables(plan.places):
        if isinstance(value, np.ndarray):
            assert value.dtype == typing.get_args(typing.get_args(dtype)[1])[0], name
        else:
            assert type(value) is dtype, name


@of_each_kind
@pytest.mark.parametrize("which", ["neutral", "acting"])
def test_it_goes_through_yaml_unchanged(kind: Enrolled, which: str) -> None:
    item = kind.model.model_validate(getattr(example_of(kind), which))
    text = io.StringIO()
    YAML().dump(item.model_dump(by_alias=True, mode="json"), text)
    words = YAML(typ="safe", pure=True).load(text.getvalue())
    assert kind.model.model_validate(words) == item
    changed = item.model_copy(update={"id": "another"})
    assert kind.model.model_validate(words) != changed


@of_each_kind
def test_it_is_documented(kind: Enrolled) -> None:
    doc = inspect.getdoc(kind.model) or ""
    assert len(doc) > 60, f"{kind}: say in a docstring what it does"
    assert doc != inspect.getdoc(Frozen)
    written = re.search(rf"\bkind: {kind.word}\b|`{kind.word}`", PAGES)
    assert written, f"{kind}: add a row to 'All kinds' in docs/writing-a-regime.md"
    if kind.family != "instruments":
        says = getattr(kind.model, "says", "")
        assert len(says) > 10, f"{kind}: give it 'says', the words by which show tells it"


@of_each_kind
def test_an_error_case_of_it_is_in_the_corpus(kind: Enrolled) -> None:
    assert str(kind) in MISTAKEN, (
        f"{kind}: add a file to tests/conformance/invalid with a problem at an item of this kind"
    )


@of_each_kind
def test_random_regimes_draw_it(kind: Enrolled) -> None:
    assert f'"{kind.word}"' in DRAWN, f"{kind}: let tests/strategies/{kind.family}.py draw it"


@of_each_kind
def test_others_can_be_left_out_beside_it(kind: Enrolled, city_of: Callable[[Words], City]) -> None:
    """It answers for what it reads: without that, the regime is still one that a file may hold."""
    example = example_of(kind)
    city = city_of(example.after(example.acting))
    names = ids_of(city.regime)
    assert example.acting["id"] in names[kind.family]
    for family, name in ((family, name) for family, them in names.items() for name in them):
        less(city, family, name)


@of_each_kind
def test_its_other_forms_are_named_and_other(kind: Enrolled) -> None:
    """A form changes the item and nothing of its name; a document may hold each."""
    item = kind.model.model_validate(example_of(kind).acting)
    assert isinstance(item, Part)
    forms = list(item.variants())
    assert len({name for name, _ in forms}) == len(forms)
    for name, other in forms:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert f"`{name}`" in PAGES, f"{kind}: add '{name}' to docs/scenarios.md"
        words = other.model_dump(by_alias=True, mode="json")
        assert kind.model.model_validate(words) == other != item


def test_every_family_is_enrolled() -> None:
    assert {kind.family for kind in ENROLLED} == set(FAMILIES)
    assert len(ENROLLED) >= 11
    assert len({str(kind) for kind in ENROLLED}) == len(ENROLLED)


def test_an_empty_family_fails() -> None:
    with pytest.raises(AssertionError, match="the family of sensors is empty"):
        enrol("sensors", ())


def test_a_kind_without_examples_fails_and_is_told_what_to_add() -> None:
    unknown = renamed(ENROLLED[0], "rumour")
    with pytest.raises(AssertionError, match=r"no example: add tests/families/examples/sensors/r"):
        example_of(unknown)


def test_no_example_is_left_over() -> None:
    files = set(Path(__file__).parent.glob("examples/*/*.yaml"))
    assert files == {kind.file for kind in ENROLLED}
