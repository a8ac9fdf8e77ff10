"""What the checks read: a city, its page, and what follows from both without a run."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glasscity.documents.page import Loc, Page, render
from glasscity.documents.resolve import City
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.force import InForce
from glasscity.mechanisms.instruments import Instrument
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.recourse.mending import Mending
from glasscity.mechanisms.standing import When
from glasscity.studies.lint.finding import Finding, Severity
from glasscity.studies.lint.flows import NONE, Flow, flows_of
from glasscity.studies.lint.reach import Reach, reach_of

EASED = "eased"
"""The one verb that is no burden."""


@dataclass(frozen=True)
class Book:
    """A score with bands that records move, and where it stands in the regime."""

    loc: Loc
    instrument: Instrument
    ledger: Ledger

    def rule_loc(self, number: int) -> Loc:
        """Where a rule names its deed."""
        return (*self.loc, *self.instrument.deeds()[number][0])

    def band_loc(self, number: int) -> Loc:
        """Where a band begins."""
        return (*self.loc, "bands", number, "from", "value")


@dataclass(frozen=True)
class Entry:
    """A list, or a code of a register, and where it stands in the regime."""

    loc: Loc
    instrument: Instrument
    listing: Listing


@dataclass(frozen=True)
class Ground:
    """A city, and the page of its regime where there is one."""

    city: City
    page: Page | None = None

    def finding(
        self, rule: str, severity: Severity, loc: Loc, what: str, why: str, mend: str
    ) -> Finding:
        """A finding about the part of the regime at ``loc``."""
        if self.page is None:
            return Finding(rule, severity, "", 0, 0, render(loc), what, why, mend)
        found, (line, column) = self.page.walk(loc)
        file = self.page.file
        return Finding(rule, severity, file, line, column, render(found), what, why, mend)

    @functools.cached_property
    def flows(self) -> Mapping[str, Flow]:
        """The flow of records of each kind of deed."""
        return flows_of(self.city)

    def flow(self, deed: str) -> Flow:
        """The flow of records of a kind of deed."""
        return self.flows.get(deed, NONE)

    @functools.cached_property
    def books(self) -> tuple[Book, ...]:
        """Scores that records move; those worked out at settlement are none."""
        return tuple(
            Book(("instruments", i), it, ledger)
            for i, it in enumerate(self.city.regime.instruments)
            if it.settled() is None
            for ledger in it.ledger_rows()
        )

    @functools.cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Lists, and codes of registers."""
        return tuple(
            Entry(
                ("instruments", i) if row.id == it.id else ("instruments", i, "codes", n), it, row
            )
            for i, it in enumerate(self.city.regime.instruments)
            for n, row in enumerate(it.list_rows())
        )

    @functools.cached_property
    def titles(self) -> dict[str, str]:
        """English titles of deeds and services by id."""
        conduct = self.city.conduct
        found = {kind.id: kind.title.en for kind in conduct.kinds}
        return found | {service.id: service.title.en for service in conduct.services}

    @property
    def start(self) -> datetime.date:
        """The first day of any run."""
        return self.city.regime.clock.start

    def is_over(self, force: InForce) -> bool:
        """Whether a row was no longer in force on the first day."""
        return force.until is not None and force.until <= self.start

    def acting(self, ledger: Ledger) -> Iterator[tuple[int, Rule]]:
        """The rules of a ledger that some record ever meets, with their places."""
        shut: set[str] = set()
        for r, rule in enumerate(ledger.rules):
            if self.is_over(rule.in_force) or rule.on in shut or not self.flow(rule.on).arises:
                continue
            yield r, rule
            if rule.exclusive and always(self, rule.in_force):
                shut.add(rule.on)

    def mendings(self, name: str) -> tuple[Mending, ...]:
        """Ways to put right a standing with this instrument that can ever succeed."""
        found = (way.mending() for way in self.city.regime.recourse)
        return tuple(
            law
            for law in found
            if law is not None
            and law.when.instrument == name
            and law.rate.value > 0.0
            and law.success > 0.0
            and not self.is_over(law.in_force)
        )

    def reach(self, book: Book) -> Reach:
        """The scores that can be come to, and how they lead to one another."""
        return self._reaches[book.ledger.id]

    @functools.cached_property
    def _reaches(self) -> dict[str, Reach]:
        return {
            it.ledger.id: reach_of(
                it.ledger,
                [rule for _, rule in self.acting(it.ledger)],
                self.mendings(it.ledger.id),
            )
            for it in self.books
        }

    @functools.cached_property
    def empty_bands(self) -> frozenset[tuple[str, str]]:
        """Bands (ledger, band) that nobody ever comes to."""
        return frozenset(
            (it.ledger.id, band.id)
            for it in self.books
            for band in it.ledger.bands
            if not self.reach(it).is_come_to(it.ledger.ends_of(band.id))
        )

    @functools.cached_property
    def empty_lists(self) -> frozenset[str]:
        """Lists that nobody ever comes on."""
        return frozenset(
            it.listing.id
            for it in self.entries
            if self.is_over(it.listing.in_force)
            or not any(self.flow(deed).arises for deed in it.listing.grounds)
        )

    def is_ever(self, when: When) -> bool:
        """Whether anybody can ever have this standing."""
        if when.bands is not None:
            return any((when.instrument, band) not in self.empty_bands for band in when.bands)
        rows = [row for it in self.city.regime.instruments if it.id == when.instrument
                for row in when.lists(it.list_rows())]  # fmt: skip
        return any(row.id not in self.empty_lists for row in rows)

    def reading(self, ledger: str, band: str) -> tuple[Consequence, ...]:
        """The consequences that a band brings."""
        return tuple(
            it
            for it in self.city.regime.consequences
            if it.when.instrument == ledger and band in (it.when.bands or ())
        )

    def burdens(self, ledger: str, band: str) -> tuple[Consequence, ...]:
        """Those of them that are to people's cost."""
        return tuple(it for it in self.reading(ledger, band) if it.row().verb != EASED)

    def burdens_of_list(self, entry: Entry) -> tuple[Consequence, ...]:
        """The consequences of a list that are to people's cost."""
        rows = entry.instrument.list_rows()
        return tuple(
            it
            for it in self.city.regime.consequences
            if it.when.instrument == entry.instrument.id
            and entry.listing in it.when.lists(rows)
            and it.row().verb != EASED
        )


def always(ground: Ground, force: InForce) -> bool:
    """Whether a row is in force on every day of any run."""
    return force.until is None and (force.from_ is None or force.from_ <= ground.start)
