"""Invariants over randomly drawn regimes: inert rows, a common past, any partition."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.test_against_reference import EVERY_CASE, engine_of, lives, tallies
from glasscity.documents.regime import Regime
from glasscity.lowering.clock import calendar_of
from glasscity.lowering.stand import standings_of
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from reference_tests.town import listing, registry, rule
from strategies.cases import Case, cases
from strategies.words import Words

SOME = settings(EVERY_CASE, max_examples=25)
NEVER = {"from": "2150-01-01"}


def engine(case: Case, chunk: int = 65536, trace_every: int = 1) -> Outcome:
    """The run of a case; one with more false records than a window holds is drawn no more."""
    try:
        return engine_of(case, chunk, trace_every)
    except ValueError as error:
        assume("false records a person and window" not in str(error))
        raise


def under(case: Case, **changes: object) -> Case:
    """The case under a regime with other parts."""
    return replace(case, regime=case.regime.model_copy(update=changes))


def with_list(case: Case, force: Words) -> Case:
    """A list more, entered by one record of any deed while in force."""
    kinds = [kind.id for kind in case.conduct.kinds]
    words = listing(*kinds, count=1, period=400, term=None) | {"in_force": force}
    return under(case, instruments=(*case.regime.instruments, Listing.model_validate(words)))


def with_rule(case: Case, force: Words) -> Case:
    """A heavy rule, first and exclusive, in each ledger while in force."""
    heavy = Rule.model_validate(
        rule("heavy", case.conduct.kinds[0].id, -3000, exclusive=True, in_force=force)
    )
    changed = [
        it.model_copy(update={"rules": (heavy, *it.rules)}) if isinstance(it, Ledger) else it
        for it in case.regime.instruments
    ]
    return under(case, instruments=tuple(changed))


def with_blind_eye(case: Case) -> Case:
    """A register that is empty."""
    kinds = [kind.id for kind in case.conduct.kinds if kind.seen_at_most.value > 0.0]
    assume(kinds)
    book = Registry.model_validate(registry("blind", *kinds, completeness=0.0))
    return under(case, sensors=(*case.regime.sensors, book))


@SOME
@given(cases())
def test_what_touches_nobody_changes_no_digest(case: Case) -> None:
    assume(2 * standings_of(case.regime).count < 65_535)
    before = run_digest(engine(case))
    for inert in (with_list(case, NEVER), with_rule(case, NEVER), with_blind_eye(case)):
        assert run_digest(engine(inert)) == before


@SOME
@given(cases(), st.integers(0, 6))
def test_two_regimes_agree_until_the_day_on_which_they_differ(case: Case, place: int) -> None:
    """Both a list and a rule begin inside a window; all lines of a life before it agree."""
    assume(2 * standings_of(case.regime).count < 65_535)
    calendar = calendar_of(case.regime.clock, case.n_windows)
    window = place % case.n_windows
    day = calendar.starts[window] + calendar.days[window] // 2
    force = {"from": case.regime.clock.start + datetime.timedelta(days=day)}
    plain = engine(case)
    early = [line for line in plain.trace.tolist() if line[2] < day]
    for changed in (with_list(case, force), with_rule(case, force)):
        outcome = engine(changed)
        assert run_digest(outcome, before=window) == run_digest(plain, before=window)
        assert [row for row in outcome.fields if row[0] <= window] == [
            row for row in plain.fields if row[0] <= window
        ]
        # a rule put first shifts the numbers of the rules behind it
        mine = [line for line in outcome.trace.tolist() if line[2] < day]
        assert [line[:4] for line in mine] == [line[:4] for line in early]


@SOME
@given(cases(), st.integers(1, 3))
def test_a_longer_run_has_the_same_past(case: Case, more: int) -> None:
    short = engine(case)
    long = engine(replace(case, n_windows=case.n_windows + more))
    past = {row: n for row, n in tallies(long).items() if row[0] < case.n_windows}
    assert {row: n for row, n in tallies(short).items() if not row[2].endswith("_at_end")} == past


@SOME
@given(cases(), st.integers(1, 50))
def test_logging_and_partition_change_nothing(case: Case, every: int) -> None:
    """Who is traced, and in what pieces people are lived, is seen in no number and no life."""
    whole = engine(case)
    some = engine(case, chunk=1 + every % 5, trace_every=every)
    assert run_digest(some) == run_digest(whole)
    assert some.state_digest == whole.state_digest
    told = lives(whole.trace.tolist())
    assert lives(some.trace.tolist()) == {p: told[p] for p in told if p % every == 0}


def noticed(case: Case) -> bool:
    """Whether a rule that is always in force would have been seen by the tests above."""
    return run_digest(engine(with_rule(case, {}))) != run_digest(engine(case))


def test_a_rule_in_force_is_noticed() -> None:
    """Of some drawn cases at least one notices; else the tests above could not fail."""
    from hypothesis import find

    found = find(cases(), noticed, settings=settings(SOME, database=None))
    assert isinstance(found.regime, Regime)
