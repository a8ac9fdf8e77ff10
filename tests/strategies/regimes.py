"""Regimes of every kind of mechanism."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.clocks import Pace
from strategies.doors import consequences, outcomes
from strategies.encounters import encounters, spreads
from strategies.instruments import instruments
from strategies.ranking import investigations, statuses, top_of
from strategies.recourse import recourse
from strategies.responses import Ground, responses
from strategies.scorecards import ratings, scorecards
from strategies.sensors import sensors
from strategies.words import Words, any_of, head, quantity, shares, some, title, varied


@st.composite
def regimes(
    draw: st.DrawFn, pace: Pace, conduct: Words, population: Words, *, is_shared: bool
) -> Words:
    """A regime for this conduct, with this clock; with or without what people do together."""

    def some_of(*choices: int) -> int:
        return draw(st.sampled_from(choices)) if is_shared else 0

    kinds = conduct["kinds"]
    names = [kind["id"] for kind in kinds]
    services = _services(conduct, population)
    drawn = draw(instruments(pace, names))
    ways_back = draw(recourse(pace, drawn))
    if any(way["kind"] == "appeal" for way in ways_back):
        for instrument in drawn:  # an appeal and a reset do not go together
            instrument.pop("resets", None)
    ties = [tie["id"] for tie in population["ties"]]
    read = [one["id"] for one in drawn if one["kind"] == "ledger"]
    drawn += [draw(scorecards(n, read, ties)) for n in range(some_of(0, 0, 1, 2))]
    drawn += [draw(ratings(n)) for n in range(some_of(0, 0, 0, 1))]
    tops = {one["id"]: top_of(one) for one in drawn if "bands" in one}
    for n in range(some_of(0, 0, 1, 2)):
        drawn.append(draw(statuses(n, tops)))
        tops[drawn[-1]["id"]] = top_of(drawn[-1])
    scored = sorted(tops)
    n_sensors = draw(st.sampled_from((2, 3, 4, 1, 3, 6, 0)))
    n_doors = draw(st.integers(1, 5)) if services and drawn else 0
    n_inquiries = some_of(0, 0, 1, 2) if scored else 0
    neutral = [kind["id"] for kind in kinds if kind["valence"] == "neutral"]
    n_spreads = some_of(0, 0, 1, 2)
    n_meetings = some_of(0, 0, 1, 2)
    eyes = [draw(sensors(pace, n, kinds)) for n in range(n_sensors)]
    granted = draw(_outcomes(conduct, drawn))
    outside = {branch["deed"] for one in granted for branch in one["deeds"]}
    inside = [kind for kind in kinds if kind["id"] not in outside]
    ground = Ground(inside, drawn, eyes, ties if is_shared else [], services)
    return head("regime", "drawn-regime") | {
        "summary": title("a drawn regime"),
        "status": "test",
        "population": "population.yaml",
        "conduct": "conduct.yaml",
        "clock": pace.words,
        "awareness": {
            "start": draw(varied(shares(), "share")),
            "spread": quantity(draw(any_of(0.0, 0.5, 1.0)), "per year"),
        },
        "sensors": eyes,
        "instruments": drawn,
        "outcomes": granted,
        "consequences": [draw(consequences(pace, n, services, drawn)) for n in range(n_doors)],
        "recourse": ways_back,
        "responses": draw(responses(ground)),
        "spreads": [
            draw(spreads(n, neutral, drawn, ties)) for n in range(n_spreads) if neutral and drawn
        ],
        "encounters": [draw(encounters(n, names, drawn)) for n in range(n_meetings)],
        "investigations": [draw(investigations(n, names, scored)) for n in range(n_inquiries)],
    }


def _services(conduct: Words, population: Words) -> list[str]:
    """What a consequence may be about: nothing for children where nobody has any."""
    has_children = population["children"] is not None
    services = conduct["services"]
    return [it["id"] for it in services if has_children or it.get("each") != "child"]


@st.composite
def _outcomes(draw: st.DrawFn, conduct: Words, instruments: list[Words]) -> list[Words]:
    """What comes of the services, where there are deeds without a rate of their own."""
    deeds = [
        kind["id"]
        for kind in conduct["kinds"]
        if kind["rate"]["value"] == 0
        and kind["seen_at_most"]["value"] == 1
        and kind["valence"] == "neutral"
    ]
    ledgers = [instrument for instrument in instruments if instrument["kind"] == "ledger"]
    services = [it["id"] for it in conduct["services"] if it.get("each") != "child"]
    if not deeds or not ledgers or not services or not draw(st.integers(0, 3)):
        return []
    chosen = draw(some(services))
    return [
        draw(outcomes(n, service, deeds, draw(st.sampled_from(ledgers))))
        for n, service in enumerate(chosen)
    ]
