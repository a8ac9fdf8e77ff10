"""People who are listed, or in a poor band, give up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import HalfLife, Id, Share, Title
from glasscity.mechanisms.responses.forms import fading
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.mechanisms.standing import When
from glasscity.tables.rows import Rung
from glasscity.vocabulary.terms import Valence


class Helplessness(Neutral):
    """Whoever has the standing ``when`` does ``fall`` (a share) fewer of ``deeds``.

    It is felt by everybody with that standing, whether they know the rules or not. The effect
    halves every ``half_life`` days from the first day of the regime on, if there is one.
    """

    says: ClassVar[str] = "{deeds}: fewer by {who}, who give up."
    suits: ClassVar[tuple[Valence, ...]] = ("harmful", "neutral", "prosocial", "lawful-speech")

    kind: Literal["helplessness"]
    id: Id
    title: Title
    deeds: tuple[str, ...] = Field(min_length=1)
    when: When
    fall: Share
    half_life: HalfLife | None = None

    def variants(self) -> Iterator[tuple[str, Self]]:
        """An effect that fades or lasts."""
        for name, update in (*fading(self.half_life),):
            yield name, self.model_copy(update=update)

    def reads(self) -> str:
        """The instrument that makes the standing."""
        return self.when.instrument

    def condition(self) -> When:
        """The standing in which people give up."""
        return self.when

    def answered(self) -> tuple[str, ...]:
        """The deeds that become fewer."""
        return self.deeds

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by on a rung."""
        del deed, belief
        names = (self.when.instrument,) if self.when.bands is None else self.when.bands
        return 1.0 - self.fall.value if rung.name in names else 1.0
