"""Responses that stay within what conduct allows."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.words import Words, any_of, quantity, shares, some, title


@st.composite
def responses(draw: st.DrawFn, kinds: list[Words], ledgers: list[Words]) -> list[Words]:
    """Up to three responses to these ledgers; the unaware need one opening to go by."""
    room = {kind["id"]: kind["at_most"]["value"] for kind in kinds}
    concerned = {
        family: [kind["id"] for kind in kinds if kind["valence"] == valence]
        for family, valence in (("deterrence", "harmful"), ("incentive", "prosocial"))
    }
    families = sorted(family for family, deeds in concerned.items() if deeds)
    drawn: list[Words] = []
    for place in range(draw(st.sampled_from((1, 2, 3, 0))) if ledgers and families else 0):
        family = draw(st.sampled_from(families))
        deeds = draw(some(concerned[family]))
        ledger = draw(st.sampled_from(ledgers))
        words = {
            "kind": family,
            "id": f"response-{place}",
            "title": title(f"response {place}"),
            "ledger": ledger["id"],
            "deeds": deeds,
            "unaware": quantity(draw(shares()) if "value" in ledger["opening"] else 0.0, "share"),
        }
        drawn.append(words | draw(_strength(family, deeds, room)))
    return drawn


@st.composite
def _strength(draw: st.DrawFn, family: str, deeds: list[str], room: dict[str, float]) -> Words:
    words = draw(_habits())
    if family == "incentive":
        rise = (min(room[deed] for deed in deeds) - 1.0) * draw(any_of(1.0, 0.5))
        for deed in deeds:
            room[deed] /= 1.0 + rise
        if draw(st.booleans()):
            words["crowding_out"] = quantity(draw(shares()), "share")
        return words | {"largest_rise": quantity(rise, "multiple")}
    form = draw(st.sampled_from(("saturating", "linear", "threshold")))
    belief = draw(st.sampled_from(("place", "own")))
    words |= {
        "largest_fall": quantity(draw(shares()), "share"),
        "form": form,
        "belief": belief,
        "starting_risk": quantity(draw(any_of(0.5, 1.0, 0.3, 0.0)), "share"),
    }
    if form != "linear":
        words["half_risk"] = quantity(draw(any_of(0.3, 0.05, 0.0)), "share")
    if belief == "place":
        return words | {"learning": quantity(draw(any_of(0.3, 1.0, 0.0)), "share")}
    return words | {"weight": quantity(draw(any_of(1.0, 0.3, 7.5)), "deeds")}


@st.composite
def _habits(draw: st.DrawFn) -> Words:
    """An effect that fades within a few windows, or none that does."""
    half_life = draw(any_of(0, 0, 1, 40, 500))
    return {"half_life": quantity(half_life, "days")} if half_life else {}
