"""Instruments: what records do to a person's standing."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing

Instrument = Annotated[Ledger | Listing, Kinds("instruments")]
