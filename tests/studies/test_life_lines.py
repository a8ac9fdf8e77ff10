"""What a line of a life says."""

from __future__ import annotations

import dataclasses
import string

import numpy as np
import pytest
from rich.cells import cell_len

from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.documents.telling import Language
from glasscity.mechanisms.instruments.opening import most_usual_score
from glasscity.studies.life import COUNTS
from glasscity.studies.life_diary import diary_of
from glasscity.studies.life_lines import Diary, Line
from glasscity.studies.life_sheet import SPANS
from glasscity.studies.life_words import phrases
from glasscity.studies.life_wrap import wrapped
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import EVERY_DIMENSION
from results.fake_city import fake_city, q, regime_document

LANGUAGES: tuple[Language, ...] = ("en", "nl", "zh_Hans")
HORIZON = 700
Told = tuple[int, Event, *tuple[int, ...]]


def _city() -> City:
    """The test city with expiries, and a list that two crossings within a year lead to."""
    document = regime_document()
    ledger, listing = document["instruments"]
    rules = [{**rule, "expires": q(100, "days")} for rule in ledger["rules"]]
    again = {**listing, "grounds": ["red-light"], "count": q(2, "records")}
    again["period"] = q(365, "days")
    document["instruments"] = [{**ledger, "rules": rules}, again]
    return dataclasses.replace(fake_city(), regime=Regime.model_validate(document))


CITY = _city()
CROSSING, BILL, LOAN, BLOOD = range(4)
CAMERA, UTILITY = 0, 1


