"""Claims about what people do otherwise: silence, striving, and what a screen cannot do."""

from __future__ import annotations

from glasscity.documents.city import City
from glasscity.documents.switches import placebo, variants, without_responses
from glasscity.measures.wording import decimal, percent
from glasscity.mechanisms.responses.fear import fear
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import FOLLOWS_IF, Aside, Finding, Table, none, settled
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.tallied import (
    PER,
    alone,
    at_least,
    below,
    count,
    done,
    ratio,
    says,
    share_with_luck,
    with_luck,
)

YEARS = 3.0
LONG = 5.0
ENDED = 3
"""Years after which `suqian-ended` has no points any more."""
CITY = "suqian-2018"
SPEECH = ("critical-post", "other-post")
FEAR = "regime: responses[silence]"
BELIEVED = (0.0005, 0.001, 0.002, 0.01, 0.05, 0.1)
"""Beliefs about the share of posts that are recorded."""
LOW, HIGH = (0.001, 0.002), (0.05, 0.1)
SCORED = ("red-light-crossing", "traffic-offence", "late-utility-payment", "loan-default")
GOOD, UNSCORED = ("volunteering",), ("caring-deed",)
CROSSING = ("red-light-crossing",)
KNOWN = "regime: awareness.start"
TRAFFIC = "regime: responses[traffic-deterrence]"
CERTAIN = {
    KNOWN: 1.0,
    f"{TRAFFIC}.starting_risk": 1.0,
    f"{TRAFFIC}.learning": 0.0,
}
"""Everybody knows the points, and takes each deed on the road to be recorded."""
STRIVES = 10.0
"""Of 1,000 deeds at stake, the change from which on people may be said to strive."""


def c15(bench: Bench) -> Finding:
    """Few criticise, since it may cost points; yet many fear only spam."""
    city = bench.city("group-chat-2017")

    def silent(it: City, believed: float) -> float:
        told = at(it, {f"{FEAR}.starting_risk": believed, f"{FEAR}.learning": 0.0})
        fearful, free = (_spoken(bench, made) for made in (told, without_responses(it)))
        return PER * (1.0 - ratio(done(fearful, SPEECH), done(free, SPEECH)))

    def at_the_top(it: City) -> float:
        low, high = (silent(it, after) - silent(it, before) for before, after in (LOW, HIGH))
        return ratio(high, low + high)

    found = at_the_top(city)
    half = f"{FEAR}.half_risk"
    span = bench.over(city, at_the_top, [half])
    (linear,) = (it for name, it in variants(city) if name == "responses.silence: form-linear")
    low, high = (silent(city, after) - silent(city, before) for before, after in (LOW, HIGH))
    body = tuple((percent(it), decimal(silent(city, it))) for it in BELIEVED)
    most = silent(city, HIGH[1])
    laws = [fear("saturating", it, value_of(city, half)) for it in (*LOW, *HIGH)]
    rise = laws[1] - laws[0], laws[3] - laws[2]
    by_hand = rise[1] / sum(rise)
    free = _spoken(bench, without_responses(city))
    unwritten = (low + high) / PER * sum(count(free, "deeds", kind=it) for it in SPEECH)
    judge = below(1.0 / 3.0)
    goes = "go" if judge(found) == FOLLOWS_IF else "do not go"
    return settled(
        judge,
        sentence=(
            f"Silence and 'they know everything anyway' {goes} together: about {most:.0f} of 1,000 "
            "lawful posts stay unwritten where one in ten is believed recorded, yet doubling "
            f"that belief adds {high:.0f}, against {low:.0f} for doubling it from one in a "
            "thousand, if fear is half of its largest at one in 500, which nobody measured."
        ),
        number=found,
        unit="share",
        interval=share_with_luck(span, found, unwritten),
        leans_on=span.path or half,
        envelope=Aside(by_hand, "the law of fear at the four beliefs"),
        placebo=none("what is believed is set here, whoever the records fall on"),
        without=Aside(at_the_top(linear), "fear in proportion to the belief, without an upper end"),
        tables=(
            Table(
                "Lawful posts left unwritten, by the share of posts believed to be recorded",
                ("believed", "of 1,000"),
                body,
            ),
        ),
    )


