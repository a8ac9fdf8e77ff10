"""``glasscity run`` as a person meets it: a process, its streams, its exit code, its files."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from glasscity.cli.run import run as command
from glasscity.executors.cluster import Dask
from glasscity.executors.local import Processes
from glasscity.studies import run as study

COMMAND = [sys.executable, "-c", "from glasscity.cli import main; main()", "run"]
SMALL = ["suqian-2018", "--people", "20000", "--years", "1", "--seed", "7"]
KEYS = {
    "regime",
    "people",
    "windows",
    "seed",
    "digest",
    "seconds",
    "person_months_per_second",
    "candidates_per_person_month",
    "bytes_per_person",
    "measures",
}


def run(*words: str, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words, "--out", str(out)], capture_output=True, text=True, timeout=300
    )


def digest_of(*words: str, out: Path) -> str:
    done = run(*words, "--json", out=out)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) >= KEYS
    digest = told["digest"]
    assert isinstance(digest, str)
    return digest


def test_neither_threads_nor_chunks_nor_tracing_change_the_digest(tmp_path: Path) -> None:
    ways = [
        ["--threads", "1"],
        ["--threads", "2"],
        ["--chunk", "1000"],
        ["--chunk", "77777"],
        ["--trace-every", "500"],
    ]
    digests = {
        digest_of(*SMALL, *way, out=tmp_path / str(number)) for number, way in enumerate(ways)
    }
    assert len(digests) == 1
    assert digest_of(*SMALL[:-1], "8", out=tmp_path / "seed") not in digests


def test_a_killed_run_leaves_nothing_half_and_starts_again(tmp_path: Path) -> None:
    words = ["suqian-2018", "--people", "300000", "--years", "2", "--seed", "7"]
    whole = digest_of(*words, out=tmp_path / "whole")
    victim = subprocess.Popen(
        [*COMMAND, *words, "--out", str(tmp_path / "killed")], stderr=subprocess.PIPE, text=True
    )
    assert victim.stderr is not None
    for line in victim.stderr:
        if "windows" in line:
            break
    victim.kill()
    assert victim.wait(timeout=60) == -signal.SIGKILL
    victim.stderr.close()
    assert not list((tmp_path / "killed").glob("suqian*"))
    assert digest_of(*words, out=tmp_path / "killed") == whole
    left = [path.name for path in (tmp_path / "killed").iterdir()]
    assert len(left) == 1, left


def test_an_interrupted_run_says_so_and_exits_with_three(tmp_path: Path) -> None:
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    words = ["suqian-2018", "--people", "300000", "--years", "20", "--out", str(tmp_path)]
    victim = subprocess.Popen(  # also where this process was told to hear no interrupts
        [*COMMAND[:2], heard + COMMAND[2], "run", *words],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert victim.stderr is not None
    for line in victim.stderr:
        if "windows" in line:
            break
    victim.send_signal(signal.SIGINT)
    rest = victim.stderr.read()
    assert victim.wait(timeout=60) == 3
    victim.stderr.close()
    assert "the same command starts again" in rest
    assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


def test_a_finished_run_is_returned_at_once_with_the_same_numbers(tmp_path: Path) -> None:
    first = run(*SMALL, "--json", out=tmp_path)
    folder = next(tmp_path.iterdir())
    written = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    second = run(*SMALL, "--json", out=tmp_path)
    assert json.loads(second.stdout) == json.loads(first.stdout)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == written
    assert {"report.html", "tallies.parquet", "fields.parquet", "provenance.json"} <= set(written)


def test_the_summary_fits_80_columns_and_says_where_the_report_is(tmp_path: Path) -> None:
    done = run(*SMALL, out=tmp_path)
    assert done.returncode == 0, done.stderr
    report = re.sub(r"\s", "", done.stdout)
    assert re.search(r"report.*/report\.html", report)
    rows = [line for line in done.stdout.splitlines() if "report" not in line]
    assert max(map(len, rows)) <= 80


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["suqian-2017"], "suqian-2018"),
        (["no/such/file.yaml"], "no/such/file.yaml"),
        (["suqian-2018", "--people", "0"], "people"),
        (["suqian-2018", "--years", "-1"], "years"),
        (["suqian-2018", "--years", "500"], "--years 500.0 is outside 0.01 to 43"),
        (["suqian-2018", "--people", "1000", "--chunk", "-5"], "chunk"),
        (["suqian-2018", "--people", "1000", "--threads", "-2"], "threads"),
        (["suqian-2018", "--people", "1000", "--seed", "-3"], "seed"),
        (["suqian-2018", "--people", "1000", "--trace-every", "-3"], "trace"),
        (["suqian-2018", "--people", "4000000"], "--people 4,000,000"),
        (["suqian-2018", "--people", "many"], "Invalid value"),
    ],
)
def test_bad_words_end_with_two_and_a_sentence(words: list[str], says: str, tmp_path: Path) -> None:
    done = run(*words, out=tmp_path)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_wrong_numbers_are_named_at_once(tmp_path: Path) -> None:
    done = run("suqian-2018", "--people", "0", "--years", "0", "--threads", "0", out=tmp_path)
    assert done.returncode == 2
    for word in ("--people 0", "--years 0", "--threads 0"):
        assert word in done.stderr


def test_a_folder_that_cannot_be_written_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(*SMALL, out=tmp_path / "file")
    assert done.returncode == 2
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("workers", "cluster", "wanted"),
    [(None, "", type(None)), (2, "", Processes), (None, "10.0.0.1:8786", Dask)],
)
def test_who_lives_the_places_of_a_nation(
    workers: int | None, cluster: str, wanted: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def seen_and_refused(*given: object) -> None:
        seen.append(given[-1])
        raise ValueError("enough was seen")

    monkeypatch.setattr(study, "run", seen_and_refused)
    assert command("any", workers=workers, cluster=cluster) == 2
    assert type(seen[0]) is wanted


def test_workers_of_one_place_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("suqian-2018", people=100, workers=2, out=tmp_path) == 2
    assert "--workers and --cluster live a nation" in capsys.readouterr().err
