"""The frame of the claims: complete, in order, with two verdicts for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasscity.documents import shelf
from glasscity.studies.claims import chosen, listed
from glasscity.studies.claims.every import CLAIMS

ALL = [
    name for n in range(1, 48) for name in ([f"C{n:02}a", f"C{n:02}b"] if n == 26 else [f"C{n:02}"])
]


def test_every_claim_is_settled_in_the_order_of_their_ids() -> None:
    assert list(CLAIMS) == ALL


def test_every_settled_claim_is_in_the_catalogue() -> None:
    assert set(CLAIMS) - set(listed()) == set()
    assert set(listed()) - set(ALL) == set()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_function_is_called_as_its_claim(name: str) -> None:
    settle = CLAIMS[name]
    assert settle.__name__ == name.lower()
    assert len(settle.__doc__ or "") > 12


def test_ids_are_forgiving_about_case_and_strict_about_the_rest() -> None:
    assert chosen(["c01"]) == chosen(["C1"]) == ("C01",)
    assert chosen([]) == tuple(CLAIMS)
    with pytest.raises(ValueError, match="did you mean 'C"):
        chosen(["C001"])


def test_files_of_claims_are_named_for_what_they_hold() -> None:
    for name in shelf.names("claims"):
        path = shelf.packaged("claims", name)
        assert isinstance(path, Path)
        first, last = name.upper().split("-")
        assert first in path.read_text("utf-8"), path
        assert last in path.read_text("utf-8"), path