def _spoken(bench: Bench, city: City) -> Run:
    """A city lived by twice as many people as asked for: posts on record are few."""
    return bench.run(city, LONG, 2 * bench.people)


def c16(bench: Bench) -> Finding:
    """Reward and punishment make citizens strive for a higher score."""
    city = bench.city(CITY)

    def change(it: City) -> float:
        free = done(alone(bench, without_responses(it), LONG), SCORED)
        return PER * (1.0 - ratio(done(alone(bench, it, LONG), SCORED), free))

    found = change(city)
    unmoved = alone(bench, without_responses(city), LONG)
    gamed = alone(bench, bench.city("suqian-gamed"), LONG)
    span = bench.over(city, change, [KNOWN, "regime: responses[traffic-deterrence].starting_risk"])
    run = alone(bench, city, LONG)
    truly = PER * (ratio(done(run, GOOD), done(unmoved, GOOD)) - 1.0)
    seen = [count(it, "seen", kind=GOOD[0]) for it in (run, unmoved)]
    shown = PER * (ratio(*seen) - 1.0)
    free = sum(count(unmoved, "deeds", kind=it) for it in SCORED) / PER
    known = percent(value_of(city, f"{KNOWN}.levels.online"))
    return settled(
        at_least(STRIVES),
        sentence=(
            f"Of 1,000 offences and late payments that cost points about {_change(-found)} are "
            f"done, so 'they strive' {says(at_least(STRIVES), found)} if {known} of adults online "
            "know the points and take one deed in twenty to be seen at first. Of volunteering "
            f"1,000 on record would be {_change(shown)}, of 1,000 done {_change(truly)}; what "
            "stays once the points are gone is assumed either way."
        ),
        number=found,
        unit="of every 1,000 deeds",
        interval=with_luck(span, found * free, free),
        leans_on=span.path or KNOWN,
        envelope=Aside(
            _moved(city), "those who know, times largest fall, stake and fear, for crossing on red"
        ),
        placebo=Aside(change(placebo(city)), "records on anybody, as often"),
        without=Aside(
            change(at(city, CERTAIN)), "without ignorance: all know, and expect a record"
        ),
        tables=(
            _after(bench, city, unmoved),
            _kinds(city, run, unmoved, gamed),
        ),
    )


def _change(by: float) -> str:
    """So many more or fewer."""
    return f"{decimal(abs(by))} {'more' if by > 0.0 else 'fewer'}"


def _after(bench: Bench, city: City, unmoved: Run) -> Table:
    """Year by year: the points go on, or end with the third year and conduct stays or does not."""
    runs = [alone(bench, it, LONG) for it in (city, bench.city("suqian-ended"))]
    body, kept = [], 0.0
    for year in range(int(LONG)):
        part = slice(year, year + 1)
        free = done(unmoved, SCORED, part)
        on, off = (PER * (1.0 - ratio(done(it, SCORED, part), free)) for it in runs)
        if year < ENDED:
            kept = on
        body.append((str(year + 1), decimal(on), decimal(off), decimal(kept)))
    header = ("year", "goes on", "ended, no habit", "ended, habit of year 3")
    return Table(
        "Fewer of 1,000 deeds that cost points; the points end after year 3", header, tuple(body)
    )


def _kinds(city: City, run: Run, unmoved: Run, gamed: Run) -> Table:
    """What changes of each deed, all of them against those on record."""
    titles = {kind.id: kind.title.en for kind in city.conduct.kinds}
    body = []
    for kind in (*SCORED, "blood-donation", *GOOD, *UNSCORED):
        free = done(unmoved, [kind])
        seen = [count(it, "seen", kind=kind) for it in (unmoved, run)]
        record = decimal(PER * (seen[1] / seen[0] - 1.0)) if seen[0] else "none kept"
        changes = [decimal(PER * (ratio(done(it, [kind]), free) - 1.0)) for it in (run, gamed)]
        body.append((titles[kind], changes[0], record, changes[1]))
    header = ("deed", "done", "on record", "done, gamed")
    return Table("Change of every 1,000 in five years", header, tuple(body))


