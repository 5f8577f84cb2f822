"""Strips of a page → its columns: the gutters between them, and the order of reading.

A gutter is a place where many lines begin and to the left of which others end. Signatures side by side,
forms and tables have such places too; but only running text, on both sides, fills its lines and breaks them
within a sentence, so that lines begin in small letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from clausecheck.ingest import order
from clausecheck.ingest.strips import GAP, Bit, hull
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

_LINES = 4  # on each side; a title or a signature has fewer
_EDGE = 2.0  # points by which beginnings of lines in a column differ; also the bin in which they are counted
_CANDIDATES = 3  # places where most lines begin
_FILLED = 0.7  # of the usual width, which as large a share of lines as the next figure reaches
_FILLING = 0.6
_SMALL = (
    0.3  # of lines that begin in small letters: .5 to .8 in columns of prose, under .1 in tables and forms
)
_LETTERS = 16  # characters of a line, on average: 3 words
_COLUMN = 60.0  # points between gutters; three columns on a page are 150 wide
_MARGIN_LINES = 3  # lines of a header or footer that stands off
_OFF = 2.0  # heights of a line
_HEADING = 2  # lines, at most
_CLEAR = 0.8  # heights of a line over it


class _Part(NamedTuple):
    text: str
    box: Box


def gutters(lines: Sequence[Bit]) -> tuple[float, ...]:
    """Where the columns of the page but the first begin, from left to right; none: it has no columns."""
    left = min(line.box.x0 for line in lines)
    found: list[float] = []
    best = 0
    scores = ((_score(lines, x), x) for x in _candidates(lines, left))
    for score, x in sorted(scores, key=lambda each: (-each[0], each[1])):
        if score and 2 * score >= best and all(abs(x - other) >= _COLUMN for other in found):
            best = max(best, score)
            found.append(x)
    return tuple(sorted(found))


def cuts(line: Bit, edges: Sequence[float]) -> list[int]:
    """Indices of the pieces of a line that begin a column, ascending; none if it stands across a gutter."""
    at = [_cut(line, edge) for edge in edges]
    crossed = any(not i and _across(line.box, (edge,)) for i, edge in zip(at, edges, strict=True))
    return [] if crossed else sorted({i for i in at if i})


def reading(boxes: Sequence[Box], edges: Sequence[float]) -> list[int]:
    """Indices of boxes in order: column after column, between bands in which boxes stand across a gutter."""
    bands = _bands(boxes, edges)
    zones: dict[tuple[float, int], list[int]] = {}
    for i, box in enumerate(boxes):
        middle = (box.top + box.bottom) / 2
        zone, column = float(bisect_right(bands, (middle, middle))), 0
        if zone and middle <= bands[int(zone) - 1][1]:
            zone -= 0.5  # in a band
        else:
            column = bisect_right([edge - _EDGE for edge in edges], box.x0)
        zones.setdefault((zone, column), []).append(i)
    for zone in {zone for zone, column in zones if zone.is_integer() and not column}:
        if (zone + 0.5, 0) in zones:
            _part_heading(boxes, zones, zone, len(edges))
    found: list[int] = []
    for key in sorted(zones):
        inside = zones[key]
        found += [inside[i] for i in order.reading([boxes[i] for i in inside])]
    return found


def _part_heading(
    boxes: Sequence[Box], zones: dict[tuple[float, int], list[int]], zone: float, columns: int
) -> None:
    """Part from the first column what stands under all of them: a short heading of what follows."""
    beside = [boxes[i].bottom for column in range(1, columns + 1) for i in zones.get((zone, column), ())]
    first = zones[zone, 0]
    under = [i for i in first if beside and boxes[i].top >= max(beside)]
    if not 0 < len(under) <= _HEADING or len(under) == len(first):
        return
    above = [boxes[i] for i in first if i not in under]
    width = max(box.x1 - box.x0 for box in above)
    short = all(boxes[i].x1 - boxes[i].x0 < _FILLED * width for i in under)
    top = min(boxes[i].top for i in under)
    if short and top - max(box.bottom for box in above) >= _CLEAR * (above[-1].bottom - above[-1].top):
        zones[zone, 0] = [i for i in first if i not in under]
        zones[zone + 0.25, 0] = under


def _bands(boxes: Sequence[Box], edges: Sequence[float]) -> list[tuple[float, float]]:
    """Tops and bottoms of what is read across the page: headers, footers, and what stands across a gutter."""
    first, last = _margins(boxes)
    bands = [(float("-inf"), first), (last, float("inf"))]
    for box in sorted((box for box in boxes if _across(box, edges)), key=lambda box: box.top):
        bands.append((box.top, box.bottom))
    bands.sort()
    found = bands[:1]
    for top, bottom in bands[1:]:
        if top <= found[-1][1]:
            found[-1] = (found[-1][0], max(bottom, found[-1][1]))
        else:
            found.append((top, bottom))
    return found


def _candidates(lines: Sequence[Bit], left: float) -> list[float]:
    """Where most lines begin, or go on after a gap, to the right of the first column's indents."""
    begins: Counter[int] = Counter()
    for line in lines:
        if line.box.x0 > left + _COLUMN:
            begins[round(line.box.x0 / _EDGE)] += 1
        for a, b in pairwise(line.boxes):
            if b.x0 - a.x1 >= GAP and b.x0 > left + _COLUMN:
                begins[round(b.x0 / _EDGE)] += 1
    near = {at: begins[at - 1] + begins[at] + begins[at + 1] for at in begins}
    most = sorted(near, key=lambda at: (-near[at], at))[:_CANDIDATES]
    return [(at - 0.5) * _EDGE for at in most if near[at] >= _LINES]


