"""Picture of a page → Sheet: its printed lines with their places, by text recognition.

Lines lie as on the page laid straight, which tells indents and gaps; words, kept as runs, have their places
on the page as it is displayed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import cos, radians, sin
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from clausecheck.ingest import tesseract
from clausecheck.ingest.strips import hull
from clausecheck.ingest.tesseract import Unable, Word
from clausecheck.model import Box, Document, Line, Run, Span
from clausecheck.model.noun import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SURE = 0.6  # confidence from which a word counts as read: 98-100 % of the words of prints, 29 % upside down
ENOUGH = 0.6  # share of a page's letters in such words from which the page counts as read
SOME = 20  # letters
MOSTLY = 0.5  # of the ink of a page outside of words, with fewer letters than FEW: a stamp on a picture
FEW = 200  # letters, as in ``judge``
LONG = 4  # letters; such a word is wider than high
UNREAD = "it is a picture on which hardly any words can be made out"
# Parts of the type size that letters rise above and reach below the line, for most book and office fonts.
TALL, LOW, DEEP = 0.7, 0.47, 0.21

Place: TypeAlias = Callable[[float, float, float, float], Box]  # corners in the turned picture → on the page


class Sheet(NamedTuple):
    """A page as recognised; offsets count from its own beginning."""

    width: float  # points
    height: float
    text: str
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]  # one a word
    unsure: float  # share of its words, 0-1
    passed: float  # share of its ink that is in no word, 0-1


def read(picture: Image, width: float) -> Sheet:
    """Read a picture of a page, however it is turned; ``width``: of the page, in points.

    Raises:
        Missing: text recognition is not installed.
        Unable: nothing is printed on it, or too little of it could be made out.
    """
    from clausecheck.ingest import picture as pictures

    scale = width / picture.width
    even = pictures.even(pictures.grey(picture))
    if pictures.blank(even):
        raise Unable("it is a picture, and blank")
    for way in pictures.angles(even):
        for angle in way:
            turned = pictures.turn(even, angle)
            lines = [list(_kept(line)) for line in tesseract.words(_pnm(turned), round(72 / scale))]
            lines = [line for line in lines if line]
            words = [word for line in lines for word in line]
            sure = [word for word in words if word.confidence >= SURE]
            if words and _letters(sure) >= ENOUGH * _letters(words) and not _on_end(words):
                place = _back(angle, turned.size, even.size, scale)
                text, printed, runs = _printed(lines, scale, place)
                unsure = round(1 - len(sure) / len(words), 3)
                passed = pictures.outside(turned, [word[2:] for word in words])
                if passed > MOSTLY and _letters(words) < FEW:
                    raise Unable("it is a picture but for a few words")
                return Sheet(width, picture.height * scale, text, printed, runs, unsure, passed)
            if _letters(words) < SOME:
                break  # upside down there would be as many signs, if wrong ones
    raise Unable(UNREAD)


def boxes(document: Document, spans: Sequence[Span]) -> tuple[tuple[Box, ...], ...]:
    """For each span of the text, the place of its words on each line that text recognition read."""
    return tuple(tuple(_traced(document, span)) for span in spans)


def _traced(document: Document, span: Span) -> Iterator[Box]:
    for page in document.pages:
        if page.ocr and span.start < page.end and page.start < span.end:
            for line in page.lines:
                start, end = max(span.start, line.start), min(span.end, line.end)
                words = [run.box for run in page.runs if run.start < end and start < run.end]
                if start < end and words and not document.text[start:end].isspace():
                    yield hull(words)


def _pnm(picture: Image) -> bytes:
    return b"P5 %d %d 255\n" % picture.size + picture.tobytes()


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _on_end(words: Iterable[Word]) -> bool:
    """Whether words stand on end: Tesseract reads some of them so, but the places of lines are of no use."""
    long = [word for word in words if len(word.text) >= LONG]
    return 2 * sum(word.bottom - word.top > word.right - word.left for word in long) > len(long)


def _kept(line: Iterable[Word]) -> Iterator[Word]:
    """Without specks and rules that were taken for signs."""
    return (word for word in line if word.confidence >= SURE or re.search(r"\w", word.text))


def _printed(
    lines: Sequence[Sequence[Word]], scale: float, place: Place
) -> tuple[str, tuple[Line, ...], tuple[Run, ...]]:
    """The text of a page, its lines, and its words as runs."""
    texts: list[str] = []
    found: list[Line] = []
    runs: list[Run] = []
    base = 0
    for number, words in enumerate(lines, 1):
        size = round(median(map(_size, words)) * scale, 1)
        start = base
        for word in words:
            end = base + len(word.text)
            runs.append(Run(base, end, place(*word[2:]), size, "", 0, 0))
            base = end + 1
        box = hull(Box(*(scale * side for side in word[2:])) for word in words)
        sure = sum(word.confidence * len(word.text) for word in words) / _letters(words)
        found.append(Line(start, base - 1, number, box, size, confidence=round(sure, 3)))
        texts.append(" ".join(word.text for word in words))
    return "\n".join(texts), tuple(found), tuple(runs)


def _size(word: Word) -> float:
    """The type size that a word is printed in, pixels, by its height and its letters."""
    part = TALL if re.search(r"[A-Zbdfhklt\d(\[“”\"'’]", word.text) else LOW
    part += DEEP if re.search(r"[gjpqy(\[Q]", word.text) else 0
    return (word.bottom - word.top) / part


def _back(angle: float, turned: tuple[int, int], size: tuple[int, int], scale: float) -> Place:
    """From pixels of the turned picture to points on the page that it was turned from."""
    down, right = sin(radians(angle)), cos(radians(angle))

    def place(x0: float, y0: float, x1: float, y1: float) -> Box:
        xs, ys = [], []
        for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
            dx, dy = x - turned[0] / 2, y - turned[1] / 2
            xs.append((dx * right - dy * down + size[0] / 2) * scale)
            ys.append((dx * down + dy * right + size[1] / 2) * scale)
        return Box(*(round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))))

    return place
