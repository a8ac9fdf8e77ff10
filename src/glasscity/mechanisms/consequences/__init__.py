"""Consequences: what a standing does when a person tries to get a service."""

from typing import Annotated

from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.consequences.delay import Delay
from glasscity.mechanisms.consequences.limit import Limit
from glasscity.mechanisms.consequences.price import Price
from glasscity.mechanisms.consequences.privilege import Privilege
from glasscity.mechanisms.consequences.publish import Publish
from glasscity.mechanisms.family import Kinds

Consequence = Annotated[Bar | Price | Privilege | Limit | Delay | Publish, Kinds("consequences")]
