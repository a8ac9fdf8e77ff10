"""The command line: parse, call a study, show. Commands load when they are used."""

from __future__ import annotations

from cyclopts import App

import glasscity

app = App(
    name="glasscity",
    help=(
        "An executable laboratory for social-scoring systems. It simulates people who do not "
        "exist; it scores, recognises and enforces nothing."
    ),
    version=glasscity.__version__,
)
app.command("glasscity.cli.run:run")
app.command("glasscity.cli.open:open_file", name="open")
app.command("glasscity.cli.show:show")
app.command("glasscity.cli.check:check")
app.command("glasscity.cli.schema:schema")
app.command("glasscity.cli.bench:bench")


def main() -> None:
    """The ``glasscity`` command."""
    app()
