"""``glasscity paper``: what is known of a rule set, as a paper for lawyers or modellers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from glasscity.studies.papers.contents import Paper

ENDINGS = (".md", ".html")


def paper(
    kind: Literal["legal-walk", "annex", "odd"],
    name: str,
    /,
    *,
    out: Path | None = None,
    audit: bool = False,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    json: bool = False,
) -> int:
    """Write a paper about a rule set: evidence for a person's judgement, never a verdict.

    legal-walk goes along Article 5(1)(c) of the EU AI Act, element by element; annex has the
    evidence for Article 27(1) where the walk raises no Article 5 question; odd describes the
    model by the ODD+D protocol. Prints Markdown. Exits with 0, or with 2 if a document has
    problems or the file cannot be written.

    Parameters
    ----------
    kind
        Which paper.
    name
        A regime of the catalogue (suqian-2018), or a YAML file.
    out
        Write it to this file instead, .md or .html (one page that needs nothing).
    audit
        Run the audit first and put its answers in; else the paper says what was not run.
    people
        How many synthetic adults the audit simulates in each world.
    years
        Length of the audit's runs in years.
    seed
        Which luck of the audit.
    json
        Print the paper for machines.
    """
    from glasscity.cli.progress import told
    from glasscity.documents.problem import DocumentError
    from glasscity.engine.trouble import RunError
    from glasscity.studies.papers import paper as study

    if out is not None and out.suffix not in ENDINGS:
        sys.stderr.write(f"{out} - is no name of a paper - let it end in .md or .html\n")
        return 2
    answers = None
    try:
        if audit:
            from glasscity.studies.audit import audit as ask

            with told("living", json) as tell:
                done = ask(name, people, years, seed, tell=tell)
            answers = {answer.id: answer for _, answer in done.answers}
        written = study(kind, name, answers)
    except (DocumentError, RunError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; nothing was written; the same command starts again\n")
        return 3
    _give(written, out, is_json=json)
    return 0


def _give(written: Paper, out: Path | None, *, is_json: bool) -> None:
    from glasscity.studies.papers.markdown import markdown_of
    from glasscity.studies.papers.page import machine_paper, page_of

    if out is not None:
        page = page_of(written) if out.suffix == ".html" else markdown_of(written)
        out.write_text(page, "utf-8")
        sys.stderr.write(f"paper {out}\n")
    if is_json:
        from json import dumps

        sys.stdout.write(dumps(machine_paper(written), indent=2, ensure_ascii=False) + "\n")
    elif out is None:
        sys.stdout.write(markdown_of(written))