def _diary(*told: Told, aware_day: int | None = None, city: City = CITY) -> Diary:
    rows = [(0, day // 30, day, int(event), *(*n, 0, 0, 0, 0)[:4]) for day, event, *n in told]
    lines = np.array(rows, dtype=np.int64).reshape(len(rows), 8)
    opening = [most_usual_score(ledger.opening) for ledger in city.regime.banded]
    return diary_of(city, lines, HORIZON, aware_day, opening)


def _words(diary: Diary) -> list[str]:
    return [line.words.en for line in diary.told[0]]


def _by_event(diary: Diary, event: str) -> list[Line]:
    return [line for line in diary.told[0] if line.event == event]


def test_a_deed_nobody_saw_says_so() -> None:
    diary = _diary((3, Event.DEED, CROSSING))
    (line,) = diary.told[0]
    assert line.words.en == "Crossing on red. Nobody saw it."
    assert line.is_true is None
    assert str(line.date) == "2018-04-04"


def test_a_deed_taken_for_another_says_for_what() -> None:
    (line,) = _diary((3, Event.DEED, LOAN), (3, Event.MISREAD, UTILITY, LOAN, 3, BILL)).told[0]
    loan, bill = (CITY.conduct.kinds[kind].title.en for kind in (LOAN, BILL))
    utility = CITY.regime.sensors[UTILITY].title.en
    assert line.words.en == f"{loan}. Seen, but taken for something else: {bill} ({utility})."
    assert line.about["seen"] == 1
    assert line.is_true is None


def test_of_two_sightings_the_sooner_one_counts() -> None:
    right, wrong = (Event.RECORDED, CAMERA, LOAN), (Event.MISREAD, UTILITY, LOAN)
    sooner = _diary((3, Event.DEED, LOAN), (3, *right, 3), (3, *wrong, 4, BILL)).told[0][0]
    later = _diary((3, Event.DEED, LOAN), (3, *right, 5), (3, *wrong, 4, BILL)).told[0][0]
    assert "on record at once. Also taken for something else" in sooner.words.en
    assert "on record" not in later.words.en
    assert (sooner.is_true, later.is_true) == (True, None)


@pytest.mark.parametrize(
    ("arrives", "words"),
    [
        (3, "Seen: Cameras at crossings; on record at once."),
        (6, "Seen: Cameras at crossings; on record from 2018-04-07."),
        (HORIZON, "Seen: Cameras at crossings; on record after the end of the run."),
    ],
)
def test_a_deed_that_was_seen_says_by_what_and_from_when(arrives: int, words: str) -> None:
    diary = _diary((3, Event.DEED, CROSSING), (3, Event.RECORDED, CAMERA, CROSSING, arrives))
    assert _words(diary) == [f"Crossing on red. {words}"]
    assert diary.told[0][0].is_true is True


def test_a_deed_may_be_blamed_on_somebody_else_and_on_the_doer_too() -> None:
    deed: Told = (3, Event.DEED, CROSSING)
    pinned: Told = (3, Event.PINNED, CAMERA, CROSSING)
    (alone,) = _words(_diary(deed, pinned))
    assert alone == "Crossing on red. Somebody else was blamed: Cameras at crossings."
    (both,) = _words(_diary(deed, (3, Event.RECORDED, UTILITY, CROSSING, 13), pinned))
    assert both.startswith("Crossing on red. Seen: Files of the utility; on record from")
    assert both.endswith("Somebody else was blamed too: Cameras at crossings.")


SAYS_FALSE = (
    "Recorded, but not this person's deed: Utility bill left unpaid (Files of the utility)."
)


def test_a_false_record_says_that_the_person_did_not_do_it() -> None:
    diary = _diary((9, Event.FALSE, 1, BILL), (9, Event.POINTS, 0, -20, 980, 1))
    assert _words(diary) == [
        f"{SAYS_FALSE} Not contested.",
        "-20 points: Bill.",
    ]
    assert [line.is_true for line in diary.told[0]] == [False, False]
    assert [line.scores for line in diary.told[0]] == [(1000,), (980,)]


FALSE = (9, Event.FALSE, 1, BILL)
TAKEN = (9, Event.POINTS, 0, -20, 980, 1)


def test_an_appeal_that_succeeds_is_told_before_what_it_gives_back() -> None:
    """It ends what the record still does; the expiry of day 109 is no longer awaited."""
    heard = (69, Event.HEARD, 1, 1, 19, 4)
    diary = _diary(FALSE, (9, Event.APPEALED, 1, 19, 4), TAKEN, heard, BACK)
    assert _words(diary) == [
        f"{SAYS_FALSE} Appeal filed on 2018-04-20.",
        "-20 points: Bill.",
        "Appeal filed on 2018-04-20: the record of Utility bill left unpaid is struck.",
        "+20 points, struck: Bill (2018-04-10).",
    ]
    assert not any(diary.dues.filed.values())
    late = _diary(FALSE, (9, Event.APPEALED, 1, 19, 4), TAKEN, (69, Event.HEARD, 1, 0, 19, 4))
    assert _words(late)[-1].endswith("stands.")


def test_an_appeal_leaves_the_yardsticks_alone() -> None:
    """A seen deed is on record in all columns; only the recorded one forgets it."""
    deed: Told = (9, Event.DEED, CROSSING)
    seen: Told = (9, Event.RECORDED, CAMERA, CROSSING, 9)
    appealed: Told = (9, Event.APPEALED, 0, 9, 0)
    taken = [(9, Event.POINTS, row, -20, 980, 0) for row in (2, 1, 0)]
    struck: list[Told] = [(30, Event.HEARD, 0, 1, 9, 0), (30, Event.CORRECTED, 0, 20, 1000)]
    lapsed = [(109, Event.GIVEN_BACK, row, 20, 1000) for row in (1, 2)]
    diary = _diary(deed, seen, appealed, *taken, *struck, *lapsed)
    assert not any(diary.dues.filed.values())
    assert [len(told) for told in diary.told] == [4, 2, 2]


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        (Event.UNTOLD, "The person never learns of the record."),
        (Event.DETERRED, "Would have contested it but for what that costs."),
    ],
)
def test_who_cannot_contest_a_record_is_told(tail: Event, words: str) -> None:
    assert _words(_diary(FALSE, (9, tail), TAKEN))[0] == f"{SAYS_FALSE} {words}"


