"""Page → the same page, its lines placed as if it had been turned so that they stand upright.

Only where a page is displayed on its side or upside down: indents and distances then compare as elsewhere.
"""

from __future__ import annotations

from itertools import pairwise

from clausecheck.model import Box, Page

_WORDS = 8  # characters; a shorter line may be as tall as it is wide


def upright(page: Page) -> Page:
    """The page, with other boxes if most of its lines do not run to the right and downwards."""
    boxes = [line.box for line in page.lines if line.box and line.end - line.start >= _WORDS]
    if len(boxes) < 2:
        return page
    steps = list(pairwise(boxes))
    if 2 * sum(box.bottom - box.top > box.x1 - box.x0 for box in boxes) > len(boxes):
        turn = 3 if 2 * sum(b.x0 > a.x0 for a, b in steps) > len(steps) else 1
    elif 4 * sum(b.top < a.top for a, b in steps) > 3 * len(steps):
        turn = 2
    else:
        return page
    lines = [line._replace(box=line.box and _placed(line.box, page, turn)) for line in page.lines]
    return page._replace(lines=tuple(lines))


def _placed(box: Box, page: Page, turn: int) -> Box:
    """Where a box is once the page is turned back; ``turn`` counts quarters clockwise."""
    width, height = page.width, page.height
    if turn == 1:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turn == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    return Box(height - box.bottom, box.x0, height - box.top, box.x1)
