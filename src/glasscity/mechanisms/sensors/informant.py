"""People who report others: some truly, some by mistake, some out of malice."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Id, Rate, Share, Title, VariedShare
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.sensors.alike import Alike
from glasscity.mechanisms.unerring import none_of, part_of
from glasscity.mechanisms.varied import by_look_alike, by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class Informant(Part):
    """An error law of reports by others (target A4 (i)).

    A deed is reported with chance ``reports``. Of these reports a share ``mistaken`` names
    somebody else, who bears it in the window after: with share ``homophily`` (all, where nothing
    is said) somebody of the doer's look-alike group, enrolled or not. ``malicious`` reports per
    person-year, for each kind of deed, name people who did nothing.

    So with deeds at rate m, ``reports`` d, ``mistaken`` e and ``malicious`` f the volume of
    reports is m d + f per person-year, and the share of them that is right is
    m d (1 - e) / (m d + f).
    """

    says: ClassVar[str] = (
        "Reports by others of {deeds}; some name the wrong person, some are made up."
    )

    kind: Literal["informant"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    reports: VariedShare
    mistaken: Share
    malicious: Rate
    homophily: Alike | None = None
    delay: Days

    def without_error(self) -> Self:
        """Only the reports that named the doer are made."""
        right = part_of(self.reports, 1.0 - self.mistaken.value)
        nobody, nothing = none_of("share"), none_of("per person-year")
        update = {"mistaken": nobody, "malicious": nothing, "delay": none_of("days")}
        return self.model_copy(update={"reports": right, **update})

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        del deed
        view = np.repeat((by_stratum(self.reports) / seen_at_most)[:, None], CELLS, axis=1)
        mistaken = self.mistaken.value
        return Chances(view, view * (1.0 - mistaken), view * mistaken)

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        return SensorRow(
            delay=int(self.delay.value),
            is_pooled=True,
            is_of_register=False,
            homophily=by_look_alike(self.homophily, absent=1.0),
            false_rate=by_stratum(self.malicious),
            is_fresh=True,
        )
