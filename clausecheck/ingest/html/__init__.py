"""File → Document, for HTML: the text as a browser sets it, and what the page hides.

Blocks are paragraphs with a blank line between them, and a line is a paragraph or what ``<br>`` leaves of
it. The menus of the page are left out if they hold no sentence. No address is ever opened: style sheets,
frames and pictures that lie outside the file are not read, and a notice says so.
"""

from __future__ import annotations

from clausecheck.errors import ReadError
from clausecheck.ingest import charset, collector
from clausecheck.ingest.html import blocks, folding, furniture, look, page, tree, typeset
from clausecheck.ingest.html.cascade import Cascade
from clausecheck.ingest.source import digest
from clausecheck.model import Document, Notice, Page

FEW = 200  # visible characters under which a page of pictures or frames counts as unread: as in a PDF
PRINT = "open it in a browser, print it to a PDF and check that"


def read(path: str, data: bytes, *, stated: str | None = None, mail: bool = False) -> Document:
    """Read a page; ``stated``: its encoding, where a mail says it; ``mail``: scripts never run in it.

    Raises:
        ReadError: empty, too-deep, damaged, no-text.
    """
    with collector.off():
        return _read(path, data, stated, mail)


def _read(path: str, data: bytes, stated: str | None, mail: bool) -> Document:
    text = charset.decode(data, stated)
    events = tree.events(path, text)
    facts = page.facts(events)
    rules = Cascade(facts.sheets, (event for event in events if isinstance(event, tree.Element)))
    controls = folding.Controls(events, scripted=not mail)
    looks = look.looks(events, rules, controls, known=mail or not facts.outside)
    kept, left_out = furniture.apart(blocks.paragraphs(events, looks))
    whole = typeset.whole(kept)
    notices = [*page.notices(facts, rules.whole, mail), *furniture.notices(left_out)]
    if (lost := whole.text.count("\ufffd")) and not mail:
        notices.append(Notice("encoding", f"{lost:,} characters of the page have no meaning in its encoding"))
    read = mail or not _elsewhere(whole.text, facts)
    if not whole.text and not mail:
        raise _nothing(path, facts)
    if not read:
        what = "pictures" if facts.pictures else "frames"
        notices.insert(0, Notice("page-unread", f"The page consists of {what}, which are not read", 1))
    leaf = Page(1, 0, len(whole.text), whole.lines, read=read)
    return Document(path, "html", digest(data), whole.text, (leaf,), tuple(notices), whole.marks)


def _elsewhere(text: str, facts: page.Facts) -> bool:
    """Whether what the page shows is not in its text."""
    visible = len(text) - sum(map(text.count, " \n\t\xa0"))
    return visible < FEW and bool(facts.pictures or facts.frames)


def _nothing(path: str, facts: page.Facts) -> ReadError:
    if facts.pictures:
        hint = "ask for the text, or print it to a PDF and make its text with text recognition (OCR)"
        return ReadError("no-text", "The page holds pictures and no text", hint, path)
    if facts.frames:
        where = f": {facts.frames[0]}" if facts.frames[0] else ""
        return ReadError(
            "no-text", f"The page shows another page in a frame{where}", f"save that page, or {PRINT}", path
        )
    if facts.scripts:
        return ReadError("no-text", "The page has no text until its scripts run in a browser", PRINT, path)
    return ReadError("empty", "The page holds no text", "ask for the file again", path)
