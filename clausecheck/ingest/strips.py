"""What PDFium calls the lines of a page → strips: printed lines of one column or one table cell.

PDFium joins whatever was drawn one after the other at one height into a line, however wide the gap:
the lines of two columns, the cells of a row, the number in the margin and the line that it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from clausecheck.ingest import order
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

Corners: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom as PDFium gives them
Place: TypeAlias = Callable[[float, float, float, float], Box]  # corners → where they are displayed
Piece: TypeAlias = tuple[int, int, Corners, int]  # half-open range of a raw text, its place, what drew it

GAP = 8.0  # points; the gutters of the multi-column files at hand are 12 and more
LABEL = 9  # characters; what stands before a gap and is as short may be a label with its hanging indent
MARK = 4  # characters, at most, of a mark that is set high, and the space after it
WORDS = 0.75  # of the height of a line, at most, between two words that PDFium parted
_INNER = 2  # lines with a gap further on
_LABELLED = 10
_BESIDE = 3  # lines that stand beside the next lower one; a label or a footer drawn apart is one


class Strip(NamedTuple):
    """A part of a page's text that is read in one go."""

    start: int  # index into the raw text
    text: str
    pieces: Sequence[Piece]
    box: Box | None = None  # as displayed; None without ink
    joint: str = "\n"  # what stands before it in the document: see ``grid``


class Bit(NamedTuple):
    """A strip whose place is known in the frame in which its text stands upright."""

    strip: Strip
    boxes: Sequence[Box]  # of its pieces
    box: Box
    of: int  # index of the line of PDFium that it is, or is a part of
    cell: Box | None = None  # of a table


def bit(strip: Strip, frame: Place, of: int) -> Bit:
    """The strip, which has ink, in a frame."""
    boxes = [frame(*piece[2]) for piece in strip.pieces]
    return Bit(strip, boxes, hull(boxes), of)


def cut(whole: Bit, at: Sequence[int]) -> list[Bit]:
    """The parts that begin at these pieces, besides the one before them."""
    found = []
    for first, last in pairwise((0, *at, len(whole.boxes))):
        boxes = whole.boxes[first:last]
        found.append(Bit(_part(whole.strip, first, last), boxes, hull(boxes), whole.of))
    return found


def hull(boxes: Iterable[Box]) -> Box:
    """The rectangle around one or more."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def downwards(strips: Iterable[Strip]) -> bool:
    """Whether each line stands under the one before: so of half of the pages of the real contracts."""
    above = float("-inf")
    for strip in strips:
        box = strip.box
        if box is not None:
            if box.top < above:
                return False
            above = (box.top + box.bottom) / 2
    return True


def gaps(strips: Iterable[Strip]) -> tuple[bool, bool]:
    """Whether there are gaps within lines, as in columns and tables, and near the beginnings of many."""
    found = [gap for strip in strips if len(strip.pieces) > 1 and (gap := _gap(strip))]
    inner = found.count(LABEL)
    return inner >= _INNER, len(found) - inner >= _LABELLED


def stacked(strips: Iterable[Strip]) -> bool:
    """Whether hardly any line stands beside another."""
    boxes = [strip.box for strip in strips if strip.box]
    boxes.sort(key=lambda box: box.top)
    return sum(order.side_by_side(a, b) for a, b in pairwise(boxes)) < _BESIDE


def mended(strips: Sequence[Strip]) -> list[Strip]:
    """The lines, with those put together that PDFium broke off at a mark that is set high."""
    found: list[Strip] = []
    for strip in strips:
        last = found[-1] if found else None
        if last is None or last.box is None or strip.box is None or not _adjoins(last, strip):
            found.append(strip)
            continue
        between = " " * (strip.start - last.start - len(last.text))
        text, pieces = last.text + between + strip.text, [*last.pieces, *strip.pieces]
        found[-1] = Strip(last.start, text, pieces, hull((last.box, strip.box)))
    return found


def _adjoins(one: Strip, other: Strip) -> bool:
    a, b = one.box, other.box
    if a is None or b is None or other.start - one.start - len(one.text) > len("\r\n"):
        return False
    if any(
        len(each.text) > MARK and box.bottom - box.top > box.x1 - box.x0
        for each, box in ((one, a), (other, b))
    ):
        return False  # turned
    height = max(a.bottom - a.top, b.bottom - b.top)
    return 0 <= b.x0 - a.x1 <= WORDS * height and order.side_by_side(a, b)


def _gap(strip: Strip) -> int:
    """How many characters stand before the last gap, up to ``LABEL``; 0: there is none."""
    pieces = strip.pieces
    first, last = pieces[0][2], pieces[-1][2]
    x, y = last[0] - first[0], last[1] - first[1]
    low, high = (0, 2) if abs(x) >= abs(y) else (3, 1)
    onwards = (x if low == 0 else y) >= 0
    found, before = 0, first
    for start, _, after, _ in pieces:
        gap = after[low] - before[high] if onwards else before[low] - after[high]
        if gap > GAP:
            found = start - strip.start
            if found >= LABEL:
                return LABEL
        before = after
    return found


def _part(strip: Strip, first: int, last: int) -> Strip:
    start, end = strip.pieces[first][0], strip.pieces[last - 1][1]
    start = start if first else strip.start
    if last == len(strip.pieces):
        end = strip.start + len(strip.text)
    return Strip(start, strip.text[start - strip.start : end - strip.start], strip.pieces[first:last])
