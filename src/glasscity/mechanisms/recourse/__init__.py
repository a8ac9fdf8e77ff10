"""Recourse: ways back for a person wronged or sorry."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.recourse.correction import Correction

Recourse = Annotated[Correction, Kinds("recourse")]
