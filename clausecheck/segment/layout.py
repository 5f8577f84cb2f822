"""Document → rows: its printed lines that hold text, with what their place on the page tells.

A row knows its indent, how far right it reaches and whether it is set apart from the row before. Units
are points in a PDF and columns in a text file; only ratios are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from clausecheck.model import Document, Line, Page
from clausecheck.segment.healing import clean

_ROW = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HASHES = re.compile(r"#{1,6}[ \t]+\S")
_APART = 1.3  # a line pitch this many times the document's own sets a paragraph apart
_FULL = 0.85  # a row that reaches this far to the right margin was broken for want of room
_UNWRAPPED = 200  # columns; a text whose wide rows are wider has one row per paragraph


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line without the white space around it. ``text`` is healed."""

    start: int  # offset
    end: int  # offset
    text: str
    page: int
    indent: float
    right: float
    top: float | None  # points from the top of the page; None in text files
    bottom: float | None
    apart: bool  # white space stands between this row and the one before
    bold: bool
    size: float
    rank: int  # level of a Markdown heading; 0: none


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a document, in order, and the right margin that they are set to."""

    rows: tuple[Row, ...]
    margin: float
    step: float  # this much more indent begins a paragraph
    wrapped: bool  # paragraphs are broken into rows

    def full(self, row: Row) -> bool:
        """Whether the row reaches the right margin, so that the next one may go on with its sentence."""
        return self.wrapped and row.right >= _FULL * self.margin


def read(document: Document) -> Layout:
    """Rows of the whole document."""
    markup = document.format == "markdown"
    lines = list(_lines(document))
    pitch = _pitch(lines)
    rows: list[Row] = []
    before: tuple[Page, Line] | None = None
    for page, line, start, end in lines:
        raw = document.text[start:end]
        indent, right = _extent(document.text, line, start, end)
        apart = before is None or _is_apart(document.text, before, (page, line), start, rows, pitch)
        rows.append(
            Row(
                start=start,
                end=end,
                text=clean(raw, markup),
                page=page.number,
                indent=indent,
                right=right,
                top=line.box.top if line.box else None,
                bottom=line.box.bottom if line.box else None,
                apart=apart,
                bold=line.bold,
                size=line.size,
                rank=len(raw) - len(raw.lstrip("#")) if markup and _HASHES.match(raw) else 0,
            )
        )
        before = page, line
    margin = _percentile([row.right for row in rows], 0.9)
    boxed = any(row.top is not None for row in rows)
    return Layout(tuple(rows), margin, 10.0 if boxed else 3.0, boxed or margin <= _UNWRAPPED)


def _lines(document: Document) -> Iterator[tuple[Page, Line, int, int]]:
    """Every stretch of visible text, as a line of the document or, where it has none, of its text."""
    text, done, number = document.text, 0, 0
    page: Page | None = None
    for page in document.pages:
        for line in page.lines:
            yield from _stray(text, done, line.start, page)
            stretch = text[max(done, line.start) : line.end]
            visible = stretch.strip()
            if visible:
                start = max(done, line.start) + len(stretch) - len(stretch.lstrip())
                yield page, line, start, start + len(visible)
            done = max(done, line.end)
        yield from _stray(text, done, page.end, page)
        done = max(done, page.end)
    if page is None:
        page = Page(number=1, start=0, end=len(text))
    yield from _stray(text, done, len(text), page)


def _stray(text: str, start: int, end: int, page: Page) -> Iterator[tuple[Page, Line, int, int]]:
    """Text outside every line: cut at its line breaks."""
    if start >= end:
        return
    for match in _ROW.finditer(text, start, end):
        stretch = match.group()
        visible = stretch.strip()
        if visible:
            at = match.start() + len(stretch) - len(stretch.lstrip())
            yield page, Line(match.start(), match.end(), 0), at, at + len(visible)


def _extent(text: str, line: Line, start: int, end: int) -> tuple[float, float]:
    """Left and right edge: points where there is a box, else columns."""
    lead = text[line.start : start]
    if line.box is None:
        indent = len(lead.expandtabs(8))
        return indent, indent + end - start
    width = (line.box.x1 - line.box.x0) / max(1, line.end - line.start)
    return line.box.x0 + width * len(lead), line.box.x1


def _pitch(lines: list[tuple[Page, Line, int, int]]) -> float:
    """The usual distance from one line's top to the next, in heights of the line; 0 without boxes."""
    steps: list[float] = []
    for (page, above, *_), (other, below, *_) in zip(lines, lines[1:], strict=False):
        if page is other and above.box and below.box and below.box.top > above.box.top:
            steps.append((below.box.top - above.box.top) / _height(below))
    return median(steps) if steps else 0.0


def _height(line: Line) -> float:
    return line.size or (max(1.0, line.box.bottom - line.box.top) if line.box else 1.0)


def _is_apart(
    text: str, before: tuple[Page, Line], here: tuple[Page, Line], start: int, rows: list[Row], pitch: float
) -> bool:
    """Blank lines in a text file; more than the usual pitch, or a jump upwards, on a page."""
    (page, above), (other, below) = before, here
    if above.box is None or below.box is None:
        return len(_BREAK.findall(text, rows[-1].end, start)) > 1
    if page is not other:
        return False
    step = below.box.top - above.box.top
    return step < 0 or step / _height(below) > _APART * pitch


def _percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of all are at most; 0 for none."""
    return sorted(values)[int(share * (len(values) - 1))] if values else 0.0
