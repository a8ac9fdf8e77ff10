"""Values that look like a date or a number and are none, as the 31st of February: kept as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node, ScalarNode

Construct = Callable[[RoundTripConstructor, Node], Any]


class Patient(RoundTripConstructor):
    """Constructs every other value as ever; ``odd`` holds line and column, from 0, of those."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.odd: set[tuple[int, int]] = set()

    def or_text(self, construct: Construct, node: Node) -> Any:
        """What ``construct`` makes of a node, or the text of the node where it can make nothing."""
        try:
            return construct(self, node)
        except (YAMLError, ValueError, ArithmeticError, LookupError):
            if not isinstance(node, ScalarNode):
                raise
            self.odd.add((node.start_mark.line, node.start_mark.column))
            return str(node.value)


def _patiently(construct: Construct) -> Callable[[Patient, Node], Any]:
    return lambda patient, node: patient.or_text(construct, node)


for _name in ("timestamp", "int", "float"):
    _tag = f"tag:yaml.org,2002:{_name}"
    Patient.add_constructor(_tag, _patiently(RoundTripConstructor.yaml_constructors[_tag]))
