"""Words → lines of a terminal, for screens that are a page of text and need no tables."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from clausecheck.model import Evidence
from clausecheck.report.excerpt import excerpt
from clausecheck.report.options import Options

NARROWEST, WIDEST = 40, 100  # columns: beyond, words break badly or lines get hard to follow
LEAD: Final = 5  # columns before what belongs to a numbered item
_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Lines:
    """Lines of one width, with or without styles. All words are given inert."""

    label = 6  # columns of a label

    def __init__(self, options: Options) -> None:
        self.width = min(max(options.width, NARROWEST), WIDEST)
        self.colour = options.colour

    def prose(self, words: str, *, dim: bool = False) -> Iterator[str]:
        """A paragraph."""
        yield from (f" {self.dim(part) if dim else part}" for part in self.parts(words, 1))

    def titled(self, lead: str, title: str, at: str) -> Iterator[str]:
        """A title with its place at the right edge, or below it."""
        room = self.width - len(lead) - len(title) - len(at)
        if room >= 2:
            yield f"{lead}{self.bold(title)}{' ' * room}{self.dim(at)}" if at else f"{lead}{self.bold(title)}"
            return
        indent = len(lead)
        for i, part in enumerate(self.parts(title, indent)):
            yield f"{' ' * indent if i else lead}{self.bold(part)}"
        yield from (f"{' ' * indent}{self.dim(part)}" for part in self.parts(at, indent))

    def labelled(self, label: str, words: str) -> Iterator[str]:
        """What belongs to an item, beside its label."""
        blank = " " * self.label
        for i, part in enumerate(self.parts(words, LEAD + self.label + 2)):
            yield f"{' ' * LEAD}{blank if i else self.bold(label.ljust(self.label))}  {part}"

    def hanging(self, label: str, words: str) -> Iterator[str]:
        """A line of a short list."""
        for i, part in enumerate(self.parts(words, len(label) + 3)):
            yield f"   {' ' * len(label) if i else label}{part}"

    def quote(self, proof: Evidence, lines: int = 2) -> str:
        """“… as much as there is room for around the ▸words that matter◂ …”"""
        room = max(40, lines * (self.width - LEAD - self.label - 9))
        pieces = excerpt(proof.sentence, proof.marks, room)
        said = "".join(f"▸{piece.text}◂" if piece.marked else piece.text for piece in pieces)
        return f"“{said.strip()}”"

    def parts(self, words: str, indent: int) -> list[str]:
        """The words in lines that leave room for ``indent`` columns."""
        return wrap(words, self.width - indent, break_on_hyphens=False)

    def bold(self, words: str) -> str:
        """Strong, where there is colour."""
        return f"{_BOLD}{words}{_END}" if self.colour else words

    def dim(self, words: str) -> str:
        """Weak, where there is colour."""
        return f"{_DIM}{words}{_END}" if self.colour else words
