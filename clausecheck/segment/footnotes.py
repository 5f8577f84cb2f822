"""Rows → rows without footnotes, and the footnotes, each a text of its own.

A footnote stands at the foot of a page or column in smaller type than the words above it, and begins with its
mark. The sentence above goes on overleaf, so its rows must meet; the mark in it would tear a phrase apart
("in perpetuity¹ throughout") and is left out with the furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from clausecheck.model import Document, Run
from clausecheck.model.noun import NamedTuple
from clausecheck.segment.healing import Healer
from clausecheck.segment.layout import Layout, Row
from clausecheck.segment.outline import Block

_SMALLER = 0.93  # of the size of most of the type, at most: 9 points under 10, 10 under 11
_RAISED = (
    0.85  # of the size of its line, at most, is that of a mark that is set high: word processors use .58-.67
)
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*\u2020\u2021\u00a7]{1,3})(?P<gap>\s*)(?=[\"\u201c(\w])")
_OPENS = re.compile(r"[\"\u201c(]?[A-Z]")


class Note(NamedTuple):
    """A footnote."""

    mark: str
    rows: list[Row]


def lift(document: Document, healer: Healer, layout: Layout) -> tuple[Layout, tuple[Note, ...]]:
    """The layout without footnotes and the marks that point to them, and the footnotes."""
    if not layout.boxed or not layout.size:
        return layout, ()
    rows = list(layout.rows)
    notes: list[Note] = []
    kept: list[Row] = []
    for first, last in _stretches(rows):
        start = _first(document, layout, rows[first:last])
        body = rows[first:last] if start is None else rows[first : first + start]
        found = [] if start is None else _notes(document, layout, rows[first + start : last])
        marks = {note.mark for note in found}
        for row in body:
            kept += _without(document, healer, row, marks) if marks else [row]
        notes += found
    return (layout._replace(rows=tuple(kept)), tuple(notes)) if notes else (layout, ())


def place(blocks: Sequence[Block], notes: Sequence[Note]) -> list[Block]:
    """The blocks with those of the footnotes, each after the whole clause that it belongs to."""
    found: list[Block] = []
    moved: list[int] = []  # index of a block → its new index
    waiting = list(notes)
    for block in blocks:
        while waiting and block.parent is None and waiting[0].rows[0].start < block.rows[0].start:
            found.append(Block(waiting.pop(0).rows))
        moved.append(len(found))
        found.append(block)
    for block in blocks:
        block.parent = None if block.parent is None else moved[block.parent]
    return found + [Block(note.rows) for note in waiting]


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Columns and pages, as ranges of rows."""
    first = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or rows[i].bridged:
            yield first, i
            first = i


def _first(document: Document, layout: Layout, rows: Sequence[Row]) -> int | None:
    """Where the footnotes begin among the rows of a page or column."""
    found = None
    for i in range(len(rows) - 1, 0, -1):
        small = rows[i].size <= _SMALLER * layout.size
        mark = _mark(document, rows[i], small)
        if not small and mark is None:
            break
        found = i if mark is not None else found
    if found is None or rows[found - 1].size <= _SMALLER * layout.size:
        return None
    return found


def _notes(document: Document, layout: Layout, rows: Sequence[Row]) -> list[Note]:
    notes: list[Note] = []
    for row in rows:
        mark = _mark(document, row, row.size <= _SMALLER * layout.size)
        if mark is not None and (not notes or _next(notes[-1].mark, mark)):
            notes.append(Note(mark, [row]))
        else:
            notes[-1].rows.append(row)
    return notes


def _next(last: str, mark: str) -> bool:
    return not (last.isdecimal() and mark.isdecimal()) or int(mark) == int(last) + 1


def _mark(document: Document, row: Row, small: bool) -> str | None:
    """The mark that the row begins with: set high, or before a capital in a row of small type."""
    match = _MARK.match(row.text)
    if match is None or row.inline or row.tabular:
        return None
    run = next(_runs(document, row.start, row.start + 1), None)
    high = (
        run is not None and _high(document, run, row.size) and run.end - row.start <= len(match["mark"]) + 1
    )
    opens = small and _OPENS.match(row.text, match.end()) is not None
    return match["mark"] if high or opens else None


def _high(document: Document, run: Run, size: float) -> bool:
    """Whether a run of small type is set high in its line, not low as in H₂O."""
    box = document.line_at(run.start).box
    return (
        run.size <= _RAISED * size and box is not None and run.box.top + run.box.bottom < box.top + box.bottom
    )


def _without(document: Document, healer: Healer, row: Row, marks: set[str]) -> Iterator[Row]:
    """The row in parts, between the marks that are set high in it."""
    start = row.start
    for run in _runs(document, row.start, row.end):
        if document.text[run.start : run.end].strip() not in marks or not _high(document, run, row.size):
            continue
        if start < run.start:
            yield _part(document, healer, row, start, run.start)
        start = min(row.end, run.start + len(document.text[run.start : run.end].rstrip()))
    if start < row.end:
        yield _part(document, healer, row, start, row.end)


def _part(document: Document, healer: Healer, row: Row, start: int, end: int) -> Row:
    if (start, end) == (row.start, row.end):
        return row
    later = {} if start == row.start else {"inline": True, "apart": False, "bridged": False}
    return row._replace(start=start, end=end, text=healer.line(start, end), **later)


def _runs(document: Document, start: int, end: int) -> Iterator[Run]:
    """The runs that begin in a range of the text."""
    runs = document.page_at(start).runs
    for i in range(bisect_left(runs, start, key=lambda run: run.start), len(runs)):
        if runs[i].start >= end:
            return
        yield runs[i]
