"""Responses: how people change what they do, each named, sourced and switchable."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.incentive import Incentive

Response = Annotated[Deterrence | Incentive, Kinds("responses")]
