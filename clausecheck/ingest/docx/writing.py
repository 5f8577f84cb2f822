"""Paragraphs → text with lines, pages, marks, and the place in the package of every character."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Final

from clausecheck.ingest import signtags
from clausecheck.ingest.docx.looks import SMALL_PRINT
from clausecheck.ingest.docx.pieces import Change, Paragraph, Piece, shortened
from clausecheck.ingest.docx.tree import Node
from clausecheck.model import Line, Mark, MarkKind, Page
from clausecheck.model.noun import NamedTuple

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


class _Deletion(NamedTuple):
    """Words that one change took out of one place."""

    pieces: list[Piece]
    change: Change
    at: int  # offset where they stood
    left: str  # what is left of the paragraph, shortened
    number: int  # of the paragraph
    part: str
    paragraph: int  # tells one from another


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
        self._deletions: list[_Deletion] = []
        self._turns: list[tuple[int, bool]] = []  # where a page begins; and whether it was read
        self._late = 0  # pages that begin with the next paragraph

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._texts)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Ascending, none over another: what is hidden and inserted is marked as hidden."""
        return tuple(self._marks)

    def add(self, paragraphs: Iterable[Paragraph]) -> None:
        """Write them, one blank line apart."""
        for paragraph in paragraphs:
            pieces = _trimmed(paragraph.pieces)
            said = any(not piece.deleted and piece.text and not piece.text.isspace() for piece in pieces)
            if said:
                self._number += 1
                self._separate()
                self._turns += [(self._length, True)] * (paragraph.turns + self._late)
                self._late = paragraph.late
            else:
                self._late += paragraph.turns + paragraph.late
            self._write(paragraph, pieces if said else [p for p in pieces if p.deleted or p.comment])
            self._turns += [(self._length, False)] * paragraph.pages_unread

    def add_deleted(self) -> None:
        """Write what tracked changes took out, each stretch as a paragraph of its own."""
        for deletion in self._deletions:
            if not "".join(piece.text for piece in deletion.pieces).strip():
                continue
            self._separate()
            start = self._length
            for piece in _trimmed([piece._replace(change=None) for piece in deletion.pieces]):
                self._put(deletion.part, piece._replace(text=piece.text.replace("\n", " ")))
            how = deletion.change.how + (f" from “{deletion.left}”" if deletion.left else "")
            self._marks.append(
                Mark("deleted", start, self._length, deletion.change.slug, how, min(deletion.at, start))
            )
            self.lines.append(Line(start, self._length, deletion.number))
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

    def _write(self, paragraph: Paragraph, pieces: list[Piece]) -> None:
        part, level = paragraph.part, paragraph.level
        first, begun = self._length, len(self._marks)
        row: list[Piece] = []
        for piece in pieces:
            start = self._length
            if piece.comment:
                self.comments.setdefault(piece.comment[1:], []).append(start)
            elif piece.deleted:
                self._keep(piece, paragraph)
            elif piece.text == "\n":
                self._line(first, row, level)
                self._put(part, piece)
                first, row = self._length, []
            elif piece.text:
                self._put(part, piece)
                row.append(piece)
                if not piece.text.isspace():
                    self._mark(piece, start, begun)
        self._line(first, row, level)

    def _keep(self, piece: Piece, paragraph: Paragraph) -> None:
        """Keep a deleted piece for the end; with the one before it, where they are one deletion."""
        last, change = self._deletions[-1] if self._deletions else None, piece.change
        if last is not None and (last.paragraph, last.at, last.change) == (
            id(paragraph),
            self._length,
            change,
        ):
            last.pieces.append(piece)
        elif change is not None:
            left = shortened(paragraph.text, _FROM)
            deletion = _Deletion(
                [piece], change, self._length, left, self._number, paragraph.part, id(paragraph)
            )
            self._deletions.append(deletion)

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
        trick, change = piece.look.hidden, piece.change
        if trick is not None and not signtags.only(piece.text):
            how = f"{trick.how}, {change.how}" if change is not None else trick.how
            self._extend("hidden", start, trick.slug, how, piece.text, begun)
        elif change is not None:
            self._extend("inserted", start, change.slug, change.how, piece.text, begun)
        elif piece.look.size < SMALL_PRINT and not self.small and len(piece.text) >= _FEW:
            self.small = piece.text

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


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without line breaks before what stays, and without white space behind it."""
    kept = list(pieces)
    for i, piece in enumerate(kept):
        if not piece.deleted and not piece.comment:
            kept[i] = piece._replace(text=piece.text.lstrip("\n"))
            if kept[i].text:
                break
    for i in range(len(kept) - 1, -1, -1):
        if not kept[i].deleted and not kept[i].comment:
            kept[i] = kept[i]._replace(text=kept[i].text.rstrip())
            if kept[i].text:
                break
    return kept
