"""Which rows of a regime could be made kinder without hurting anybody, in plain words."""

from __future__ import annotations

from glasscity.documents.regime import Regime
from glasscity.documents.telling import Block, Section
from glasscity.lowering.monotone import Label, labels_of


def tell_labels(regime: Regime) -> Section | None:
    """A chapter that sorts the rows of every ledger by their label, None without a ledger."""
    labels = labels_of(regime)
    if not labels:
        return None
    reasons = list(dict.fromkeys(label.why_not for label in labels))
    return Section(
        "If a row were kinder",
        tuple(_block([label for label in labels if label.why_not == reason]) for reason in reasons),
    )


def _block(labels: list[Label]) -> Block:
    rows = ", ".join(dict.fromkeys(label.row for label in labels))
    if labels[0].is_monotone:
        said = "Raising these numbers lowers nobody's score under the same deeds and records: "
    else:
        said = f"Raising these can leave somebody lower, because {labels[0].why_not}: "
    return Block("", (f"{said}{rows}.",))
