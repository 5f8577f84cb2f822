"""Paragraphs → text with lines, pages, marks, and the place in the package of every character."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from clausecheck.ingest.docx.looks import SMALL_PRINT
from clausecheck.ingest.docx.pieces import Paragraph, Piece, shortened
from clausecheck.ingest.docx.tree import Node
from clausecheck.model import Line, Mark, MarkKind, Page

_BETWEEN: Final = "\n\n"
_FROM: Final = 60  # characters of the paragraph that a deletion came from
_FEW: Final = 20  # characters; fewer in small letters are no small print


class Spot(NamedTuple):
    """A stretch of the text that stands in one ``w:t``."""

    start: int  # offset
    end: int  # offset
    part: str
    node: Node
    at: int  # index in the element's text


class Writer:
    """Puts paragraph after paragraph into one text."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.spots: list[Spot] = []
        self.comments: dict[str, list[int]] = {}  # id → offsets where its words begin and end
        self.small = ""  # the first words of the small print
        self._texts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._number = 0
        self._deletions: list[tuple[str, list[Piece], str, int]] = []
        self._turns: list[tuple[int, bool]] = []  # where a page begins; and whether it was read
        self._late = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._texts)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Ascending."""
        return tuple(sorted(self._marks, key=lambda mark: (mark.start, mark.end, mark.kind)))

    def add(self, paragraphs: Iterable[Paragraph]) -> None:
        """Write them, one blank line apart."""
        for paragraph in paragraphs:
            kept = _trimmed([piece for piece in paragraph.pieces if not piece.deleted])
            if any(not piece.text.isspace() for piece in kept if piece.text):
                self._number += 1
                self._separate()
                self._turn(paragraph.turns + self._late)
                self._late = 0
                self._write(paragraph, kept)
            else:
                self._late += paragraph.turns
                self._note_comments(kept, self._length)
            self._late += paragraph.late
            self._turns += [(self._length, False)] * paragraph.pages_unread
            self._keep_deletions(paragraph)

    def add_deleted(self) -> None:
        """Write what tracked changes took out, each stretch as a paragraph of its own."""
        for part, pieces, how, number in self._deletions:
            self._separate()
            start = self._length
            for piece in pieces:
                self._put(part, piece._replace(text=piece.text.replace("\n", " ")))
            assert (change := pieces[0].change) is not None
            self._marks.append(Mark("deleted", start, self._length, change.slug, how))
            self.lines.append(Line(start, self._length, number))
        self._deletions.clear()

    def pages(self) -> tuple[Page, ...]:
        """The pages that Word recorded, and those that were not read; one where there are none."""
        starts = [(0, True)]
        for i, (start, read) in enumerate(self._turns):
            starts.append((start, read))
            goes_on = i + 1 == len(self._turns) or self._turns[i + 1][0] > start
            if not read and goes_on and start < self._length:
                starts.append((start, True))
        ends = [*(start for start, _ in starts[1:]), self._length]
        pages: list[Page] = []
        done = 0
        for (start, read), end in zip(starts, ends, strict=True):
            if read and start == end and self._turns and not pages:
                continue  # the document begins with a page that was not read
            stop = bisect_left(self.lines, end, done, key=lambda line: line.start)
            pages.append(Page(len(pages) + 1, start, end, tuple(self.lines[done:stop]), read=read))
            done = stop
        return tuple(pages)

    # ------------------------------------------------------------ one paragraph

    def _separate(self) -> None:
        if self._length:
            self._texts.append(_BETWEEN)
            self._length += len(_BETWEEN)

    def _turn(self, count: int) -> None:
        self._turns += [(self._length, True)] * count

    def _write(self, paragraph: Paragraph, pieces: list[Piece]) -> None:
        part, level = paragraph.part, paragraph.level
        first = self._length
        begun = len(self._marks)
        row: list[Piece] = []
        for piece in pieces:
            self._note_comments([piece], self._length)
            start = self._length
            if piece.text == "\n":
                self._line(first, row, level)
                row = []
                self._put(part, piece)
                first = self._length
                continue
            self._put(part, piece)
            row.append(piece)
            if not piece.text.isspace():
                self._mark(piece, start, begun)
        self._line(first, row, level)

    def _put(self, part: str, piece: Piece) -> None:
        if piece.node is not None and piece.text:
            end = self._length + len(piece.text)
            self.spots.append(Spot(self._length, end, part, piece.node, piece.at))
        self._texts.append(piece.text)
        self._length += len(piece.text)

    def _line(self, start: int, pieces: list[Piece], level: int) -> None:
        weights: Counter[float] = Counter()
        bold = letters = 0
        for piece in pieces:
            count = len(piece.text) - piece.text.count(" ")
            weights[piece.look.size] += count
            letters += count
            bold += count * piece.look.bold
        if letters:
            size = max(weights, key=lambda key: (weights[key], key))
            self.lines.append(Line(start, self._length, self._number, None, size, bold * 2 > letters, level))

    def _mark(self, piece: Piece, start: int, begun: int) -> None:
        trick = piece.look.hidden
        if trick is not None:
            self._extend("hidden", start, trick.slug, trick.how, piece.text, begun)
        elif piece.look.size < SMALL_PRINT:
            self.small = self.small or (piece.text if len(piece.text) >= _FEW else "")
        if piece.change is not None:
            self._extend("inserted", start, piece.change.slug, piece.change.how, piece.text, begun)

    def _extend(self, kind: MarkKind, start: int, slug: str, how: str, text: str, begun: int) -> None:
        """Mark a piece; where the one before it in the paragraph is marked alike, they are one."""
        end = start + len(text.rstrip())
        start += len(text) - len(text.lstrip())
        for i in range(len(self._marks) - 1, begun - 1, -1):
            last = self._marks[i]
            if (last.kind, last.trick, last.how) == (kind, slug, how):
                if not self._between(last.end, start):
                    self._marks[i] = last._replace(end=end)
                    return
                break
        self._marks.append(Mark(kind, start, end, slug, how))

    def _between(self, start: int, end: int) -> str:
        """The words between two offsets near the end of what is written."""
        found, at = "", self._length
        for text in reversed(self._texts):
            at -= len(text)
            found = text + found
            if at <= start:
                break
        return found[start - at : end - at].strip()

    def _note_comments(self, pieces: list[Piece], offset: int) -> None:
        for piece in pieces:
            if piece.comment:
                self.comments.setdefault(piece.comment[1:], []).append(offset)

    def _keep_deletions(self, paragraph: Paragraph) -> None:
        left = shortened(paragraph.text, _FROM)
        whence = f" from “{left}”" if left else ""
        for change, group in groupby((p for p in paragraph.pieces if p.text), key=lambda piece: piece.change):
            pieces = _trimmed(list(group))
            if change is not None and change.kind == "deleted" and any(p.text.strip() for p in pieces):
                self._deletions.append((paragraph.part, pieces, change.how + whence, self._number))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without line breaks before, and without white space behind."""
    first = next((i for i, piece in enumerate(pieces) if piece.text.strip("\n")), len(pieces))
    kept = [piece for piece in pieces[:first] if piece.comment] + pieces[first:]
    for i in range(len(kept) - 1, -1, -1):
        kept[i] = kept[i]._replace(text=kept[i].text.rstrip())
        if kept[i].text:
            break
    return kept
