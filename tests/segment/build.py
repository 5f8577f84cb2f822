"""Text → Document, for these tests: each line as printed, one page."""

from __future__ import annotations

import textwrap

from clausecheck.model import Clause, Document, Line, Page
from clausecheck.segment import split


def document(text: str, kind: str = "text") -> Document:
    """A text file, as read."""
    lines, offset = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(offset, offset + len(line), number))
        offset += len(line) + 1
    return Document("contract.txt", kind, "0" * 64, text, (Page(1, 0, len(text), tuple(lines)),))


def clauses(text: str, kind: str = "text") -> tuple[Clause, ...]:
    """The clauses of an indented block of text."""
    return split(document(textwrap.dedent(text).strip("\n"), kind))


def numbers(found: tuple[Clause, ...]) -> list[str]:
    """The full numbers, in order, of those that have one."""
    return [clause.number for clause in found if clause.number]
