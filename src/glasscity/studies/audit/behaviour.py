"""Question 7: what people do otherwise because of the regime."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from glasscity.charts.behaviour import Bar, behaviour_figure
from glasscity.charts.figure import Figure, Table
from glasscity.documents.conduct import Kind
from glasscity.documents.switches import no_regime, without, without_responses
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval
from glasscity.measures.paired import Floats, by_stratum, per_1000, ratio, reach_of, wider
from glasscity.measures.wording import NOT_ESTIMABLE as NONE_TO_TELL
from glasscity.measures.wording import decimal, percent, whole, with_bounds
from glasscity.results.run import Run
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer, Number, Raised
from glasscity.studies.audit.lab import REGIME, Lab, Made
from glasscity.vocabulary.strata import N_STRATA
from glasscity.vocabulary.time import YEAR_DAYS

ID = "behaviour"
TITLE = "Behaviour: what people do otherwise"
NUMBERS = (
    "change_in_harmful_deeds",
    "change_in_prosocial_deeds",
    "change_in_lawful_speech",
    "change_in_unrecorded_harmful_deeds",
)
BECAUSE = "raised where lawful speech falls, or harmful deeds rise, beyond chance"
METHOD = (
    "The same people and luck in a world without the regime. A change is that of every 1,000 "
    "deeds done there; deeds beyond the reach of every sensor are counted as the same multiple "
    "of those within it. Everything rests on the responses that the document assumes: this "
    "question shows what they come to, it does not test them. A response is switched off while "
    "the rest stays. No document says what habits outlive a regime, so nothing is said of the "
    "time after it. Intervals of the four numbers come from the strata, or from living these "
    "worlds again with other luck where that is wider: so what all people share, as a belief "
    "about the place, is in them. Those in tables come from the strata, and can be too narrow."
)
NONE = Made("no regime", no_regime)
UNMOVED = Made("without responses", without_responses)
SPEECH = "lawful-speech"
VALENCES = ("harmful", "prosocial", "neutral", SPEECH)
FEWEST_DEEDS = 30
OTHER_LUCK = Made("regime, with other luck", lambda city: city)
LUCKS, FEWER = 6, 20_000
"""How often the worlds are lived again with other luck, and by how many people at most."""
SEEDS = 1 << 64
PER = 1000.0
UNIT = "of every 1,000 deeds"


@dataclass(frozen=True)
class _Done:
    """Deeds by stratum in two worlds; ``n`` were simulated one by one in the first."""

    base: Floats
    other: Floats
    n: int

    @property
    def change(self) -> Interval:
        """What the other world has more, of every 1,000 deeds of the base."""
        return ratio(PER * (self.other - self.base), self.base, self.n, FEWEST_DEEDS)


def _kinds(run: Run, valence: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in run.city.conduct.kinds if kind.valence == valence)


def _simulated(run: Run, kinds: Iterable[Kind]) -> int:
    return round(float(_summed(by_stratum(run, "deeds", "kind", it.id) for it in kinds).sum()))


def done(run: Run, kinds: Iterable[Kind]) -> Floats:
    """Deeds of these kinds by stratum, those beyond any sensor's reach as an expectation."""
    return _summed(
        by_stratum(run, "deeds", "kind", it.id) / it.seen_at_most.value
        for it in kinds
        if it.seen_at_most.value > 0.0
    )


def unrecorded(run: Run, kinds: Sequence[Kind]) -> Floats:
    """Of these, the deeds that no sensor recorded."""
    return done(run, kinds) - _summed(by_stratum(run, "seen", "kind", it.id) for it in kinds)


def _summed(found: Iterable[Floats]) -> Floats:
    total = np.zeros(N_STRATA)
    for counts in found:
        total += counts
    return total


def _change(
    lab: Lab,
    valence: str,
    world: Made = REGIME,
    base: Made = NONE,
    what: Callable[[Run, Sequence[Kind]], Floats] = done,
) -> Interval:
    run, other = lab.run(base), lab.run(world)
    kinds = _kinds(run, valence)
    return _Done(what(run, kinds), what(other, kinds), _simulated(run, kinds)).change


def _change_of(run: Run, base: Run, kind: Kind) -> Interval:
    n = _simulated(base, [kind])
    return _Done(done(base, [kind]), done(run, [kind]), n).change


