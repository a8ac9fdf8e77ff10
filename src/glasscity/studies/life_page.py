"""A life for the terminal, at 80 columns: the word SYNTHETIC begins every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from glasscity.documents.telling import Language
from glasscity.evidence import Title
from glasscity.studies.life import Life, Yardstick
from glasscity.studies.life_lines import Line
from glasscity.studies.life_sheet import Cells, cells, closing, compared, notes, opening
from glasscity.studies.life_words import SYNTHETIC, phrases, say, spoken
from glasscity.studies.life_wrap import wrapped

WIDTH = 80
LEFT = ("date", "words", "truth", "knew")
RIGHT = ("score", "band")
AT_THE_RIGHT = ("truth", "score")
WIDEST_BAND = 12
MARK = f"{SYNTHETIC}  "


class _Page:
    """A console in one language that begins every row about a person with SYNTHETIC."""

    def __init__(self, console: Console, language: Language) -> None:
        self.console = console
        self.language = language

    def word(self, key: str) -> str:
        return spoken(phrases()[key], self.language)

    def heading(self, words: str) -> None:
        self.console.print()
        self.console.print(Text(words, style="bold"))

    def row(self, words: str, style: str = "") -> None:
        line = Text(MARK) + Text(words.rstrip(), style=style)
        self.console.print(line, no_wrap=True, overflow="ignore", crop=False)

    def say(self, titles: Iterable[Title], *, is_marked: bool = True) -> None:
        room = WIDTH - len(MARK)
        for title in titles:
            words = spoken(title, self.language)
            if is_marked:
                for place, piece in enumerate(wrapped(words, room - 2)):
                    self.row(piece if place == 0 else f"  {piece}")
            else:
                self.console.print(Text("\n".join(wrapped(words, WIDTH)), style="dim"))


def print_life(
    life: Life, language: Language, *, has_yardsticks: bool = False, console: Console | None = None
) -> None:
    """Print a life: who, line by line, the end, and the notes.

    Without a ``console`` it goes to stdout, plain where that is no terminal.
    ``has_yardsticks``: print the lines of both yardsticks too.
    """
    page = _Page(console or Console(width=WIDTH, highlight=False), language)
    page.console.print(Text(page.word("banner"), style="bold"))
    page.say(opening(life))
    page.heading(page.word("life"))
    _lines(page, life, life.lines, "nothing")
    page.heading(page.word("end"))
    page.say(closing(life))
    _compared(page, life)
    if has_yardsticks:
        for yardstick in life.yardsticks:
            _yardstick(page, life, yardstick)
    page.console.print()
    page.say(notes(life), is_marked=False)


def _yardstick(page: _Page, life: Life, yardstick: Yardstick) -> None:
    page.heading(page.word(f"yardstick-{yardstick.column}"))
    _lines(page, life, yardstick.lines, "no-move")


def _lines(page: _Page, life: Life, lines: Sequence[Line], nothing: str) -> None:
    if not lines:
        page.say([say(nothing)])
        return
    body = [cells(life, line, page.language) for line in lines]
    head = Cells(*(page.word(key) for key in ("date", "what", "record", "knew", "score", "band")))
    width = _widths([head, *body])
    _row(page, head, width, "dim")
    for line, told in zip(lines, body, strict=True):
        _row(page, told, width, "bold" if line.is_true is False else "")


def _widths(body: Sequence[Cells]) -> dict[str, int]:
    """How wide each column is; what happened gets what the others leave."""
    width = {name: max(cell_len(getattr(told, name)) for told in body) for name in (*LEFT, *RIGHT)}
    if all(not told.score for told in body[1:]):
        width["score"] = width["band"] = 0
    width["band"] = min(width["band"], WIDEST_BAND)
    width["date"] += 1
    width["truth"] += 1
    others = sum(size + 1 for name, size in width.items() if name != "words" and size)
    width["words"] = WIDTH - len(MARK) - others
    return width


def _row(page: _Page, told: Cells, width: dict[str, int], style: str) -> None:
    """A row; what is too wide goes on below, and each line of it is marked."""
    columns = {name: wrapped(getattr(told, name), width[name]) for name in width if width[name]}
    for place in range(max(len(pieces) for pieces in columns.values())):
        line = []
        for name, pieces in columns.items():
            piece = pieces[place] if place < len(pieces) else ""
            space = " " * (width[name] - cell_len(piece))
            line.append(space + piece if name in AT_THE_RIGHT else piece + space)
        page.row(" ".join(line), style)


def _compared(page: _Page, life: Life) -> None:
    page.heading(page.word("compared"))
    rows = [
        tuple(spoken(cell, page.language) for cell in row)
        for row in (_heads(page), *compared(life))
    ]
    size = [max(cell_len(row[k]) for row in rows) for k in range(3)]
    for place, (label, mine, average) in enumerate(rows):
        first = label + " " * (size[0] - cell_len(label))
        numbers = [" " * (size[k] - cell_len(cell)) + cell for k, cell in ((1, mine), (2, average))]
        page.row("  ".join((first, *numbers)), "dim" if place == 0 else "")


def _heads(page: _Page) -> tuple[Title, Title, Title]:
    del page
    known = phrases()
    return known["count"], known["this-person"], known["average"]
