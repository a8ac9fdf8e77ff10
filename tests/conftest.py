"""Options of a test session: a validation (``oracles/session.py``)."""

from __future__ import annotations

from oracles.session import pytest_addoption, pytest_collection_modifyitems, pytest_configure

__all__ = ["pytest_addoption", "pytest_collection_modifyitems", "pytest_configure"]
