"""What ``pytest --validate`` does: larger ensembles, and a row for each comparison."""

from __future__ import annotations

import dataclasses
import platform
import re
import time
from collections import Counter
from collections.abc import Generator
from importlib import metadata
from pathlib import Path

import pytest

import glasscity
from oracles.page import Checked, Session, lines, write
from oracles.validation import NAME, Row, taking_down

ROWS = "validation"
COMMAND = "make validate"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of a validation."""
    group = parser.getgroup("validation")
    words = "larger ensembles; print target, expected, got, standard error and verdict"
    group.addoption("--validate", action="store_true", help=words)
    words = "the luck of the ensembles of a validation; 1 is that of the tests"
    group.addoption("--luck", type=int, default=1, metavar="SEED", help=words)
    words = "write the table of a validation to this page as well"
    group.addoption("--page", metavar="FILE", help=words)


def pytest_configure(config: pytest.Config) -> None:
    """Keep a validation's rows, if there is one."""
    if config.getoption("validate"):
        config.pluginmanager.register(Validation(config), "glasscity-validation")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ensembles run only in a validation."""
    if not config.getoption("validate"):
        skip = pytest.mark.skip(reason="an ensemble; make validate runs it")
        for item in items:
            if item.get_closest_marker("ensemble"):
                item.add_marker(skip)


class Validation:
    """Takes down what tests compare, and tells it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.seed: int = config.getoption("luck")
        self.started = time.monotonic()
        self.checked: list[Checked] = []
        self.sabotages: Counter[str] = Counter()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Run a test and attach its rows; a sabotage runs as it does in every test session."""
        is_sabotage = item.get_closest_marker("slow") is not None
        with taking_down(not is_sabotage, 1 if is_sabotage else self.seed) as rows:
            try:
                return (yield)
            finally:
                found = [dataclasses.astuple(row) for row in rows]
                item.user_properties.append((ROWS, found))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect the rows of a test, also of one that ran in another process."""
        found = dict(report.user_properties).get(ROWS, ())
        rows = tuple(Row(*row) for row in found) if isinstance(found, list) else ()
        if "slow" in report.keywords and not report.failed:
            if report.when == "call" and report.passed:
                self.sabotages.update({row.target for row in rows} or {_target(report)})
            return
        if report.when == "call" or report.failed:
            if report.failed and all(row.agrees for row in rows):
                rows += (_failure(report, rows),)
            self.checked.append(Checked(report.nodeid.removeprefix("tests/oracles/"), rows))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table and write the page."""
        session = self._session()
        terminalreporter.section("validation")
        for line in lines(session):
            failed = line.endswith("FAIL")
            terminalreporter.write_line(line, red=failed)
        page: str | None = self.config.getoption("page")
        if page is not None:
            write(Path(page), session)
            terminalreporter.write_line(f"written to {page}")

    def _session(self) -> Session:
        by_name = sorted(self.checked, key=lambda it: it.test)
        packages = ("numpy", "numba", "scipy", "pydantic")
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
        return Session(
            COMMAND if self.seed == 1 else f"{COMMAND} SEED={self.seed}",
            self.seed,
            time.monotonic() - self.started,
            f"glasscity {glasscity.__version__}, Python {platform.python_version()}, {versions}",
            tuple(by_name),
            dict(self.sabotages),
        )


def _failure(report: pytest.TestReport, rows: tuple[Row, ...]) -> Row:
    """The row of a test that failed, though none of its comparisons did."""
    crash = getattr(report.longrepr, "reprcrash", None)
    said = str(getattr(crash, "message", report.longrepr)).strip().splitlines()
    named = NAME.match(said[0].removeprefix("AssertionError: ")) if said else None
    target = named[1] if named else rows[0].target if rows else _target(report)
    what = f"failed: {said[0] if said else report.when}"
    return Row(target, what, float("nan"), float("nan"), 0.0, agrees=False)


def _target(report: pytest.TestReport) -> str:
    """The first target that the file of a test names."""
    file = Path(report.nodeid.split("::")[0])
    found = re.search(r'"([AT]\d+|house):', file.read_text("utf-8")) if file.is_file() else None
    return found[1] if found else "house"
