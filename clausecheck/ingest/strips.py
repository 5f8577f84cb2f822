"""What PDFium calls the lines of a page → strips: printed lines of one column or one table cell.

PDFium joins whatever was drawn one after the other at one height into a line, however wide the gap:
the lines of two columns, the cells of a row, the number in the margin and the line that it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from clausecheck.model import Box

Corners: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom as PDFium gives them
Place: TypeAlias = Callable[[float, float, float, float], Box]  # corners → where they are displayed
Piece: TypeAlias = tuple[int, int, Corners, int]  # half-open range of a raw text, its place, what drew it

GAP = 8.0  # points; gutters are wider, and the spaces of justified text are not, but for one in 200
LABEL = 8  # characters; what stands before a gap and is as short may be a label with its hanging indent
BENEATH = 0.3  # heights of a line; the next line of running text stands lower by more than that
ODD = 10  # points of oddity, from which a page may have columns, a table or numbers in its margin
_OF_LABEL, _OF_GAP, _OF_ORDER = 1, 5, 10  # such points


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


def hull(boxes: Sequence[Box]) -> Box:
    """The rectangle around rectangles."""
    if len(boxes) == 1:
        return boxes[0]
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def odd(strips: Sequence[Strip]) -> bool:
    """Whether the lines do not simply follow each other downwards, each in one stretch.

    So four pages of five of the real contracts go no further, and cost no more than this.
    """
    oddity, above = 0, None
    for strip in strips:
        if len(strip.pieces) > 1:
            oddity += _gaps(strip)
        box = strip.box
        if box is not None:
            if above is not None and box.top < above.top + BENEATH * (box.bottom - box.top):
                oddity += _OF_ORDER
            above = box
        if oddity >= ODD:
            return True
    return False


def _gaps(strip: Strip) -> int:
    for before, (start, _, after, _) in pairwise(strip.pieces):
        a = before[2]
        gap = max(after[0] - a[2], a[0] - after[2], after[3] - a[1], a[3] - after[1])  # whichever way up
        if gap > GAP:
            return _OF_LABEL if start - strip.start <= LABEL else _OF_GAP
    return 0


def _part(strip: Strip, first: int, last: int) -> Strip:
    start, end = strip.pieces[first][0], strip.pieces[last - 1][1]
    start = start if first else strip.start
    if last == len(strip.pieces):
        end = strip.start + len(strip.text)
    return Strip(start, strip.text[start - strip.start : end - strip.start], strip.pieces[first:last])
