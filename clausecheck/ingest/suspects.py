"""A page as read → the words of it that may not be seen, found without drawing the page.

Nearly every page has none: its letters are dark, of one size, and nothing lies over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clausecheck.ingest import pagetext, pdfium, sight
from clausecheck.ingest.layout import Corners, Drawn, Look, Piece, Place, Reader
from clausecheck.ingest.pdfium import clip_path, count_clips, transparent
from clausecheck.ingest.scene import Area, Scene, moved, overlap

# Points. Typefaces are seldom set below 5; law on small print asks for 6 to 8 (§ 226.5 of US Regulation Z,
# for one, for 10); a letter of 4 pt is 1 mm high with its ascender, x-height 0.6 mm.
TINY = 4.0
FLAT = 1.2  # height of a whole word, whatever its font size says: fonts can be made with any scale
SQUEEZED = 0.7  # points a letter takes along the line; "i" at 4 pt takes 0.9
FAINT = 2.0  # contrast with white from which a colour is worth a look; grey #b7b7b7
DRAWN = (0, 2)  # render modes that fill; 1 only outlines, 3 and 7 draw nothing, 4-6 clip as well
ROW = 20.0  # points; areas are looked up by the rows that they touch
MANY = 2000  # areas from which every word is a suspect; the busiest table of 50 contracts has 456 lines
RIM = 0.25  # of a word's height that an area must share with it: fills of table cells touch their neighbours

_WORD = re.compile(r"\S+")


class Sheet(NamedTuple):
    """An open page of PDFium."""

    handle: int
    text: int  # handle of its text
    width: float  # points, as displayed
    height: float
    place: Place


class Word(NamedTuple):
    """A word that may not be seen."""

    start: int  # offset
    end: int  # offset
    corners: Corners
    thing: int  # handle of what draws it
    look: Look
    text: str


def words(sheet: Sheet, drawn: Sequence[Drawn], scene: Scene, everything: bool) -> list[Word]:
    """The suspects, or every word of the page."""
    found = list(_pieces(drawn, scene, everything))
    if not found:
        return []
    raw, reader = pagetext.fetch(sheet.text), Reader()
    split: list[Word] = []
    for shift, (start, stop, _, thing), look in found:
        for match in _WORD.finditer(raw.text, start, stop):
            first, last = match.start(), match.end()
            at = raw.chars[first]
            corners = reader.around(raw.handle, at, raw.chars[last - 1] + 1 - at)
            if corners is not None:
                split.append(Word(first + shift, last + shift, corners, thing, look, match.group()))
    return split


def covers(scene: Scene, word: Word) -> Area | None:
    """What is drawn over most of a word after it."""
    rank = scene.ranks.get(word.thing, 0)
    left, top, right, bottom = word.corners
    size = (right - left) * (top - bottom) or 1.0
    for area in scene.areas:
        width, height = overlap(area.corners, word.corners)
        if area.rank > rank and width > 0 and height > 0 and width * height > size / 2:
            return area
    return None


def _pieces(drawn: Sequence[Drawn], scene: Scene, everything: bool) -> Iterator[tuple[int, Piece, Look]]:
    areas = _Areas(scene, drawn)
    left, top, right, bottom = scene.frame
    strange: dict[Look, bool] = {}
    for shift, pieces, looks in drawn:
        for piece, look in zip(pieces, looks, strict=True):
            start, stop, (x0, y1, x1, y0), thing = piece
            if look not in strange:
                strange[look] = _strange(look)
            if (
                everything
                or strange[look]
                or x0 < left or x1 > right or y0 < bottom or y1 > top
                or transparent(thing)
                or _squeezed(x1 - x0, y1 - y0, stop - start)
                or ((clip := clip_path(thing)) and count_clips(clip) > 0 and _clipped(clip, piece, scene))
                or (areas.rows and areas.touch(piece, look))
            ):  # fmt: skip
                yield shift, piece, look


def _strange(look: Look) -> bool:
    size, _, colour, mode = look
    return size < TINY or mode not in DRAWN or sight.contrast(colour, 0xFFFFFF) < FAINT


def _squeezed(width: float, height: float, letters: int) -> bool:
    longer = width if width > height else height
    return longer < SQUEEZED * letters or (longer > FLAT > min(width, height))


def _clipped(clip: int, piece: Piece, scene: Scene) -> bool:
    """Whether a part of the piece lies outside one of the paths that cut it, taken as rectangles."""
    left, top, right, bottom = piece[2]
    matrix = scene.moved.get(piece[3])
    for path in range(count_clips(clip)):
        if pdfium.count_clip_segments(clip, path) != 5:  # other than a rectangle: to be looked at
            return True
        points = (pdfium.clip_corner(clip, path, 0), pdfium.clip_corner(clip, path, 2))
        x0, y1, x1, y0 = moved(points, matrix) if matrix else _around(*points)
        if left < x0 - 1 or right > x1 + 1 or bottom < y0 - 1 or top > y1 + 1:
            return True
    return False


def _around(a: tuple[float, float], b: tuple[float, float]) -> Corners:
    return min(a[0], b[0]), max(a[1], b[1]), max(a[0], b[0]), min(a[1], b[1])


class _Areas:
    """The areas that may hide a word: drawn after some text, or of the colour of some."""

    def __init__(self, scene: Scene, drawn: Sequence[Drawn]) -> None:
        self._ranks = scene.ranks
        self.rows: Mapping[int, Sequence[Area]] = {}
        if not scene.areas:
            return
        colours = {look[2] for line in drawn for look in line.looks}
        first = min(scene.ranks.values(), default=0)
        risky = [area for area in scene.areas if area.rank > first or _near(area.colour, colours)]
        self._all = len(risky) > MANY
        self.rows = {} if self._all else _rows(risky, scene.frame)

    def touch(self, piece: Piece, look: Look) -> bool:
        """Whether one of them lies over the piece, or under it in a colour like its own."""
        if self._all:
            return True
        corners, rank = piece[2], self._ranks.get(piece[3], 0)
        for area in self.rows.get(int((corners[1] + corners[3]) / 2 / ROW), ()):
            width, height = overlap(area.corners, corners)
            if width > 1 and height > RIM * (corners[1] - corners[3]) and (
                area.rank > rank or _near(area.colour, (look[2],))
            ):  # fmt: skip
                return True
        return False


def _near(colour: int | None, others: Iterable[int]) -> bool:
    return colour is None or any(sight.contrast(colour, other) < FAINT for other in others)


def _rows(areas: Sequence[Area], frame: Corners) -> dict[int, list[Area]]:
    rows: dict[int, list[Area]] = {}
    for area in areas:
        top, bottom = min(area.corners[1], frame[1]), max(area.corners[3], frame[3])
        for row in range(int(bottom / ROW), int(top / ROW) + 1):
            rows.setdefault(row, []).append(area)
    return rows
