"""Strips as drawn → strips in reading order: columns, tables, numbers in the margin, text that is turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clausecheck.ingest import columns, grid, order, ruling, sidenumbers
from clausecheck.ingest.strips import Place, Strip, bit, cut, downwards, gaps, mended, stacked
from clausecheck.model import Box

SLANTED = 4  # a turn; a stamp across the page, "DRAFT"
_MOST = 3000  # lines; a page has up to 100, a page of drawings a few hundred


def arrange(
    strips: Sequence[Strip], page: int, frame: Place, turn: Callable[[Strip], int]
) -> Sequence[Strip]:
    """The strips in reading order; those of cut lines have no box.

    Args:
        page: PDFium's handle.
        frame: corners → where they are when most of the text stands upright.
        turn: quarters by which a strip is turned clockwise in that frame, or ``SLANTED``.
    """
    straight = downwards(strips)
    if len(strips) > _MOST:
        return [strips[i] for i in order.reading([strip.box for strip in strips])]
    strips = strips if straight else mended(strips)
    inner, labelled = gaps(strips)
    whole = inner or not (straight or stacked(strips))
    if not (whole or labelled):
        return strips if straight else [strips[i] for i in order.reading([strip.box for strip in strips])]
    turned: dict[int, list[Strip]] = {}
    for strip in strips:
        if strip.pieces:
            turned.setdefault(turn(strip), []).append(strip)
    found: list[Strip] = []
    for quarter in sorted(turned, key=lambda each: -sum(len(strip.text) for strip in turned[each])):
        if quarter == SLANTED:
            found += turned[quarter]
        else:
            found += _upright(turned[quarter], page if whole else None, _turned(frame, quarter))
    return found + [strip for strip in strips if not strip.pieces and not strip.text.isspace()]


def _upright(strips: Sequence[Strip], page: int | None, frame: Place) -> list[Strip]:
    """Without a ``page``, only numbers in the margin are looked for."""
    bits, numbers = sidenumbers.aside([bit(strip, frame, i) for i, strip in enumerate(strips)])
    found, rest = ([], bits) if page is None else grid.rows(bits, ruling.read(page, frame))
    edges = columns.gutters(rest) if rest and page is not None else ()
    if edges:
        rest = [part for each in rest for part in cut(each, columns.cuts(each, edges))]
    items: list[tuple[int, Box, Sequence[Strip]]] = [(each.of, each.box, (each.strip,)) for each in rest]
    items = sorted([*items, *((row.of, row.box, row.strips) for row in found)], key=lambda item: item[0])
    boxes = [box for _, box, _ in items]
    indices = columns.reading(boxes, edges) if edges else order.reading(boxes)
    return [strip for i in indices for strip in items[i][2]] + [each.strip for each in numbers]


def _turned(frame: Place, quarter: int) -> Place:
    """The frame in which text that is turned clockwise stands upright. Only differences of places count."""
    frames: tuple[Place, ...] = (
        frame,
        lambda x0, y1, x1, y0: _flip(frame(x0, y1, x1, y0), lambda b: Box(b.top, -b.x1, b.bottom, -b.x0)),
        lambda x0, y1, x1, y0: _flip(frame(x0, y1, x1, y0), lambda b: Box(-b.x1, -b.bottom, -b.x0, -b.top)),
        lambda x0, y1, x1, y0: _flip(frame(x0, y1, x1, y0), lambda b: Box(-b.bottom, b.x0, -b.top, b.x1)),
    )
    return frames[quarter]


def _flip(box: Box, by: Callable[[Box], Box]) -> Box:
    return by(box)
