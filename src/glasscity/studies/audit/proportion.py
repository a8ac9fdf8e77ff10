"""Question 5: whether what a deed costs follows its gravity, and is the same for everybody."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glasscity.charts.figure import Table
from glasscity.measures.groups import LABELS, subject_of
from glasscity.measures.interval import Interval
from glasscity.measures.links import links_of, punished_twice
from glasscity.measures.names import kinds_of
from glasscity.measures.paired import Z_95, Floats, by_stratum, ratio, within
from glasscity.measures.proportion import (
    Pair,
    gravity_in,
    pairs_by_points,
    pairs_of,
    points_at_first,
)
from glasscity.measures.records import FEWEST_RECORDS
from glasscity.measures.wording import number, whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised
from glasscity.studies.audit.lab import Lab
from glasscity.studies.audit.leave import burden_days, without_deed
from glasscity.studies.audit.rankings import Ranking, rankings_of

ID = "proportion"
TITLE = "Proportion: what a deed costs against its gravity"
NUMBERS = (
    "pairs_of_deeds_out_of_order",
    "pairs_of_deeds_out_of_order_second_ranking",
    "pairs_of_deeds_out_of_order_by_burden_days",
    "deeds_burdened_by_several_rules",
)
BECAUSE = (
    "raised where a graver deed costs fewer points than a lighter one, or several rules burden "
    "one deed (AI Act, Article 5(1)(c)(ii), asks whether treatment is disproportionate to the "
    "behaviour or its gravity; no count decides that)"
)
METHOD = (
    "Points are those of a first record, read from the documents: there is no chance in them. "
    "Burden-days of a deed are the person-days under burdens that go away when all rules on it "
    "are left out, the people and their luck the same, over its true and wrongful records; they "
    "hang on who does it and how often, and intervals come from the strata. An order of gravity "
    "is a judgement: each finding is shown under each ranking there is."
)
FURTHEST = 3.5
"""Standard errors: about as many pairs are tried as make one in ten such a chance find."""


@dataclass(frozen=True)
class _Cost:
    """Burden-days that rules on a deed cause, and its records, by stratum."""

    deed: str
    days: Floats
    records: Floats

    @property
    def found(self) -> Interval:
        """Burden-days for each record."""
        return ratio(self.days, self.records, round(float(self.records.sum())), FEWEST_RECORDS)


def _exact(part: int, n: int) -> Interval:
    """A share read from documents, in which there is no chance."""
    if n == 0:
        return Interval(None, None, None, 0)
    return Interval(part / n, part / n, part / n, n)


def share_broken(pairs: Sequence[Pair]) -> Interval:
    """The share of pairs in which the graver deed costs less."""
    return _exact(sum(pair.is_broken for pair in pairs), len(pairs))


def headline(lab: Lab) -> Interval:
    """The share of pairs of deeds whose points are out of order, as conduct ranks them."""
    return share_broken(pairs_by_points(lab.city, gravity_in(lab.city)))


def burdened(lab: Lab) -> tuple[str, ...]:
    """The deeds that can lead to a burden, in the order of the documents."""
    return tuple(dict.fromkeys(it.deed for it in links_of(lab.city) if it.harms))


def _costs(lab: Lab) -> tuple[_Cost, ...]:
    run = lab.run()
    return tuple(
        _Cost(
            deed,
            burden_days(run) - burden_days(lab.run(without_deed(deed))),
            by_stratum(run, "recorded", "kind", deed)
            + by_stratum(run, "false_records", "kind", deed),
        )
        for deed in burdened(lab)
    )


def answer(lab: Lab) -> Answer:
    """Pairs of deeds out of order, by points and by burden-days, and deeds burdened twice."""
    rankings = rankings_of(lab.city)
    costs = _costs(lab)
    felt = {it.deed: it.found.value for it in costs if it.found.value is not None}
    by_points = [pairs_by_points(lab.city, it.ranks) for it in rankings]
    by_days = share_broken(pairs_of("burden-days", rankings[0].ranks, felt))
    other = share_broken(by_points[1]) if len(by_points) > 1 else _exact(0, 0)
    twice, deeds = punished_twice(lab.city), burdened(lab)
    doubled = _exact(len(twice), len(deeds))
    found = headline(lab)
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(found, other, rankings, len(twice), len(deeds)),
        numbers=(
            Number(NUMBERS[0], "pairs out of order by points", found, "share"),
            Number(NUMBERS[1], "the same under a second ranking", other, "share"),
            Number(NUMBERS[2], "pairs out of order by burden-days", by_days, "share"),
            Number(NUMBERS[3], "deeds burdened by several rules", doubled, "share"),
        ),
        raised=_raised(found, len(twice)),
        because=BECAUSE,
        method=METHOD,
        leans_on=f'the ranking "{rankings[0].title}", an order that somebody has to judge',
        tables=(
            _cost_table(lab, costs, rankings),
            *_broken_table(lab, rankings, by_points),
            *_twice_table(lab, twice),
            *_unequal_table(lab.run(), costs),
        ),
    )


def _raised(found: Interval, twice: int) -> Raised:
    if found.value is None and not twice:
        return NOT_ESTIMABLE
    return "yes" if found.value or twice else "no"


def _sentence(
    found: Interval, other: Interval, rankings: Sequence[Ranking], twice: int, deeds: int
) -> str:
    if not deeds:
        return (
            "No rule of this regime leads to a burden, so whether burdens follow the gravity of "
            f"deeds is not estimable (n = {whole(found.n)} pairs of deeds)."
        )
    both = f"; {twice} of {deeds} deeds with a burden are burdened by several rules"
    if found.value is None:
        return (
            "No ledger answers two deeds of different gravity with a burden, so the order of "
            f"points is not estimable (n = {whole(found.n)} pairs of deeds){both}."
        )
    second = (
        f" (under the ranking '{rankings[1].title}' {with_percents(other)} of {whole(other.n)})"
        if len(rankings) > 1
        else ""
    )
    return (
        f"In {with_percents(found)} of the {whole(found.n)} pairs of deeds that one ledger answers "
        f"with a burden, the graver deed costs fewer points than the lighter{second}{both}."
    )


def _title(lab: Lab, deed: str) -> str:
    return kinds_of(lab.city.conduct)[deed].title.en


def _cost_table(lab: Lab, costs: Sequence[_Cost], rankings: Sequence[Ranking]) -> Table:
    points_of: dict[str, list[str]] = {}
    for ledger, scale in points_at_first(lab.city).items():
        for deed, cost in scale.items():
            points_of.setdefault(deed, []).append(f"{number(cost)} on {ledger}")
    body = tuple(
        (
            _title(lab, it.deed),
            *(str(ranking.ranks.get(it.deed, "not ranked")) for ranking in rankings),
            ", ".join(points_of.get(it.deed, ())) or "none",
            whole(float(it.records.sum())),
            with_bounds(it.found),
        )
        for it in costs
    )
    header = (
        "deed",
        *(f"gravity: {ranking.title}" for ranking in rankings),
        "points of a first record",
        "records (simulated)",
        "burden-days a record",
    )
    return Table("What each deed costs, and how grave it is taken to be", header, body)


def _broken_table(
    lab: Lab, rankings: Sequence[Ranking], by_points: Sequence[Sequence[Pair]]
) -> tuple[Table, ...]:
    body = tuple(
        (
            ranking.title,
            _title(lab, pair.graver),
            number(pair.cost_of_graver),
            _title(lab, pair.lighter),
            number(pair.cost_of_lighter),
            pair.scale,
        )
        for ranking, pairs in zip(rankings, by_points, strict=True)
        for pair in pairs
        if pair.is_broken
    )
    if not body:
        return ()
    header = ("ranking", "graver deed", "points", "lighter deed", "points", "ledger")
    return (Table("Where the graver deed costs fewer points", header, body),)


def _twice_table(lab: Lab, twice: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[Table, ...]:
    if not twice:
        return ()
    body = tuple(
        (_title(lab, deed), ", ".join(f"{a}/{b}" for a, b in rules))
        for deed, rules in twice.items()
    )
    return (Table("Deeds that several rules answer with a burden", ("deed", "rules"), body),)


def _unequal_table(run: Run, costs: Sequence[_Cost]) -> tuple[Table, ...]:
    """The same deed, or a record of it, in the two groups between which it differs most."""
    body = []
    for it in costs:
        kind = kinds_of(run.city.conduct)[it.deed]
        deeds = by_stratum(run, "deeds", "kind", it.deed) / (kind.seen_at_most.value or 1.0)
        seen = by_stratum(run, "seen", "kind", it.deed)
        for what, part, whole_ in (
            ("recorded, of 1,000 deeds", 1000.0 * seen, deeds),
            ("burden-days a record", it.days, it.records),
        ):
            pair = _furthest(run, part, whole_)
            body += [
                (kind.title.en, what, f"{LABELS[row.dimension]}: {row.level}", row.told)
                for row in pair
            ]
    if not body:
        return ()
    caption = (
        f"Where groups differ most in what follows the same deed: pairs at least {FURTHEST:g} "
        "standard errors apart, of all that were tried"
    )
    return (Table(caption, ("deed", "what", "group", "value"), tuple(body)),)


@dataclass(frozen=True)
class _Row:
    """What follows a deed in one group."""

    dimension: str
    level: str
    found: Interval

    @property
    def told(self) -> str:
        """The number with its bounds."""
        return with_bounds(self.found)


def _furthest(run: Run, part: Floats, whole_: Floats) -> tuple[_Row, ...]:
    """The two levels of a dimension that differ most by their standard errors, if any do."""
    best: tuple[_Row, ...] = ()
    furthest = FURTHEST
    for dimension, levels in subject_of(run).dimensions.items():
        rows = []
        for level in levels:
            own = within(whole_, dimension, level)
            found = ratio(
                within(part, dimension, level), own, round(float(own.sum())), FEWEST_RECORDS
            )
            if found.low is not None:
                rows.append(_Row(dimension, level, found))
        for a, b in itertools.combinations(rows, 2):
            if (apart := _apart(a.found, b.found)) >= furthest:
                best, furthest = (a, b), apart
    return best


def _apart(a: Interval, b: Interval) -> float:
    """The difference of two numbers in standard errors; 0 where nothing is known of them."""
    if a.value is None or b.value is None or a.low is None or b.low is None:
        return 0.0
    errors = ((a.value - a.low) / Z_95, (b.value - b.low) / Z_95)
    return abs(a.value - b.value) / math.hypot(*errors) if min(errors) > 0.0 else 0.0
