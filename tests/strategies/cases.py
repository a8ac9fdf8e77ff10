"""A whole case: documents that fit one another, people, a horizon and a key."""

from __future__ import annotations

from dataclasses import dataclass
from pprint import pformat
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter
from pydantic import BaseModel

from glasscity.chance import key_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity
from glasscity.lowering.census import census_of_firms
from glasscity.tables.census import Census
from strategies.clocks import Pace, paces
from strategies.conducts import conducts
from strategies.doors import whom
from strategies.encounters import spreads
from strategies.firms import as_firms
from strategies.populations import censuses, populations
from strategies.regimes import regimes
from strategies.words import Words, quantity

UNTOLD = {"title", "summary", "format", "margins", "gravity", "context", "status", "notes"}


@dataclass(frozen=True, repr=False)
class Case:
    """Everything a run needs."""

    regime: Regime
    conduct: Conduct
    population: Population
    census: Census
    n_windows: int
    key: tuple[int, int]
    firms: Case | None = None

    @property
    def is_shared(self) -> bool:
        """Whether a life hangs on other lives by more than settled fields."""
        is_moving = self.population.turnover is not None
        together = {"scorecard", "rating", "ascribed-status"} & {
            it.kind for it in self.regime.instruments
        }
        parts = (
            together,
            self.regime.encounters,
            self.regime.investigations,
            self.regime.spreads,
            [one for one in self.regime.responses if one.kind == "tie-cutting"],
        )
        return is_moving or any(parts)

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: object) -> None:
        """How a failing case is shown."""
        del cycle
        printer.text(repr(self))

    def __repr__(self) -> str:
        """What a reader of a failing case looks for, without titles and evidence."""
        documents = (self.regime, self.conduct, self.population)
        people = {g: n for g, n in enumerate(self.census.counts.tolist()) if n}
        run = f"people {people} for {self.census.represented:g}, windows {self.n_windows}"
        told = [pformat(plain(document), width=110, compact=True) for document in documents]
        return "\n".join(["Case:", *told, f"{run}, key {self.key}"])


def plain(part: Any) -> Any:
    """A part of a document as bare values."""
    if isinstance(part, Quantity):
        return part.value
    if isinstance(part, BaseModel):
        told = {name: plain(value) for name, value in part if name not in UNTOLD}
        return {name: value for name, value in told.items() if value not in (None, (), {})}
    if isinstance(part, tuple):
        return tuple(plain(item) for item in part)
    return {name: plain(item) for name, item in part.items()} if isinstance(part, dict) else part


@st.composite
def cases(draw: st.DrawFn, is_shared: bool = True) -> Case:
    """A small place that passes every check of documents.

    Where lives are not shared nobody meets, rates, ranks or follows anybody.
    """
    pace = draw(paces())
    conduct = draw(conducts(pace))
    population = draw(populations())
    if not is_shared:
        population["turnover"] = None
    regime = draw(regimes(pace, conduct, population, is_shared=is_shared))
    words = [regime, conduct, population]
    census = draw(censuses())
    n_windows = draw(st.integers(4, 8) | st.integers(2, 8))
    key = key_of(draw(st.integers(0, 2**64 - 1)), draw(st.integers(0, 3)))
    firms = None
    if draw(st.integers(0, 3)) == 0:
        words = [as_firms(part) for part in words]
    elif is_shared and draw(st.integers(0, 1)) == 0:
        firms = draw(_firms(pace, regime, conduct, census, n_windows))
    return Case(
        Regime.model_validate(words[0]),
        Conduct.model_validate(words[1]),
        Population.model_validate(words[2]),
        census,
        n_windows,
        key,
        firms,
    )


@st.composite
def _firms(
    draw: st.DrawFn, pace: Pace, regime: Words, conduct: Words, census: Census, n_windows: int
) -> Case | None:
    """Firms beside these people, on whom their standings fall; None where none can."""
    own = draw(conducts(pace))
    place = draw(populations()) | {"people": quantity(draw(st.integers(1, 25)), "people")}
    rules = draw(regimes(pace, own, place, is_shared=True))
    kinds = [kind["id"] for kind in conduct["kinds"] if kind["valence"] == "neutral"]
    if not kinds or not rules["instruments"]:
        return None
    spread = draw(spreads(9, kinds, rules["instruments"], [])) | {"of": "firms"}
    spread["when"].pop("codes", None)
    regime["spreads"].append(spread)
    regime["firms"] = {"regime": "firms/regime.yaml"}
    if draw(st.booleans()):
        regime["firms"]["led_by"] = draw(whom())
    documents = [as_firms(part) for part in (rules, own, place)]
    population = Population.model_validate(documents[2])
    return Case(
        Regime.model_validate(documents[0]),
        Conduct.model_validate(documents[1]),
        population,
        census_of_firms(population, census),
        n_windows,
        (0, 0),
    )
