"""Documents → one Document, for files that are read as one contract."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from clausecheck.errors import ReadError
from clausecheck.model import Document, File, Mark, Notice, Page

_APART = "\n\n"


def join(path: str, documents: Sequence[Document], names: Sequence[str]) -> Document:
    """The documents one after the other; ``names`` are those of their files, as a report shows them.

    Offsets move; pages keep their numbers and know their file. What was joined before stays apart.
    """
    texts: list[str] = []
    pages: list[Page] = []
    marks: list[Mark] = []
    notices: list[Notice] = []
    files: list[File] = []
    base = 0
    for document, name in zip(documents, names, strict=True):
        pages += [moved(page, base, len(files)) for page in document.pages]
        marks += [moved_mark(mark, base) for mark in document.marks]
        notices += [notice._replace(message=f"{name}: {notice.message}") for notice in document.notices]
        files += document.files or (File(name, document.format, document.sha256),)
        texts.append(document.text)
        base += len(document.text) + len(_APART)
    digest = sha256("".join(file.sha256 for file in files).encode()).hexdigest()
    text = _APART.join(texts)
    return Document(
        path, files[0].format, digest, text, tuple(pages), tuple(notices), tuple(marks), tuple(files)
    )


def unread(error: ReadError, format: str = "unknown", sha256: str = "") -> Document:
    """What stands for a file that could not be read: one page, which nobody has read."""
    notice = Notice("page-unread", f"{error.message}; {error.hint}" if error.hint else error.message)
    return Document(error.where, format, sha256, "", (Page(1, 0, 0, read=False),), (notice,))


def alone(document: Document, index: int) -> tuple[Document, int]:
    """One of the files that were joined, and the offset at which it begins in the whole."""
    file = document.files[index]
    pages = [page for page in document.pages if page.file == index]
    base = pages[0].start if pages else 0
    text = document.text[base : pages[-1].end] if pages else ""
    return Document(
        file.path, file.format, file.sha256, text, tuple(moved(page, -base, -index) for page in pages)
    ), base


def moved(page: Page, by: int, files: int = 0) -> Page:
    """A page whose text begins ``by`` further on, in a file that has ``files`` more before it."""
    return page._replace(
        start=page.start + by,
        end=page.end + by,
        lines=tuple(line._replace(start=line.start + by, end=line.end + by) for line in page.lines),
        runs=tuple(run._replace(start=run.start + by, end=run.end + by) for run in page.runs),
        file=page.file + files,
    )


def moved_mark(mark: Mark, by: int) -> Mark:
    """A mark on text that begins ``by`` further on."""
    at = None if mark.at is None else mark.at + by
    return mark._replace(start=mark.start + by, end=mark.end + by, at=at)
