"""What must not change anything, and what must not change it before its day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from engine.worlds import (
    KEY,
    Line,
    Row,
    base,
    digests,
    lives,
    people,
    rows,
    run,
    suqian,
    with_regime,
)
from glasscity.documents.conduct import Kind
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.engine.population import first_person_of
from glasscity.engine.replay import replay
from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.incentive import Incentive
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.results.digest import run_digest
from glasscity.tables.census import Census
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from oracles.little import act, city, conduct, stratum
from oracles.little import census as little_census
from reference_tests.town import camera, deed, ledger, listing, registry, regime, rule
from strategies.words import Words, quantity, title

PEOPLE, WINDOWS, EVERY = 20_000, 24, 7
Change = Callable[[City], City]


def before(windows: int = WINDOWS) -> Outcome:
    return base(PEOPLE, windows, EVERY)


def after(change: Change, windows: int = WINDOWS) -> Outcome:
    return run(change(suqian()), PEOPLE, windows, EVERY)


# ---- a rule that touches nobody


def points_of(of: City) -> Ledger:
    (points,) = (each for each in of.regime.instruments if isinstance(each, Ledger))
    return points


def with_rules(of: City, rules: tuple[Rule, ...]) -> City:
    """The rules of the city's ledger replaced."""
    points = points_of(of)
    changed = points.model_copy(update={"rules": rules})
    others = (changed if each is points else each for each in of.regime.instruments)
    return with_regime(of, instruments=tuple(others))


def with_rule(of: City, words: Words) -> City:
    return with_rules(of, (*points_of(of).rules, Rule.model_validate(words)))


def with_deed_nobody_does(of: City) -> City:
    """A deed of rate 0, a register that sees it, an exclusive rule and a list against it."""
    factor = of.conduct.factors[0].id
    never = deed("never", factor=factor, rate=quantity(0.0, "per person-year"))
    kinds = (*of.conduct.kinds, Kind.model_validate(never))
    done = replace(of, conduct=of.conduct.model_copy(update={"kinds": kinds}))
    book = Registry.model_validate(registry("nobodys-book", "never"))
    done = with_regime(done, sensors=(*of.regime.sensors, book))
    done = with_rule(done, rule("never", "never", -500, exclusive=True, cap=200, expires=9))
    return with_list(done, "never", count=1)


def with_list(of: City, *grounds: str, count: int) -> City:
    """A list, and doors that close to whoever is on it."""
    watched = Listing.model_validate(listing(*grounds, count=count, period=900, term=100))
    service = of.conduct.services[0].id
    when = {"instrument": "watched"}
    words = {"kind": "bar", "id": "shut", "title": title("shut"), "service": service, "when": when}
    return with_regime(
        of,
        instruments=(*of.regime.instruments, watched),
        consequences=(*of.regime.consequences, Bar.model_validate(words)),
    )


def with_list_nobody_reaches(of: City) -> City:
    return with_list(of, *(kind.id for kind in of.conduct.kinds), count=200)


def with_door_of_an_empty_band(of: City) -> City:
    """Nobody falls into class D in two years; every service is barred to it."""
    when = {"instrument": "points", "bands": ["d"]}
    bars = [
        Bar.model_validate(
            {"kind": "bar", "id": f"shut-{s.id}", "title": title("s"), "service": s.id, "when": when}
        )
        for s in of.conduct.services
    ]
    return with_regime(of, consequences=(*bars, *of.regime.consequences))


def with_rule_of_another_time(of: City) -> City:
    """A heavy rule, put first, exclusive, and in force from 2090."""
    words = rule("later", "traffic-offence", -900, exclusive=True, in_force={"from": "2090-01-01"})
    return with_rules(of, (Rule.model_validate(words), *points_of(of).rules))


def with_blind_eyes(of: City) -> City:
    """A camera that covers nothing and a register that is empty."""
    kinds = [kind.id for kind in of.conduct.kinds]
    eye = camera("blind", *kinds[:4], coverage=quantity(0.0, "share"))
    book = registry("empty", *kinds, completeness=0.0)
    blind = with_regime(of).regime.model_validate(
        {**of.regime.model_dump(by_alias=True), "sensors": [eye, book]}
    )
    return with_regime(of, sensors=(*of.regime.sensors, *blind.sensors))


def with_idle_responses(of: City) -> City:
    """Responses without an effect on deeds that others respond to as well."""
    shared = {"ledger": "points", "unaware": quantity(1.0, "share"), "title": title("idle")}
    beliefs = {name: quantity(0.5, "share") for name in ("half_risk", "starting_risk", "learning")}
    fall = {"kind": "deterrence", "id": "idle-fall", "largest_fall": quantity(0.0, "share")}
    rise = {"kind": "incentive", "id": "idle-rise", "largest_rise": quantity(0.0, "multiple")}
    idle = (
        Deterrence.model_validate({**shared, **beliefs, **fall, "deeds": ["traffic-offence"]}),
        Incentive.model_validate({**shared, **rise, "deeds": ["blood-donation"]}),
    )
    return with_regime(of, responses=(*idle, *of.regime.responses))


