"""House-keeping: every room has its sign, every file its one noun, every version its entry."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

import glasscity
from house.tree import PACKAGE, ROOT, project, sources, texts


def test_every_package_folder_has_a_readme() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    assert len(folders) > 15
    silent = [
        str(folder.relative_to(ROOT))
        for folder in sorted(folders)
        if not (folder / "README.md").is_file()
        or len((folder / "README.md").read_text(encoding="utf-8").split()) < 15
    ]
    assert silent == []


def test_every_module_says_what_it_is() -> None:
    silent = [name for name, tree in sources() if len(ast.get_docstring(tree) or "") < 10]
    assert silent == []


def test_no_file_outgrows_one_noun() -> None:
    long = [(name, text.count("\n")) for name, text in texts() if name.endswith(".py")]
    assert [(name, lines) for name, lines in long if lines > 400] == []


def _functions() -> Iterator[tuple[str, int]]:
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_outgrows_a_screen() -> None:
    assert [(name, lines) for name, lines in _functions() if lines > 70] == []


def test_no_room_is_named_utils() -> None:
    vague = re.compile(r"/(utils?|helpers?|misc|common)(\.py|/)")
    assert [name for name, _ in texts() if vague.search(f"/{name}")] == []


def test_nothing_is_exempted() -> None:
    """No silenced finding, no untyped corner, no ignored warning without its reason."""
    silenced = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no cover|fmt:\s*off)")
    found = [name for name, text in texts() if name.endswith(".py") and silenced.search(text)]
    assert found == []
    tools = project()["tool"]
    assert tools["mypy"]["strict"] is True
    assert "overrides" not in tools["mypy"]
    assert "ignore_missing_imports" not in tools["mypy"]
    assert tools["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert tools["pytest"]["ini_options"]["xfail_strict"] is True


def test_no_test_folder_hides_a_standard_module() -> None:
    """A package tests/statistics would: the folder of tests is on the path."""
    packages = {path.parent.name for path in (ROOT / "tests").glob("*/__init__.py")}
    assert packages & sys.stdlib_module_names == set()


def test_the_changelog_has_an_entry_for_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entry = re.search(
        rf"^## {re.escape(glasscity.__version__)}( \S.*)?\n\n((?:- .+\n(?:  .+\n)*)+)",
        text,
        flags=re.MULTILINE,
    )
    assert entry, f"no '## {glasscity.__version__}' with its list in CHANGELOG.md"


def test_the_citation_file_is_complete_and_current() -> None:
    cited = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == glasscity.__version__
    assert cited["license"] == project()["project"]["license"] == "Apache-2.0"
    assert cited["type"] == "software"
    assert cited["message"]
    assert cited["title"]
    assert [set(author) for author in cited["authors"]] == [{"name"}]


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.splitlines()) > 190


@pytest.mark.parametrize("page", ["VISION.md", "docs/intended-use.md"])
def test_the_first_screen_leads_to(page: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"({page})" in readme
    assert (ROOT / page).is_file()


def test_the_vision_is_ten_lines() -> None:
    lines = (ROOT / "VISION.md").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(said) == 10
