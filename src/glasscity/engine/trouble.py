"""What can stand in the way of a run."""

from __future__ import annotations


class RunError(RuntimeError):
    """A run that cannot go on without cutting something off; says what to change."""
