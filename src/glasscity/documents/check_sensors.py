"""What the sensors of a regime mean on its conduct, checked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.check import repeats, twice
from glasscity.documents.page import Loc
from glasscity.documents.problem import Problem
from glasscity.documents.setting import Ground, Setting
from glasscity.mechanisms.sensors import Sensor

SLACK = 1e-12
MOST_PAIRS = 512
"""A delayed record names its (sensor, deed) pair in nine bits."""


def check_sensors(sheet: Ground, setting: Setting) -> Iterator[Problem]:
    """Unknown deeds, deeds seen more often than they may be, chances that would be never."""
    yield from twice(sheet, "sensor", (("sensors",), sheet.model.sensors))
    pairs = sum(len(sensor.sees) for sensor in sheet.model.sensors)
    if pairs > MOST_PAIRS:
        what = f"{pairs} pairs of a sensor and a deed, more than the {MOST_PAIRS} a record can name"
        yield sheet.problem(("sensors",), what, "let fewer sensors see the same deeds")
    for i, sensor in enumerate(sheet.model.sensors):
        sees: Loc = ("sensors", i, "sees")
        yield from _attention(sheet, i, sensor)
        yield from repeats(sheet, sees, "deed", sensor.sees)
        for j, name in enumerate(sensor.sees):
            if problem := setting.unknown_deed(sheet, (*sees, j), name):
                yield problem
            elif name in setting.kinds:
                at_most = setting.kinds[name].seen_at_most.value
                yield from _reach(sheet, (*sees, j), sensor, name, at_most)


def _attention(sheet: Ground, i: int, sensor: Sensor) -> Iterator[Problem]:
    """Other sensors whose records an attention counts."""
    law = sensor.row().attention
    for j, name in enumerate(law.also if law is not None else ()):
        loc: Loc = ("sensors", i, "attention", "also", j)
        if name == sensor.id:
            what = f"'{name}' always counts its own records"
            yield sheet.problem(loc, what, "leave it out, or name another sensor")
        elif sheet.lacks(("sensors",), name):
            yield sheet.unknown(loc, "sensor", name, sheet.ids(("sensors",)))


def _reach(
    sheet: Ground, loc: Loc, sensor: Sensor, name: str, seen_at_most: float
) -> Iterator[Problem]:
    if seen_at_most == 0:
        what = f"'{name}' has seen_at_most 0: no sensor may see it"
        yield sheet.problem(loc, what, "raise its seen_at_most in the conduct, or leave it out")
        return
    chances = sensor.chances(name, seen_at_most)
    reach = float(chances.view.max())
    if reach > 1 + SLACK:
        share = reach * seen_at_most
        what = (
            f"'{sensor.id}' sees up to {share:.4g} of '{name}', "
            f"whose seen_at_most is {seen_at_most:g}"
        )
        yield sheet.problem(loc, what, "lower the sensor's reach, or raise seen_at_most")
    for table in (chances.view, chances.on_self, chances.on_other):
        if np.any((table > 0) & (table * ONE < 1)):
            what = f"a chance of '{sensor.id}' to record '{name}' is below 2^-32: it would be never"
            yield sheet.problem(loc, what, "write 0, or larger chances and gallery")
            return
