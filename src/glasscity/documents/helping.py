"""A helping game: people help one another, or not, by what is said of the other."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import Chance, Few, Frozen, Id, Multiple, Players, Share, Stake, Title

Norm = Literal["stern judging", "simple standing", "scoring", "shunning"]
"""Which acts are good. Stern judging: a gift to the good and a refusal to the bad. Simple
standing: everything but a refusal to the good. Scoring: gifts. Shunning: gifts to the good."""


class Gift(Frozen):
    """A gift: what it brings the one who gets it and costs the giver, and how often it fails.

    Points are shared out over the number of people. A refusal never fails.
    """

    benefit: Stake
    cost: Stake
    fails: Chance


class Private(Frozen):
    """Everybody keeps opinions of everybody, from one act of each seen each generation.

    ``empathy`` is the chance that an act is judged by what its doer thought of the other; else
    by what the judge thinks of the other.
    """

    kind: Literal["private"]
    empathy: Chance


class Public(Frozen):
    """A board says of everybody who is good, and all go by it.

    Each of ``members`` sees one act of each person; who is found good by strictly more than the
    share ``threshold`` of them is broadcast as good.
    """

    kind: Literal["public"]
    members: Few
    threshold: Share


Reputation = Annotated[Private | Public, Field(discriminator="kind")]


class Imitation(Frozen):
    """Each generation one person copies another's way with a chance that grows with the gain.

    The chance is ``1 / (1 + exp(-strength * gain))``, the gain in points per person. Before,
    with the chance ``mutation``, one person takes up another way.
    """

    mutation: Chance
    strength: Multiple


class Helping(Frozen):
    """A helping game. Without ``imitation`` everybody helps the good and stays so.

    ``misjudged`` is the chance that what somebody saw is judged the wrong way round.
    """

    format: Literal["glasscity/helping/1"]
    id: Id
    title: Title
    summary: Title
    people: Players
    gift: Gift
    norm: Norm
    misjudged: Chance
    reputation: Reputation
    imitation: Imitation | None = None
    references: Annotated[str, Field(min_length=1)] | None = None
