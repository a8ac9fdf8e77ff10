"""People are ranked by a score, and the first so many are looked into."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from glasscity.evidence import Chance, Fee, Id, PerMonth, Title, in_fen
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.unerring import none_of
from glasscity.tables.rows import InvestigationRow


class Ranked(Part):
    """Looks into ``capacity`` people a month in the order of a score, equals by lot.

    Whoever has done a harmful deed is found out with chance ``finds``, anybody else accused
    with chance ``accuses``. ``capacity`` counts people represented; ``claim`` is demanded at
    each finding, right or wrong. In column recorded, on the first day of the next window, a
    record of kind ``found_as`` is made of a right finding, and a false one of kind
    ``accused_as`` of a wrong one; where a kind is not named nothing is recorded.
    """

    says: ClassVar[str] = (
        "People are ranked by a score. The first so many are looked into, and some of them are "
        "found to have done a harmful deed, rightly or wrongly."
    )

    kind: Literal["ranked"]
    id: Id
    title: Title
    reads: str
    first: Literal["lowest", "highest"]
    capacity: PerMonth
    finds: Chance
    accuses: Chance
    found_as: str | None = None
    accused_as: str | None = None
    claim: Fee | None = None

    def without(self, family: str, name: str) -> Self | None:
        """Nobody can be ranked without the score."""
        return None if (family, name) == ("instruments", self.reads) else self

    def without_error(self) -> Self:
        """Who has done nothing harmful is not accused."""
        return self.model_copy(update={"accuses": none_of("chance")})

    def row(self) -> InvestigationRow:
        """The law of this investigation."""
        return InvestigationRow(
            is_lowest_first=self.first == "lowest",
            a_month=self.capacity.value,
            finds=self.finds.value,
            accuses=self.accuses.value,
            found_as=self.found_as,
            accused_as=self.accused_as,
            fen=0 if self.claim is None else in_fen(self.claim),
        )
