"""A finished run, read back from its folder."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from glasscity.documents.city import Origin
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.results.by_place import read_by_place
from glasscity.results.provenance import NAME, SCHEMA_VERSION
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import TRACE_WIDTH


class FolderError(Exception):
    """A run folder cannot be read or written; the message says where, what and how to mend it."""


def read_provenance(folder: Path) -> dict[str, Any]:
    """The provenance record of a run folder. Raises FolderError where there is none."""
    path = folder / NAME
    try:
        record = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FolderError(
            f"{folder} - is no finished run ({NAME}: {error.strerror}) - "
            "name a folder that 'glasscity run' has written"
        ) from error
    except ValueError as error:
        raise FolderError(f"{path} - is not JSON ({error}) - run again to make it anew") from error
    version = record.get("schema_version") if isinstance(record, dict) else None
    if version != SCHEMA_VERSION:
        raise FolderError(
            f"{path} - has schema version {version}, this program reads {SCHEMA_VERSION} - "
            "use the version of glasscity that wrote it, or run again"
        )
    return dict(record)


def _request(stored: Mapping[str, Any]) -> Request:
    return Request(
        name=stored["name"],
        people=stored["people"],
        years=stored["years"],
        windows=stored["windows"],
        seed=int(stored["seed"]),
        threads=stored["threads"],
        chunk=stored["chunk"],
        trace_every=stored["trace_every"],
        population=stored.get("population"),
        said=stored.get("said", ""),
        one_in=stored.get("one_in", 0),
    )


def read_city(folder: Path, scenario: Mapping[str, str] | None = None, whose: str = "") -> City:
    """The city whose documents stand in a folder; ``whose`` begins their names."""

    def words(name: str) -> bytes:
        return (folder / f"{whose}{name}.json").read_bytes()

    regime = Regime.model_validate_json(words("regime"))
    return City(
        regime=regime,
        population=Population.model_validate_json(words("population")),
        conduct=Conduct.model_validate_json(words("conduct")),
        references=References.model_validate_json(words("references")),
        origin=None if scenario is None else Origin(**scenario),
        firms=read_city(folder, None, "firms-") if regime.firms is not None else None,
    )


def columns_of(
    table: pa.Table, first: str, second: str
) -> tuple[tuple[tuple[str, str], ...], npt.NDArray[np.int32]]:
    """The pairs of words in use in two columns, and each row's place among them."""
    measure, measures = _coded(table[first])
    key, keys = _coded(table[second])
    n_keys = max(len(keys), 1)
    used, column = np.unique(measure * n_keys + key, return_inverse=True)
    names = [divmod(int(place), n_keys) for place in used]
    return tuple((measures[m], keys[k]) for m, k in names), column.astype(np.int32)


def _coded(column: pa.ChunkedArray[Any]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """The code of each row of a dictionary column, and the words of the codes."""
    whole = column.combine_chunks()
    if not isinstance(whole, pa.DictionaryArray):
        raise TypeError(f"a column of {whole.type} where words were expected")
    return np.asarray(whole.indices).astype(np.int64), [str(w) for w in whole.dictionary]


def _trace(folder: Path) -> npt.NDArray[np.int64]:
    path = folder / "events.parquet"
    if not path.exists():
        return np.zeros((0, TRACE_WIDTH), dtype=np.int64)
    names = ("person", "window", "day", "code", "a", "b", "c", "d")
    table = pq.read_table(path, columns=list(names))
    return np.stack([np.asarray(table[name]).astype(np.int64) for name in names], axis=1)


def _fields(folder: Path) -> tuple[tuple[int, str, str, float], ...]:
    table = pq.read_table(folder / "fields.parquet")
    columns = [table[name].to_pylist() for name in ("window", "name", "key", "value")]
    return tuple(zip(*columns, strict=True))


def _outcome(folder: Path, record: Mapping[str, Any]) -> Outcome:
    table = pq.read_table(folder / "tallies.parquet")
    columns, column = columns_of(table, "measure", "key")
    window, stratum, count = (np.asarray(table[name]) for name in ("window", "stratum", "count"))
    order = np.lexsort((column, stratum, window))
    return Outcome(
        columns=columns,
        window=window[order],
        stratum=stratum[order],
        column=column[order],
        count=count[order],
        fields=_fields(folder),
        trace=_trace(folder),
        state_digest=record["state_digest"],
        people=record["people"],
        represented=record["represented"],
        window_days=tuple(record["window_days"]),
        seconds=record["seconds"],
        bytes_per_person=record["bytes_per_person"],
    )


def read_tallies(folder: Path) -> pd.DataFrame:
    """The tallies of a run folder as they are published (vocabulary/columns.csv)."""
    read_provenance(folder)
    return pd.read_parquet(folder / "tallies.parquet")


def open_run(folder: Path) -> Run:
    """Read a finished run. Raises FolderError where files are missing, damaged or too new."""
    record = read_provenance(folder)
    try:
        run = Run(
            city=read_city(folder, record.get("scenario")),
            request=_request(record["request"]),
            outcome=_outcome(folder, record),
            started=datetime.datetime.fromisoformat(record["started"]),
            stopped=datetime.datetime.fromisoformat(record["stopped"]),
            by_place=read_by_place(folder),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise FolderError(
            f"{folder} - the run cannot be read ({type(error).__name__}: {error}) - "
            "delete the folder and run again"
        ) from error
    if run.digest != record["digest"]:
        raise FolderError(
            f"{folder}/tallies.parquet - does not have the digest that {NAME} gives - "
            "the file was changed or damaged; delete the folder and run again"
        )
    return run
