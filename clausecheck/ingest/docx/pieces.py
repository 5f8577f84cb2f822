"""What a story is made of: paragraphs, and in them pieces of text that look alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.looks import Look
from clausecheck.ingest.docx.tree import Node
from clausecheck.model.noun import NamedTuple

PLAIN: Final = Look()
_NAME: Final = 60  # characters of an author's name that are shown
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Change(NamedTuple):
    """A tracked change that nobody has accepted yet."""

    kind: Literal["deleted", "inserted"]
    slug: str
    how: str  # "deleted by Ann Roe on 2026-03-01"


class Piece(NamedTuple):
    """A stretch of text. ``comment`` is "+ID" where a comment's words begin and "-ID" where they end."""

    text: str
    look: Look = PLAIN
    change: Change | None = None
    node: Node | None = None  # the w:t that it comes from; None for numbers, tabs, breaks
    at: int = 0  # index in that element's text
    comment: str = ""

    @property
    def deleted(self) -> bool:
        """Whether a tracked change takes the text out."""
        return self.change is not None and self.change.kind == "deleted"


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or the row of a table."""

    part: str
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0  # of a heading
    numbered: bool = False
    row: bool = False  # of a table
    turns: int = 0  # pages that Word began before it
    late: int = 0  # pages that Word began inside
    pages_unread: int = 0  # pictures that fill a page, text that is kept in another file

    @property
    def text(self) -> str:
        """What stands there when all changes are accepted."""
        return "".join(piece.text for piece in self.pieces if not piece.deleted)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        said = any(piece.comment or not piece.text.isspace() for piece in self.pieces if piece.text)
        return not said and not self.turns and not self.late and not self.pages_unread


def change(node: Node, kind: Literal["deleted", "inserted"], moved: bool = False) -> Change:
    """What ``w:ins``, ``w:del`` and their like say of who and when."""
    verb = {"deleted": "moved away", "inserted": "moved here"}[kind] if moved else kind
    author = " ".join((tree.attr(node, "author") or "").split())[:_NAME]
    date = _DATE.match(tree.attr(node, "date") or "")
    how = verb + (f" by {author}" if author else "") + (f" on {date.group()}" if date else "")
    return Change(kind, "moved" if moved else kind, how)


def shortened(text: str, most: int) -> str:
    """The first words, on one line.

    >>> shortened("The Company shall pay  the fee", 12)
    'The Company …'
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = words[: most + 1].rpartition(" ")[0] or words[:most]
    return f"{cut} …"
