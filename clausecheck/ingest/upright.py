"""An open page of PDFium → its text read the way it runs, where that is not the way the page is displayed.

PDFium puts letters into lines as they are displayed: a page scanned upside down reads "pay shall it and".
"""

from __future__ import annotations

import ctypes

from clausecheck.ingest import pdfium

_SAMPLE = 8  # letters that are asked; a stamp or a note in the margin is a small part of a page
_MOST = 0.75  # of them must run the same way
_UPRIGHT = 0.2  # of its length, by which a letter's baseline may slope


def quarter(a: float, b: float) -> int | None:
    """Which way a baseline along (a, b) runs, y upwards: 0 right, 1 up, 2 left, 3 down; None aslant."""
    if abs(b) <= _UPRIGHT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _UPRIGHT * abs(b):
        return 1 if b > 0 else 3
    return None


def read(page: int, text: int) -> tuple[int, int]:
    """The handle of the text, perhaps a new one, and the turn of the page in which it stands upright."""
    turn = pdfium.page_rotation(page)
    running = _running(text, turn)
    if running == turn:
        return text, turn
    pdfium.set_page_rotation(page, running)
    again = pdfium.load_text(page)
    pdfium.set_page_rotation(page, turn)
    if not again:
        return text, turn
    pdfium.close_text(text)
    return again, running


def _running(text: int, turn: int) -> int:
    """Which way most of the text runs; ``turn`` if that is upright or no way has a clear majority."""
    matrix = (ctypes.c_float * 6)()
    found: list[int | None] = []
    count = pdfium.count_chars(text)
    for i in range(0, count, count // _SAMPLE + 1):
        if pdfium.matrix(text, i, matrix) and (matrix[0] or matrix[1]):
            found.append(quarter(matrix[0], matrix[1]))
            if found.count(turn) > (1 - _MOST) * _SAMPLE:
                return turn  # the usual case, after three letters
    ways = (way for way in found if way is not None and found.count(way) >= _MOST * len(found))
    return next(ways, turn)
