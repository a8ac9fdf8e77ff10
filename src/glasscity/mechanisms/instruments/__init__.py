"""Instruments: what records do to a person's standing."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.instruments.ascribed_status import AscribedStatus
from glasscity.mechanisms.instruments.dossier import Dossier
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.instruments.rating import Rating
from glasscity.mechanisms.instruments.register import Register
from glasscity.mechanisms.instruments.scorecard import Scorecard

Instrument = Annotated[
    Ledger | Listing | Dossier | Register | Scorecard | Rating | AscribedStatus,
    Kinds("instruments"),
]
