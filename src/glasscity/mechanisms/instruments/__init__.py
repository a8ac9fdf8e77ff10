"""Instruments: what records do to a person's standing."""

from typing import Annotated

from pydantic import Field

from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing

Instrument = Annotated[Ledger | Listing, Field(discriminator="kind")]
