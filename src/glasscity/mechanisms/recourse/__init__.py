"""Recourse: ways back for a person wronged or sorry."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.recourse.appeal import Appeal
from glasscity.mechanisms.recourse.correction import Correction
from glasscity.mechanisms.recourse.notice import Notice
from glasscity.mechanisms.recourse.repair import Repair

Recourse = Annotated[Notice | Correction | Appeal | Repair, Kinds("recourse")]
