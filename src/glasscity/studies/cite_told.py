"""What to cite, in the terminal, as BibTeX and for machines."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.padding import Padding

import glasscity
from glasscity.documents.bibliography import OURS
from glasscity.studies.cite import AUTHORS, TITLE, Cited, Weight

SCHEMA_VERSION = 1
FOOTER = (
    "Facts are restated in our own words with their publisher; no article is reproduced, and "
    "trade names only describe what is meant. Cite a work for the fact, not for this model."
)


def print_cited(cited: Cited) -> None:
    """Print what to cite, works with most weight first."""
    console = Console(highlight=False, markup=False, emoji=False)

    def tell(words: str, indent: int = 2, style: str = "") -> None:
        console.print(Padding(words, (0, 0, 0, indent)), style=style)

    console.print(f"\nTo cite {cited.name}", style="bold")
    for item in cited.items:
        console.print()
        tell(item.words)
        tell(f"why: {item.why}; licence: {item.licence}", 4, "dim")
    sourced = cited.total - cited.assumed
    console.print(f"\nWorks that carry weight: {len(cited.works)}", style="bold")
    tell(f"{sourced} of {cited.total} numbers rest on a work; {cited.assumed} are assumed.", 2)
    for weight in cited.works:
        console.print()
        tell(f"{weight.work.words}{'. ' + weight.work.url if weight.work.url else ''}")
        tell(f"why: {_why(weight)}", 4, "dim")
        tell(f"terms: {weight.work.terms}", 4, "dim")
    if cited.leaning:
        console.print("\nNo work stands behind what the result leans on most", style="bold")
        tell(cited.leaning)
    console.print()
    tell(FOOTER, 0, "dim")
    console.print()


def _why(weight: Weight) -> str:
    noun = "number rests" if weight.numbers == 1 else "numbers rest"
    places = [place for them in weight.facts.values() for place in them]
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{weight.numbers} {noun} on it ({', '.join(weight.facts)}): {places[0]}{more}"


def machine_cited(cited: Cited) -> dict[str, Any]:
    """What to cite as plain JSON."""
    return {
        "schema_version": SCHEMA_VERSION,
        "name": cited.name,
        "cite": [vars(item) for item in cited.items],
        "works": [
            {
                "key": cited.keys[it.work],
                "words": it.work.words,
                "url": it.work.url,
                "year": it.work.year,
                "terms": it.work.terms,
                "numbers": it.numbers,
                "facts": it.facts,
            }
            for it in cited.works
        ],
        "numbers": cited.total,
        "assumed": cited.assumed,
        "leans_on_without_a_work": cited.leaning or None,
        "note": FOOTER,
    }


def bibtex(cited: Cited) -> str:
    """What to cite as BibTeX."""
    version = glasscity.__version__
    entries = [
        _entry("glasscity", author=AUTHORS, title=TITLE, note=f"Version {version}, Apache-2.0")
    ]
    for place, item in enumerate(cited.items[1:], start=1):
        title = item.words.removeprefix(f"{AUTHORS}. ")
        note = f"With Glass City {version}, {OURS}; {item.why}"
        entries.append(_entry(f"glasscity-{place}", author=AUTHORS, title=title, note=note))
    entries += [
        _entry(
            cited.keys[it.work],
            title=it.work.words,
            year=it.work.year or "",
            url=it.work.url or "",
            note=f"For {', '.join(it.facts)}",
        )
        for it in cited.works
    ]
    return "\n".join(entries)


def _entry(key: str, **fields: str) -> str:
    told = {name: words if name == "url" else _plain(words) for name, words in fields.items()}
    rows = [f"  {name} = {{{words}}}" for name, words in told.items() if words]
    return f"@misc{{{key},\n" + ",\n".join(rows) + "\n}\n"


def _plain(words: str) -> str:
    """Without what BibTeX gives a meaning to."""
    for sign in "&%#_$":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("{", "(").replace("}", ")")
