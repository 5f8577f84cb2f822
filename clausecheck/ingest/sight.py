"""A page as it is drawn → what of its words an eye sees.

A word is seen if the picture of the page changes where the word stands when the word is left out. This holds
whatever hides it: its colour, what lies over it, a clip, a soft mask, a layer that is switched off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from clausecheck.ingest import pdfium
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

SCALE = 2.0  # pixels a point: the stem of a letter of 8 pt is one pixel wide
WIDEST = 30_000  # pixels of a page; PDF's own limit is 14,400 points
BAND = 1 << 20  # pixels looked at in one go, 4 bytes each, twice
# WCAG 2's contrast ratio is 1 (none) to 21; it asks for 3 for large letters and 4.5 for others. Below 1.25
# (#e6e6e6 on white) is 10 % Michelson contrast, under which reading breaks down even for keen eyes (Legge,
# Rubin & Luebker 1987). Large letters need less (the contrast sensitivity of the eye): a pale watermark.
LEAST = 1.25
LEAST_LARGE = 1.05
LEAST_INK = 1.05  # from which a pixel was touched at all
HUE = 64  # of 255, in red or green: colours as bright as each other that are told apart; blue shows no detail
SHARE = 0.04  # of a word's rectangle: letters of a light font fill 10 %
INK = 1.5  # contrast from which a picture shows something under a word


class Seen(NamedTuple):
    """What is seen of a word."""

    visible: bool
    drawn: bool  # leaves a trace at all, however faint
    ground: int  # 0xRRGGBB of most of what is behind it


class Target(NamedTuple):
    """A word to look at."""

    box: Box
    large: bool
    ink: int | None = None  # 0xRRGGBB; count only what is nearer to it than to the ground


class _View(NamedTuple):
    """A part of a page in pixels."""

    scale: tuple[int, int]  # the whole page
    left: int
    top: int
    width: int
    height: int

    def draw(self, page: int) -> bytearray:
        return pdfium.render(page, *self)


def contrast(a: int, b: int) -> float:
    """Contrast ratio of two colours 0xRRGGBB as WCAG 2 defines it.

    >>> contrast(0, 0xFFFFFF), round(contrast(0xCCCCCC, 0xFFFFFF), 2)
    (21.0, 1.61)
    """
    one, other = _luminance(a), _luminance(b)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@lru_cache(maxsize=4096)
def stands_out(a: int, b: int, least: float) -> bool:
    """Whether one colour 0xRRGGBB is seen on the other."""
    hue = max(abs((a >> 16 & 255) - (b >> 16 & 255)), abs((a >> 8 & 255) - (b >> 8 & 255)))
    return contrast(a, b) >= least or hue >= HUE


def seen(page: int, size: tuple[float, float], words: Sequence[Target], things: Sequence[int]) -> list[Seen]:
    """What is seen of words that ``things`` draw."""
    found = [Seen(False, False, 0xFFFFFF)] * len(words)
    for view, which in _views(size, [word.box for word in words]):
        whole = view.draw(page)
        with_out = _without(page, view, things)
        for i in which:
            area = _pixels(view, size, words[i].box)
            found[i] = _compare(whole, with_out, view.width, area, words[i])
    return found


def pictured(page: int, size: tuple[float, float], boxes: Sequence[Box], things: Sequence[int]) -> list[bool]:
    """Of each word in ``boxes``, whether a picture shows something there: ``things`` is all text there is."""
    found = [False] * len(boxes)
    for view, which in _views(size, boxes):
        bare = _without(page, view, things)
        for i in which:
            area = _pixels(view, size, boxes[i])
            counts = _count(bare, view.width, area)
            ground = counts.most_common(1)[0][0]
            ink = sum(n for pixel, n in counts.items() if contrast(pixel, ground) >= INK)
            found[i] = ink >= SHARE * counts.total()
    return found


def _without(page: int, view: _View, things: Sequence[int]) -> bytearray:
    for thing in things:
        pdfium.set_active(thing, 0)
    try:
        return view.draw(page)
    finally:
        for thing in things:
            pdfium.set_active(thing, 1)


def _views(size: tuple[float, float], boxes: Sequence[Box]) -> Iterator[tuple[_View, list[int]]]:
    """The page in strips with words in them, and which words those are."""
    scale = _scale(size)
    if not boxes:
        return
    spots = [_spot(scale, size, box) for box in boxes]
    left, right = min(spot[0] for spot in spots), max(spot[2] for spot in spots)
    rows = max(1, BAND // (right - left))
    order = sorted(range(len(spots)), key=lambda i: spots[i][1])
    which: list[int] = []
    for i in order:
        if which and spots[i][3] > spots[which[0]][1] + rows:
            yield _view(scale, left, right, rows, [spots[j] for j in which]), which
            which = []
        which.append(i)
    yield _view(scale, left, right, rows, [spots[j] for j in which]), which


def _view(
    scale: tuple[int, int], left: int, right: int, rows: int, spots: Sequence[tuple[int, int, int, int]]
) -> _View:
    top = spots[0][1]
    return _View(scale, left, top, right - left, min(rows, max(spot[3] for spot in spots) - top))


def _scale(size: tuple[float, float]) -> tuple[int, int]:
    scale = min(SCALE, WIDEST / max(*size, 1.0))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _spot(scale: tuple[int, int], size: tuple[float, float], box: Box) -> tuple[int, int, int, int]:
    """The pixels of the page under a box, at least one."""
    across, down = scale[0] / size[0], scale[1] / size[1]
    left = min(max(0, round(box.x0 * across)), scale[0] - 1)
    top = min(max(0, round(box.top * down)), scale[1] - 1)
    right = min(max(left + 1, round(box.x1 * across)), scale[0])
    bottom = min(max(top + 1, round(box.bottom * down)), scale[1])
    return left, top, right, bottom


def _pixels(view: _View, size: tuple[float, float], box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = _spot(view.scale, size, box)
    last = view.height - 1
    return (
        left - view.left,
        min(top - view.top, last),
        right - view.left,
        max(min(bottom - view.top, last + 1), 1),
    )


def _compare(
    whole: bytearray, with_out: bytearray, width: int, area: tuple[int, int, int, int], word: Target
) -> Seen:
    left, top, right, bottom = area
    least = LEAST_LARGE if word.large else LEAST
    enough = max(1.0, SHARE * (right - left) * (bottom - top))
    clear = touched = 0
    for row in range(top, bottom):
        start, end = 4 * (row * width + left), 4 * (row * width + right)
        if whole[start:end] == with_out[start:end]:
            continue
        for a, b in zip(_row(whole, start, end), _row(with_out, start, end), strict=True):
            if a != b and (word.ink is None or contrast(a, word.ink) < contrast(a, b)):
                clear += stands_out(a, b, least)
                touched += stands_out(a, b, LEAST_INK)
        if clear >= enough:
            break
    ground = _count(with_out, width, area).most_common(1)[0][0]
    return Seen(clear >= enough, touched >= enough, ground & 0xFFFFFF)


def _count(pixels: bytearray, width: int, area: tuple[int, int, int, int]) -> Counter[int]:
    left, top, right, bottom = area
    counts: Counter[int] = Counter()
    for row in range(top, bottom):
        counts.update(_row(pixels, 4 * (row * width + left), 4 * (row * width + right)))
    return counts


def _row(pixels: bytearray, start: int, end: int) -> memoryview[int]:
    return memoryview(pixels)[start:end].cast("I")


@lru_cache(maxsize=4096)
def _luminance(colour: int) -> float:
    red, green, blue = (_linear(colour >> shift & 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
