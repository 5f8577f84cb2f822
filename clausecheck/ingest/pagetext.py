"""One page of PDFium → its text, printed lines and runs.

The text is fetched whole and runs by binary search over the objects that drew it: a call for each character
would be six times slower (95 against 600 pages/s on 21 generated pages).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from clausecheck.ingest import pdfium
from clausecheck.model import Box, Line, Run, Span

# PDFium ends a line with \r\n, or with U+FFFE alone where the line ends in a hyphen or soft hyphen; that
# one character stands for the printed hyphen.
BREAK = re.compile("\r\n?|\n|\ufffe")

Place = Callable[[float, float, float, float], Box]  # left, top, right, bottom as PDFium gives them → Box


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a page as PDFium holds it."""

    handle: int  # the open text page
    text: str
    chars: Sequence[int]  # index into ``text`` → PDFium's character index

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Half-open ranges of ``text``, one a line; a line-end hyphen belongs to its line."""
        start = 0
        for found in BREAK.finditer(self.text):
            yield start, found.end() if found[0] == "\ufffe" else found.start()
            start = found.end()
        yield start, len(self.text)


def fetch(handle: int) -> Raw:
    """The whole text of an open text page."""
    count = pdfium.count_chars(handle)
    if count <= 0:
        return Raw(handle, "", range(0))
    buffer = (ctypes.c_uint16 * (2 * count + 2))()
    units = max(0, pdfium.get_text(handle, 0, count, buffer) - 1)
    text = bytes(memoryview(buffer)[:units]).decode("utf-16-le", "replace")
    if units == len(text) == count:
        return Raw(handle, text, range(count))
    return Raw(handle, text, _indices(handle, text))


def _indices(handle: int, text: str) -> list[int]:
    """Character indices, for the rare page that has surrogate pairs or characters left out of the text."""
    found, unit = [], 0
    for char in text:
        found.append(pdfium.char_index(handle, unit))
        unit += 2 if char > "\uffff" else 1
    return found


def plain(text: str) -> str:
    """PDFium's text with ``\\n`` for line breaks and a hyphen for U+FFFE.

    >>> plain("lia\\ufffebility\\r\\nof")
    'lia-\\nbility\\nof'
    """
    return BREAK.sub(lambda found: "-\n" if found[0] == "\ufffe" else "\n", text)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as read."""

    text: str
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]


class Reader:
    """Reads the lines and runs of pages; holds the buffers that PDFium writes to."""

    def __init__(self) -> None:
        self._corners = [ctypes.c_double() for _ in range(4)]
        self._corner_at = [ctypes.addressof(corner) for corner in self._corners]
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.addressof(colour) for colour in self._colours]
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
                drawn = list(self._runs(raw, (start, end), offset - start, place, fonts))
                lines.append(_line(offset, offset + end - start, len(lines) + 1, drawn))
                runs += drawn
            offset += end - start + 1
        return Layout(plain(raw.text), tuple(lines), tuple(runs))

    def _runs(
        self, raw: Raw, line: tuple[int, int], shift: int, place: Place, fonts: dict[int, str]
    ) -> Iterator[Run]:
        handle, chars = raw.handle, raw.chars
        start, end = line
        while start < end:
            drawn = pdfium.text_object(handle, chars[start])
            if not drawn:  # a space or break that PDFium put in
                start += 1
                continue
            stop = _run_end(handle, chars, drawn, start, end)
            first = chars[start]
            box = self.box(handle, first, chars[stop - 1] + 1 - first, place)
            if box is not None:
                size = pdfium.font_size(handle, first)
                if pdfium.matrix(handle, first, self._matrix):
                    size *= hypot(self._matrix[2], self._matrix[3])
                font, colour, mode = self._font(drawn, fonts), self._colour(drawn), pdfium.render_mode(drawn)
                yield Run(start + shift, stop + shift, box, round(size, 2), font, colour, mode)
            start = stop

    def box(self, handle: int, first: int, count: int, place: Place) -> Box | None:
        """The rectangle around some characters; None if nothing of them is drawn."""
        boxes = []
        for i in range(pdfium.count_rects(handle, first, count)):
            if pdfium.get_rect(handle, i, *self._corner_at):
                boxes.append(place(*[corner.value for corner in self._corners]))
        return union(boxes)

    def boxes(self, raw: Raw, place: Place, base: int, span: Span) -> Iterator[Box]:
        """The rectangle of a span on each printed line that it touches."""
        offset = base
        for start, end in raw.stretches():
            shift = offset - start
            first, last = max(start, span.start - shift), min(end, span.end - shift) - 1
            if first <= last:
                count = raw.chars[last] + 1 - raw.chars[first]
                box = self.box(raw.handle, raw.chars[first], count, place)
                if box is not None:
                    yield box
            offset += end - start + 1

    def _colour(self, drawn: int) -> int:
        if not pdfium.fill_colour(drawn, *self._colour_at):
            return 0
        red, green, blue, _ = self._colours
        return int(red.value << 16 | green.value << 8 | blue.value)

    def _font(self, drawn: int, fonts: dict[int, str]) -> str:
        font = pdfium.object_font(drawn)
        if font not in fonts:
            self._name.value = b""
            pdfium.font_name(font, self._name, len(self._name))
            fonts[font] = self._name.value.decode("utf-8", "replace").split("+", 1)[-1]
        return fonts[font]


def _run_end(handle: int, chars: Sequence[int], drawn: int, start: int, end: int) -> int:
    """Where the characters drawn by one object end, at most ``end``: most often there, else by galloping."""
    if pdfium.text_object(handle, chars[end - 1]) == drawn:
        return end
    same, other, step = start, end - 1, 4
    while same + step < other:
        if pdfium.text_object(handle, chars[same + step]) != drawn:
            other = same + step
            break
        same, step = same + step, step * 2
    while same + 1 < other:
        middle = (same + other) // 2
        if pdfium.text_object(handle, chars[middle]) == drawn:
            same = middle
        else:
            other = middle
    return other


def _line(start: int, end: int, number: int, runs: Sequence[Run]) -> Line:
    size = widest((run.size, run.end - run.start) for run in runs)
    heavy = sum(run.end - run.start if run.bold else run.start - run.end for run in runs)
    return Line(start, end, number, union([run.box for run in runs]), size, heavy > 0)


def widest(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most characters have, from pairs (size, characters); 0 if there are none."""
    count: dict[float, int] = {}
    for size, characters in sizes:
        count[size] = count.get(size, 0) + characters
    return max(count, key=count.__getitem__, default=0.0)


def union(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all of them."""
    if len(boxes) < 2:
        return boxes[0] if boxes else None
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
