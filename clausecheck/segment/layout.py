"""Document → rows: its printed lines that hold text, with what their place on the page tells.

A row knows its indent, how far right it reaches and what parts it from the row before. Units are points
in a PDF and columns in a text file; only ratios are used. A text file has pages too where form feeds or
stretches of blank lines (so in the texts of CUAD) cut it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from clausecheck.model import Document, Line, Page
from clausecheck.model.noun import NamedTuple
from clausecheck.segment import turned
from clausecheck.segment.healing import Healer

_ROW = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HASHES = re.compile(r"#{1,6}[ \t]+\S")
# Labels inside a row that may begin a clause there: "(a)" that opens a list, a number after a full stop. They
# begin with the white space itself, so ``re`` runs from one to the next; what stands before it is asked then.
_INLINE_FIRST = re.compile(r"\s(?<=[.:\u2014)\d]\s)\s*+(?=\((?:a|i|1|A)\)\s+\S)")
_INLINE = re.compile(
    r"\s(?=[\s\dAS])(?:(?<!\s\s)(?<!ection\s)(?<!ECTION\s)(?<!lause\s)(?<!rticle\s)(?<!RTICLE\s)(?<!edule\s)"
    r"(?<!hibit\s)(?<!graph\s)(?<!\u00a7\s)\s*+(?=(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2} ?\.)\s+[\"\u201cA-Z])"
    r"|(?<=[.;:\"\u201d)]\s)\s*+(?=(?:ARTICLE|Article|SECTION|Section)\s+(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+)[.:]?\s+[\"\u201cA-Z]))"
)
_RULE = re.compile(r"[-=~\u2014\u2013]{3,}(?:[ \t]+[-=~]{3,})*")
_BREAK_OF_THEME = re.compile(r"(?:[*_-][ \t]*){3,}")
_HEADING = 100  # characters; headings of the CUAD contracts are shorter
_LONG_ROW = 160  # characters; a longer row may hold several clauses
_APART = 1.3  # a line pitch this many times the document's own sets a paragraph apart
_FULL = 0.85  # a row that reaches this far to the right margin was broken for want of room
_WIDE = 0.4  # and is as wide: what is set to the right or in the middle was not broken
_UNWRAPPED = 200  # columns; a text whose wide rows are wider has one row per paragraph
_NARROW = 60.0  # columns; no text is wrapped at less
_COLUMN = 60.0  # points by which the rows of a column stand to the right of those of the one before
_COLUMN_ROWS = 3  # of each of two columns; and as much higher, in lines, the second one begins
_COLUMN_FULL = 0.75  # a column's right margin is what this share of its rows keep to: a title may go beyond
_PAGE_GAP = 4  # line breaks in a row that part two pages of a text file


class Row(NamedTuple):
    """One printed line without the white space around it. ``text`` is healed."""

    start: int  # offset
    end: int  # offset
    text: str
    page: int  # counted from 0, in order
    indent: float
    right: float
    top: float | None = None  # points from the top of the page; None in text files
    apart: bool = False  # white space stands between this row and the one before
    bridged: bool = False  # a page or column break or a dropped header or footer stands there
    inline: bool = False  # not the beginning of a printed line, or not of a row of a table
    tabular: bool = False  # in a row of a PDF's table
    margin: float = 0.0  # of the column that it is in; 0: of the document
    bold: bool = False
    size: float = 0.0
    rank: int = 0  # level of a Markdown heading; 0: none
    ruled: bool = False  # a row of dashes follows at once
    listing: bool = False  # in a table of contents


class Layout(NamedTuple):
    """The rows of a document, in order, and the right margin that they are set to."""

    rows: tuple[Row, ...]
    margin: float
    step: float  # this much more indent begins a paragraph
    wrapped: bool  # paragraphs are broken into rows
    flowing: bool  # each row is a whole paragraph
    boxed: bool  # places are known: a PDF
    size: float = 0.0  # of most of the type, points; 0: not known

    def full(self, row: Row) -> bool:
        """Whether the row reaches the right margin, so that the next one may go on with its sentence."""
        margin = row.margin or self.margin
        wide = row.right - row.indent >= _WIDE * margin
        return self.wrapped and wide and row.right >= _FULL * margin


def read(document: Document, healer: Healer) -> Layout:
    """Rows of the whole document, without what a pending change took out."""
    markup = document.format == "markdown"
    lines = list(_standing(document, _lines(document)))
    pitch = _pitch(lines)
    rows: list[Row] = []
    above: _Seen | None = None
    count = 0
    for seen in lines:
        apart = bridged = inline = False
        if above is not None:
            apart, bridged = _parted(document.text, above, seen, pitch)
            inline = _in_row(document.text, above, seen)
        count += bridged
        raw = document.text[seen.start : seen.end]
        if rows and not bridged and (_RULE.fullmatch(raw) or (markup and _BREAK_OF_THEME.fullmatch(raw))):
            rank = (1 if "=" in raw else 2) if markup and not apart and "*" not in raw else 0
            ruled = rows[-1].ruled or not apart
            rows[-1] = rows[-1]._replace(end=seen.end, rank=rows[-1].rank or rank, ruled=ruled)
        else:
            row = _row(document.text, healer, seen, count, (apart and not inline, bridged))
            if inline or (seen.line.box is not None and "\t" in raw):
                row = row._replace(inline=inline, tabular=True)
                rows[-1:] = [rows[-1]._replace(tabular=True)] if inline else rows[-1:]
            hashes = len(raw) - len(raw.lstrip("#")) if markup and _HASHES.match(raw) else 0
            rank = hashes or _style(row, seen.line)
            rows.append(row._replace(rank=rank) if rank else row)
        above = seen
    boxed = any(row.top is not None for row in rows)
    rows = _columns(rows) if boxed else rows
    margin = max(_percentile([row.right for row in rows], 0.9), 0.0 if boxed else _NARROW)
    wrapped = boxed or (margin <= _UNWRAPPED and not document.flowing)
    step = 10.0 if boxed else 3.0
    return Layout(tuple(rows), margin, step, wrapped, document.flowing, boxed, _size(rows))


def opened(document: Document, healer: Healer, layout: Layout) -> Layout:
    """The layout with rows cut where a label inside them may begin a clause."""
    rows: list[Row] = []
    for row in layout.rows:
        if row.listing:
            rows.append(row)
            continue
        near = min(row.end, row.start + _LONG_ROW)
        cuts = [m.span() for m in _INLINE_FIRST.finditer(document.text, row.start, near)]
        if row.end - row.start > _LONG_ROW:
            cuts += [m.span() for m in _INLINE.finditer(document.text, row.start, row.end)]
        start, first = row.start, True
        for stop, begin in [*sorted(set(cuts)), (row.end, row.end)]:
            if stop <= start:
                continue
            part = (
                row
                if stop == row.end and first
                else row._replace(
                    start=start,
                    end=stop,
                    text=healer.line(start, stop),
                )
            )
            rows.append(part if first else part._replace(apart=False, bridged=False, inline=True, rank=0))
            start, first = begin, False
    return layout._replace(rows=tuple(rows))


class _Seen(NamedTuple):
    page: Page
    line: Line
    start: int
    end: int


def _row(text: str, healer: Healer, seen: _Seen, page: int, parted: tuple[bool, bool]) -> Row:
    raw, line = text[seen.start : seen.end], seen.line
    if line.box is None:
        indent = float(len(text[line.start : seen.start].expandtabs(8)))
        right, top = indent + len(raw), None
    else:
        indent, right, top = line.box.x0, line.box.x1, line.box.top
    return Row(
        start=seen.start,
        end=seen.end,
        text=healer.line(seen.start, seen.end),
        page=page,
        indent=indent,
        right=right,
        top=top,
        apart=parted[0],
        bridged=parted[1],
        bold=line.bold,
        size=line.size,
    )


def _style(row: Row, line: Line) -> int:
    """The level of a heading by its style; clauses are often set in such a style from end to end."""
    return line.level if len(row.text) <= _HEADING and row.text[-1:] not in tuple(".;,") else 0


def _standing(document: Document, lines: Iterator[_Seen]) -> Iterator[_Seen]:
    gone = [mark for mark in document.marks if mark.kind == "deleted"]
    for seen in lines:
        at = bisect_right(gone, seen.start, key=lambda mark: mark.start) - 1
        if at < 0 or seen.start >= gone[at].end:
            yield seen


def _lines(document: Document) -> Iterator[_Seen]:
    """Every stretch of visible text, as a line of the document or, where it has none, of its text."""
    text = document.text
    page = Page(number=1, start=0, end=len(text))
    done = document.pages[0].start if document.pages else 0
    for each in document.pages:
        page = turned.upright(each)
        for line in page.lines:
            yield from _visible(text, done, line.start, page, None)
            yield from _visible(text, max(done, line.start), line.end, page, line)
            done = max(done, line.end)
        yield from _visible(text, done, page.end, page, None)
        done = max(done, page.end)
    yield from _visible(text, done, page.end, page, None)


def _visible(text: str, start: int, end: int, page: Page, line: Line | None) -> Iterator[_Seen]:
    """What can be seen of a stretch of text, cut at its line breaks."""
    for match in _ROW.finditer(text, start, end) if start < end else ():
        stretch = match.group()
        body = stretch.strip()
        if body:
            at = match.start() + len(stretch) - len(stretch.lstrip())
            whole = line is not None and match.start() == start
            seen = line if whole and line else Line(match.start(), match.end(), 0, line.box if line else None)
            yield _Seen(page, seen, at, at + len(body))


def _pitch(lines: list[_Seen]) -> float:
    """The usual distance from one line to the next, in sizes of the type; 0 without boxes."""
    steps = [_step(above.line, below.line) for above, below in pairwise(lines) if above.page is below.page]
    ordered = sorted(step for step in steps if step > 0) or [0.0]
    return ordered[len(ordered) // 2]


def _step(above: Line, below: Line) -> float:
    """How far down the next line stands, in sizes of its type."""
    if above.box is None or below.box is None:
        return 0.0
    down = (below.box.top - above.box.top + below.box.bottom - above.box.bottom) / 2
    return down / (below.size or max(1.0, below.box.bottom - below.box.top))


def _parted(text: str, above: _Seen, below: _Seen, pitch: float) -> tuple[bool, bool]:
    """Whether the next line is set apart, and whether a page break stands before it."""
    if above.line.box is None or below.line.box is None:
        between = text[above.end : below.start]
        breaks = len(_BREAK.findall(between))
        bridged = "\x0c" in between or breaks > _PAGE_GAP or above.page is not below.page
        return breaks > 1, bridged
    if above.page is not below.page:
        return False, True
    step = _step(above.line, below.line)
    return step < 0 or step > _APART * pitch, False


def _in_row(text: str, above: _Seen, below: _Seen) -> bool:
    """Whether a row of a PDF's table goes on: a tab stands between its lines."""
    return below.line.box is not None and "\t" in text[above.line.end : below.line.start]


