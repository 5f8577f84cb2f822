"""Damage of a PDF → what a reader is told of it, and pages that count as unread."""

from __future__ import annotations

from collections.abc import Collection

from clausecheck.errors import ReadError
from clausecheck.ingest import judge, pdfium, sound
from clausecheck.model import Document, Notice, Page
from clausecheck.model.noun import NamedTuple

MENDED = "The file is damaged and was mended to be read: compare it with a sound copy"
LOST = 1000  # pages in a row that are not there, after which the file is given up


class Found(NamedTuple):
    """What is wrong with a file that opened."""

    damaged: bool  # some of it may have been lost
    total: int  # pages, as the file counts them
    pages: Collection[int]  # indices of those that are not whole
    uncounted: int  # pages beyond those


def find(pdf: int, data: bytes, password: str | None, blank: Collection[int]) -> Found:
    """Look for damage in an open PDF; ``blank``: indices of the pages that show nothing."""
    count = pdfium.page_count(pdf)
    rebuilt, locked = not pdfium.has_sound_table(pdf), pdfium.lock_revision(pdf) >= 0
    found = sound.check(data, password, count, blank, rebuilt=rebuilt, locked=locked)
    return Found(rebuilt or found.unknown, count, found.pages, found.uncounted)


def told(document: Document, found: Found) -> Document:
    """The document with its damage: broken pages are unread, and so are those that nobody counts."""
    if not (found.damaged or found.pages or found.uncounted):
        return document
    notices = list(document.notices)
    pages = list(document.pages)
    for index in sorted(found.pages):
        page = pages[index]
        if page.read:
            left = document.text[page.start : page.end].strip()
            pages[index] = page._replace(read=False)
            notices.append(judge.unread("cut" if left else "broken", page.number))
    text = document.text
    for number in range(found.total + 1, found.total + min(found.uncounted, LOST) + 1):
        text += "\n"
        pages.append(Page(number, len(text), len(text), read=False))
        notices.append(judge.unread("uncounted", number))
    notices.sort(key=lambda notice: notice.page or 0)
    if found.damaged:
        notices.insert(0, Notice("repaired", MENDED))
    return document._replace(text=text, pages=tuple(pages), notices=tuple(notices))


def lost(path: str, count: int) -> ReadError:
    """The error for a file of which hardly a page is there."""
    message = f"The PDF is damaged: of {count:,} pages that it promises, more than {LOST:,} are not there"
    return ReadError("damaged", message, judge.AGAIN, path)