def headline(lab: Lab) -> Interval:
    """The change in harmful deeds against no regime, of every 1,000."""
    return _change(lab, "harmful")


def answer(lab: Lab) -> Answer:
    """Deeds with and without the regime, and with each response switched off."""
    found, prosocial, speech, hidden = _with_luck(lab, _changes(lab))
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(lab, found, prosocial, speech),
        numbers=(
            Number(NUMBERS[0], "change in harmful deeds", found, UNIT),
            Number(NUMBERS[1], "change in prosocial deeds", prosocial, UNIT),
            Number(NUMBERS[2], "change in lawful speech", speech, UNIT),
            Number(NUMBERS[3], "change in harmful deeds no sensor recorded", hidden, UNIT),
        ),
        raised=_raised(lab, found, speech),
        because=BECAUSE,
        method=METHOD,
        tables=(_kind_table(lab), *_response_table(lab), *_untried_table(lab), *_time_table(lab)),
        draw=lambda: _figures(lab),
    )


def _changes(lab: Lab, world: Made = REGIME) -> tuple[Interval, ...]:
    """The changes in harmful and prosocial deeds, lawful speech, and harm that nobody recorded."""
    kinds = ("harmful", "prosocial", SPEECH)
    hidden = _change(lab, "harmful", world, UNMOVED, unrecorded)
    return (*(_change(lab, it, world) for it in kinds), hidden)


