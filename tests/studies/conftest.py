"""What tests of opened lives share."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from studies.lives import keep, lived_run


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run as it is usually kept: without anybody's lines."""
    run = lived_run()
    bare = dataclasses.replace(
        run,
        request=dataclasses.replace(run.request, trace_every=0),
        outcome=dataclasses.replace(run.outcome, trace=run.outcome.trace[:0]),
    )
    return keep(bare, tmp_path_factory.mktemp("runs"))
