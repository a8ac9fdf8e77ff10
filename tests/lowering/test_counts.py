"""Tables made once for several strata, windows or worlds are those made for each."""

from __future__ import annotations

import numpy as np
import pytest

from engine.worlds import suqian
from glasscity.chance import ONE, poisson_thresholds, threshold
from glasscity.documents.levels import times
from glasscity.documents.regime import Regime
from glasscity.evidence import Multipliers
from glasscity.lowering.accept import Answering, lower_acceptance
from glasscity.lowering.blame import circles_of, lower_mistakes
from glasscity.lowering.counts import by_cell, by_stratum, counts_of, thresholds_of
from glasscity.lowering.impose import count_rows_of
from glasscity.lowering.observe import Sights, lower_observation
from glasscity.lowering.plan import Plan, lower
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS


def varied() -> tuple[Multipliers, ...]:
    """Multipliers over the dimensions of Suqian's services, however many there are."""
    return tuple(by for service in suqian().conduct.services for by in service.by)


def plan() -> Plan:
    city = suqian()
    return lower(city.regime, city.population, city.conduct, 3)


def test_rates_by_cell_are_those_of_each_stratum() -> None:
    by = varied()
    assert len({it.by for it in by}) >= 1
    expected = [times(0.3, by, labels_of(g)) for g in range(N_STRATA)]
    assert by_stratum(0.3, by).tolist() == expected
    values, of = by_cell(0.3, by)
    assert 1 < len(values) < N_STRATA
    assert [values[cell] for cell in of.tolist()] == expected


def test_rows_of_counts_are_those_of_each_stratum() -> None:
    city, by = suqian(), varied()
    rate = city.conduct.services[0].rate
    table = count_rows_of([(rate, by, 2), (rate, (), 1)], 31)
    means = [times(rate.value, by, labels_of(g)) * 2 * 31 / YEAR_DAYS for g in range(N_STRATA)]
    first = poisson_thresholds(means)
    assert np.array_equal(table[:, 0, : first.shape[1]], first)
    assert (table[:, 0, first.shape[1] :] == ONE).all()
    other = poisson_thresholds([rate.value * 31 / YEAR_DAYS] * N_STRATA)
    assert np.array_equal(table[:, 1, : other.shape[1]], other)


def test_nobody_can_write_to_rows_that_are_kept() -> None:
    rows = counts_of((0.1, 0.2))
    assert np.array_equal(rows, poisson_thresholds([0.1, 0.2]))
    with pytest.raises(ValueError, match="read-only"):
        rows[0, 0] = 1


def test_thresholds_are_those_of_each_chance() -> None:
    chances = np.array([0.0, 1.0, 0.5, 2.0**-32, 1.0 / 3.0, 0.999999999])
    assert thresholds_of(chances).tolist() == [threshold(p) for p in chances.tolist()]
    for wrong in (-0.1, 1.1, 2.0**-33, float("nan")):
        with pytest.raises(ValueError, match="probability"):
            thresholds_of(np.array([0.5, wrong]))


def test_circles_that_are_blamed_alike_share_a_table() -> None:
    """Each circle's table by itself is the one that it has among all."""
    made, circles = plan(), circles_of(plan().sources)
    pooled = [n for n, source in enumerate(made.sources) if source.is_pooled]
    rates = {n: [0.01 * (h % 3 + n) for h in range(N_LOOK_ALIKE)] for n in pooled}
    whole = lower_mistakes(made.pairs, made.sources, circles, made.psi, rates, 31)
    apart = []
    for group in circles.group:
        alone = {n: [rates[n][group]] * N_LOOK_ALIKE for n in pooled}
        apart.append(lower_mistakes(made.pairs, made.sources, circles, made.psi, alone, 31))
    assert len({it.count_rows[0].tobytes() for it in apart}) > 1
    for circle, own in enumerate(apart):
        width = own.count_rows.shape[-1]
        assert np.array_equal(whole.count_rows[circle, ..., :width], own.count_rows[circle])
        assert np.array_equal(whole.count_from[circle], own.count_from[circle])
        assert np.array_equal(whole.source_upto[circle], own.source_upto[circle])


def test_what_nothing_has_changed_for_is_taken_as_it_was() -> None:
    """Whatever was worked out before, thresholds are those worked out from nothing."""
    city, made = suqian(), plan()
    kept = Answering(city.regime, city.conduct, made.own_kinds)
    aware = [0.5] * N_STRATA
    names = [(it.id, kind) for it in city.regime.responses for kind in it.answered()]
    tables = []
    for day, belief in ((0, 0.1), (30, 0.1), (30, 0.4), (0, 0.1), (4000, 0.4)):
        beliefs = dict.fromkeys(names, belief)
        fresh = Answering(city.regime, city.conduct, made.own_kinds)
        found, expected = (lower_acceptance(it, beliefs, aware, day) for it in (kept, fresh))
        assert all(np.array_equal(*both) for both in zip(found, expected, strict=True))
        tables.append(found.below.tobytes())
    assert len(set(tables)) > 1


def test_a_rule_that_comes_into_force_is_answered() -> None:
    """Deterrence goes by the rules of the day, so the day on which they begin matters."""
    city = suqian()
    ledger = city.regime.banded[0]
    dated = [rule.model_dump(mode="json", by_alias=True) for rule in ledger.rules]
    start = city.regime.clock.start
    for rule in dated:
        rule["in_force"] = {"from": start.replace(year=start.year + 1).isoformat()}
    plain = city.regime.model_dump(mode="json", by_alias=True)
    place = [it["id"] for it in plain["instruments"]].index(ledger.id)
    plain["instruments"][place]["rules"] = dated
    answering = Answering(Regime.model_validate(plain), city.conduct)
    names = [(it.id, kind) for it in city.regime.responses for kind in it.answered()]
    beliefs = dict.fromkeys(names, 0.5)
    before, after = (lower_acceptance(answering, beliefs, [1.0] * N_STRATA, d) for d in (0, 400))
    assert not np.array_equal(before.below, after.below)


def test_what_is_reviewed_otherwise_is_seen_otherwise() -> None:
    city, made = suqian(), plan()
    kept, n_kinds = Sights(), len(city.conduct.kinds)
    tables = []
    for share in (1.0, 0.5, 0.5, 1.0):
        shares = [share] * len(city.regime.sensors)
        found, fresh = (
            lower_observation(made.pairs, [], n_kinds, shares, it) for it in (kept, Sights())
        )
        assert np.array_equal(found.below, fresh.below)
        tables.append(found.below.tobytes())
    assert len(set(tables)) == 2