def _with_luck(lab: Lab, found: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The changes with intervals that hold what all strata share, where that makes them wider.

    The same worlds are lived with other luck, by fewer people; chance shrinks as people grow.
    """
    if not lab.city.regime.responses and not lab.city.regime.outcomes:
        return found  # nobody does anything else than without it
    small = lab.moved(lab.city, min(lab.people, FEWER))
    others = [
        _changes(small.again((lab.seed + n) % SEEDS), OTHER_LUCK) for n in range(1, LUCKS + 1)
    ]
    part = math.sqrt(small.people / lab.people)
    return tuple(
        wider(it, part * reach_of([other[n].value for other in others]))
        for n, it in enumerate(found)
    )


def _raised(lab: Lab, harmful: Interval, speech: Interval) -> Raised:
    if speech.high is not None and speech.high < 0.0:
        return "yes"
    if harmful.low is not None and harmful.low > 0.0:
        return "yes"
    is_untold = not speech.estimable and bool(_kinds(lab.run(), SPEECH))
    return NOT_ESTIMABLE if harmful.low is None or is_untold else "no"


def _sentence(lab: Lab, found: Interval, prosocial: Interval, speech: Interval) -> str:
    run = lab.run()
    if not lab.city.regime.responses:
        return (
            "This regime says of nobody that they act otherwise because of it, so of every 1,000 "
            f"harmful deeds {with_bounds(found)} are more or fewer (n = {whole(found.n)} deeds)."
        )
    return (
        "Of every 1,000 in a world without the regime, harmful deeds change by "
        f"{with_bounds(found)} (n = {whole(found.n)} simulated){_also(run, prosocial, speech)}."
    )


def _also(run: Run, prosocial: Interval, speech: Interval) -> str:
    """The changes beside that in harmful deeds, as far as there is anything to change."""
    changes = (("prosocial", "prosocial deeds", prosocial), (SPEECH, "lawful speech", speech))
    told, lacks = "", []
    for valence, words, change in changes:
        if not _kinds(run, valence):
            lacks.append(f"no {words}")
        elif change.estimable:
            told += f"; {words} by {with_bounds(change)}"
        else:
            told += f"; the change in {words} is not estimable"
    return told + (f"; this catalogue of conduct knows {' and '.join(lacks)}" if lacks else "")


def _kind_table(lab: Lab) -> Table:
    run, base = lab.run(), lab.run(NONE)
    exposure = run.outcome.people * run.years / 1000.0
    watched = {deed for sensor in run.city.regime.sensors for deed in sensor.sees}
    body = []
    for valence in VALENCES:
        for kind in _kinds(run, valence):
            without_it, with_it = done(base, [kind]), done(run, [kind])
            change = _Done(without_it, with_it, _simulated(base, [kind])).change
            seen = float(by_stratum(run, "seen", "kind", kind.id).sum())
            total = float(with_it.sum())
            body.append(
                (
                    kind.title.en,
                    valence,
                    f"{without_it.sum() / exposure:,.1f}",
                    f"{total / exposure:,.1f}",
                    with_bounds(change),
                    "by no sensor"
                    if kind.id not in watched
                    else percent(seen / total if total else 0.0),
                )
            )
    header = ("deed", "valence", "no regime", "regime", "change of 1,000", "recorded")
    return Table(f"Deeds a year per 1,000 {many(run)}", header, tuple(body))


def _response_table(lab: Lab) -> tuple[Table, ...]:
    """What people do otherwise because of each response: with all, against all but it."""
    run, body = lab.run(), []
    kinds = {kind.id: kind for kind in lab.city.conduct.kinds}
    for response in lab.city.regime.responses:
        other = lab.run(_less(response.id))
        for deed in response.answered() or response.deeds:
            kind, n = [kinds[deed]], _simulated(other, [kinds[deed]])
            pairs = ((what(other, kind), what(run, kind)) for what in (done, unrecorded))
            changes = (with_bounds(_Done(*pair, n).change) for pair in pairs)
            body.append((response.title.en, kinds[deed].title.en, *changes))
    if not body:
        return ()
    header = ("response", "deed", "change in deeds", "in those no sensor recorded")
    return (
        Table(
            "What each response does, of every 1,000 deeds: with all, against all but it",
            header,
            tuple(body),
        ),
    )


def _untried_table(lab: Lab) -> tuple[Table, ...]:
    """What people stop trying for after a refusal, where a response makes them."""
    run = lab.run()
    names = {name for it in lab.city.regime.responses for name in it.discourages()[0]}
    body = []
    for service in lab.city.conduct.services:
        if service.id in names:
            untried = per_1000(by_stratum(run, "untried", "service", service.id), run)
            body.append((service.title.en, with_bounds(untried)))
    if not body:
        return ()
    caption = f"Attempts a year per 1,000 {many(run)} that are given up after a refusal"
    return (Table(caption, ("service", "not tried"), tuple(body)),)


def _less(response: str) -> Made:
    return Made(f"without response {response}", lambda it: without(it, "responses", response))


def _time_table(lab: Lab) -> tuple[Table, ...]:
    """The change in harmful and prosocial deeds year by year: whether it fades."""
    run, base = lab.run(), lab.run(NONE)
    return _by_year(run, base) if run.years >= 2.0 else ()


def _by_year(run: Run, base: Run) -> tuple[Table, ...]:
    ends = np.cumsum(run.outcome.window_days) - 1.0
    valences = [it for it in VALENCES if _kinds(run, it)]
    body = []
    for year in range(int(run.years + 0.01)):
        inside = (ends > year * YEAR_DAYS) & (ends <= (year + 1) * YEAR_DAYS)
        windows = frozenset(np.flatnonzero(inside).tolist())
        both = ([_in_windows(it, valence, windows) for it in (base, run)] for valence in valences)
        body.append((str(year + 1), *(_change_by_year(*pair) for pair in both)))
    header = ("year", *(_words(it) for it in valences))
    return (
        Table("Change against no regime, of every 1,000 deeds, year by year", header, tuple(body)),
    )


def _words(valence: str) -> str:
    return f"{valence} deeds".replace("lawful-speech deeds", "lawful speech")


def _in_windows(run: Run, valence: str, windows: frozenset[int]) -> float:
    frame = run.tallies.total("deeds", "window", "kind")
    counts = frame[frame["window"].isin(windows)].groupby("kind")["count"].sum().to_dict()
    return math.fsum(
        counts.get(kind.id, 0) / kind.seen_at_most.value
        for kind in _kinds(run, valence)
        if kind.seen_at_most.value > 0.0
    )


def _change_by_year(base: float, other: float) -> str:
    return NONE_TO_TELL if base < FEWEST_DEEDS else decimal(PER * (other / base - 1.0))


def _figures(lab: Lab) -> tuple[Figure, ...]:
    run, base = lab.run(), lab.run(NONE)
    bars = []
    for valence in VALENCES:
        for kind in _kinds(run, valence):
            change = _change_of(run, base, kind)
            if change.value is not None:
                bars.append(Bar(kind.title.en, valence, change))
    return (behaviour_figure(run, bars),) if bars else ()
