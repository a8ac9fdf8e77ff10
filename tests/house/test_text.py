"""What must stand in no file of the repository: anything that is true of one machine only."""

from __future__ import annotations

import re

import pytest

from house.tree import texts

MACHINE = re.compile(
    r"(?<![\w.:/~}*])/(home|root|work|workspace|Users|opt|tmp|var|mnt|srv|private)/(?=[\w.])"
    r"|[A-Z]:\\\\?(Users|Program)"
)
HOSTS = re.compile(
    r"(pypi|pythonhosted|npmjs|anaconda|debian|ubuntu|jsdelivr|unpkg|cdnjs)\.(org|com|net)"
    r"|--(extra-)?index-url\s+\S*:",
    re.IGNORECASE,
)


@pytest.mark.parametrize("bad", ["/" + "home/somebody/x", "see /" + "work/main", "C:\\" + "Users"])
def test_a_machine_path_is_recognised(bad: str) -> None:
    assert MACHINE.search(bad)


@pytest.mark.parametrize("fine", ["tests/tmp/x", "https://a.example/home/x", ".venv/bin", "a/b"])
def test_other_paths_are_fine(fine: str) -> None:
    assert not MACHINE.search(fine)


def test_no_machine_paths() -> None:
    assert [(name, hit.group()) for name, text in texts() for hit in MACHINE.finditer(text)] == []


def test_no_registry_hosts() -> None:
    assert HOSTS.search("files.python" + "hosted.org")
    assert [(name, hit.group()) for name, text in texts() for hit in HOSTS.finditer(text)] == []


def test_no_link_leads_out_of_the_repository() -> None:
    """A relative link of a page points at a file that is here."""
    from house.tree import ROOT, tracked

    pages = [path for path in tracked() if path.suffix == ".md"]
    broken = [
        (str(page.relative_to(ROOT)), target)
        for page in pages
        for target in re.findall(
            r"(?:\]\(|src=\")(?!https?:|#|mailto:)([^)\"#\s]+)", page.read_text("utf-8")
        )
        if not (page.parent / target).exists()
    ]
    assert broken == []
    assert len(pages) > 10
