"""The courts' list of defaulters at its published pace, held against its published totals."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from glasscity.documents.published import published_totals
from glasscity.documents.resolve import load
from glasscity.studies.courts.fit import (
    REGIME,
    Against,
    Fit,
    against,
    bars,
    fit,
)
from glasscity.studies.courts.predict import Foretold, predictions
from glasscity.studies.courts.series import (
    COUNTED_FROM,
    Daily,
    day_of,
    entries_until,
    ever_refused,
    on_list,
    pace_of,
    refused_by,
)
from glasscity.studies.courts.spells import PEOPLE, Spells, by_calendar, live

PEOPLE_2014, REFUSALS_2014 = 12_389, 108_000
"""People refused from 1 July to 3 August 2014, and their refusals (SPC-27): in no fit."""
LAST_2014 = datetime.date(2014, 8, 3)
END = datetime.date(2018, 12, 31)
"""The end of the totals of refusals."""


@dataclass(frozen=True)
class Distinct:
    """Names refused at least once by a date, in millions.

    ``each_wish``: if a wish to travel is refused once; ``many_tries``: if it is refused as often
    as people were in 2014. ``by_hand``: the first by arithmetic alone.
    """

    until: datetime.date
    each_wish: float
    many_tries: float
    by_hand: float


@dataclass(frozen=True)
class Courts:
    """What the study found; ``simulated`` are refused flights and trains, and names that left, by

    the days of the totals, in millions.
    """

    fitted: Fit
    against: tuple[Against, ...]
    spells: Spells
    simulated: dict[str, float]
    flights_2014: float
    distinct: tuple[Distinct, ...]
    overlap: float
    foretold: tuple[Foretold, ...]

    @property
    def published_each(self) -> float:
        """Refusals of each person refused in 2014, as counted."""
        return REFUSALS_2014 / PEOPLE_2014

    def as_json(self) -> dict[str, Any]:
        """Everything, as plain types."""
        return {
            "schema_version": 1,
            "regime": REGIME,
            "rates_per_name_and_year": asdict(self.fitted),
            "totals": [
                {
                    "id": it.total.id,
                    "source": it.total.fact,
                    "use": it.total.use,
                    "published": it.total.value,
                    "fitted": it.fitted,
                    "simulated": self.simulated[it.total.id],
                    "needed_a_year": it.needed,
                }
                for it in self.against
            ],
            "refused_2014": {
                "published_each": self.published_each,
                "simulated_each": self.spells.per_refused,
                "published_millions": REFUSALS_2014 / 1e6,
                "fitted_millions": self.flights_2014,
            },
            "names_ever_refused_a_flight": [
                {**asdict(it), "until": str(it.until)} for it in self.distinct
            ],
            "refused_a_flight_too_of_those_refused_a_train": self.overlap,
            "foretold": [asdict(it) for it in self.foretold],
        }


def courts(people: int = PEOPLE, seed: int = 1) -> Courts:
    """Fit the list to its totals to March 2018, live it at that, and hold it against all totals.

    ``people`` are simulated; each may be listed many times over. Raises
    engine.trouble.RunError.
    """
    fitted = fit()
    spells = live(fitted, people, seed=seed)
    rows = against(fitted)
    return Courts(
        fitted=fitted,
        against=rows,
        spells=spells,
        simulated=_simulated(spells, rows),
        flights_2014=_flights_2014(fitted),
        distinct=tuple(distinct(fitted, spells, end) for end in (_last_fit(rows), END)),
        overlap=spells.both,
        foretold=predictions(),
    )


def published_of(counted: str, date: datetime.date) -> float:
    """The published total at a date, in millions, evenly between two totals."""
    rows = published_totals(counted, "fit", "kept")
    days = [day_of(COUNTED_FROM), *(day_of(it.date) for it in rows)]
    return float(np.interp(day_of(date), days, [0.0, *(it.value for it in rows)]))


def _last_fit(rows: tuple[Against, ...]) -> datetime.date:
    return max(it.total.date for it in rows if it.total.use == "fit")


def _entries() -> Daily:
    return entries_until(END, pace_of(published_totals("listed", "pace")).mean)


def _simulated(spells: Spells, rows: tuple[Against, ...]) -> dict[str, float]:
    """The simulated series at the days of the totals."""
    entries = _entries()
    bar = bars(load(REGIME), len(entries))
    full = bar[-1]
    counted = np.arange(len(entries)) >= day_of(COUNTED_FROM)
    series = {
        "flights": np.cumsum(by_calendar(entries, spells.flights) * bar / full),
        "trains": np.cumsum(by_calendar(entries, spells.trains) * counted),
        "complied": np.cumsum(by_calendar(entries, 1.0 - spells.still)),
    }
    return {it.total.id: float(series[it.total.counted][day_of(it.total.date) - 1]) for it in rows}


def _flights_2014(fitted: Fit) -> float:
    """Refused flights of the weeks counted in 2014, in millions, at the fitted rates."""
    entries = entries_until(LAST_2014)
    bar = bars(load(REGIME), len(entries))
    return float(refused_by(on_list(entries, fitted.leaving), bar, fitted.flights)[-1])


def distinct(fitted: Fit, spells: Spells, until: datetime.date) -> Distinct:
    """Names refused a flight at least once."""
    entries = _entries()[: day_of(until)]
    full = float(bars(load(REGIME), len(entries))[-1])
    wishes = fitted.flights * full
    listed_from = np.maximum(np.arange(len(entries)), day_of(COUNTED_FROM))
    ages = np.maximum(len(entries) - 1 - listed_from, 0)
    waited = listed_from - np.arange(len(entries))
    once = float((entries * spells.still[waited] * spells.flown[ages]).sum())
    tries = max(1.0, REFUSALS_2014 / PEOPLE_2014 / spells.per_refused)
    many = ever_refused(entries, fitted.leaving, wishes / tries)
    return Distinct(until, once, many, ever_refused(entries, fitted.leaving, wishes))
