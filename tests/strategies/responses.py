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
    if family == "incentive":
        rise = (min(room[deed] for deed in deeds) - 1.0) * draw(any_of(1.0, 0.5))
        for deed in deeds:
            room[deed] /= 1.0 + rise
        return {"largest_rise": quantity(rise, "multiple")}
    return {
        "largest_fall": quantity(draw(shares()), "share"),
        "half_risk": quantity(draw(any_of(0.3, 0.05, 0.0)), "share"),
        "starting_risk": quantity(draw(any_of(0.5, 1.0, 0.0)), "share"),
        "learning": quantity(draw(any_of(0.3, 1.0, 0.0)), "share"),
    }
