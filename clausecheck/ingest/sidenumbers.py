"""Lines of a page → the numbers in its margin that count them, taken aside: "1 … 28" on pleading paper.

They are kept, at the end of the page, for quotes; as furniture they belong to no clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from clausecheck.ingest.strips import GAP, Bit, cut

_LEAST = {1: 10, 5: 4}  # numbers on a page, by how far they count from one to the next
_DIGITS = 3
_EVEN = 0.2  # of the usual distance, by which one may differ
_LINED_UP = 2.0  # points by which their left or right ends differ
_SHARE = 0.5  # of the height of the text beside them
_SMALL = (
    0.25  # of lines that begin in small letters, as running text does and the rows of a numbered table do not
)


def aside(bits: Sequence[Bit]) -> tuple[list[Bit], list[Bit]]:
    """The lines without their numbers, and the numbers from top to bottom."""
    found = [i for i, bit in enumerate(bits) if _number(bit) is not None]
    if len(found) < min(_LEAST.values()):
        return list(bits), []
    found.sort(key=lambda i: bits[i].boxes[0].top)
    counting = _counting(bits, found)
    if not counting:
        return list(bits), []
    rest: list[Bit] = []
    for i, bit in enumerate(bits):
        if i not in counting:
            rest.append(bit)
        elif len(bit.boxes) > 1:
            rest.append(cut(bit, (1,))[1])
    return rest, [cut(bits[i], (1,))[0] if len(bits[i].boxes) > 1 else bits[i] for i in counting]


def _number(bit: Bit) -> int | None:
    """The number that a line starts with, if a gap follows or nothing does."""
    first = bit.strip.pieces[0]
    text = bit.strip.text[: first[1] - bit.strip.start].strip()
    if not text.isdecimal() or len(text) > _DIGITS:
        return None
    apart = len(bit.boxes) == 1 or bit.boxes[1].x0 - bit.boxes[0].x1 >= GAP
    return int(text) if apart else None


def _counting(bits: Sequence[Bit], found: Sequence[int]) -> list[int]:
    """The numbers that count the lines of the page; none: they do not."""
    for step, least in _LEAST.items():
        for run in _runs(bits, found, step):
            if len(run) >= least and _even(bits, run) and _beside(bits, run):
                return run
    return []


def _runs(bits: Sequence[Bit], found: Sequence[int], step: int) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in found:
        number = _number(bits[i])
        if runs and number == (len(runs[-1]) + 1) * step:
            runs[-1].append(i)
        elif number == step:
            runs.append([i])
    return runs


def _even(bits: Sequence[Bit], run: Sequence[int]) -> bool:
    """Whether the numbers stand in a column at one distance from each other."""
    from statistics import median  # 3 ms, for few papers

    boxes = [bits[i].boxes[0] for i in run]
    steps = [b.top - a.top for a, b in pairwise(boxes)]
    usual = median(steps)
    even = sum(abs(step - usual) <= _EVEN * usual for step in steps)
    ends = [(box.x0, box.x1) for box in boxes]
    lined_up = any(max(side) - min(side) <= _LINED_UP for side in zip(*ends, strict=True))
    return lined_up and 10 * even >= 9 * len(steps)


def _beside(bits: Sequence[Bit], run: Sequence[int]) -> bool:
    """Whether they stand in the margin, along most of the page, beside running text."""
    numbers = [bits[i].boxes[0] for i in run]
    kept = set(run)
    body = [box for i, bit in enumerate(bits) for box in bit.boxes[i in kept :]]
    if not body:
        return False
    top, bottom = min(box.top for box in body), max(box.bottom for box in body)
    left = min(box.x0 for box in body if box.bottom > numbers[0].top and box.top < numbers[-1].bottom)
    high = numbers[-1].bottom - numbers[0].top >= _SHARE * (bottom - top)
    words = [bit.strip.text.lstrip("0123456789 \t")[:1] for bit in bits]
    prose = sum(word.islower() for word in words) >= _SMALL * sum(map(bool, words))
    return high and prose and max(box.x1 for box in numbers) <= left