BACK = (69, Event.CORRECTED, 0, 20, 1000)


def test_a_correction_that_succeeds_is_told_before_what_it_gives_back() -> None:
    back = (69, Event.CORRECTED, 0, 20, 1000)
    diary = _diary(FALSE, (9, Event.FILED, 1, 69), TAKEN, (40, Event.DEED, BLOOD), back)
    events = [line.event for line in diary.told[0]]
    assert events == ["false", "points", "deed", "decided", "corrected"]
    assert "Contested; decision on 2018-06-09." in _words(diary)[0]
    assert _words(diary)[3:] == [
        "Decision: the record of Utility bill left unpaid is struck.",
        "+20 points, struck: Bill (2018-04-10).",
    ]
    assert [line.is_true for line in diary.told[0]] == [False, False, None, False, False]


def test_a_correction_that_fails_leaves_the_record_to_its_expiry() -> None:
    expiry = (109, Event.GIVEN_BACK, 0, 20, 1000)
    diary = _diary(FALSE, (9, Event.FILED, 0, 69), TAKEN, expiry)
    assert [line.event for line in diary.told[0]] == ["false", "points", "decided", "given_back"]
    assert _words(diary)[2] == "Decision: the record of Utility bill left unpaid stands."
    assert _by_event(diary, "given_back")[0].is_true is False


def test_a_correction_on_the_same_day_comes_after_its_filing() -> None:
    back = (9, Event.CORRECTED, 0, 20, 1000)
    diary = _diary(FALSE, (9, Event.FILED, 1, 9), TAKEN, back)
    events = [line.event for line in diary.told[0]]
    assert events == ["false", "points", "decided", "corrected"]


def test_a_decision_after_the_end_is_announced_and_not_told() -> None:
    diary = _diary(FALSE, (9, Event.FILED, 1, HORIZON), TAKEN)
    assert [line.event for line in diary.told[0]] == ["false", "points"]
    assert _words(diary)[0].endswith("Contested; decision after the end of the run.")


def test_expiries_of_one_day_are_told_from_the_largest_gift_taken_back() -> None:
    """The engine's queue goes by payload: -10 for the donation comes before +20 for the bill."""
    diary = _diary(
        FALSE,
        TAKEN,
        (9, Event.ARRIVED, 3, BLOOD),
        (9, Event.POINTS, 0, 10, 990, 3),
        (109, Event.GIVEN_BACK, 0, -10, 980),
        (109, Event.GIVEN_BACK, 0, 20, 1000),
    )
    expired = _by_event(diary, "given_back")
    assert [line.words.en for line in expired] == [
        "-10 points, expired: Donation (2018-04-10).",
        "+20 points, expired: Bill (2018-04-10).",
    ]
    assert [line.is_true for line in expired] == [True, False]


def test_a_listing_is_told_with_its_count_its_end_and_its_truth() -> None:
    counts: list[Told] = [(5, Event.ARRIVED, CAMERA, CROSSING), (5, Event.COUNTED, 0, 1)]
    wrong: list[Told] = [(9, Event.FALSE, 0, CROSSING), (9, Event.COUNTED, 0, 2)]
    listed: Told = (9, Event.LISTED, 0, 739, 1)
    over: list[Told] = [(370, Event.DROPPED, 0, 1), (374, Event.DROPPED, 0, 0)]
    over.append((400, Event.RELEASED, 0, 0))
    diary = _diary(*counts, *wrong, listed, *over)
    assert _words(diary)[3:] == [
        "List of defaulters: count 2, listed from 2.",
        "Put on the list until 2020-04-09: List of defaulters.",
        "List of defaulters: count 1, one counts no more.",
        "List of defaulters: count 0, one counts no more.",
        "Off the list, the term is over: List of defaulters.",
    ]
    truths = [line.is_true for line in diary.told[0]]
    assert truths == [True, True, False, False, False, True, False, None]


