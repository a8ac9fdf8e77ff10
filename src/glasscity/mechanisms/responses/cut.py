"""How ties break: what a response that cuts them says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.mechanisms.standing import When


@dataclass(frozen=True)
class Cut:
    """Ties ``ties`` of a population break by how many of their ends stand as ``when`` says.

    ``breaks``: the chance in a window for none, one and both of them. Where people ``seek``,
    those who have nobody are paired anew.
    """

    ties: str
    when: When
    breaks: tuple[float, float, float]
    seek: bool
