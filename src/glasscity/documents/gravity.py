"""An order of deeds by gravity, beside the one of the catalogue of conduct."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.documents.conduct import Gravity
from glasscity.evidence import Frozen, Id, Title


class GravityOrder(Frozen):
    """Ranks the deeds of catalogues of ``conduct`` by how grave they are, each with a reason.

    Audits show what deeds cost against the catalogue's own ranks and against each such order.
    Deeds that it leaves out are not compared under it.
    """

    format: Literal["glasscity/gravity/1"]
    id: Id
    title: Title
    summary: Title
    conduct: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    ranks: dict[Id, Gravity] = Field(min_length=1)
