"""Claims about what is shared and read: lenders' files in one pool, posts in a group."""

from __future__ import annotations

from dataclasses import replace

from glasscity.documents.city import City
from glasscity.documents.sound import sound
from glasscity.documents.switches import placebo, without, without_responses
from glasscity.measures.wording import percent
from glasscity.mechanisms.force import ALWAYS
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import Aside, Finding, Table, settled
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.tallied import (
    PER,
    a_year,
    alone,
    at_least,
    count,
    person_years,
    ratio,
    with_luck,
)
from glasscity.studies.claims.words import rough_share

YEARS = 4.0
OWN, ALL = "refused-by-own", "refused-by-all"
CRITICAL = "critical-post"
SILENT = 0.01
"""The share of lawful posts from which on something is said to fall silent."""


def _refused(bench: Bench, city: City) -> float:
    run = alone(bench, city, YEARS)
    return a_year(run, count(run, "refused"))


def _never_pooled(city: City) -> City:
    """The city in which each lender goes on knowing its own entries alone."""
    bare = without(city, "consequences", ALL)
    rows = tuple(
        it.model_copy(update={"in_force": ALWAYS}) if it.id == OWN else it
        for it in bare.regime.consequences
    )
    return sound(replace(bare, regime=bare.regime.model_copy(update={"consequences": rows})))


def c27(bench: Bench) -> Finding:
    """Eight firms' systems were centralised as Baihang in 2018."""
    city = bench.city("baihang-reconstructed")

    def more(it: City) -> float:
        return _refused(bench, it) - _refused(bench, _never_pooled(it))

    found = more(city)
    apart = _refused(bench, _never_pooled(city))
    paths = ["regime: sensors[lenders].completeness", f"regime: consequences[{ALL}].chance"]
    span = bench.over(city, more, paths)
    run = alone(bench, city, YEARS)
    tries = next(it.rate.value for it in city.conduct.services if it.id == "loan-application")
    own, pooled = (value_of(city, f"regime: consequences[{it}].chance") for it in (OWN, ALL))
    part = 1.0 - 1.0 / YEARS
    by_hand = 1000.0 * tries * (pooled - own) * part * _on_file(city)
    lot = more(placebo(city))
    return settled(
        at_least(1.0),
        sentence=(
            "If the eight lenders' entries were all pooled, as a scenario, refused loans would go "
            f"from about {apart:.1f} to {apart + found:.0f} a year for 1,000 adults, if the eight "
            "saw three in ten loans and eight in ten lenders that know refuse; the record has them "
            "take shares in one firm, and not pool what they knew."
        ),
        number=found,
        unit="refusals per 1,000 adults and year",
        interval=with_luck(span, count(run, "refused"), person_years(run) / PER),
        leans_on=span.path or paths[0],
        envelope=Aside(by_hand, "entries standing, times tries, times what the chance rises"),
        placebo=Aside(lot, "entries on anybody, as many: as many refusals"),
        without=Aside(
            more(at(city, {paths[1]: own})), "pooled, but read as seldom as a lender's own entries"
        ),
        tables=(
            Table(
                "Loans refused per 1,000 adults and year",
                ("who knows an entry", "refused"),
                (
                    ("its own lender", f"{apart:.2f}"),
                    ("all of them from 2018 on", f"{apart + found:.2f}"),
                ),
            ),
        ),
    )


def _on_file(city: City) -> float:
    """The share of adults with an entry, by hand: two and a half years of records, one each."""
    seen = value_of(city, "regime: sensors[lenders].completeness")
    kinds = {it.id: it.rate.value for it in city.conduct.kinds}
    deeds = kinds["late-card-payment"] + kinds["loan-default"]
    return min(1.0, seen * deeds * (YEARS + 1.0) / 2.0)


def _fall(bench: Bench, city: City) -> float:
    """The share of lawful posts that criticise which is not written for fear."""
    free, run = bench.run(without_responses(city), YEARS), bench.run(city, YEARS)
    return 1.0 - ratio(_written(run, CRITICAL), _written(free, CRITICAL))


def _posts(city: City) -> tuple[str, ...]:
    kinds = {it.id: it.valence for it in city.conduct.kinds}
    named = dict.fromkeys(deed for it in city.regime.responses for deed in it.deeds)
    return tuple(it for it in named if kinds[it] != "harmful") or tuple(
        it for it, valence in kinds.items() if it.endswith("post") and valence != "harmful"
    )


def _written(run: Run, deed: str) -> float:
    reach = {it.id: it.seen_at_most.value for it in run.city.conduct.kinds}
    return count(run, "deeds", kind=deed) / reach[deed]


def c28(bench: Bench) -> Finding:
    """With national cover it could also be used to suppress dissent."""
    city = bench.city("group-chat-2017")
    found = _fall(bench, city)
    posts = _posts(city)
    run, free = bench.run(city, YEARS), bench.run(without_responses(city), YEARS)
    row = city.regime.responses[0].id
    paths = [
        f"regime: responses[{row}].largest_fall",
        f"regime: responses[{row}].half_risk",
    ]
    span = bench.over(city, lambda it: _fall(bench, it), paths)
    risk = value_of(city, f"regime: responses[{row}].starting_risk")
    half = value_of(city, f"regime: responses[{row}].half_risk")
    most = value_of(city, f"regime: responses[{row}].largest_fall")
    online = next(it.cells for it in city.population.margins if "online" in it.over)
    known = value_of(city, "regime: awareness.start.levels.online") * float(str(online["online"]))
    posted = count(free, "deeds", kind=CRITICAL)
    wrong = count(run, "false_records")
    right = count(run, "recorded")
    return settled(
        at_least(SILENT),
        sentence=(
            f"With nothing but rates of posts read and misread, about {100 * found:.0f} % of "
            "lawful posts that criticise would not be written over four years, if fear of being "
            "read works as it did with readers of an encyclopaedia; "
            f"{rough_share(ratio(wrong, wrong + right))} of all records would be of posts that "
            "were lawful. What a post says the model cannot express."
        ),
        number=found,
        unit="share",
        interval=with_luck(span, found * posted, posted),
        leans_on=span.path or paths[0],
        envelope=Aside(
            known * most * risk / (risk + half), "the first fear of those who know of the rules"
        ),
        placebo=Aside(
            _fall(bench, placebo(city)),
            "records on anybody; the fear people begin with is the same",
        ),
        without=Aside(
            _fall(bench, at(city, {paths[0]: 0.0})), "nobody minds being read, however feared"
        ),
        tables=(
            Table(
                "Lawful posts that are not written, and those held per 1,000 adults and year",
                ("post", "silent", "held by mistake"),
                tuple(
                    (
                        it,
                        percent(1.0 - ratio(_written(run, it), _written(free, it))),
                        f"{a_year(run, count(run, 'false_records', kind=it)):.2f}",
                    )
                    for it in posts
                ),
            ),
        ),
    )
