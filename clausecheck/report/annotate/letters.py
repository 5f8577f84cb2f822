"""Text → what a standard font can print: bytes of Windows-1252, their width, and lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from clausecheck.report.annotate import widths
from clausecheck.report.excerpt import shortened
from clausecheck.report.inert import inert

# Letters that Unicode does not take apart into a plain one and a mark, and signs with a plain twin.
_TWINS: Final = str.maketrans(
    {
        **dict(zip("łŁđĐħĦıŋŊ‐‑‒―−\u2009\u202f", "lLdDhHinN-----  ", strict=True)),
        "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "✓": "+", "✗": "x",
    }
)  # fmt: skip


def printable(text: str, limit: int) -> str:
    """The text as the page can show it: inert, on one line, ``limit`` characters at most.

    The standard fonts have Western letters alone: an accent they lack is left out, a letter they lack is "?".

    >>> printable("Łódź  Дом", 40)
    'Lódz ???'
    """
    words = shortened(inert(text), limit)
    return "".join(map(_nearest, words.translate(_TWINS)))


def encoded(text: str) -> bytes:
    """The bytes of ``printable`` text."""
    return text.encode("cp1252", "replace")


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide ``printable`` text is, in points."""
    table = widths.BOLD if bold else widths.PLAIN
    return sum(table[byte - widths.FIRST] for byte in encoded(text)) * size / 1000


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines of at most ``room`` points, broken between words, and within one that is too long."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size, bold) <= room:
            lines[-1] = longer
            continue
        lines = [line for line in lines if line]
        lines += _cut(word, room, size, bold)
    return lines


def _nearest(letter: str) -> str:
    """The letter, else the same without its accent, else "?"."""
    plain = unicodedata.normalize("NFKD", letter)[:1]
    for form in (letter, plain):
        if form and form.encode("cp1252", "ignore"):
            return form
    return "?"


def _cut(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and width(word[start:end], size, bold) > room:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]
