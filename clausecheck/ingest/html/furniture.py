"""Paragraphs → those of the text, without the menus around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.ingest.html import prose
from clausecheck.ingest.html.blocks import Paragraph
from clausecheck.model import Notice

_WORD = re.compile(r"[^\W_]")
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)\s|copyright\b)", re.I)


def apart(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], int]:
    """What is kept, and how many paragraphs were left out.

    Left out is only what stands in the page's own navigation, head or foot, and is all links and buttons, or
    a line of copyright, and holds no sentence. Titles, dates and addresses there are kept.
    """
    kept = [paragraph for paragraph in paragraphs if not _menu(paragraph)]
    return kept, len(paragraphs) - len(kept)


def notices(left_out: int) -> Iterator[Notice]:
    """That menus were left out."""
    if left_out:
        lines = "1 line" if left_out == 1 else f"{left_out} lines"
        yield Notice(
            "menus", f"{lines} of the page's menus, head and foot were left out: links without a sentence"
        )


def _menu(paragraph: Paragraph) -> bool:
    if not paragraph.frame or paragraph.level == 1 or prose.closed(paragraph.text):
        return False
    if all(piece.link or not _WORD.search(piece.text.lstrip("•")) for piece in paragraph.pieces):
        return True
    return (
        paragraph.frame == "footer"
        and _COPYRIGHT.match(paragraph.text) is not None
        and not prose.sentence(paragraph.text)
    )
