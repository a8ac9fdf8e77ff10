"""Cities of the catalogue, each loaded once, and small runs of them."""

from __future__ import annotations

import functools

from glasscity.documents.resolve import City, load
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate


@functools.cache
def city_of(name: str) -> City:
    """The city of a packaged regime."""
    return load(name)


@functools.cache
def lived(name: str, people: int = 2_000, windows: int = 24, seed: int = 7) -> Run:
    """A run of so many months."""
    request = Request(name, people, windows / 12, windows, seed)
    return simulate(city_of(name), request)
