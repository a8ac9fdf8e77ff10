"""Contexts of life kept apart: what is done in one has no consequence in another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from glasscity.documents.city import City
from glasscity.documents.regime import Regime
from glasscity.documents.sound import sound
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.responses import Response

OTHERS = ("instruments", "outcomes", "encounters", "spreads", "investigations")
"""Families that go on reading an instrument as it was."""


def without_cross_context(city: City) -> City:
    """A record counts only for consequences in the context in which the deed was done.

    Each instrument with consequences in several contexts is kept once for each, answering the
    deeds of that context alone. Responses to a deed go by the instrument of its context, and a
    way back that repairs a standing repairs each of them. A name shown in public has no context
    and is left out. What else reads an instrument (scores worked out from it, standings passed
    on, investigations) reads it as it was, so what comes through these may still cross.
    """
    split = [_split(city, it) for it in city.regime.instruments if it.deeds()]
    regime = city.regime
    for one in split:
        regime = _apart(regime, one)
    return sound(replace(city, regime=regime))


@dataclass(frozen=True)
class _Split:
    """An instrument, and what is kept in its place by the context of consequences."""

    whole: Instrument
    parts: dict[str, Instrument]
    service_contexts: dict[str, str]
    deed_contexts: dict[str, str] = field(repr=False)

    def of(self, consequence: Consequence) -> Consequence | None:
        """The consequence of what is kept for its context; None where that is nothing."""
        if consequence.when.instrument != self.whole.id:
            return consequence
        if consequence.service is None:
            return None
        part = self.parts.get(self.service_contexts[consequence.service])
        return (
            None if part is None else self._less(consequence.reading(self.whole.id, part.id), part)
        )

    def _less(self, item: Any, part: Instrument) -> Any:
        """An item without the codes that its part of a register does not keep."""
        for rule in self.whole.rules_left_out():
            if item is not None and rule not in part.rules_left_out():
                item = item.without("rules", f"{part.id}/{rule}")
        return item

    def responses(self, response: Response) -> list[Response]:
        """The response, once for each context of its deeds."""
        if response.reads() != self.whole.id or not response.deeds:
            return [response]
        found: list[Response] = []
        for context, part in self.parts.items():
            deeds = tuple(it for it in response.deeds if self.deed_contexts[it] == context)
            if deeds:
                one = response.about(f"{response.id}-{context}", deeds)
                found.append(one.reading(self.whole.id, part.id))
        return found

    def ways(self, way: Any) -> list[Any]:
        """The way back, once for each part that it repairs."""
        law = way.mending()
        if law is None or law.when.instrument != self.whole.id:
            return [way]
        return [
            way.model_copy(update={"id": f"{way.id}-{part}"}).reading(self.whole.id, part)
            for part in dict.fromkeys(it.id for it in self.parts.values())
        ]


def _split(city: City, instrument: Instrument) -> _Split:
    services = {it.id: str(it.context) for it in city.conduct.services}
    deeds = {it.id: str(it.context) for it in city.conduct.kinds}
    parts: dict[str, Instrument] = {}
    for row in city.regime.consequences:
        if row.when.instrument == instrument.id and row.service is not None:
            context = services[row.service]
            own = [deed for deed, where in deeds.items() if where == context]
            part = instrument.answering(f"{instrument.id}-{context}", own)
            if part is not None and not part.deeds():
                part = instrument.answering(f"{instrument.id}-unmoved", ())
            if part is not None:
                parts[context] = part
    return _Split(instrument, parts, services, deeds)


def _apart(regime: Regime, split: _Split) -> Regime:
    name = split.whole.id
    kept = [row for it in regime.consequences if (row := split.of(it)) is not None]
    rest = {
        "consequences": tuple(kept),
        "responses": tuple(one for it in regime.responses for one in split.responses(it)),
        "recourse": tuple(one for it in regime.recourse for one in split.ways(it)),
    }
    others = [it for family in OTHERS for it in getattr(regime, family) if it.id != name]
    is_read = all(it.when.instrument != name for it in regime.consequences)
    is_read |= any(it.without("instruments", name) != it for it in (*others, *rest["responses"]))
    parts = list({part.id: part for part in split.parts.values()}.values())
    instruments: list[Instrument] = []
    for it in regime.instruments:
        instruments += ([it] if it.id != name or is_read else []) + (parts if it.id == name else [])
    return regime.model_copy(update={**rest, "instruments": tuple(instruments)})
