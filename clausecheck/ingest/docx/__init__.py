"""File → Document, for DOCX: what Word shows, with its numbers, and what it does not show.

Text stands in the order headers, body, footnotes, endnotes, footers, then the words that tracked changes
took out. Paragraphs are one blank line apart; the cells of a row, by a TAB.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.errors import ReadError
from clausecheck.ingest.docx import notes, tree
from clausecheck.ingest.docx.numbering import Counts
from clausecheck.ingest.docx.package import Package
from clausecheck.ingest.docx.pieces import shortened
from clausecheck.ingest.docx.setting import Setting
from clausecheck.ingest.docx.story import Story
from clausecheck.ingest.docx.tree import damaged
from clausecheck.ingest.docx.writing import Writer
from clausecheck.ingest.source import digest
from clausecheck.model import Anchor, Document, Notice, Page, Span

_MOST_COMMENTS: Final = 50
_COMMENT: Final = 200  # characters of a comment that are shown
_WORDS: Final = 60  # characters of what it is about
_UNREAD: Final = {
    "object": "An embedded object was not read: open it in Word and look at it",
    "drawing": "The words of a diagram or chart were not read: look at it in Word",
}


def read(path: str, data: bytes, *, before: bool = False) -> Document:
    """Read a Word document, template or document with macros.

    ``before``: as it was before its tracked changes; what they put in is then left out altogether.

    Raises:
        ReadError: damaged, too-big, encrypted, no-text.
    """
    try:
        setting, writer = _written(data, before)
        body = writer.text
        if not body:
            raise _nothing(writer)
        said = notes.comments(setting)
        if not before:
            writer.add_deleted()
    except ReadError as error:
        raise ReadError(error.code, error.message, error.hint, path) from error
    pages = writer.pages()
    notices = (*_unread(setting, pages), *_small_print(writer), *_comments(said, writer, body))
    return Document(path, "docx", digest(data), writer.text, pages, notices, writer.marks)


def anchors(path: str, data: bytes, spans: Sequence[Span]) -> tuple[tuple[Anchor, ...], ...]:
    """The places in the package of each span (offsets into the text that ``read`` gives).

    What is not in the package, as the number of a clause, has the place of the words after it.

    Raises:
        ReadError: as ``read``.
    """
    try:
        setting, writer = _written(data)
        writer.add_deleted()
    except ReadError as error:
        raise ReadError(error.code, error.message, error.hint, path) from error
    index: dict[str, dict[tree.Node, int]] = {}
    for spot in writer.spots:
        if spot.part not in index:
            root = setting.package.tree(spot.part)
            nodes = tree.texts(root) if root is not None else []
            index[spot.part] = {node: i for i, node in enumerate(nodes)}
    return tuple(tuple(_places(writer, index, span)) for span in spans)


def _written(data: bytes, before: bool = False) -> tuple[Setting, Writer]:
    """The whole document but for what was deleted."""
    package = Package(data)
    main = package.tree(package.main)
    if main is None:
        raise damaged(f'its part "{package.main}" is missing')
    if tree.child(main, "w:body") is None:
        raise damaged(f'its part "{package.main}" has no body')
    setting, writer = Setting(package, before), Writer()
    body = Story(setting, package.main, main, Counts()).read()
    margins = Counts()  # headers and footers count together
    writer.add(notes.margins(setting, "header", margins))
    writer.add(body)
    writer.add(notes.notes(setting, "footnote"))
    writer.add(notes.notes(setting, "endnote"))
    writer.add(notes.margins(setting, "footer", margins))
    return setting, writer


def _places(writer: Writer, index: dict[str, dict[tree.Node, int]], span: Span) -> Iterator[Anchor]:
    spots = writer.spots
    at = max(0, bisect_right(spots, span.start, key=lambda spot: spot.start) - 1)
    if at < len(spots) and spots[at].end <= span.start:
        at += 1
    found = False
    while at < len(spots) and (spots[at].start < span.end or not found):
        spot = spots[at]
        start, end = max(spot.start, span.start), min(spot.end, span.end)
        if start >= end:
            start, end = spot.start, spot.end
        first = spot.at + start - spot.start
        yield Anchor(spot.part, index[spot.part][spot.node], first, first + end - start)
        found, at = True, at + 1


def _nothing(writer: Writer) -> ReadError:
    if any(not page.read for page in writer.pages()):
        hint = "ask for the text, or make a PDF of it and check that file"
        return ReadError("no-text", "There is no text in the document: it holds pictures of pages", hint)
    return ReadError("no-text", "There is no text in the document", "ask for the file again")


def _unread(setting: Setting, pages: tuple[Page, ...]) -> Iterator[Notice]:
    for page in pages:
        if not page.read:
            what = "a picture that fills a page, or text that is kept in another file, was not read"
            yield Notice("page-unread", f"Page {page.number}: {what}", page.number)
    for kind in dict.fromkeys(setting.unread):
        yield Notice(f"{kind}-unread", _UNREAD[kind])


def _small_print(writer: Writer) -> Iterator[Notice]:
    if writer.small:
        yield Notice("small-print", f"Letters under 6 points: “{shortened(writer.small, _WORDS)}”")


def _comments(said: dict[str, notes.Comment], writer: Writer, text: str) -> Iterator[Notice]:
    for count, (id_, comment) in enumerate(said.items()):
        if count == _MOST_COMMENTS:
            yield Notice("comment", f"{len(said) - count} more comments")
            return
        about = ""
        if len(places := writer.comments.get(id_, [])) > 1:
            words = shortened(text[places[0] : places[-1]], _WORDS)
            about = f' on "{words}"' if words else ""
        author = f" by {shortened(comment.author, _WORDS)}" if comment.author else ""
        yield Notice("comment", f'A comment{author}: "{shortened(comment.text, _COMMENT)}"{about}')
