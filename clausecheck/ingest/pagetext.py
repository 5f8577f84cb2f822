"""One page of PDFium → its text, printed lines and runs.

The text is fetched whole and runs by binary search over the objects that drew it: a call for each character
would be six times slower (95 against 600 pages/s on 21 generated pages).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any, TypeAlias

from clausecheck.ingest import pdfium
from clausecheck.ingest.pdfium import (
    count_rects,
    fill_colour,
    font_size,
    get_rect,
    is_hyphen,
    matrix,
    text_object,
)
from clausecheck.model import Box, Line, Run, Span

Corners: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom as PDFium gives them
Place: TypeAlias = Callable[[float, float, float, float], Box]  # corners → where they are displayed
Look: TypeAlias = tuple[float, str, int, int]  # size, font, colour, mode
Drawn: TypeAlias = tuple[int, int, Corners, Look]  # half-open range of a page's raw text, and what drew it


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a page as PDFium holds it."""

    handle: int  # the open text page
    text: str
    chars: Sequence[int]  # index into ``text`` → PDFium's character index

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Half-open ranges of ``text``, one a line; a line-end hyphen belongs to its line."""
        start = 0
        for line in plain(self.text).split("\n"):
            end = start + len(line)
            yield start, end
            if line and self.text[end - 1] == "\ufffe":
                start = end
            else:
                start = end + (2 if self.text.startswith("\r\n", end) else 1)


def fetch(handle: int) -> Raw:
    """The whole text of an open text page."""
    count = pdfium.count_chars(handle)
    if count <= 0:
        return Raw(handle, "", range(0))
    buffer = (ctypes.c_uint16 * (2 * count + 2))()
    units = max(0, pdfium.get_text(handle, 0, count, buffer) - 1)
    text = bytes(memoryview(buffer)[:units]).decode("utf-16-le", "replace")
    chars = range(count) if units == len(text) == count else _indices(handle, text)
    return Raw(handle, _hyphens(handle, text, chars), chars)


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


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as read."""

    text: str
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]


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
        lines: list[Line] = []
        runs: list[Run] = []
        fonts: dict[int, str] = {}
        offset = base
        for start, end in raw.stretches():
            if start < end and not raw.text[start:end].isspace():
                found = _merged(self._objects(raw, start, end, fonts), place, offset - start)
                lines.append(_line(offset, offset + end - start, len(lines) + 1, found))
                runs += found
            offset += end - start + 1
        return Layout(plain(raw.text), tuple(lines), tuple(runs))

    def _objects(self, raw: Raw, start: int, end: int, fonts: dict[int, str]) -> Iterator[Drawn]:
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
            corners = self._around(handle, first, chars[stop - 1] + 1 - first)
            if corners is not None:
                yield start, stop, corners, self._look(handle, first, drawn, fonts)
            start = stop

    def _around(self, handle: int, first: int, count: int) -> Corners | None:
        """The rectangle around some characters; None if nothing of them is drawn."""
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

    def trace(self, raw: Raw, place: Place, base: int, spans: Sequence[Span]) -> Iterator[list[Box]]:
        """For each span, its rectangle on each printed line that it touches; the page begins at ``base``."""
        lines = []
        for start, end in raw.stretches():
            lines.append((start, end, base - start))  # an offset less the last is an index into ``raw.text``
            base += end - start + 1
        for span in spans:
            found = []
            for start, end, shift in lines:
                first, last = max(start, span.start - shift), min(end, span.end - shift) - 1
                if first <= last:
                    at = raw.chars[first]
                    corners = self._around(raw.handle, at, raw.chars[last] + 1 - at)
                    if corners is not None:
                        found.append(place(*corners))
            yield found


def _addresses(array: ctypes.Array[Any]) -> list[int]:
    size = ctypes.sizeof(array) // len(array)
    return [ctypes.addressof(array) + i * size for i in range(len(array))]


def _hull(a: Corners, b: Corners) -> Corners:
    return min(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]), min(a[3], b[3])


def _merged(objects: Iterable[Drawn], place: Place, shift: int) -> list[Run]:
    """Runs of one line. Neighbours that look alike are one: some programs draw every word or letter alone."""
    runs: list[Run] = []
    last: Drawn | None = None
    for drawn in objects:
        if last is None:
            last = drawn
        elif drawn[3] == last[3] and 0 <= drawn[2][0] - last[2][0] <= last[2][2] - last[2][0] + drawn[3][0]:
            last = last[0], drawn[1], _hull(last[2], drawn[2]), last[3]
        else:
            runs.append(Run(last[0] + shift, last[1] + shift, place(*last[2]), *last[3]))
            last = drawn
    if last is not None:
        runs.append(Run(last[0] + shift, last[1] + shift, place(*last[2]), *last[3]))
    return runs


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


def _line(start: int, end: int, number: int, runs: Sequence[Run]) -> Line:
    if len(runs) == 1:
        run = runs[0]
        return Line(start, end, number, run.box, run.size, bold(run.font))
    count: dict[float, int] = {}
    heavy = 0
    for run in runs:
        length = run.end - run.start
        count[run.size] = count.get(run.size, 0) + length
        heavy += length if bold(run.font) else -length
    size = max(count, key=count.__getitem__, default=0.0)
    return Line(start, end, number, union([run.box for run in runs]), size, heavy > 0)


@lru_cache(maxsize=256)
def bold(font: str) -> bool:
    """Whether a font is bold by its name: ``Run.bold``, looked up once a font."""
    return Run(0, 0, Box(0, 0, 0, 0), 0, font, 0, 0).bold


def union(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all of them; None around nothing."""
    if not boxes:
        return None
    x0, top, x1, bottom = zip(*[(box.x0, box.top, box.x1, box.bottom) for box in boxes], strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))
