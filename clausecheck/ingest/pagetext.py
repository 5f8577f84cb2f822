"""An open page of PDFium → its text, fetched whole: a call for each character would be six times slower."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from clausecheck.ingest import pdfium
from clausecheck.ingest.pdfium import is_hyphen
from clausecheck.ingest.strips import Place
from clausecheck.model.noun import NamedTuple


class Raw(NamedTuple):
    """The text of a page as PDFium holds it."""

    handle: int  # the open text page
    text: str
    chars: Sequence[int]  # index into ``text`` → PDFium's character index; -1 for what it does not have
    page: int = 0  # the open page
    frame: Place | None = None  # where things are when most of the text stands upright; None: as displayed
    breaks: Sequence[int] = ()  # indices into ``text`` where PDFium's characters do not go on

    def lines(self) -> Iterator[tuple[int, str]]:
        """Lines as drawn: index into ``text`` and the line as ``plain`` has it, which is as long."""
        start = 0
        for line in plain(self.text).split("\n"):
            yield start, line
            start += len(line)
            if not line or self.text[start - 1] != "\ufffe":
                start += 2 if self.text.startswith("\r\n", start) else 1

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a range in which PDFium's characters follow each other."""
        breaks = self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, end)]
        for first, stop in zip((start, *breaks), (*breaks, end), strict=True):
            if first < stop and self.chars[first] >= 0:
                yield first, stop


def fetch(handle: int, page: int = 0, frame: Place | None = None) -> Raw:
    """The whole text of an open text page."""
    count = pdfium.count_chars(handle)
    if count <= 0:
        return Raw(handle, "", range(0), page, frame)
    buffer = (ctypes.c_uint16 * (2 * count + 2))()
    units = max(0, pdfium.get_text(handle, 0, count, buffer) - 1)
    text = bytes(memoryview(buffer)[:units]).decode("utf-16-le", "replace")
    chars = range(count) if units == len(text) == count else _indices(handle, text)
    return Raw(handle, _hyphens(handle, text, chars), chars, page, frame)


def _hyphens(handle: int, text: str, chars: Sequence[int]) -> str:
    """Leave U+FFFE where it is a line-end hyphen; elsewhere it is a glyph without meaning."""
    *parts, last = text.split("\ufffe")
    settled, at = "", -1
    for part in parts:
        at += len(part) + 1
        settled += part + ("\ufffe" if is_hyphen(handle, chars[at]) else "\ufffd")
    return settled + last


def _indices(handle: int, text: str) -> list[int]:
    """Character indices, for the rare page that has surrogate pairs or characters left out of the text."""
    found, unit, last = [], 0, 0
    for char in text:
        last = max(last, pdfium.char_index(handle, unit))
        found.append(last)
        unit += 2 if char > "\uffff" else 1
    return found


def plain(text: str) -> str:
    r"""PDFium's text with ``\n`` for line breaks.

    PDFium ends a line with ``\r\n``, or with U+FFFE alone where it ends in a hyphen or soft hyphen.

    >>> plain("lia\ufffebility\r\nof")
    'lia-\nbility\nof'
    """
    return text.replace("\ufffe", "-\n").replace("\r\n", "\n").replace("\r", "\n")
