"""Text → Document, and pages of placed lines → Document, for these tests."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypeAlias

from clausecheck.model import Box, Clause, Document, Line, Page
from clausecheck.segment import split

Row: TypeAlias = str | tuple[float, str]  # a printed line, or one at that height in points

PITCH = 12.0  # points from line to line
SIZE = 10.0  # points
WIDTH = 5.0  # points a character
LEFT = 60.0  # points from the left edge of the page
PAPER = (612.0, 792.0)


def document(text: str, kind: str = "text") -> Document:
    """A text file, as read: each line as printed, one page."""
    lines, offset = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(offset, offset + len(line), number))
        offset += len(line) + 1
    return Document("contract.txt", kind, "0" * 64, text, (Page(1, 0, len(text), tuple(lines)),))


def clauses(text: str, kind: str = "text") -> tuple[Clause, ...]:
    """The clauses of an indented block of text."""
    return split(document(textwrap.dedent(text).strip("\n"), kind))


def paper(*pages: Sequence[Row]) -> Document:
    """A PDF, as read. A page is its lines from top to bottom: a text, "" for a gap, or (top, text)."""
    parts: list[str] = []
    found: list[Page] = []
    size = 0
    for number, rows in enumerate(pages, 1):
        lines: list[Line] = []
        start, top = size, 72.0
        for row in rows:
            place, text = row if isinstance(row, tuple) else (top, row)
            if text:
                indent = len(text) - len(text.lstrip())
                x0 = LEFT + WIDTH * indent
                box = Box(x0, place, LEFT + WIDTH * len(text), place + SIZE)
                lines.append(Line(size, size + len(text), len(lines) + 1, box, SIZE))
                parts.append(text + "\n")
                size += len(text) + 1
            top = place + PITCH
        found.append(Page(number, start, size, tuple(lines), *PAPER))
    return Document("contract.pdf", "pdf", "0" * 64, "".join(parts), tuple(found))


def numbers(found: Sequence[Clause]) -> list[str]:
    """The full numbers, in order, of those that have one."""
    return [clause.number for clause in found if clause.number]


def body(clause: Clause) -> str:
    """What stands after label and heading."""
    return clause.text[clause.body :]


def sentences(clause: Clause) -> list[str]:
    """The sentences, as text."""
    return [clause.text[span.start : span.end] for span in clause.sentences]


def lead_in(found: Sequence[Clause], clause: Clause) -> str | None:
    """The words that lead in to the clause."""
    if clause.lead_in is None:
        return None
    span = clause.lead_in.span
    return found[clause.lead_in.clause].text[span.start : span.end]


def numbered(found: Sequence[Clause], number: str) -> Clause:
    """The clause with that full number."""
    return next(clause for clause in found if clause.number == number)
