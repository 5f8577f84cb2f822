"""Stage 1: what was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal, TypeAlias

from clausecheck.model.noun import NamedTuple

# Text recognition: of pages that are pictures (auto), of none, or of every page.
Ocr: TypeAlias = Literal["auto", "never", "always"]
# What a stretch of text is: not to be seen by a reader; taken out or put in by a change that nobody has
# accepted yet. What was taken out is kept in the text, for quotes, and belongs to no clause.
MarkKind: TypeAlias = Literal["hidden", "deleted", "inserted"]


class Source(NamedTuple):
    """What to read, and how."""

    path: str  # "-" for standard input
    data: bytes | None = None  # contents that were read already
    password: str | None = None  # several stand one a line: each is tried
    engine: Literal["pdfium", "pdfplumber"] = "pdfium"
    ocr: Ocr = "auto"
    others: tuple[Source, ...] = ()  # more files of the same deal, read after this one as one contract
    excerpt: bool = False  # only a part of a contract: no letter
    boxes: bool = False  # say where on a PDF's page each quote stands: costs a third of the reading again
    wordings: bool = False  # tell each sentence, for who compares drafts
    clauses: bool = False  # tell the text of each clause, for who keeps them
    before: bool = False  # of a Word document: as it was before its tracked changes


class Span(NamedTuple):
    """A half-open range; which text it indexes is said where it is used."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


class Box(NamedTuple):
    """A rectangle on a page, in PDF points, origin top-left."""

    x0: float
    top: float
    x1: float
    bottom: float


class Run(NamedTuple):
    """A stretch of PDF text drawn in one go: one font, one size, one colour.

    On a page that text recognition read it is a word, its font unknown (empty).
    """

    start: int  # offset
    end: int  # offset
    box: Box
    size: float  # font size as drawn, points
    font: str
    colour: int  # 0xRRGGBB of the fill
    mode: int  # PDF text render mode; 3 is invisible

    @property
    def bold(self) -> bool:
        """Bold by its font name: the declared weight is often 0 (Times-Bold)."""
        name = self.font.lower()
        return "bold" in name or "black" in name or "heavy" in name


class Line(NamedTuple):
    """One printed line, without its line break."""

    start: int  # offset
    end: int  # offset
    number: int  # 1-based, on the page for PDF and pictures, in the file for all else
    box: Box | None = None  # None in text files; of text recognition: on the page laid straight
    size: float = 0.0  # font size of most of the line, points; 0 where unknown
    bold: bool = False  # most of the line is bold
    level: int = 0  # of a heading, by its style: 1 for the outermost; 0: none, or not known
    confidence: float = 1.0  # 0-1, how sure text recognition is of its letters; 1 where none was needed


class Page(NamedTuple):
    """One page of a PDF; a text file is one page."""

    number: int  # 1-based position in the file
    start: int  # offset
    end: int  # offset
    lines: tuple[Line, ...] = ()
    width: float = 0.0  # points; 0 in text files
    height: float = 0.0  # points; 0 in text files
    runs: tuple[Run, ...] = ()  # PDF and pictures only
    read: bool = True  # False: the page could not be read (a scan without text)
    ocr: bool = False  # read by text recognition
    file: int = 0  # index into ``Document.files``


class Notice(NamedTuple):
    """Something that a reader should know about the reading: never a judgement of the contract."""

    code: str  # stable slug, e.g. "page-unread"
    message: str
    page: int | None = None


FLOWING = frozenset(("docx", "html"))


class Mark(NamedTuple):
    """A stretch of the text that is not simply there to be read. Never a judgement of the contract."""

    kind: MarkKind
    start: int  # offset
    end: int  # offset
    trick: str  # stable slug, e.g. "colour", "tiny", "zero-width"
    how: str  # in words, for the report: "white letters on white", "deleted by Ann Roe on 2026-03-01"
    at: int | None = None  # offset where words that a change took out stood before


class File(NamedTuple):
    """One of several files that are read as one contract."""

    path: str  # as the user gave it; an attachment: "mail.eml › rider.pdf"
    format: str
    sha256: str  # of its bytes, hexadecimal


class Anchor(NamedTuple):
    """A place in the package of a Word document: where a comment can be put."""

    part: str  # "word/document.xml"
    index: int  # type: ignore[assignment]  # of the element among the part's w:t and w:delText, in document order
    start: int  # index into the element's text
    end: int  # index into the element's text


class Document(NamedTuple):
    """A file as read. ``text`` is never changed after this: every quote points into it."""

    path: str  # as the user gave it; "-" for standard input
    format: (
        str  # "pdf", "image", "docx", "html", "text", "markdown", "mail"; of several files the first one's
    )
    sha256: str  # of the file's bytes, hexadecimal
    text: str
    pages: tuple[Page, ...]
    notices: tuple[Notice, ...] = ()
    marks: tuple[Mark, ...] = ()  # ascending, none over another
    files: tuple[File, ...] = ()  # empty where the document is one file

    @property
    def flowing(self) -> bool:
        """Whether a line is a whole paragraph, not what print made of it."""
        return self.format in FLOWING

    def marked(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that share a character with ``[start, end)``."""
        first = bisect_right(self.marks, start, key=lambda mark: mark.end)
        last = bisect_left(self.marks, end, key=lambda mark: mark.start)
        return self.marks[first:last]

    def page_at(self, offset: int) -> Page:
        """The page that holds ``offset``; the last one for the end of the text."""
        return self.pages[max(0, bisect_right(self.pages, offset, key=lambda p: p.start) - 1)]

    def line_at(self, offset: int) -> Line:
        """The line that holds ``offset`` (a line break belongs to the line it ends)."""
        lines = self.page_at(offset).lines
        return lines[max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)]
