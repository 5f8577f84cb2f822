"""Printed lines of a page → reading order.

A PDF keeps lines in the order in which a program drew them. Mostly that is the order of reading, columns
included, better than any guess from positions. But pages printed from a browser draw headings, list items
or footers apart: of 50 real contracts, 3 have clauses out of order on half of their pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.model import Box

STEP = 1.5  # line heights that a line may stand above the one before: labels stand off their text a little
SHARED = 0.2  # of the lower line's height that two lines have in common from which they stand side by side


def reading(boxes: Sequence[Box | None]) -> Sequence[int]:
    """Indices of the lines in reading order; None stands for a line without ink, which stays where it is.

    Stretches that run downwards are merged by height. Where two of them have lines side by side (columns,
    tables), all stays as drawn.

    >>> reading([Box(0, 20, 9, 30), Box(0, 60, 9, 70), Box(0, 0, 9, 10), Box(0, 40, 9, 50)])
    [2, 0, 3, 1]
    >>> reading([Box(0, 0, 9, 10), Box(0, 20, 9, 30), Box(20, 0, 29, 10), Box(20, 20, 29, 30)])
    range(0, 4)
    """
    drawn = range(len(boxes))
    if not any(_rises(boxes)):
        return drawn
    stretch, depth = 0, 0.0
    keys: list[tuple[float, int]] = []  # of each line: how far down its stretch has come, and which it is
    for box, rises in zip(boxes, _rises(boxes), strict=True):
        if box is not None:
            stretch, depth = (stretch + 1, box.top) if rises else (stretch, max(depth, box.top))
        keys.append((depth, stretch))
    order = sorted(drawn, key=lambda i: keys[i][0])
    return drawn if _any_beside(boxes, [keys[i][1] for i in order], order) else order


def _rises(boxes: Sequence[Box | None]) -> Iterator[bool]:
    """Of each line, whether it stands well above one that was drawn before it in its stretch."""
    depth = 0.0
    for box in boxes:
        top = depth if box is None else box.top
        rises = box is not None and top < depth - STEP * (box.bottom - top)
        depth = top if rises or top > depth else depth
        yield rises


def _any_beside(boxes: Sequence[Box | None], stretches: Sequence[int], order: Sequence[int]) -> bool:
    """Whether lines of two stretches that come to stand next to each other share a part of their height."""
    last: tuple[int, Box] | None = None
    for stretch, i in zip(stretches, order, strict=True):
        box = boxes[i]
        if box is None:
            continue
        if last is not None and last[0] != stretch and side_by_side(last[1], box):
            return True
        last = stretch, box
    return False


def side_by_side(one: Box, other: Box) -> bool:
    """Whether two lines share a part of their height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > SHARED * min(one.bottom - one.top, other.bottom - other.top)
