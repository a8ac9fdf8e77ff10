"""The titles of what the documents hold, by id, in English."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.conduct import Conduct, Kind
from glasscity.documents.regime import Regime
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import most_usual_score


def kinds_of(conduct: Conduct) -> dict[str, Kind]:
    """The kinds of deed by id, in file order."""
    return {kind.id: kind for kind in conduct.kinds}


def consequences_of(regime: Regime) -> dict[str, Consequence]:
    """The consequences by id, in file order."""
    return {consequence.id: consequence for consequence in regime.consequences}


@dataclass(frozen=True)
class BandEdge:
    """A band of a ledger as scores ``[start, end)``.

    ``label`` is its title without the words that all titles of the ledger begin with.
    """

    id: str
    title: str
    label: str
    start: int
    end: int


def band_edges(ledger: Ledger) -> tuple[BandEdge, ...]:
    """The bands of a ledger from the lowest, the last one up to and with the ceiling."""
    starts = [int(band.from_.value) for band in ledger.bands]
    ends = [*starts[1:], int(ledger.ceiling.value) + 1]
    labels = _without_common_words([band.title.en for band in ledger.bands])
    return tuple(
        BandEdge(band.id, band.title.en, label, start, end)
        for band, label, start, end in zip(ledger.bands, labels, starts, ends, strict=True)
    )


def _without_common_words(titles: list[str]) -> list[str]:
    words = [title.split() for title in titles]
    while all(len(rest) > 1 for rest in words) and len({rest[0] for rest in words}) == 1:
        words = [rest[1:] for rest in words]
    return [" ".join(rest) for rest in words]


def opening_band(ledger: Ledger) -> BandEdge:
    """The band in which everybody starts, or the most where openings differ."""
    opening = most_usual_score(ledger.opening)
    return next(edge for edge in band_edges(ledger) if edge.start <= opening < edge.end)