def test_striking_a_record_may_end_a_listing() -> None:
    filed: list[Told] = [(9, Event.FALSE, 0, CROSSING), (9, Event.FILED, 1, 69)]
    filed.append((9, Event.COUNTED, 0, 1))
    struck: list[Told] = [(69, Event.CORRECTED, 3, -1, 0), (69, Event.RELEASED, 0, 1)]
    diary = _diary(*filed, (9, Event.LISTED, 0, -1, 1), *struck)
    assert _words(diary)[2:] == [
        "Put on the list without an end: List of defaulters.",
        "Decision: the record of Crossing on red is struck.",
        "List of defaulters: count 0, one was struck.",
        "Struck off the list: List of defaulters.",
    ]
    assert [line.is_true for line in diary.told[0]] == [False] * 6


def test_attempts_say_what_the_standing_did() -> None:
    diary = _diary(
        (4, Event.ATTEMPT, 1),
        (4, Event.REFUSED, 2, 1),
        (5, Event.ATTEMPT, 0),
        (5, Event.BOOKED, 0, 0, 200_000),
        (6, Event.ATTEMPT, 2),
        (6, Event.BOOKED, 1, 2, 8_050),
        (7, Event.ATTEMPT, 2),
    )
    assert _words(diary) == [
        "Tried: Ticket for a fast train. Refused: No fast trains.",
        "Tried: Admission to hospital. Dearer by CNY 2,000: Higher deposit at the hospital.",
        "Tried: Monthly bus pass. Eased, worth CNY 80.50: Discount on the bus pass.",
        "Tried: Monthly bus pass. Treated as anybody.",
    ]
    assert diary.told[0][1].about["dearer_fen"] == 200_000
    assert diary.told[0][2].about["eased_fen"] == 8_050


def test_shadow_lines_stay_with_their_yardstick() -> None:
    diary = _diary(
        (3, Event.DEED, CROSSING),
        (3, Event.POINTS, 2, -30, 970, 0),
        (3, Event.POINTS, 1, -30, 970, 0),
        (29, Event.BAND, 2, 4, 3),
    )
    assert [[line.event for line in column] for column in diary.told] == [
        ["deed"],
        ["points"],
        ["points", "band"],
    ]
    assert diary.told[2][1].words.en == "Published: Class A-; before: Class A."
    assert (diary.scores, diary.bands) == (([1000], [970], [970]), ([4], [4], [3]))


def test_where_there_are_two_ledgers_a_line_names_its_own() -> None:
    document = regime_document()
    ledger, listing = document["instruments"]
    second = {**ledger, "id": "second", "title": dict.fromkeys(("en", "nl", "zh_Hans"), "Second")}
    document["instruments"] = [ledger, second, listing]
    two = dataclasses.replace(fake_city(), regime=Regime.model_validate(document))
    told = ((5, Event.ARRIVED, CAMERA, CROSSING), (5, Event.POINTS, 3, -30, 970, 4))
    diary = _diary(*told, city=two)
    assert _words(diary)[1] == "Second: -30 points: Crossing."
    assert diary.told[0][1].scores == (1000, 970)


def _parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_has_the_same_parts_in_every_language() -> None:
    for key, phrase in phrases().items():
        assert _parts(phrase.en) == _parts(phrase.nl) == _parts(phrase.zh_Hans), key


def test_there_are_words_for_every_level_and_count() -> None:
    levels = {
        level for name, known in EVERY_DIMENSION.items() if name not in SPANS for level in known
    }
    assert levels <= set(phrases())
    assert {f"count/{name}" for name in COUNTS} <= set(phrases())


def test_words_are_cut_in_cells_and_no_line_begins_with_a_stop() -> None:
    chinese = "\u95ef\u7ea2\u706f" * 5 + "\u3002"
    lines = wrapped(chinese, 10)
    assert "".join(lines) == chinese
    assert all(cell_len(line) <= 10 for line in lines)
    assert not any(line.startswith("\u3002") for line in lines)
    assert wrapped("", 10) == [""]
