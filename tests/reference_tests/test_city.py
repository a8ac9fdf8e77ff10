"""Whole runs of the reference: replays, and lines that add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from glasscity.vocabulary.codes import COLUMN_NAMES, Event
from reference.city import run
from reference.plain_words import MEANING, first_difference, told
from reference_tests.town import SEED, census, conduct, deed, population, regime
from strategies.cases import Case, cases
from strategies.lived import lived

FEW = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # Phase.shrink takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@FEW
@given(cases(is_shared=False), st.data())
def test_the_few_are_replayed_from_saved_fields(case: Case, data: st.DataObject) -> None:
    assert not case.is_shared
    whole = lived(case)
    people = st.integers(0, case.census.simulated - 1)
    few = data.draw(st.frozensets(people, min_size=1, max_size=3))
    part = run(
        case.regime,
        case.conduct,
        case.population,
        case.census,
        case.n_windows,
        case.key,
        fields=whole.fields,
        only=few,
    )
    assert part.lines == [line for line in whole.lines if line[0] in few]
    assert [set(scores) for scores in part.scores] == [few] * len(part.scores)


@FEW
@given(cases())
def test_stocks_are_what_flowed(case: Case) -> None:
    """Tallies, which are read from lines, end where the standings end."""
    result = lived(case)
    last = case.n_windows - 1
    ledgers = case.regime.banded
    total: Counter[tuple[int, str, str]] = Counter()
    for (window, _, measure, key), count in result.tallies.items():
        total[window, measure, key] += count
    for row, scores in enumerate(result.scores):
        name = f"{ledgers[row // 3].id}/{COLUMN_NAMES[row % 3]}"
        for score, people in Counter(scores.values()).items():
            assert total[last, "score_at_end", f"{name}/{score}"] == people
        bands = ledgers[row // 3].bands
        for band, people in Counter(result.bands[row].values()).items():
            assert total[last, "people_in_band", f"{name}/{bands[band].id}"] == people
    for place, words in enumerate(case.regime.lists):
        listed = sum(end != -1 for end in result.list_ends[place].values())
        assert total[last, "people_listed", words.id] == listed


@FEW
@given(cases())
def test_scores_stay_within_their_bounds(case: Case) -> None:
    """At each record, or where points are netted at the end of each window."""
    ledgers = case.regime.banded
    result = lived(case)
    for line in result.lines:
        if line[3] in (Event.POINTS, Event.GIVEN_BACK, Event.CLAMPED, Event.RESET):
            ledger = ledgers[line[4] // 3]
            if ledger.clamp == "each record":
                assert ledger.floor.value <= line[6] <= ledger.ceiling.value
    for row, scores in enumerate(result.scores):
        ledger = ledgers[row // 3]
        assert all(ledger.floor.value <= it <= ledger.ceiling.value for it in scores.values())


def test_one_more_person_changes_nobody_else() -> None:
    deeds = conduct(deed("spit"))
    few, many = (
        run(regime(), deeds, population(), census(people), 3, SEED).lines for people in (3, 4)
    )
    assert few == [line for line in many if line[0] < 3]


def test_a_few_cannot_settle_for_all() -> None:
    with pytest.raises(ValueError, match="saved fields"):
        run(regime(), conduct(deed("spit")), population(), census(), 1, SEED, only=frozenset({0}))


def test_every_event_has_words() -> None:
    assert set(MEANING) == set(Event)


def test_the_first_difference_is_told_in_words() -> None:
    same = (4, 0, 1, Event.DEED, 2, 99, 1, 0)
    mine, theirs = (4, 0, 3, Event.POINTS, 0, -5, 7, 1), (4, 0, 3, Event.POINTS, 0, -5, 8, 1)
    words = first_difference([same, mine], [same, theirs], ("one", "two"))
    assert words.splitlines() == [
        "line 1:",
        "  both: person 4, window 0, day 1: DEED kind 2 at instant 99, aware 1",
        "  one: person 4, window 0, day 3: POINTS row 0 moved -5 to 7 by rule 1",
        "  two: person 4, window 0, day 3: POINTS row 0 moved -5 to 8 by rule 1",
    ]
    assert first_difference([same], [same], ("one", "two")) == ""
    assert "two: nothing more" in first_difference([same], [], ("one", "two"))
    assert told(None) == "nothing more"
