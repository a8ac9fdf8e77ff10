"""The command line: parse, call a study, show.

Each command is a thin module: what is heavy is imported when the command runs.
"""

from __future__ import annotations

import io
import sys
import traceback

from cyclopts import App, Parameter

import glasscity
from glasscity.cli.audit import audit
from glasscity.cli.bench import bench
from glasscity.cli.calibrate import calibrate
from glasscity.cli.catalogue import catalogue
from glasscity.cli.check import check
from glasscity.cli.cite import cite
from glasscity.cli.claims import claims
from glasscity.cli.compare import compare
from glasscity.cli.courts import courts
from glasscity.cli.growth import growth
from glasscity.cli.helping import helping
from glasscity.cli.lint import lint
from glasscity.cli.open import open_file
from glasscity.cli.paper import paper
from glasscity.cli.rewire import rewire
from glasscity.cli.run import run
from glasscity.cli.schema import schema
from glasscity.cli.show import show
from glasscity.cli.sweep import sweep
from glasscity.plugins import PluginError, behind

app = App(
    name="glasscity",
    help=(
        "An executable laboratory for social-scoring systems. It simulates people who do not "
        "exist; it scores, recognises and enforces nothing."
    ),
    version=glasscity.__version__,
    default_parameter=Parameter(negative=()),
)
app.command(run)
app.command(open_file, name="open")
app.command(compare)
app.command(audit)
app.command(claims)
app.command(catalogue)
app.command(show)
app.command(check)
app.command(lint)
app.command(cite)
app.command(paper)
app.command(schema)
app.command(calibrate)
app.command(courts)
app.command(bench)
app.command(growth)
app.command(helping)
app.command(rewire)
app.command(sweep)


def main() -> None:
    """The ``glasscity`` command. A fault of ours ends with 4 and says how to tell us."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a word shows '?'
    try:
        app()
    except OSError as error:
        sys.stderr.write(f"cannot write or read: {error}; free room or choose another place\n")
        sys.exit(2)
    except PluginError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except Exception as error:
        steps = traceback.extract_tb(error.__traceback__)
        where = steps[-1]
        said = (
            f"{type(error).__name__}: {error} "
            f"({where.name}, line {where.lineno} of {where.filename})\n"
        )
        if added := next(filter(None, (behind(step.filename) for step in steps)), None):
            sys.stderr.write(f"{added} - failed: {said}mend the package, or uninstall it\n")
            sys.exit(2)
        sys.stderr.write(
            f"internal error: {said}"
            "this is a fault of glasscity, not of your input; nothing half-written was kept; "
            "please report it with the command and the documents\n"
        )
        sys.exit(4)
