"""The text of a page → its printed lines and runs, in reading order.

Runs are found by binary search over the objects that drew the text, and their looks are asked once for each:
9 calls for a run, 60 runs a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot
from typing import Any, TypeAlias

from clausecheck.ingest import arrange, pdfium, upright
from clausecheck.ingest.pagetext import Raw
from clausecheck.ingest.pdfium import count_rects, fill_colour, font_size, get_rect, matrix, text_object
from clausecheck.ingest.strips import Corners, Piece, Place, Strip
from clausecheck.model import Box, Line, Mark, Notice, Run, Span
from clausecheck.model.noun import NamedTuple

Look: TypeAlias = tuple[float, str, int, int]  # size, font, colour, mode


class Drawn(NamedTuple):
    """One line as drawn."""

    shift: int  # an index into the raw text plus this is an offset
    pieces: Sequence[Piece]
    looks: Sequence[Look]  # of each piece


class Layout(NamedTuple):
    """A page as read."""

    text: str
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    drawn: Sequence[Drawn] = ()  # PDFium only
    marks: Sequence[Mark] = ()
    notices: Sequence[Notice] = ()


class Reader:
    """Reads the layout of pages; holds the buffers that PDFium writes to."""

    def __init__(self) -> None:
        self._corners = (ctypes.c_double * 4)()
        self._corner_at = _addresses(self._corners)
        self._colour = (ctypes.c_uint * 4)()
        self._colour_at = _addresses(self._colour)
        self._matrix = (ctypes.c_float * 6)()
        self._name = ctypes.create_string_buffer(256)

    def layout(self, raw: Raw, place: Place, base: int) -> Layout:
        """The text of a page, its printed lines and runs; it begins at the offset ``base``."""
        texts: list[str] = []
        lines: list[Line] = []
        runs: list[Run] = []
        shown: list[Drawn] = []
        fonts: dict[int, str] = {}
        for start, text, pieces, box, joint in self._strips(raw, place):
            looks = [self._look(raw.handle, raw.chars[piece[0]], piece[3], fonts) for piece in pieces]
            if texts:
                texts.append(joint)
                base += len(joint)
            found = _runs(pieces, looks, box, place, base - start)
            if text and not text.isspace():
                lines.append(_line(base, base + len(text), len(lines) + 1, found, box))
            texts.append(text)
            runs += found
            shown.append(Drawn(base - start, pieces, looks))
            base += len(text)
        return Layout("".join(texts), tuple(lines), tuple(runs), shown)

    def trace(self, raw: Raw, place: Place, base: int, spans: Sequence[Span]) -> Iterator[list[Box]]:
        """For each span, its rectangle on each printed line that it touches; the page begins at ``base``."""
        lines = []
        for i, (start, text, _, _, joint) in enumerate(self._strips(raw, place)):
            base += len(joint) if i else 0
            lines.append((start, start + len(text), base - start))  # an offset less the last is an index
            base += len(text)
        for span in spans:
            found = []
            for start, end, shift in lines:
                hull = None
                for first, stop in raw.stretches(max(start, span.start - shift), min(end, span.end - shift)):
                    at = raw.chars[first]
                    corners = self.around(raw.handle, at, raw.chars[stop - 1] + 1 - at)
                    if corners is not None:
                        hull = corners if hull is None else _hull(hull, corners)
                if hull is not None:
                    found.append(place(*hull))
            yield found

    def _strips(self, raw: Raw, place: Place) -> Iterator[Strip]:
        """What the page says, in reading order."""
        drawn: list[Strip] = []
        for start, text in raw.lines():
            pieces = self._pieces(raw, start, text)
            drawn.append(Strip(start, text, pieces, _box(pieces, place)))
        frame = raw.frame or place
        for strip in arrange.arrange(drawn, raw.page, frame, lambda strip: self._turn(raw, frame, strip)):
            whole = strip.box is not None or not strip.pieces
            yield strip if whole else strip._replace(box=_box(strip.pieces, place))

    def _turn(self, raw: Raw, frame: Place, strip: Strip) -> int:
        """How far a strip is turned, as ``arrange`` has it."""
        if not matrix(raw.handle, raw.chars[strip.pieces[0][0]], self._matrix):
            return 0
        a, b = self._matrix[0], self._matrix[1]
        here, there = frame(0, 0, 0, 0), frame(a, b, a, b)
        found = upright.quarter(there.x0 - here.x0, here.top - there.top)
        return arrange.SLANTED if found is None else -found % 4

    def _pieces(self, raw: Raw, start: int, line: str) -> list[Piece]:
        """What was drawn in one go, in one line."""
        found: list[Piece] = []
        if not line.isspace():
            for first, stop in raw.stretches(start, start + len(line)):
                self._stretch(raw, first, stop, found)
        return found

    def _stretch(self, raw: Raw, start: int, end: int, found: list[Piece]) -> None:
        handle, chars = raw.handle, raw.chars
        while start < end:
            first = chars[start]
            drawn = text_object(handle, first)
            if not drawn:  # a space or break that PDFium put in
                start += 1
                continue
            if text_object(handle, chars[end - 1]) == drawn:  # nearly every other time
                stop = end
            else:
                stop = _run_end(handle, chars, drawn, start, end - 1)
            corners = self.around(handle, first, chars[stop - 1] + 1 - first)
            if corners is not None:
                found.append((start, stop, corners, drawn))
            start = stop

    def around(self, handle: int, first: int, count: int) -> Corners | None:
        """The rectangle around some characters of a text page; None if nothing of them is drawn."""
        found = None
        for i in range(count_rects(handle, first, count)):
            get_rect(handle, i, *self._corner_at)
            left, top, right, bottom = self._corners[:]
            if left < right:  # PDFium gives an empty one for characters without ink
                corners = (left, top, right, bottom)
                found = corners if found is None else _hull(found, corners)
        return found

    def _look(self, handle: int, first: int, drawn: int, fonts: dict[int, str]) -> Look:
        size = font_size(handle, first)
        if matrix(handle, first, self._matrix):
            size *= hypot(self._matrix[2], self._matrix[3])
        colour = 0
        if fill_colour(drawn, *self._colour_at):
            red, green, blue, _ = self._colour[:]
            colour = red << 16 | green << 8 | blue
        font = pdfium.object_font(drawn)
        if font not in fonts:
            fonts[font] = self._font_name(font)
        return round(size, 2), fonts[font], colour, pdfium.render_mode(drawn)

    def _font_name(self, font: int) -> str:
        self._name.value = b""
        pdfium.font_name(font, self._name, len(self._name))
        return self._name.value.decode("utf-8", "replace").split("+", 1)[-1]  # without the tag of a subset


def _addresses(array: ctypes.Array[Any]) -> list[int]:
    size = ctypes.sizeof(array) // len(array)
    return [ctypes.addressof(array) + i * size for i in range(len(array))]


def _hull(a: Corners, b: Corners) -> Corners:
    return min(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]), min(a[3], b[3])


def _box(pieces: Sequence[Piece], place: Place) -> Box | None:
    if not pieces:
        return None
    corners = pieces[0][2]
    for piece in pieces[1:]:
        corners = _hull(corners, piece[2])
    return place(*corners)


def _runs(
    pieces: Sequence[Piece], looks: Sequence[Look], line: Box | None, place: Place, shift: int
) -> list[Run]:
    """Runs of one line. Neighbours that look alike are one: some programs draw every word or letter alone."""
    if line is not None and len(pieces) == 1:
        start, stop, _, _ = pieces[0]
        return [Run(start + shift, stop + shift, line, *looks[0])]
    runs: list[Run] = []
    i = 0
    while i < len(pieces):
        start, stop, corners, _ = pieces[i]
        look = looks[i]
        i += 1
        while i < len(pieces) and looks[i] == look and _next_to(corners, pieces[i][2], look[0]):
            stop, corners = pieces[i][1], _hull(corners, pieces[i][2])
            i += 1
        runs.append(Run(start + shift, stop + shift, place(*corners), *look))
    return runs


def _next_to(a: Corners, b: Corners, size: float) -> bool:
    """Whether ``b`` goes on where ``a`` ends, with at most the width of a letter between them."""
    return 0 <= b[0] - a[0] <= a[2] - a[0] + size


def _run_end(handle: int, chars: Sequence[int], drawn: int, same: int, other: int) -> int:
    """Where one object's characters end: after ``same``, which is its, at most at ``other``, which is not."""
    step = 4
    while same + step < other:
        if text_object(handle, chars[same + step]) != drawn:
            other = same + step
            break
        same, step = same + step, step * 2
    while same + 1 < other:
        middle = (same + other) // 2
        if text_object(handle, chars[middle]) == drawn:
            same = middle
        else:
            other = middle
    return other


def _line(start: int, end: int, number: int, runs: Sequence[Run], box: Box | None) -> Line:
    if len(runs) == 1:
        return Line(start, end, number, box, runs[0].size, bold(runs[0].font))
    count: dict[float, int] = {}
    heavy = 0
    for run in runs:
        length = run.end - run.start
        count[run.size] = count.get(run.size, 0) + length
        heavy += length if bold(run.font) else -length
    return Line(start, end, number, box, max(count, key=count.__getitem__, default=0.0), heavy > 0)


@lru_cache(maxsize=256)
def bold(font: str) -> bool:
    """Whether a font is bold by its name: ``Run.bold``, looked up once a font."""
    return Run(0, 0, Box(0, 0, 0, 0), 0, font, 0, 0).bold
