"""What every response says of itself: neutral unless its kind says otherwise."""

from __future__ import annotations

from typing import Self

from glasscity.mechanisms.responses.cut import Cut
from glasscity.mechanisms.standing import Reader, When
from glasscity.tables.rows import Belief, OwnBelief, Rung


class Neutral(Reader):
    """Reads no standing and no belief, and changes no rate."""

    def without(self, family: str, name: str) -> Self | None:
        """Nobody responds without the instrument that the response reads."""
        if (family, name) == ("instruments", self.reads()):
            return None
        return super().without(family, name)

    def reading(self, old: str, new: str) -> Self:
        """The response to instrument ``new`` where it was to ``old``."""
        found = super().reading(old, new)
        if self.condition() is None and self.reads() == old:
            return found.model_copy(update={"ledger": new})
        return found

    def about(self, name: str, deeds: tuple[str, ...]) -> Self:
        """The response under another name, with some of its deeds."""
        return self.model_copy(update={"id": name, "deeds": deeds})

    def reads(self) -> str | None:
        """The instrument on which its rungs are; None: it is the same for everybody."""
        return None

    def answered(self) -> tuple[str, ...]:
        """The deeds whose rates it changes."""
        return ()

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del deed, rung, belief
        return 1.0

    def most(self, deed: str) -> float:
        """The largest multiplier of a deed, on any rung and under any belief."""
        del deed
        return 1.0

    def among_unaware(self) -> float | None:
        """The part of its effect on people who do not know the rules; None: all, as on others."""
        return None

    def displaces(self) -> tuple[str, ...]:
        """Other deeds that become fewer because people turn to its own."""
        return ()

    def evades(self) -> tuple[str, ...]:
        """The sensors out of whose view its deeds are moved; its multiplier is that of the view."""
        return ()

    def condition(self) -> When | None:
        """The standing on which it acts, where it has no ledger at stake."""
        return None

    def discourages(self) -> tuple[tuple[str, ...], float]:
        """Services that people try less after a refusal, and the share of attempts not made."""
        return (), 0.0

    def cuts(self) -> Cut | None:
        """The ties that it cuts, and how; None: none."""
        return None

    def place_belief(self) -> Belief | None:
        """What people believe about the place, None where it does not matter."""
        return None

    def own_belief(self) -> OwnBelief | None:
        """What each person learns from their own deeds, None where nothing is."""
        return None

    def stake(self, deed: str, rung: Rung) -> float:
        """How much of the full effect there is on a rung, for responses with an own belief."""
        del deed, rung
        return 1.0
