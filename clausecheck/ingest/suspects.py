"""A page as read → the words of it that may not be seen, found without drawing the page.

Nearly every page has none: its letters are dark, of one size, and nothing lies over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from clausecheck.ingest import pagetext, sight
from clausecheck.ingest.layout import Drawn, Layout, Look, Reader
from clausecheck.ingest.pdfium import (
    clip_corners,
    clip_path,
    clip_segment,
    count_clip_segments,
    count_clips,
    transparent,
)
from clausecheck.ingest.scene import FIRST, Area, Rank, Scene, moved, overlap
from clausecheck.ingest.strips import Corners, Piece, Place
from clausecheck.model.noun import NamedTuple

# Points. Typefaces are seldom set below 5; law on small print asks for 6 to 8 (§ 226.5 of US Regulation Z,
# for one, for 10); a letter of 4 pt is 1 mm high with its ascender, x-height 0.6 mm.
TINY = 4.0
FLAT = 1.2  # height of a whole word, whatever its font size says: fonts can be made with any scale
SLIVER = 0.15  # of the font size; the lowest words ("mom") fill 0.45
SQUEEZED = 0.7  # points a letter takes along the line; "i" at 4 pt takes 0.9
FAINT = 2.0  # contrast with white from which a colour is worth a look; grey #b7b7b7
DRAWN = (0, 2)  # render modes that fill; 1 only outlines, 3 and 7 draw nothing, 4-6 clip as well
ROW = 20.0  # points; areas are looked up by the rows that they touch
MANY = 2000  # areas from which every word is a suspect; the busiest table of 50 contracts has 456 lines
RECTANGLE = 5  # points of a path that is one
NOWHERE: Corners = (0.0, 0.0, 0.0, 0.0)
RIM = 1.0  # points that letters may reach over the edge of a clip
SHARED = (
    0.25  # of a word's height that an area must share with it: fills of table cells touch their neighbours
)

_WORD = re.compile(r"\S+")


class Sheet(NamedTuple):
    """An open page of PDFium."""

    handle: int
    text: int  # handle of its text
    width: float  # points, as displayed
    height: float
    place: Place
    raw: pagetext.Raw | None = None  # its text, where something was filled in


class Word(NamedTuple):
    """A word that may not be seen."""

    start: int  # offset
    end: int  # offset
    corners: Corners
    thing: int  # handle of what draws it
    look: Look
    text: str


def words(sheet: Sheet, found: Layout, base: int, scene: Scene, everything: bool) -> list[Word]:
    """The suspects, or every word of the page, which begins at the offset ``base``."""
    pieces = list(_pieces(found, base, scene, everything))
    if not pieces:
        return []
    raw, reader = sheet.raw or pagetext.fetch(sheet.text), Reader()
    split: list[Word] = []
    for shift, (start, stop, _, thing), look in pieces:
        for match in _WORD.finditer(raw.text, start, stop):
            first, last = match.start(), match.end()
            at = raw.chars[first]
            corners = reader.around(raw.handle, at, raw.chars[last - 1] + 1 - at)
            if corners is not None and any(map(str.isalnum, match.group())):
                split.append(Word(first + shift, last + shift, corners, thing, look, match.group()))
    return split


def covers(scene: Scene, ranks: Mapping[int, Rank], word: Word) -> Area | None:
    """What is drawn over most of a word after it."""
    rank = ranks.get(word.thing, FIRST)
    left, top, right, bottom = word.corners
    size = (right - left) * (top - bottom) or 1.0
    for area in scene.areas:
        width, height = overlap(area.corners, word.corners)
        if area.rank > rank and width > 0 and height > 0 and width * height > size / 2:
            return area
    return None


def _pieces(found: Layout, base: int, scene: Scene, everything: bool) -> Iterator[tuple[int, Piece, Look]]:
    """Cheap: 5 % of the time that reading takes; as much goes into the survey of the page."""
    areas = _Areas(scene, found.drawn) if scene.areas else None
    touch = areas.touch if areas else None

    def letters(start: int, end: int) -> int:
        return sum(map(str.isalnum, found.text[start - base : end - base]))

    clips, veiled = _Clips(scene), scene.veiled
    left, top, right, bottom = scene.frame
    for shift, pieces, looks in found.drawn:
        for piece, look in zip(pieces, looks, strict=True):
            start, stop, (x0, y1, x1, y0), thing = piece
            width, height, size = x1 - x0, y1 - y0, look[0]
            if (
                _odd(look)
                or transparent(thing)
                or (veiled and thing in veiled)
                or x0 < left or x1 > right or y0 < bottom or y1 > top
                or (
                    (width < SQUEEZED * (stop - start) or height < FLAT or min(width, height) < SLIVER * size)
                    and squeezed(width, height, letters(start + shift, stop + shift), size)
                )
                or ((cuts := count_clips(clip := clip_path(thing))) > 0 and clips.cut(clip, cuts, piece))
                or (touch and touch(piece, look[2]))
                or everything
            ):  # fmt: skip
                yield shift, piece, look


@lru_cache(maxsize=1024)
def _odd(look: Look) -> bool:
    """Whether letters of such a look may not be seen, wherever they stand."""
    size, _, colour, mode = look
    return size < TINY or mode not in DRAWN or (colour != 0 and sight.contrast(colour, 0xFFFFFF) < FAINT)


def squeezed(width: float, height: float, letters: int, size: float) -> bool:
    """Whether so many letters are drawn too narrow or too flat to be read, along or up the page."""
    if letters < 3:
        return False
    longer, flat = (width, height) if width > height else (height, width)
    return longer < SQUEEZED * letters or flat < FLAT or flat < SLIVER * size


class _Clips:
    """The paths that cut the texts of a page, taken as rectangles."""

    def __init__(self, scene: Scene) -> None:
        self._moved = scene.moved
        self._known: dict[int, Corners] = {}  # texts share the points of an outer path

    def cut(self, clip: int, count: int, piece: Piece) -> bool:
        """Whether a part of the piece lies outside one of them."""
        left, top, right, bottom = piece[2]
        known = self._known
        for path in range(count):
            start = clip_segment(clip, path, 0)
            corners = known.get(start)
            if corners is None:
                corners = known[start] = self._rectangle(clip, path, start, piece[3])
            x0, y1, x1, y0 = corners
            if left < x0 or right > x1 or bottom < y0 or top > y1:
                return True
        return False

    def _rectangle(self, clip: int, path: int, start: int, thing: int) -> Corners:
        """The rectangle that a clip is; an empty one for any other shape, which is to be looked at."""
        if count_clip_segments(clip, path) != RECTANGLE:
            return NOWHERE
        x0, y0, x1, y1 = clip_corners(clip, path, start)
        if thing in self._moved:
            x0, y1, x1, y0 = moved(((x0, y0), (x1, y1)), self._moved[thing])
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        return x0 - RIM, y1 + RIM, x1 + RIM, y0 - RIM


_Spot: TypeAlias = tuple[Corners, Rank, int | None]  # of an area: its place, rank and colour


class _Areas:
    """The areas that may hide a word: drawn after some text, or of the colour of some."""

    def __init__(self, scene: Scene, drawn: Sequence[Drawn]) -> None:
        colours = {look[2] for line in drawn for look in line.looks}
        risky = [area for area in scene.areas if area.rank > scene.first or _near(area.colour, colours)]
        self._all = len(risky) > MANY
        self._ranks = scene.ranks() if risky else {}
        self._rows: Mapping[int, Sequence[_Spot]] = {} if self._all else _rows(risky, scene.frame)

    def __bool__(self) -> bool:
        return self._all or bool(self._rows)

    def touch(self, piece: Piece, colour: int) -> bool:
        """Whether one of them lies over the piece, or under it in a colour like its own."""
        if self._all:
            return True
        left, top, right, bottom = piece[2]
        rim = SHARED * (top - bottom)
        left, right, low, high = left + 1, right - 1, bottom + rim, top - rim
        for (x0, y1, x1, y0), rank, fill in self._rows.get(int((top + bottom) / 2 / ROW), ()):
            over = x0 < right and x1 > left and y0 < high and y1 > low
            if over and (rank > self._ranks.get(piece[3], FIRST) or _near(fill, (colour,))):
                return True
        return False


def _near(colour: int | None, others: Iterable[int]) -> bool:
    return colour is None or any(sight.contrast(colour, other) < FAINT for other in others)


def _rows(areas: Sequence[Area], frame: Corners) -> dict[int, list[_Spot]]:
    rows: dict[int, list[_Spot]] = {}
    for area in areas:
        top, bottom = min(area.corners[1], frame[1]), max(area.corners[3], frame[3])
        for row in range(int(bottom / ROW), int(top / ROW) + 1):
            rows.setdefault(row, []).append((area.corners, area.rank, area.colour))
    return rows
