"""A page as read → the words on it that the eye cannot see, and print too small or too pale to read well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clausecheck.ingest import pdfium, scene, sight, suspects
from clausecheck.ingest.layout import Layout
from clausecheck.ingest.scene import Scene
from clausecheck.ingest.suspects import TINY, Sheet, Word
from clausecheck.model import Mark, Notice

SMALL = 6.0  # points; the smallest print that rules on contracts allow (New York CPLR 4544: 8; packets: 6)
LARGE = 24.0  # points; from which a pale letter is a watermark
UNDRAWN = (3, 7)  # render modes that leave no ink
# A picture over half the page and nothing but it to look at, or a page that draws nearly none of its letters.
HALF = 0.5
NEARLY_ALL = 0.8
FEW = 3  # letters of superscripts: "12", "th", "TM"
NOISE = 3  # words: text recognition reads one or two in specks where a picture shows nothing
SMALL_WORDS = 12  # of small print on a page; page numbers, form numbers and superscripts have fewer
PALE_WORDS = 5
LAYER_WORDS = 5

LAYER = "the page is a picture with text put behind it: what you see can differ from what was read"
SMALL_PRINT = "the page has small print, under 6 pt"
PALE_PRINT = "the page has pale print that is hard to read"

# Places for signatures, put in white for the programs that collect them: "\s1\", "/sn1/", "**SignHere1**",
# "{{Sig_es_:signer1:signature}}" (the anchor tags of DocuSign, the text tags of Adobe Sign and Dropbox Sign).
ANCHOR = re.compile(
    r"\{\{\S{1,80}\}\}|\[\S{0,20}\|\S{1,60}\]"
    r"|[\\/~#@*$%^|<>_-]{1,3}(?:[A-Za-z]{1,3}\d{1,2}|(?i:\w{0,9}(?:sig|init|date|name|title|mail)\w{0,12}))"
    r"[\\/~#@*$%^|<>_-]{1,3}"
)


class Unseen(NamedTuple):
    """A word that nobody sees."""

    word: Word
    trick: str
    how: str
    layer: bool = False  # on a page with a text layer, where one word alone says nothing


def find(sheet: Sheet, found: Layout, base: int, layers_off: bool) -> Layout:
    """The page with its marks and notices; it begins at the offset ``base``. Notices have no page yet."""
    drawn_on = scene.survey(sheet.handle)
    words = suspects.words(sheet, found.drawn, drawn_on, layers_off)
    judge = _Judge(sheet, drawn_on, layers_off)
    unseen = judge.unseen(words, sum(line.end - line.start for line in found.lines)) if words else []
    marks = _marks(unseen, found.text, base)
    notices = [Notice("text-layer", LAYER)] if judge.layer >= LAYER_WORDS else []
    if _small_words(found, base, marks) >= SMALL_WORDS:
        notices.append(Notice("small-print", SMALL_PRINT))
    if judge.pale >= PALE_WORDS:
        notices.append(Notice("pale-print", PALE_PRINT))
    return found._replace(marks=marks, notices=notices)


class _Judge:
    """Decides about the suspects of one page, with as few looks at it as it takes."""

    def __init__(self, sheet: Sheet, drawn_on: Scene, layers_off: bool) -> None:
        self._sheet = sheet
        self._scene = drawn_on
        self._layers_off = layers_off
        self.layer = 0  # words that a picture shows and a text layer repeats
        self.pale = 0  # words hard to read

    def unseen(self, words: Sequence[Word], letters: int) -> list[Unseen]:
        """``letters``: how many the page has."""
        sure: list[Unseen] = []
        undrawn: list[Unseen] = []
        doubtful: list[Word] = []
        for word in words:
            verdict = self._undrawn(word)
            if self._outside(word):
                sure.append(Unseen(word, "off-page", "letters outside the edge of the page"))
            elif verdict is not None:
                undrawn.append(verdict)
            elif (how := _tiny(word)) is not None:
                sure.append(Unseen(word, "tiny", how))
            else:
                doubtful.append(word)
        undrawn += self._looked_for(doubtful)
        return sure + self._not_in_a_picture(undrawn, letters)

    def _undrawn(self, word: Word) -> Unseen | None:
        """Words that leave no ink, by what the file says of them."""
        if word.look[3] == 3:
            return Unseen(word, "invisible", "letters that the file says are not to be drawn")
        colour = pdfium.colour(word.thing)
        if colour is not None and not colour[1] and word.look[3] not in (1, 5):
            return Unseen(word, "transparent", "wholly transparent letters")
        return None

    def _outside(self, word: Word) -> bool:
        width, height = scene.overlap(word.corners, self._scene.frame)
        return width <= 0 or height <= 0

    def _looked_for(self, words: Sequence[Word]) -> Iterator[Unseen]:
        """Words that are not found where the page is drawn."""
        if not words:
            return
        sheet = self._sheet
        boxes = [sheet.place(*word.corners) for word in words]
        large = [word.look[0] >= LARGE for word in words]
        heavy = [area.thing for area in self._scene.areas if area.heavy]
        for thing in heavy:
            pdfium.set_active(thing, 0)
        things = list(dict.fromkeys(word.thing for word in words))
        seen = sight.seen(sheet.handle, (sheet.width, sheet.height), boxes, large, things)
        for thing in heavy:
            pdfium.set_active(thing, 1)
        for word, what in zip(words, seen, strict=True):
            verdict = self._verdict(word, what)
            if verdict is not None:
                yield verdict

    def _verdict(self, word: Word, seen: sight.Seen) -> Unseen | None:
        size, _, colour, mode = word.look
        plain = mode in suspects.DRAWN and not pdfium.transparent(word.thing)
        contrast = sight.contrast(colour, seen.ground)
        cover = suspects.covers(self._scene, word)
        if cover is not None and (cover.heavy or not (seen.visible or seen.drawn)):
            return Unseen(word, "covered", f"letters under a {'picture' if cover.picture else 'box'}")
        if seen.visible or (seen.drawn and plain and contrast >= sight.LEAST):
            self.pale += plain and contrast < suspects.FAINT and size < LARGE
            return None
        if mode == 7:
            return None if self._cut_out(word) else Unseen(word, "invisible", "letters that are not drawn")
        if not plain:
            return Unseen(word, "transparent", "letters too transparent to be seen")
        if contrast < sight.LEAST:
            return Unseen(word, "colour", f"{_name(colour)} letters on {_name(seen.ground)}")
        if self._layers_off:
            return Unseen(word, "layer", "letters on a layer that is switched off")
        return Unseen(word, "clipped", "letters that are cut away")

    def _cut_out(self, word: Word) -> bool:
        """Whether letters that only clip show something: what is drawn through them."""
        return self._shows([word], ())[0]

    def _shows(self, words: Sequence[Word], things: Sequence[int]) -> list[bool]:
        sheet = self._sheet
        boxes = [sheet.place(*word.corners) for word in words]
        return sight.pictured(sheet.handle, (sheet.width, sheet.height), boxes, things)

    def _not_in_a_picture(self, unseen: Sequence[Unseen], letters: int) -> list[Unseen]:
        """Without the text layer of a scanned page: letters without ink over what a picture shows."""
        maybe = [each for each in unseen if each.trick in ("invisible", "transparent", "covered")]
        count = sum(each.word.end - each.word.start for each in maybe)
        scan = self._scene.pictured > HALF
        if not maybe or not (scan or (self._scene.areas and count > NEARLY_ALL * letters)):
            return list(unseen)
        if any(area.heavy for area in self._scene.areas):
            shown = [True] * len(maybe)
        else:
            shown = self._shows([each.word for each in maybe], list(self._scene.ranks))
        layer = {each.word for each, yes in zip(maybe, shown, strict=True) if yes}
        self.layer = len(layer)
        return [each._replace(layer=self.layer > 0) for each in unseen if each.word not in layer]


def _tiny(word: Word) -> str | None:
    size, length = word.look[0], word.end - word.start
    left, top, right, bottom = word.corners
    if size < TINY and word.flat < TINY:
        return f"letters of {size:.2g} pt, too small to read"
    if length > 1 and max(right - left, top - bottom) < suspects.SQUEEZED * length:
        return "letters squeezed together, too narrow to read"
    if length > 1 and word.flat < suspects.FLAT:
        return f"letters {word.flat:.1g} pt high, too small to read"
    return None


def _marks(unseen: Iterable[Unseen], text: str, base: int) -> tuple[Mark, ...]:
    """Neighbours with the same trick as one mark; what is harmless left out."""
    groups: list[list[Unseen]] = []
    for each in sorted(unseen, key=lambda each: each.word.start):
        last = groups[-1][-1] if groups else None
        between = text[last.word.end - base : each.word.start - base] if last else ""
        if last is not None and last.trick == each.trick and not between.strip():
            groups[-1].append(each)
        else:
            groups.append([each])
    marks = []
    for group in groups:
        start, end = group[0].word.start, group[-1].word.end
        if not _harmless(group, text[start - base : end - base]):
            marks.append(Mark("hidden", start, end, group[0].trick, group[0].how))
    return tuple(marks)


def _harmless(group: Sequence[Unseen], text: str) -> bool:
    letters = sum(map(str.isalnum, text))
    if not letters or all(map(ANCHOR.fullmatch, text.split())):
        return True
    if group[0].trick == "tiny":
        return letters <= FEW
    return group[0].layer and len(group) < NOISE


def _small_words(found: Layout, base: int, marks: Sequence[Mark]) -> int:
    """How many visible words of small print a page has."""
    small = [
        found.text[start + shift - base : stop + shift - base]
        for shift, pieces, looks in found.drawn
        for (start, stop, corners, _), look in zip(pieces, looks, strict=True)
        if TINY <= look[0] < SMALL and look[3] not in UNDRAWN
        if min(corners[1] - corners[3], corners[2] - corners[0]) < SMALL
        if not any(mark.start < stop + shift and start + shift < mark.end for mark in marks)
    ]
    return sum(any(map(str.isalpha, word)) for text in small for word in text.split())


def _name(colour: int) -> str:
    """A colour in words: "white", "light grey", "#ffffcc".

    >>> _name(0xFEFEFE), _name(0xE8E8E8), _name(0xFFFFCC)
    ('white', 'light grey', '#ffffcc')
    """
    parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    low, high = min(parts), max(parts)
    if low >= 0xF0:
        return "white"
    if high <= 0x10:
        return "black"
    if high - low > 0x0C:
        return f"#{colour:06x}"
    return "light grey" if low >= 0xC0 else "dark grey" if high <= 0x50 else "grey"
