"""Sensors: laws of how a deed becomes a record. A sensor is an error law, never a recogniser."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.declaration import Declaration
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.monitor import Monitor
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.mechanisms.sensors.registry import Registry

Sensor = Annotated[
    Camera | Registry | Declaration | Informant | PaymentPlatform | Monitor, Kinds("sensors")
]
