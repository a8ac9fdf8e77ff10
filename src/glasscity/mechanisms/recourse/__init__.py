"""Recourse: ways back for a person wronged or sorry."""

from glasscity.mechanisms.recourse.correction import Correction

Recourse = Correction
