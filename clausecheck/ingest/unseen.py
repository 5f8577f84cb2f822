"""Suspects of a page → the words that nobody sees, and what hides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from clausecheck.ingest import pdfium, scene, sight, suspects
from clausecheck.ingest.scene import Area, Scene
from clausecheck.ingest.strips import Corners
from clausecheck.ingest.suspects import TINY, Sheet, Word
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

LARGE = 24.0  # points; from which a pale letter is a watermark
PALE = 1.7  # contrast; grey #c9c9c9 on white. WCAG asks for 3 even for large letters
OUTLINED = (1, 5)  # render modes that draw the outlines of letters and do not fill them
# A text layer: pictures over half of the page, or a page that draws nearly none of its letters.
HALF = 0.5
NEARLY_ALL = 0.8


class Unseen(NamedTuple):
    """A word that nobody sees."""

    word: Word
    trick: str
    how: str
    layer: bool = False  # on a page with a text layer


class Judge:
    """Decides about the suspects of one page, with as few looks at it as it takes."""

    def __init__(self, sheet: Sheet, drawn_on: Scene, layers_off: bool) -> None:
        self._sheet = sheet
        self._size = (sheet.width, sheet.height)
        self._scene = drawn_on
        self._ranks = drawn_on.ranks() if drawn_on.areas else {}
        self._layers_off = layers_off
        self._heavy = [area.thing for area in drawn_on.areas if area.heavy]
        self.layer = 0  # words that a picture shows and a text layer repeats
        self.pale = 0  # words that are hard to read

    def unseen(self, words: Sequence[Word], letters: int) -> list[Unseen]:
        """``letters``: how many the page has."""
        sure: list[Unseen] = []
        inkless: list[Unseen] = []
        doubtful: list[Word] = []
        for word in words:
            verdict = _inkless(word)
            if self._misplaced(word):
                continue
            if self._outside(word):
                sure.append(Unseen(word, "off-page", "letters outside the edge of the page"))
            elif verdict is not None:
                inkless.append(verdict)
            elif (how := _tiny(word)) is not None:
                sure.append(Unseen(word, "tiny", how))
            else:
                doubtful.append(word)
        with self._without_heavy():
            inkless += self._not_found(doubtful)
        return sure + self._without_layer(inkless, letters)

    def _outside(self, word: Word) -> bool:
        return not _touch(word.corners, self._scene.frame)

    def _misplaced(self, word: Word) -> bool:
        """Whether PDFium places a word wrong: it does so with ligatures that are drawn alone."""
        return (
            self._outside(word)
            and scene.share(self._scene.frame, scene.placed(word.thing, self._scene.moved.get(word.thing)))
            > 0.99
        )

    @contextmanager
    def _without_heavy(self) -> Iterator[None]:
        for thing in self._heavy:
            pdfium.set_active(thing, 0)
        yield
        for thing in self._heavy:
            pdfium.set_active(thing, 1)

    def _not_found(self, words: Sequence[Word]) -> Iterator[Unseen]:
        """Words that are not found where the page is drawn."""
        things = list(dict.fromkeys(word.thing for word in words))
        targets = [sight.Target(self._box(word), word.look[0] >= LARGE) for word in words]
        gone: list[tuple[Word, sight.Seen, Area | None]] = []
        for word, seen in zip(
            words, sight.seen(self._sheet.handle, self._size, targets, things), strict=True
        ):
            visible = self._visible(word, seen)
            if not visible or self._heavy:
                cover = suspects.covers(self._scene, self._ranks, word)
                if not visible or (cover is not None and cover.heavy):
                    gone.append((word, seen, cover))
        twice = self._twice([word for word, _, cover in gone if cover is None])
        for word, seen, cover in gone:
            if word not in twice and not (word.look[3] == 7 and self._shown([word], ())[0]):
                yield self._verdict(word, seen, cover)

    def _visible(self, word: Word, seen: sight.Seen) -> bool:
        contrast, plain = sight.contrast(word.look[2], seen.ground), self._plain(word)
        if seen.visible or (seen.drawn and plain and contrast >= sight.LEAST):
            small = word.look[0] < LARGE and any(map(str.isalpha, word.text))
            self.pale += plain and small and not sight.stands_out(word.look[2], seen.ground, PALE)
            return True
        return False

    def _twice(self, words: Sequence[Word]) -> set[Word]:
        """Words that stand there all the same: some programs print them twice to make them bold."""
        words = [] if self._layers_off else [word for word in words if self._plain(word)]
        targets = [sight.Target(self._box(word), word.look[0] >= LARGE, word.look[2]) for word in words]
        seen = sight.seen(self._sheet.handle, self._size, targets, list(self._scene.texts))
        return {word for word, what in zip(words, seen, strict=True) if what.visible}

    def _plain(self, word: Word) -> bool:
        """Whether its ink is of the colour that the file says."""
        return word.look[3] in suspects.DRAWN and not self._transparent(word)

    def _transparent(self, word: Word) -> bool:
        return word.thing in self._scene.veiled or bool(pdfium.transparent(word.thing))

    def _verdict(self, word: Word, seen: sight.Seen, cover: Area | None) -> Unseen:
        if word.look[3] == 7:
            return Unseen(word, "invisible", "letters that the file says are not to be drawn")
        if cover is not None and (cover.heavy or not seen.drawn):
            return Unseen(word, "covered", f"letters under a {'picture' if cover.picture else 'box'}")
        if word.look[3] in OUTLINED:
            return Unseen(word, "colour", "outlines of letters in the colour of what is behind them")
        if sight.contrast(word.look[2], seen.ground) < sight.LEAST:
            return Unseen(word, "colour", f"{name(word.look[2])} letters on {name(seen.ground)}")
        if self._transparent(word):
            return Unseen(word, "transparent", "letters too transparent to be seen")
        if self._layers_off:
            return Unseen(word, "layer", "letters on a layer that is switched off")
        return Unseen(word, "clipped", "letters that are cut away")

    def _without_layer(self, inkless: Sequence[Unseen], letters: int) -> list[Unseen]:
        """Without the text layer of a scanned page: letters without ink over what a picture shows."""
        maybe = [each for each in inkless if each.trick in ("invisible", "transparent", "covered")]
        count = sum(each.word.end - each.word.start for each in maybe)
        scan = self._scene.pictured > HALF or bool(self._scene.areas and count > NEARLY_ALL * letters)
        maybe = [each for each in maybe if scan or self._doubled(each.word)]
        shown = [True] * len(maybe)
        if not self._heavy:
            shown = self._shown([each.word for each in maybe], list(self._scene.texts))
        layer = {each.word for each, yes in zip(maybe, shown, strict=True) if yes}
        self.layer = len(layer) if scan else 0
        return [each._replace(layer=self.layer > 0) for each in inkless if each.word not in layer]

    def _doubled(self, word: Word) -> bool:
        """Whether it is drawn again (browsers do for shadows), or in letters without meaning."""
        return any(scene.share(scene.placed(*each), word.corners) > HALF for each in self._scene.doubles)

    def _shown(self, words: Sequence[Word], things: Sequence[int]) -> list[bool]:
        boxes = [self._box(word) for word in words]
        return sight.pictured(self._sheet.handle, self._size, boxes, things)

    def _box(self, word: Word) -> Box:
        return self._sheet.place(*word.corners)


def _touch(a: Corners, b: Corners) -> bool:
    width, height = scene.overlap(a, b)
    return width > 0 and height > 0


def _inkless(word: Word) -> Unseen | None:
    """Words that leave no ink, by what the file says of them."""
    if word.look[3] == 3:
        return Unseen(word, "invisible", "letters that the file says are not to be drawn")
    colour = pdfium.colour(word.thing)
    if colour is not None and not colour[1] and word.look[3] not in OUTLINED:
        return Unseen(word, "transparent", "wholly transparent letters")
    return None


def _tiny(word: Word) -> str | None:
    size, length = word.look[0], len(word.text)
    left, top, right, bottom = word.corners
    if size < TINY and min(right - left, top - bottom) < TINY:
        return f"letters of {size:.2g} pt, too small to read"
    if length > 2 and suspects.squeezed(right - left, top - bottom, length, size):
        return "letters squeezed until nobody can read them"
    return None


def name(colour: int) -> str:
    """A colour 0xRRGGBB in words: "white", "light grey", "#ffffcc".

    >>> name(0xFEFEFE), name(0xE8E8E8), name(0xFFFFCC)
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