def _moved(city: City) -> float:
    """The fall of crossing on red by hand, at the risk that is true."""
    known = value_of(city, f"{KNOWN}.levels.online")
    points = -value_of(city, "regime: instruments[points].rules[red-light].points[0]")
    width = value_of(city, "regime: instruments[points].bands[a-plus].from") - value_of(
        city, "regime: instruments[points].bands[a].from"
    )
    row = "regime: responses[traffic-deterrence]"
    risk = value_of(city, "regime: sensors[crossing-cameras].coverage")
    half = value_of(city, f"{row}.half_risk")
    fall = value_of(city, f"{row}.largest_fall")
    return PER * known * fall * points / width * fear("saturating", risk, half)


def c17(bench: Bench) -> Finding:
    """Score and screens steer people only in part; an officer can stop a danger."""
    city = bench.city(CITY)

    def most(it: City) -> float:
        free = done(alone(bench, without_responses(it), YEARS), CROSSING)
        return PER * (1.0 - ratio(done(alone(bench, at(it, CERTAIN), YEARS), CROSSING), free))

    found = most(city)
    unmoved, run = alone(bench, without_responses(city), YEARS), alone(bench, city, YEARS)
    free = done(unmoved, CROSSING)
    per_million = ratio(PER * PER, free)
    marked = count(run, "recorded", sensor="crossing-cameras") * per_million
    wrong = count(run, "false_records", sensor="crossing-cameras") * per_million
    kept = (free - done(run, CROSSING)) * per_million
    viewed = count(run, "in_view", sensor="crossing-cameras") * per_million
    paths = [f"{TRAFFIC}.largest_fall", "regime: instruments[points].rules[red-light].points[0]"]
    span = bench.over(city, most, paths)
    endless = most(at(city, {f"{TRAFFIC}.largest_fall": 1.0}))
    body = (
        ("marked afterwards, rightly", f"{marked:,.0f}"),
        ("marked afterwards, wrongly", f"{wrong:,.0f}"),
        ("not done, as assumed of those who know", f"{kept:,.0f}"),
        ("not done, if all knew and feared each time", f"{PER * found:,.0f}"),
        ("the same, if fear of a whole class stopped all", f"{PER * endless:,.0f}"),
        ("in view of a camera: an officer there could stop these", f"{viewed:,.0f}"),
        ("by hand the last", f"{PER * PER * _viewed(city):,.0f}"),
    )
    return settled(
        below(PER / 2.0),
        sentence=(
            "If everybody knew the points and took each crossing on red to be seen, about "
            f"{found:.0f} of 1,000 would not be done, if fear of points works at most as penalty "
            f"points on licences do; as it is, about {kept / PER:.1f} are not, and "
            f"{marked / PER:.1f} are marked afterwards; an officer at the same places could "
            f"stop {viewed / PER:.1f}."
        ),
        number=found,
        unit="of every 1,000 crossings",
        interval=(span.low, span.high),
        leans_on=span.path or paths[0],
        envelope=Aside(_ceiling(city), "largest fall times points over the width of the class"),
        placebo=Aside(most(placebo(city)), "records on anybody, as often"),
        without=none("the claim is that little is steered, so it needs no mechanism"),
        tables=(Table("Of a million crossings on red", ("what becomes of them", "number"), body),),
    )


def _ceiling(city: City) -> float:
    """What a certain loss of points keeps from being done, by hand."""
    points = -value_of(city, "regime: instruments[points].rules[red-light].points[0]")
    width = value_of(city, "regime: instruments[points].bands[a-plus].from") - value_of(
        city, "regime: instruments[points].bands[a].from"
    )
    fall = value_of(city, "regime: responses[traffic-deterrence].largest_fall")
    risk = fear(
        "saturating", 1.0, value_of(city, "regime: responses[traffic-deterrence].half_risk")
    )
    return PER * fall * points / width * risk


def _viewed(city: City) -> float:
    """The share of crossings before a camera, in town."""
    cover = value_of(city, "regime: sensors[crossing-cameras].coverage.levels.local-urban")
    return cover * value_of(city, "regime: sensors[crossing-cameras].detection")