def _columns(rows: list[Row]) -> list[Row]:
    """Rows of a page's later columns moved under those of its first, so that indents compare."""
    found = list(rows)
    i = 1
    while i < len(rows):
        end = _column(rows, i)
        if end is None:
            i += 1
            continue
        first = next(j for j in range(i, -1, -1) if not j or rows[j - 1].page != rows[i].page)
        left = min(row.indent for row in rows[first:i])
        if not any(found[j].margin for j in range(first, i)):
            found[first:i] = _under(rows[first:i], 0.0)
        found[i:end] = _under(rows[i:end], min(row.indent for row in rows[i:end]) - left)
        found[i] = found[i]._replace(apart=False, bridged=True)
        i = end
    return found


def _column(rows: list[Row], i: int) -> int | None:
    """Where a column ends that begins with row ``i``; None: none begins there."""
    row, end = rows[i], i + 1
    if not _begins_column(rows, i):
        return None
    while end < len(rows) and rows[end].page == row.page and rows[end].indent > row.indent - _COLUMN / 2:
        if _begins_column(rows, end):
            break
        end += 1
    return end if end - i >= _COLUMN_ROWS else None


def _begins_column(rows: list[Row], i: int) -> bool:
    """Whether a row stands higher than those before it, and to the right of them."""
    row, above = rows[i], rows[i - 1]
    if row.page != above.page or row.inline or row.indent < above.indent + _COLUMN:
        return False
    if (above.top or 0.0) - (row.top or 0.0) < _COLUMN_ROWS * row.size:
        return False
    before = rows[max(0, i - _COLUMN_ROWS) : i]
    return all(each.page == row.page and each.right <= row.indent for each in before)


def _under(rows: list[Row], shift: float) -> list[Row]:
    margin = _percentile([row.right for row in rows], _COLUMN_FULL) - shift
    return [row._replace(indent=row.indent - shift, right=row.right - shift, margin=margin) for row in rows]


def _size(rows: list[Row]) -> float:
    """The size of most of the type."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of all are at most; 0 for none."""
    return sorted(values)[int(share * (len(values) - 1))] if values else 0.0