def _score(lines: Sequence[Bit], edge: float) -> int:
    """How many lines stand side by side at this gutter; 0 if it is none."""
    sides: tuple[list[_Part], list[_Part]] = ([], [])
    across: list[float] = []
    for line in lines:
        at, text = _cut(line, edge), line.strip.text
        if at:
            start = line.strip.pieces[at][0] - line.strip.start
            sides[0].append(_Part(text[:start], hull(line.boxes[:at])))
            sides[1].append(_Part(text[start:], hull(line.boxes[at:])))
        elif _across(line.box, (edge,)):
            across.append(line.box.top)
        else:
            sides[line.box.x0 >= edge - _EDGE].append(_Part(text, line.box))
    across.sort()
    zones: tuple[dict[int, list[_Part]], dict[int, list[_Part]]] = ({}, {})
    for zone, side in zip(zones, sides, strict=True):
        for each in side:
            zone.setdefault(bisect_right(across, each.box.top), []).append(each)
    left, right = _facing(*zones), _facing(*reversed(zones))
    return min(len(left), len(right)) if _prose(left) and _prose(right) else 0


def _facing(side: dict[int, list[_Part]], other: dict[int, list[_Part]]) -> list[_Part]:
    """Lines that have a line of the other side at their height, or near the like of it."""
    found: list[_Part] = []
    for zone, inside in side.items():
        if zone in other:
            top = min(each.box.top for each in other[zone])
            bottom = max(each.box.bottom for each in other[zone])
            found += [each for each in inside if each.box.bottom > top and each.box.top < bottom]
    return found


def _prose(parts: Sequence[_Part]) -> bool:
    """Whether lines are running text."""
    if len(parts) < _LINES or sum(len(each.text) for each in parts) < _LETTERS * len(parts):
        return False
    widths = sorted(each.box.x1 - each.box.x0 for each in parts)
    filled = sum(width >= _FILLED * widths[-1 - len(widths) // 8] for width in widths)
    small = sum(each.text.lstrip("([\"'\u201c\u2018")[:1].islower() for each in parts)
    loud = sum(each.text.isupper() for each in parts)
    return filled >= _FILLING * len(parts) and (small >= _SMALL * len(parts) or 2 * loud > len(parts))


def _cut(line: Bit, edge: float) -> int:
    """Index of the piece at which a line that spans the gutter is to be cut; 0: it is not."""
    if line.box.x0 >= edge - _EDGE or line.box.x1 <= edge:
        return 0
    at = next((i for i, box in enumerate(line.boxes) if box.x0 >= edge - _EDGE), 0)
    return at if at and max(box.x1 for box in line.boxes[:at]) <= line.boxes[at].x0 - GAP else 0


def _across(box: Box, edges: Iterable[float]) -> bool:
    return any(box.x0 < edge - _EDGE and box.x1 > edge - GAP / 2 for edge in edges)


def _margins(boxes: Sequence[Box]) -> tuple[float, float]:
    """The height above which a header stands, and that below which a footer does."""
    from statistics import median  # 3 ms, for few papers

    lines = sorted(boxes, key=lambda box: box.top)
    first, last = lines[0].top - 1, lines[-1].bottom + 1
    space = _OFF * median(box.bottom - box.top for box in lines)
    bottom, top = lines[0].bottom, lines[-1].top
    for box in lines[1 : _MARGIN_LINES + 1]:
        if box.top - bottom > space:
            first = (bottom + box.top) / 2
        bottom = max(bottom, box.bottom)
    for i in range(1, min(_MARGIN_LINES + 1, len(lines))):
        above = max(box.bottom for box in lines[:-i])
        if top - above > space:
            last = (above + top) / 2
        top = lines[-1 - i].top
    return (first, last) if first < last else (lines[0].top - 1, lines[-1].bottom + 1)