INERT: list[Change] = [
    with_deed_nobody_does,
    with_list_nobody_reaches,
    with_door_of_an_empty_band,
    with_rule_of_another_time,
    with_blind_eyes,
    with_idle_responses,
]
OF_LISTS = (Event.COUNTED, Event.DROPPED)


def renumbered(line: Line, change: Change) -> Line:
    """A line as the city without the change numbers it."""
    *rest, code, a, b, c, d = line
    if change is with_rule_of_another_time and code == Event.POINTS:
        d -= 1
    if change is with_door_of_an_empty_band and code in (Event.REFUSED, Event.BOOKED):
        a -= len(suqian().conduct.services)
    return (*rest, code, a, b, c, d)


@pytest.mark.parametrize("change", INERT)
def test_a_rule_that_touches_nobody_changes_no_digest_and_no_life(change: Change) -> None:
    outcome = after(change)
    assert len(outcome.columns) >= len(before().columns)
    assert run_digest(outcome) == run_digest(before())
    n_lists = sum(isinstance(each, Listing) for each in suqian().regime.instruments)
    for person, lines in lives(outcome).items():
        told = [line for line in lines if line[3] not in OF_LISTS or line[4] < n_lists]
        assert [renumbered(line, change) for line in told] == lives(before()).get(person, [])
    assert len(lives(outcome)) >= len(lives(before()))


def test_a_ledger_that_nothing_reads_changes_no_other_row() -> None:
    def with_ledger(of: City) -> City:
        idle = ledger(0, -30, 30, *(rule(k.id, k.id, 1, -2) for k in of.conduct.kinds), id="idle")
        return with_regime(of, instruments=(*of.regime.instruments, Ledger.model_validate(idle)))

    mine = {row: n for row, n in rows(after(with_ledger)).items() if "idle" not in row[3]}
    assert mine == rows(before())


@pytest.mark.parametrize("count", [1, 2])
def test_a_list_that_somebody_reaches_is_noticed(count: int) -> None:
    outcome = after(lambda of: with_list(of, "traffic-offence", count=count))
    assert run_digest(outcome) != run_digest(before())


def test_one_more_kind_within_the_bound_changes_no_other_deed() -> None:
    """What the kinds of a factor leave of its bound is null until another kind takes it."""
    kinds = [act("spit", 1.0), act("shout", 0.5)]
    few, more = (conduct(*some, bound=3.0) for some in (kinds, [*kinds, act("sing", 1.5)]))
    outcomes = [live(city(regime(30), deeds), little_census(5_000), 6, KEY) for deeds in (few, more)]
    found = [{row: n for row, n in rows(o).items() if row[3] in ("spit", "shout")} for o in outcomes]
    assert found[0] == found[1] != {}
    assert any(row[3] == "sing" for row in rows(outcomes[1]))


# ---- responses


def without_effect(of: City) -> City:
    """The same responses, each with nothing to give."""
    off: list[Deterrence | Incentive] = []
    for each in of.regime.responses:
        name = "largest_fall" if isinstance(each, Deterrence) else "largest_rise"
        nothing = getattr(each, name).model_copy(update={"value": 0.0})
        off.append(each.model_copy(update={name: nothing}))
    return with_regime(of, responses=tuple(off))


def test_all_responses_off_is_no_response() -> None:
    none = after(lambda of: with_regime(of, responses=()))
    off = after(without_effect)
    assert digests(off) == digests(none)
    assert lives(off) == lives(none)
    assert digests(off) != digests(before())


# ---- the first day on which two regimes differ

START = datetime.date(2018, 4, 1)


def from_day(day: datetime.date) -> dict[str, Change]:
    """Changes of different parts of the regime that are in force from one day."""
    span = {"in_force": {"from": day.isoformat()}}

    def harsher(of: City) -> City:
        return with_rule(of, rule("harsher", "traffic-offence", -300, **span))

    def milder(of: City) -> City:
        stop = Rule.model_validate(rule("x", "x", 1, in_force={"until": day.isoformat()})).in_force
        rules = points_of(of).rules
        until = (rules[0].model_copy(update={"in_force": stop}), *rules[1:])
        return with_rules(of, until)

    def listed(of: City) -> City:
        done = with_list(of, "traffic-offence", count=1)
        watched = listing("traffic-offence", count=1, period=900, term=100) | span
        lists = (*of.regime.instruments, Listing.model_validate(watched))
        return with_regime(done, instruments=lists)

    def shut(of: City) -> City:
        when = {"instrument": "points", "bands": ["a"]}
        service = of.conduct.services[0].id
        words = {"kind": "bar", "id": "shut", "title": title("s"), "service": service, "when": when}
        bars = tuple(
            Bar.model_validate(words | each)
            for each in ({"in_force": {"until": "2000-01-01"}, "id": "never-shut"}, span)
        )
        return with_regime(of, consequences=(*of.regime.consequences, *bars))

    return {"harsher": harsher, "milder": milder, "listed": listed, "shut": shut}


