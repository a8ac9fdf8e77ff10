"""Responses: how people change what they do, each named, sourced and switchable."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.responses.chilling import Chilling
from glasscity.mechanisms.responses.conformity import Conformity
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.discouragement import Discouragement
from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.mechanisms.responses.gaming import Gaming
from glasscity.mechanisms.responses.helplessness import Helplessness
from glasscity.mechanisms.responses.incentive import Incentive
from glasscity.mechanisms.responses.tie_cutting import TieCutting

Response = Annotated[
    Deterrence
    | Incentive
    | Chilling
    | Helplessness
    | Gaming
    | Evasion
    | Conformity
    | TieCutting
    | Discouragement,
    Kinds("responses"),
]
