"""Question 6 where what becomes of each record is certain."""

from __future__ import annotations

import pytest

from audit.towns import DOORS, city, lab, listed, on
from glasscity.documents.resolve import City
from glasscity.measures.each import burden_days_each
from glasscity.measures.interval import spread_rate
from glasscity.studies.audit import error
from glasscity.studies.audit.lab import Lab
from glasscity.studies.audit.leave import MISTAKEN_NEVER, burden_days
from glasscity.studies.audit.recourse import answer, headline
from measures.test_funnel import correction
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity


def wronged(*ways: Words, term: int = 5) -> Lab:
    """Nobody does anything, and a registry enters wrong records that list people."""
    eye = town.registry("eye", "run") | {"false_records": quantity(30.0, "per person-year")}
    rules = city(
        listed("running", "run", term=quantity(term, "days"), period=quantity(term, "days")),
        doors={"no-loan": ("loan", on("running"))},
        sensors=[eye],
        recourse=list(ways),
    ).regime
    never = little.conduct(little.act("run", 0.0), bound=1.0, services=DOORS)
    return lab(little.city(rules, never))


def pinned(review: bool) -> City:
    """A camera that always names somebody else, and reviewers who see through all of it."""
    words = {
        "capacity": quantity(1e9 if review else 0.0, "per month"),
        "catches": quantity(1.0, "chance"),
        "automation_bias": quantity(0.0, "share"),
        "rejects_right": quantity(0.0, "chance"),
    }
    return city(
        listed("running", "run"),
        doors={"no-loan": ("loan", on("running"))},
        sensors=[town.camera("lens", "run", review=words)],
    )


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_share_put_right_is_that_of_the_way_back(share: float) -> None:
    of = wronged(correction(1.0, share, lag=1))
    found = answer(of)
    assert found.number == share
    assert found.raised == ("no" if share else "yes")
    assert found.headline == headline(of)
    assert found.n == of.run().tallies.sum("false_records") > 300


def test_no_way_back_is_said() -> None:
    found = answer(wronged())
    assert found.sentence.startswith("This regime has no way to contest a record")
    assert (found.number, found.raised) == (0.0, "yes")


def test_what_error_costs_is_all_where_nobody_did_anything() -> None:
    of = wronged()
    days = burden_days(of.run()).sum()
    assert days > 0.0
    assert burden_days(of.run(MISTAKEN_NEVER)).sum() == 0.0
    found = answer(of)
    lost = {it.name: it.found.value for it in found.numbers}["days_lost_to_error_per_1000"]
    assert lost == pytest.approx(days / of.run().outcome.people / of.run().years * 1000.0)
    assert lost is not None
    none = next(it for it in found.tables[-1].body if it[0] == "nothing recorded that was not done")
    assert float(none[4].split(" ")[0].replace(",", "")) == pytest.approx(-lost, rel=1e-3)


def test_days_of_people_who_did_nothing_are_told() -> None:
    """All of them where nobody did a deed, and none where everybody did one."""
    nobody, everybody = wronged(), lab(city(listed("l", "run"), doors={"b": ("bus", on("l"))}))
    for of, part in ((nobody, 1.0), (everybody, 0.0)):
        run, each = of.run(), burden_days_each(of.run())
        found = {it.name: it.found for it in error.answer(of).numbers}
        assert each.sum() > 0.0
        sums, n = (part * each.sum(), part * (each**2).sum()), run.outcome.people
        expected = spread_rate(*sums, n, n * run.years)
        innocent = found["burden_days_on_innocent_per_1000"]
        assert innocent.numbers() == pytest.approx(expected.numbers(), abs=1e-9)


def test_a_safeguard_is_worth_what_its_absence_costs() -> None:
    """Struck on the day a wrong record costs nothing; without correction it costs five days."""
    of = wronged(correction(1.0, 1.0, lag=0))
    table = answer(of).tables[-1]
    rows = {row[0]: row[1:] for row in table.body}
    assert rows["as it is"][1] == "100 % (99.0 % to 100 %)" or rows["as it is"][1].startswith(
        "100 %"
    )
    without = rows["without correction"]
    assert without[1].startswith("0 %")
    cost = burden_days(wronged().run()).sum() - burden_days(of.run()).sum()
    a_year = cost / of.run().outcome.people / of.run().years * 1000.0
    assert float(without[3].split(" ")[0].replace(",", "")) == pytest.approx(a_year, rel=1e-3)
    for_all = rows[
        "everybody is told at once, contests free of charge, is heard at once and rightly"
    ]
    assert for_all[1] == rows["as it is"][1]
    assert for_all[3] == "0"  # all that it gives is here already
    wrongs = rows["as it is"][0].split(" (")[0]
    none = rows["nothing recorded that was not done"]
    assert (none[0], none[2].split(" (")[0]) == ("0", f"-{wrongs}")
    assert without[2] == for_all[2] == "0"  # put right or not, it was recorded


def test_reviewers_are_a_safeguard_that_can_be_taken_away() -> None:
    rows = {row[0]: row[1:] for row in answer(lab(pinned(review=True))).tables[-1].body}
    assert rows["as it is"][0] == "0"
    assert float(rows["without review at lens"][0].split(" ")[0].replace(",", "")) > 1e5
    assert rows["every hit reviewed at lens"][0] == "0"


def test_reviewers_without_time_are_none() -> None:
    """In the first window everything is looked at; after it nothing."""
    rows = {row[0]: row[1:] for row in answer(lab(pinned(review=False))).tables[-1].body}
    as_it_is, more = rows["as it is"][0], rows["every hit reviewed at lens"][0]
    assert float(as_it_is.split(" ")[0].replace(",", "")) > 1e5
    assert more == "0"
    (table,) = (
        it for it in answer(lab(pinned(review=False))).tables if "people who look" in it.caption
    )
    assert table.body == (("lens", "10.0 %", "10.0 %", "0 %"),)


def test_delays_stay_where_mistakes_are_taken_away() -> None:
    eye = town.registry("eye", "run", delay=3) | {
        "false_records": quantity(30.0, "per person-year")
    }
    doors = {"no-loan": ("loan", on("running"))}
    of = lab(city(listed("running", "run"), doors=doors, sensors=[eye]))
    run = of.run(MISTAKEN_NEVER)
    assert burden_days(run).sum() == run.outcome.people * 7  # three days pass before the first
    assert run.tallies.sum("false_records") == 0


def test_where_nobody_is_wronged_it_is_said() -> None:
    doors = {"no-loan": ("loan", on("running"))}
    found = answer(lab(city(listed("running", "run"), doors=doors)))
    assert found.sentence.startswith("No record was wrongful (n = 0)")
    assert (found.number, found.raised) == (None, "not estimable")
