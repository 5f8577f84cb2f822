"""An open page of PDFium → the lines ruled on it, from which the cells of tables are made.

PDFium's own objects are asked, and not pdfplumber: it takes 50 times as long for a page, finds cells by the
same lines, and its words would still have to be found again in PDFium's text, into which all offsets point.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from clausecheck.ingest import pdfium
from clausecheck.ingest.matrices import IDENTITY, Matrix, put, times
from clausecheck.ingest.strips import Place
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

_THIN = 3.0  # points; what is no thicker is a line, be it drawn as a line or filled as a rectangle
_SHORT = 20.0  # points; shorter ones are check boxes and parts of pictures
_REACH = 3.0  # points by which lines that meet may miss each other
_OBJECTS = 3000  # on a page; more is a drawing
_RECTANGLE = 5  # segments
_SEGMENTS = 400  # of one path
_RULES = 200  # in each direction
_DEPTH = 3  # forms within forms


class Rule(NamedTuple):
    """A line, across or down, in the frame in which the text stands upright."""

    at: float  # height of one across, distance from the left of one that runs down
    start: float
    end: float


class Ruling(NamedTuple):
    """All lines of a page; none where there are so many that they are a picture."""

    across: Sequence[Rule]
    down: Sequence[Rule]

    def cell(self, x: float, y: float) -> Box | None:
        """The rectangle of lines around a place; None where the nearest lines make none, as underlines do."""
        walls = [rule for rule in self.down if rule.start <= y <= rule.end]
        left = max((rule for rule in walls if rule.at <= x), default=None)
        right = min((rule for rule in walls if rule.at > x), default=None)
        if left is None or right is None:
            return None
        floors = [rule.at for rule in self.across if rule.start <= left.at and right.at <= rule.end]
        top = max((at for at in floors if at <= y), default=None)
        bottom = min((at for at in floors if at > y), default=None)
        if top is None or bottom is None:
            return None
        whole = max(left.start, right.start) <= top and bottom <= min(left.end, right.end)
        return Box(left.at, top, right.at, bottom) if whole else None


def read(page: int, frame: Place) -> Ruling:
    """The lines of the page, parts of one line put together."""
    across: list[Rule] = []
    down: list[Rule] = []
    for corners in _lines(page):
        box = frame(*corners)
        if box.bottom - box.top <= _THIN < box.x1 - box.x0:
            across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif box.x1 - box.x0 <= _THIN < box.bottom - box.top:
            down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
    found = Ruling(_joined(across), _joined(down))
    return found if max(len(found.across), len(found.down)) <= _RULES else Ruling((), ())


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Parts of one line put together; short ones left out; ends let reach a little further."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][-1].at <= _THIN / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        row.sort(key=lambda rule: rule.start)
        at, start, end = row[0]
        for rule in [*row[1:], Rule(at, float("inf"), 0.0)]:
            if rule.start <= end + _REACH:
                end = max(end, rule.end)
                continue
            if end - start >= _SHORT:
                found.append(Rule(at, start - _REACH, end + _REACH))
            start, end = rule.start, rule.end
    return found


def _lines(page: int) -> Iterator[tuple[float, float, float, float]]:
    """Corners of lines and of the sides of rectangles, in the space of the page."""
    count = pdfium.count_objects(page)
    if count > _OBJECTS:
        return
    get, kind_of, kinds = pdfium.page_object, pdfium.object_type, (pdfium.PATH, pdfium.FORM)
    top = [thing for i in range(count) if kind_of(thing := get(page, i)) in kinds]
    things = [(thing, IDENTITY, _DEPTH) for thing in top]
    for thing, moved, depth in things:
        kind = pdfium.object_type(thing)
        if kind == pdfium.FORM and depth and len(things) < _OBJECTS:
            inner = times(pdfium.object_matrix(thing), moved)
            parts = range(min(_OBJECTS, pdfium.count_form_objects(thing)))
            things += [(pdfium.form_object(thing, i), inner, depth - 1) for i in parts]
        elif kind == pdfium.PATH:
            yield from _path(thing, moved)


def _path(thing: int, moved: Matrix) -> Iterator[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = pdfium.object_box(thing)
    if moved is not IDENTITY:
        (ax, ay), (bx, by) = put(x0, y0, moved), put(x1, y1, moved)
        x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if min(x1 - x0, y1 - y0) <= _THIN:
        yield x0, y1, x1, y0
    elif max(x1 - x0, y1 - y0) > _SHORT:
        segments = pdfium.count_segments(thing)
        if segments == _RECTANGLE:
            yield from ((x0, y1, x1, y1), (x0, y0, x1, y0), (x0, y1, x0, y0), (x1, y1, x1, y0))
        elif segments <= _SEGMENTS:
            yield from _segments(thing, segments, moved)


def _segments(thing: int, count: int, moved: Matrix) -> Iterator[tuple[float, float, float, float]]:
    moved = times(pdfium.object_matrix(thing), moved)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float, int]] = []
    for i in range(count):
        segment = pdfium.path_segment(thing, i)
        pdfium.segment_point(segment, ctypes.addressof(x), ctypes.addressof(y))
        points.append((*put(x.value, y.value, moved), pdfium.segment_type(segment)))
    for (ax, ay, _), (bx, by, kind) in pairwise(points):
        if kind == pdfium.LINE_TO:
            yield min(ax, bx), max(ay, by), max(ax, bx), min(ay, by)
