from __future__ import annotations

from pathlib import Path

import pytest

from glasscity.documents.parse import LARGEST, parse
from glasscity.documents.problem import DocumentError, Problem


def _problem(path: Path) -> Problem:
    with pytest.raises(DocumentError) as caught:
        parse(path)
    (problem,) = caught.value.problems
    return problem


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "case.yaml"
    path.write_bytes(content)
    return path


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "there is no such file" in str(_problem(tmp_path / "nowhere.yaml"))


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in str(_problem(tmp_path))


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    assert _problem(tmp_path / "a\0b.yaml").mend


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    problem = _problem(_file(tmp_path, b"a" * (LARGEST + 1)))
    assert "is larger than 2,000,000 bytes" in problem.what


def test_another_encoding_is_told_with_its_place(tmp_path: Path) -> None:
    problem = _problem(_file(tmp_path, b"id: a\ntitle: caf\xe9\n"))
    assert (problem.line, problem.column) == (2, 11)
    assert "is not UTF-8 text" in problem.what


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert parse(_file(tmp_path, b"\xef\xbb\xbfid: a\n")).plain == {"id": "a"}


def test_a_control_character_is_told_with_its_place(tmp_path: Path) -> None:
    problem = _problem(_file(tmp_path, b"id: a\ntitle: b\x01\n"))
    assert (problem.line, problem.column) == (2, 9)
    assert "control character" in problem.what


def test_anchors_that_explode_are_refused(tmp_path: Path) -> None:
    tens = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *tens]
    problem = _problem(_file(tmp_path, "\n".join(lines).encode()))
    assert "too many values" in problem.what


@pytest.mark.parametrize("text", [b"a: &a\n  b: *a\n", b"a: &a [*a]\n"])
def test_an_anchor_inside_itself_ends(tmp_path: Path, text: bytes) -> None:
    assert list(parse(_file(tmp_path, text)).plain) == ["a"]


@pytest.mark.parametrize("depth", [100, 5000])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    text = "a: " + "[" * depth + "]" * depth
    assert "nested too deeply" in _problem(_file(tmp_path, text.encode())).what


def test_values_are_plain_and_keys_are_text(tmp_path: Path) -> None:
    text = b"1: 0x1f\nb: [2.50, 1_000, 'no', no, ~, true]\nc: >-\n  two\n  lines\n"
    page = parse(_file(tmp_path, text))
    assert page.plain == {"1": 31, "b": [2.5, 1000, "no", "no", None, True], "c": "two lines"}
    kinds = {type(value) for value in (page.plain["1"], *page.plain["b"], page.plain["c"])}
    assert kinds == {int, float, str, bool, type(None)}


def test_places_skip_what_is_not_in_the_file(tmp_path: Path) -> None:
    page = parse(_file(tmp_path, b"a:\n  - k: 1\n    l:\n      m: 2\n"))
    assert page.walk(("a", 0, "tag", "l", "m")) == (("a", 0, "l", "m"), (4, 10))
    assert page.walk(("a", 0, "missing")) == (("a", 0), (2, 5))
    assert page.walk(("a", 7)) == (("a",), (1, 1))
    assert page.key_place(("a", 0, "l", "m")) == (4, 7)
