"""Helping games, webs of ties, orders of gravity and claims in plain words."""

from __future__ import annotations

from glasscity.documents.claim import Claims
from glasscity.documents.gravity import GravityOrder
from glasscity.documents.helping import Helping, Private
from glasscity.documents.rewiring import Rewiring
from glasscity.documents.telling import Block, Language, Row, Section, rows_of

NORMS = {
    "stern judging": "It is good to give to the good and to refuse the bad.",
    "simple standing": "Everything is good but to refuse the good.",
    "scoring": "It is good to give and bad to refuse, whoever the other is.",
    "shunning": "Only to give to the good is good.",
}


def tell_helping(game: Helping, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a helping game."""
    if isinstance(game.reputation, Private):
        who = "Everybody thinks of everybody what one act of each, seen each generation, says."
    else:
        who = "A board says of everybody who is good, and all go by it."
    ways = game.imitation
    change = () if ways else ("Nobody changes: all give to the good and refuse the bad.",)
    return (
        Section(
            str(getattr(game.title, language)),
            (
                Block(
                    game.id, (str(getattr(game.summary, language)),), rows_of(game.people, "people")
                ),
            ),
        ),
        Section("Gifts", (Block("", rows=rows_of(game.gift)),)),
        Section(
            "What is good",
            (Block(game.norm, (NORMS[game.norm],), rows_of(game.misjudged, "judged wrongly")),),
        ),
        Section("Who says so", (Block(game.reputation.kind, (who,), rows_of(game.reputation)),)),
        Section("How people change", (Block("", change, rows_of(ways) if ways else ()),)),
    )


def tell_rewiring(web: Rewiring, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a web of ties."""
    people_there = rows_of(web.people, "people")
    rest = (*rows_of(web.friends, "ties of a person"), *rows_of(web.high, "with a high score"))
    return (
        Section(
            str(getattr(web.title, language)),
            (Block(web.id, (str(getattr(web.summary, language)),), (*people_there, *rest)),),
        ),
        Section(
            "How soon a tie breaks when it is looked at", (Block("", rows=rows_of(web.breaks)),)
        ),
    )


def tell_gravity(order: GravityOrder, language: Language = "en") -> tuple[Section, ...]:
    """The sections of an order of deeds by gravity."""
    ranked = sorted(order.ranks.items(), key=lambda item: -item[1].rank)
    rows = tuple(Row(deed, str(gravity.rank), gravity.because) for deed, gravity in ranked)
    summary = str(getattr(order.summary, language))
    return (
        Section(str(getattr(order.title, language)), (Block(order.id, (summary,)),)),
        Section(
            f"The deeds of {', '.join(order.conduct)}, the gravest first", (Block("", rows=rows),)
        ),
    )


def tell_claims(listed: Claims, language: Language = "en") -> tuple[Section, ...]:
    """The sections of a list of claims: each in our words, and what the record says."""
    blocks = tuple(
        Block(
            f"{it.id} ({', '.join(it.sources)})",
            (
                str(getattr(it.said, language)),
                f"On record: {it.evidence.verdict}. {it.evidence.says}",
                *((f"See {', '.join(it.evidence.facts)}.",) if it.evidence.facts else ()),
            ),
        )
        for it in listed.claims
    )
    return (Section("Claims", blocks),)
