"""Consequences: what a standing does when a person tries to get a service."""

from typing import Annotated

from pydantic import Field

from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.consequences.price import Price
from glasscity.mechanisms.consequences.privilege import Privilege

Consequence = Annotated[Bar | Price | Privilege, Field(discriminator="kind")]
