from __future__ import annotations

from glasscity.documents.problem import DocumentError, Problem, did_you_mean, some_of

LATE = Problem("a.yaml", 9, 4, "clock.start", "needs a date", "write it as 2018-04-01")
EARLY = Problem("a.yaml", 2, 1, "statsu", "unknown key 'statsu'", "delete it", "status")


def test_a_problem_says_where_what_how_to_mend_and_what_was_meant() -> None:
    assert str(LATE) == "a.yaml:9:4 clock.start - needs a date - write it as 2018-04-01"
    told = "a.yaml:2:1 statsu - unknown key 'statsu' - delete it (did you mean 'status'?)"
    assert str(EARLY) == told


def test_a_problem_of_a_whole_file_has_no_place() -> None:
    assert str(Problem("b.yaml", 0, 0, "", "is a folder", "name a file")) == (
        "b.yaml - is a folder - name a file"
    )


def test_an_error_holds_each_problem_once_in_order_of_place() -> None:
    error = DocumentError([LATE, EARLY, LATE])
    assert error.problems == (EARLY, LATE)
    assert str(error).splitlines() == [str(EARLY), str(LATE)]


def test_only_a_near_word_is_suggested() -> None:
    assert did_you_mean("statsu", ["status", "title"]) == "status"
    assert did_you_mean("quux", ["status", "title"]) is None
    assert did_you_mean(7, []) is None


def test_a_long_row_of_words_is_cut_and_says_so() -> None:
    assert some_of(["a", "b"]) == "a, b"
    assert some_of(list("abcde"), most=3) == "a, b, c, and 2 more"
    assert some_of([]) == "none"
