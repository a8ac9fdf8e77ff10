"""What the strategies draw: documents that pass every check, and trouble often enough."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, seed, settings

from glasscity.documents.references import References
from glasscity.documents.resolve import load
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.dossier import Dossier
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.instruments.register import Register
from glasscity.mechanisms.responses import Response
from glasscity.mechanisms.responses.chilling import Chilling
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.mechanisms.responses.incentive import Incentive
from glasscity.vocabulary.codes import Event
from reference.clock import Clock
from strategies.cases import Case, cases
from strategies.lived import lived

DRAWN = settings(
    max_examples=10,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _write(case: Case, folder: Path) -> None:
    """The documents of a case as files; those of its firms in a folder beside them."""
    for name in ("regime", "conduct", "population"):
        model = getattr(case, name)
        plain = json.loads(model.model_dump_json(by_alias=True, exclude_none=True))
        (folder / f"{name}.yaml").write_text(json.dumps(plain), "utf-8")
    if case.firms is not None:
        (folder / "firms").mkdir()
        _write(case.firms, folder / "firms")


@settings(DRAWN, max_examples=40)
@seed(0)
@given(cases())
def test_every_document_passes_the_checks(case: Case) -> None:
    with TemporaryDirectory() as folder:
        _write(case, Path(folder))
        none = References(format="glasscity/references/1", entries={})
        city = load(str(Path(folder) / "regime.yaml"), none)
    assert (city.regime, city.conduct, city.population) == (
        case.regime,
        case.conduct,
        case.population,
    )
    assert (city.firms and city.firms.regime) == (case.firms and case.firms.regime)


def troubles_of_documents(case: Case) -> set[str]:
    """What a case holds before it is run."""
    regime = case.regime
    clock = Clock(regime.clock, case.n_windows)
    edges = {window.first_day for window in clock.windows}
    found: set[str] = {row.kind for row in (*regime.sensors, *regime.consequences)}
    for response in regime.responses:
        found |= troubles_of_response(response)
    if any(window.opens_year for window in clock.windows):
        found.add("a year turns")
    if {window.n_days for window in clock.windows} == {1}:
        found.add("windows of a day")
    for instrument in regime.instruments:
        found.add(instrument.kind)
        if isinstance(instrument, Ledger):
            found |= troubles_of_ledger(instrument)
        for listing in instrument.list_rows():
            found |= troubles_of_list(listing)
    if {(date - clock.start).days for date in dates_of(case)} & edges:
        found.add("a date on an edge")
    return found


def troubles_of_response(response: Response) -> set[str]:
    found: set[str] = {response.kind}
    if response.half_life is not None:
        found.add("habituation")
    if isinstance(response, Deterrence | Chilling | Evasion):
        found.add(response.form)
    if isinstance(response, Deterrence):
        found.add(f"belief: {response.belief}")
    if isinstance(response, Incentive) and response.crowding_out is not None:
        found.add("crowding out")
    if isinstance(response, Evasion) and response.form != "constant":
        found.add("fearful evasion")
    return found


def dated_rows(instrument: Instrument) -> tuple[Rule | Listing | Dossier | Register, ...]:
    if isinstance(instrument, Ledger):
        return instrument.rules
    return (instrument,) if isinstance(instrument, Listing | Dossier | Register) else ()


def dates_of(case: Case) -> Iterator[datetime.date]:
    """From and until when rows are in force."""
    for instrument in case.regime.instruments:
        for row in dated_rows(instrument):
            yield from (date for date in (row.in_force.from_, row.in_force.until) if date)


def troubles_of_ledger(ledger: Ledger) -> set[str]:
    found: set[str] = {ledger.update}
    if one_score(ledger.opening) in (ledger.floor.value, ledger.ceiling.value):
        found.add("opens at a bound")
    found.update("exclusive" for rule in ledger.rules if rule.exclusive)
    found.update("cap" for rule in ledger.rules if rule.cap is not None)
    found.update("steps" for rule in ledger.rules if len(rule.steps) > 1)
    found.update("to a band" for rule in ledger.rules if rule.to is not None)
    found.add(f"clamp {ledger.clamp}")
    return found


def troubles_of_list(listing: Listing) -> set[str]:
    found = {"no term"} if listing.term is None else set()
    if listing.term is not None:
        found.add("a term" if listing.term.value else "a term of no days")
    if listing.extension is not None:
        found.add("restart" if isinstance(listing.extension, str) else "more days")
    found.update(name for name in ("ends_on", "relapse") if getattr(listing, name) is not None)
    return found | ({"forgets"} if listing.forgets else set())


def troubles_of_life(case: Case) -> set[str]:
    """What happens when it is run."""
    rules = [rule for ledger in case.regime.banded for rule in ledger.rules]
    found: set[str] = set()
    result = lived(case)
    if result.firms is not None:
        found |= {Event(line[3]).name for line in result.firms.lines}
    for line in result.lines:
        found.add(Event(line[3]).name)
        if line[3] == Event.POINTS and line[5] not in rules[line[7]].steps:
            found.add("a clamp or cap")
    return found


SOMETIMES = {event.name for event in Event}
"""Whatever can happen, however much must come together for it."""
OFTEN = {
    *("camera", "registry", "declaration", "informant", "payment-platform", "monitor"),
    *("bar", "price", "privilege"),
    *("habituation", "saturating", "linear", "threshold"),
    *("belief: place", "belief: own", "crowding out"),
    *("chilling", "helplessness", "gaming", "evasion", "fearful evasion", "conformity"),
    *("deterrence", "incentive", "each record", "each window", "exclusive", "cap", "steps"),
    *("a year turns", "windows of a day", "a date on an edge", "opens at a bound"),
    *("a term of no days", "a term", "no term", "a clamp or cap", "to a band", "clamp each window"),
    *("restart", "more days", "ends_on", "relapse", "forgets", "ledger", "list"),
    *("dossier", "register"),
}


TRAPS = {
    *("a year turns", "windows of a day", "a date on an edge", "opens at a bound"),
    *("a term of no days", "a clamp or cap"),
}
"""Where two engines part most easily."""


def test_traps_are_drawn_in_one_case_of_ten_kinds_in_one_of_twenty_and_events_of_fifty() -> None:
    """Twenty times ten cases: those of one seed are too much alike to count on."""
    assert TRAPS < OFTEN
    met: Counter[str] = Counter()

    def count(case: Case) -> None:
        met.update(troubles_of_documents(case) | troubles_of_life(case))

    for number in range(20):
        seed(number)(DRAWN(given(cases())(count)))()
    assert {name: met[name] for name in TRAPS if met[name] < 20} == {}
    assert {name: met[name] for name in OFTEN if met[name] < 10} == {}
    assert {name: met[name] for name in SOMETIMES if met[name] < 4} == {}