@pytest.mark.parametrize("name", from_day(START))
def test_two_regimes_agree_until_the_month_in_which_they_differ(name: str) -> None:
    """In force from month 13: the same digest through window 11, and not after."""
    change = from_day(datetime.date(2019, 4, 1))[name]
    # doors at which people are looked at but never stopped are in both, so that attempts are too
    outcome, other = after(change), with_twin(name)
    assert run_digest(outcome, before=12) == run_digest(other, before=12)
    assert run_digest(outcome, before=13) != run_digest(other, before=13)
    fields = [[row for row in each.fields if row[0] <= 12] for each in (outcome, other)]
    assert fields[0] == fields[1] != []


def with_twin(name: str) -> Outcome:
    """The run to compare with: that of the same rows, in force from a day that never comes."""
    return after(from_day(datetime.date(2060, 1, 1))[name])


@pytest.mark.parametrize("name", from_day(START))
def test_two_regimes_agree_until_the_very_day(name: str) -> None:
    """In force from the middle of a month: every line of a life before it is the same."""
    date = datetime.date(2019, 3, 18)
    day = (date - START).days
    outcome, other = after(from_day(date)[name]), with_twin(name)
    early = [[line for line in o.trace.tolist() if line[2] < day] for o in (outcome, other)]
    assert early[0] == early[1] != []
    late = [[line for line in o.trace.tolist() if line[2] >= day] for o in (outcome, other)]
    assert late[0] != late[1]


def test_a_longer_run_has_the_same_past() -> None:
    short, long = before(12), before()
    past = {row: n for row, n in rows(long).items() if row[0] < 12}
    assert {row: n for row, n in rows(short).items() if not row[2].endswith("_at_end")} == past
    lines = [line for line in long.trace.tolist() if line[1] < 12]
    assert sorted(short.trace.tolist()) == sorted(lines)


# ---- one more person


def with_one_more(census: Census, g: int) -> Census:
    """The census with one person more at the end of a stratum; the place's size is a document's."""
    counts = census.counts.copy()
    counts[g] += 1
    return Census(counts, census.represented)


def test_one_more_person_without_weight_changes_nobody() -> None:
    """Everybody is lived again beside the newcomer, from the fields the place had settled."""
    mine = people(PEOPLE)
    crowded = int(np.argsort(mine.counts)[-3])
    more = with_one_more(mine, crowded)
    newcomer = int(first_person_of(more.counts)[crowded + 1]) - 1
    found = lives(before())
    busy = sorted(found, key=lambda person: -len(found[person]))[:8]
    last = [int(first_person_of(mine.counts)[crowded + 1]) - 1 - k for k in range(EVERY)]
    for person in {*busy, *(p for p in last if p % EVERY == 0), *list(found)[:: len(found) // 8]}:
        moved = person + int(person >= newcomer)
        life = replay(suqian(), more, before().fields, WINDOWS, KEY, moved)
        assert [(person, *line[1:]) for line in life.lines.tolist()] == found.get(person, [])


def test_where_nothing_is_shared_one_more_person_changes_nobody() -> None:
    """Run in full, with registers instead of cameras."""
    deeds = conduct(act("spit", 6.0), act("help", 6.0), bound=12.0, spread=0.9)
    book = registry("book", "spit", "help") | {"false_records": quantity(1.0, "per person-year")}
    points = ledger(2, 0, 9, rule("spit", "spit", -2, expires=50), rule("help", "help", 1))
    place = city(regime(30, sensors=[book], instruments=[points]), deeds)
    counts = {stratum(): 400, stratum(sex="male"): 1, stratum(sex="male", age="65+"): 300}
    few = little_census(counts)
    g = stratum(sex="male")
    mine, other = (
        lives(live(place, census, 8, KEY, trace_every=1)) for census in (few, with_one_more(few, g))
    )
    moved = {p + int(p > 400): [(p + int(p > 400), *line[1:]) for line in mine[p]] for p in mine}
    newcomers = set(other) - set(moved)
    assert newcomers == {401}
    assert {person: lines for person, lines in other.items() if person != 401} == moved


def test_rows_are_read_by_name() -> None:
    """The helper above tells two runs apart by one count."""
    found: dict[Row, int] = rows(before())
    row = next(iter(found))
    assert found | {row: found[row] + 1} != found
